"""What if: the result that some moves would give, scored on a copy (R47). No answer is changed by asking.

Each move adds its gain to the lowest score whatever else is done; levels are not additive, so all is scored anew.
"""

from collections.abc import Iterator, Mapping

from assessment.instrument import Answer, AnswerSheet, BadInput, Problem, RubricSet, State, no_question, quoted
from assessment.scoring import Result, score

Changes = Mapping[tuple[str, str], int]
"""The level that a question is to have, by (rubric, question)."""


def what_if(sheet: AnswerSheet, rubrics: RubricSet, changes: Changes) -> Result:
    """As if those questions had those levels. An answer that stands so high already, or that doesn't apply, stays.
    Raises BadInput if the changes or the sheet don't fit the rubrics.
    """
    check_changes(sheet, rubrics, changes)
    answers = {name: dict(given) for name, given in sheet.answers.items()}
    for (name, question), level in changes.items():
        answer = sheet.answer(name, question)
        if answer.state is not State.NOT_APPLICABLE and (answer.level is None or answer.level < level):
            answers.setdefault(name, {})[question] = raised(answer, level)
    return score(sheet.model_copy(update={"answers": answers}), rubrics)


def raised(answer: Answer, level: int) -> Answer:
    """Evidence and note stay; what was said under an earlier version no longer waits."""
    return answer.model_copy(update={"level": level, "unknown": None, "earlier": None})


def check_changes(sheet: AnswerSheet, rubrics: RubricSet, changes: Changes) -> None:
    problems = [problem for change in changes.items() for problem in change_problems(sheet, rubrics, change)]
    if problems:
        raise BadInput(problems)


def change_problems(sheet: AnswerSheet, rubrics: RubricSet, change: tuple[tuple[str, str], int]) -> Iterator[Problem]:
    (name, question_id), level = change
    rubric = rubrics.get((name, sheet.rubrics.get(name, "")))
    if rubric is None:
        yield Problem("a move is about an area that is not answered here; take it out", id=quoted(name))
    elif question_id not in rubric.by_id:
        yield Problem(no_question(rubric, question_id), id=quoted(question_id))
    elif isinstance(level, bool) or not isinstance(level, int) or not 0 <= level <= rubric.by_id[question_id].top:
        top = rubric.by_id[question_id].top
        yield Problem(f"a move can't end there; its level is a whole number from 0 to {top}", id=question_id)
