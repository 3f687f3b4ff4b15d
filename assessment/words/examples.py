"""The worked examples of the method page: tiny rubrics, answered and scored by the engine."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.instrument import Answer, AnswerSheet, Critical, Level, NextStep, Question, Reason, Rubric
from assessment.scoring import AreaResult, Number, score
from assessment.words.display import LEVEL_NAMES, listed

DONT_KNOW, LEFT_OUT = "don't know", "doesn't apply"


@dataclass(frozen=True)
class Example:
    """A tiny rubric of five-level questions, answered: levels, "don't know" or "doesn't apply"."""

    answers: tuple[int | str, ...]
    weights: tuple[int, ...]
    critical: tuple[int, ...] = ()

    def area(self) -> AreaResult:
        rubric = example_rubric(self.weights, self.critical)
        given = {f"q{number}": example_answer(value) for number, value in enumerate(self.answers, 1)}
        sheet = AnswerSheet(rubrics={rubric.id: rubric.version}, answers={rubric.id: given})
        return score(sheet, {(rubric.id, rubric.version): rubric}).areas[0]

    def spelled(self) -> str:
        return listed([str(answer) for answer in self.answers])


def example_answer(value: int | str) -> Answer:
    if isinstance(value, int):
        return Answer(level=value)
    return Answer(unknown=True) if value == DONT_KNOW else Answer(not_applicable=Reason.NO_SUCH_ACTIVITY)


def example_rubric(weights: Sequence[int], critical: Sequence[int]) -> Rubric:
    step = NextStep.model_validate({"action": "Next", "who": "Anyone", "effort": "S"})
    level = Level(description="A level", evidence="A record", next_step=step)
    questions = [
        Question.model_validate(
            {
                "id": f"q{number}",
                "theme": "all",
                "text": "An example?",
                "why": "As an example.",
                "source": {"code": "text", "pages": "1"},
                "weight": weight,
                "critical": Critical(reason="As an example.") if number in critical else None,
                "levels": [level] * len(LEVEL_NAMES),
            }
        )
        for number, weight in enumerate(weights, 1)
    ]
    return Rubric.model_validate(
        {
            "format": "rubric/1",
            "id": "example",
            "version": "1.0.0",
            "title": "Example",
            "summary": "An example.",
            "source": {"document": "None", "section": "None", "pages": "1"},
            "themes": [{"id": "all", "title": "All"}],
            "questions": questions,
        }
    )


def shown(number: Number | None) -> Number:
    """A number that the examples above always have."""
    if number is None:
        raise ValueError("an example without a score explains nothing")
    return number


def confirmed(area: AreaResult) -> int:
    return area.level.confirmed if area.level else 0


MIXED = Example((2, 1, 3, DONT_KNOW, LEFT_OUT, 4), (3, 3, 2, 3, 2, 1))  # GV-1
ONE_GAP = Example((4,) * 9 + (0,), (1,) * 10)  # GV-2
CRITICAL_GAP = Example((4,) * 9 + (0,), (1,) * 10, critical=(10,))
