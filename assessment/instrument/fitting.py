"""Whether a sheet fits the rubrics that it names: each answers a question that is asked."""

from collections.abc import Iterator

from assessment.instrument.answers import Answer, AnswerSheet, RubricSet, State
from assessment.instrument.errors import BadInput, Problem
from assessment.instrument.intentions import Faults, move_faults, no_question, target_faults
from assessment.instrument.rubric import Question, Rubric, order_of


def check_against(sheet: AnswerSheet, rubrics: RubricSet) -> None:
    """Refuse a sheet that its rubrics can't score, whatever it intends. Raises BadInput with every problem."""
    problems = [Problem(message, id=where) for _, where, message in answers_problems(sheet, rubrics)]
    if problems:
        raise BadInput(problems)


def sheet_problems(sheet: AnswerSheet, rubrics: RubricSet) -> Faults:
    """(place in the file, id, message) of everything that doesn't fit."""
    yield from answers_problems(sheet, rubrics)
    yield from intention_problems(sheet, rubrics)


def answers_problems(sheet: AnswerSheet, rubrics: RubricSet) -> Faults:
    for name, version in sheet.rubrics.items():
        if (name, version) not in rubrics:
            yield (
                ("rubrics", name),
                name,
                f"there is no rubric '{name}' {version} here; {offer(name, rubrics)}",
            )
    for name, answers in sheet.answers.items():
        place = ("answers", name)
        if name not in sheet.rubrics:
            yield (
                place,
                name,
                f'has answers but "rubrics" does not name it; add "{name}" with its version there',
            )
        rubric = rubrics.get((name, sheet.rubrics.get(name, "")))
        if rubric is None:
            continue
        for question_id, answer in answers.items():
            found = [
                *answer_problems(rubric, question_id, answer),
                *earlier_problems(rubric, question_id, answer, rubrics),
            ]
            for message in found:
                yield (*place, question_id), question_id, message


def intention_problems(sheet: AnswerSheet, rubrics: RubricSet) -> Faults:
    """The same of what is planned and aimed at. A decision may name moves that are no longer there."""
    for key, areas in (("plan", sheet.plan), ("targets", sheet.targets)):
        for name in areas:
            rubric = rubrics.get((name, sheet.rubrics.get(name, "")))
            if name not in sheet.rubrics:
                message = f'has {key_words(key)} but "rubrics" does not name it; add "{name}" with its version there'
                yield (key, name), name, message
            elif rubric is not None:
                plan = key == "plan"
                faults = (
                    move_faults(rubric, sheet.plan[name]) if plan else target_faults(sheet.targets[name], rubric, name)
                )
                for place, where, message in faults:
                    yield (key, name, *place), where, message


def intention_faults(sheet: AnswerSheet, key: str, rubric: Rubric) -> Faults:
    name = rubric.id
    return move_faults(rubric, sheet.plan[name]) if key == "plan" else target_faults(sheet.targets[name], rubric, name)


def fitting_intentions(sheet: AnswerSheet, rubrics: RubricSet) -> AnswerSheet:
    """Without the planned moves and the targets that fit no question, theme or level of its rubrics."""
    plan = {name: dict(moves) for name, moves in sheet.plan.items()}
    targets = {name: area.model_copy(deep=True) for name, area in sheet.targets.items()}
    for (key, name, *place), _, _ in intention_problems(sheet, rubrics):
        if not place:
            (plan if key == "plan" else targets).pop(name)
        elif key == "plan":
            plan[name].pop(place[0], None)
        elif place == ["level"]:
            targets[name] = targets[name].model_copy(update={"level": None})
        else:
            getattr(targets[name], place[0]).pop(place[1])
    return sheet.model_copy(update={"plan": plan, "targets": targets})


def key_words(key: str) -> str:
    return "planned moves" if key == "plan" else key


def offer(name: str, rubrics: RubricSet) -> str:
    versions = sorted(version for known, version in rubrics if known == name)
    if versions:
        return f"the version here is {', '.join(versions)}"
    return f"the rubrics here are {', '.join(sorted({known for known, _ in rubrics})) or 'none'}"


def answer_problems(rubric: Rubric, question_id: str, answer: Answer) -> Iterator[str]:
    question = rubric.by_id.get(question_id)
    if question is None:
        yield no_question(rubric, question_id)
        return
    if answer.level is not None and answer.level > question.top:
        yield f"level {answer.level} does not exist; the levels are 0 to {question.top}"
    if answer.state is State.NOT_APPLICABLE and not question.may_not_apply:
        yield "must apply to every council; give a level or unknown"
    if answer.superseded_by is not None:
        yield from superseded_problems(rubric, question, answer.superseded_by)


def earlier_problems(rubric: Rubric, question_id: str, answer: Answer, rubrics: RubricSet) -> Iterator[str]:
    """Of a version that is not here nothing is said: its statement can't be shown, and the answer counts without it."""
    if answer.earlier is None:
        return
    version, level = answer.earlier.version, answer.earlier.level
    if order_of(version) >= rubric.order:
        which = "the one" if version == rubric.version else "later than the one"
        yield f"earlier names version {version}, which is {which} that is answered; name the one before, or take it out"
        return
    before = rubrics.get((rubric.id, version))
    question = before.by_id.get(question_id) if before else None
    if before and question is None:
        yield f"earlier names version {version} of '{rubric.id}', which has no such question; take it out"
    elif question and level is not None and level > question.top:
        yield f"earlier: level {level} does not exist; the levels in {version} are 0 to {question.top}"


def superseded_problems(rubric: Rubric, question: Question, other: str) -> Iterator[str]:
    if other == question.id:
        yield "can't be superseded by itself; name another question"
    elif other not in rubric.by_id:
        yield f"is superseded by '{other}', which is no question of rubric '{rubric.id}'; check the id"
