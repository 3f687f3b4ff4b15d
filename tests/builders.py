"""Small valid inputs for tests: a test says only what it is about, the rest is here.

    area = an_area(a_rubric(weights=(3, 3, 2)), 2, DONT_KNOW, NA)

Questions are called q1, q2, ... and a sheet's answers are given in that order.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import Any

from assessment.instrument import Answer, AnswerSheet, Critical, Evidence, Level, NextStep, Question, Rubric
from assessment.instrument.rubric import Method, RubricSource, Source
from assessment.scoring import AreaResult, Result, score

DONT_KNOW = "don't know"
NA = "doesn't apply"
BLANK = None

Said = int | str | Answer | None


@cache
def a_level(number: int = 0) -> Level:
    step = NextStep(action="Do the next thing.", who="Head of ICT", effort="S")
    return Level(description=f"What can be seen at {number}.", evidence="What would show it.", next_step=step)


def a_question(id: str = "q1", *, levels: int | Sequence[Level] = 5, critical: bool = False, **more: Any) -> Question:
    parts = {
        "id": id,
        "theme": "theme",
        "text": "Is it done?",
        "why": "It matters.",
        "source": Source(code="A1", pages="1"),
        "critical": Critical(reason="Nothing works without it.") if critical else None,
        "levels": [a_level(number) for number in range(levels)] if isinstance(levels, int) else levels,
    }
    return Question(**(parts | more))


def a_rubric(
    *questions: Question,
    weights: Sequence[int] = (1,),
    critical: Sequence[str] = (),
    quick: Sequence[str] = (),
    levels: int = 5,
    threshold: Fraction = Fraction(4, 5),
    lag: int = 2,
    **more: Any,
) -> Rubric:
    """Of the given questions, or else of one question for each weight."""
    asked = questions or [
        a_question(name, weight=weight, levels=levels, critical=name in critical, quick=name in quick)
        for name, weight in ((f"q{number}", weight) for number, weight in enumerate(weights, 1))
    ]
    themes = dict.fromkeys(question.theme for question in asked)
    parts = {
        "format": "rubric/1",
        "id": "area",
        "version": "1.0.0",
        "title": "An area",
        "summary": "What it is about.",
        "source": RubricSource(document="A report", section="A section", pages="1"),
        "method": Method(threshold=threshold, lag=lag),
        "themes": [{"id": theme, "title": theme.title()} for theme in themes],
        "questions": asked,
    }
    return Rubric(**(parts | more))


def an_answer(said: Said = 2, **more: Any) -> Answer:
    """A level, DONT_KNOW or NA; with BLANK only what is in `more`."""
    if isinstance(said, Answer):
        return said
    if said == DONT_KNOW:
        more["unknown"] = True
    elif said == NA:
        more.setdefault("not_applicable", "no_such_activity")
    elif said is not BLANK:
        more["level"] = said
    return Answer(**more)


def a_document(date: str | None = "2026-05-01", **more: Any) -> Evidence:
    return Evidence(**({"title": "A document", "date": date} | more))


def a_sheet(*said: Said, areas: Mapping[str, Sequence[Said]] | None = None, **more: Any) -> AnswerSheet:
    """Answers to the rubric called "area", or to each of several: areas={"ai": (2, 3), "cloud": (1,)}."""
    by_area = {"area": said} if areas is None else areas
    answers = {
        name: {f"q{number}": an_answer(one) for number, one in enumerate(given, 1) if one is not BLANK}
        for name, given in by_area.items()
    }
    parts = {"date": "2026-05-14", "rubrics": dict.fromkeys(by_area, "1.0.0"), "answers": answers}
    return AnswerSheet(**(parts | more))


def rubrics_of(*rubrics: Rubric) -> dict[tuple[str, str], Rubric]:
    return {(rubric.id, rubric.version): rubric for rubric in rubrics}


def an_area(rubric: Rubric, *said: Said, **more: Any) -> AreaResult:
    """The result of one rubric's answers."""
    return score(a_sheet(*said, **more), rubrics_of(rubric)).areas[0]


def an_area_at(percent: int, id: str) -> tuple[Rubric, Sequence[Said]]:
    """A rubric and the answers that give it exactly this score."""
    rubric = a_rubric(a_question("q1", weight=percent or 1), a_question("q2", weight=100 - percent or 1), id=id)
    return rubric, (4 if percent else 0, 4 if percent == 100 else 0)


def areas_at(**percents: int) -> Result:
    """The result of several areas, each with exactly this score."""
    made = {name: an_area_at(percent, name) for name, percent in percents.items()}
    sheet = a_sheet(areas={name: said for name, (_, said) in made.items()})
    return score(sheet, rubrics_of(*(rubric for rubric, _ in made.values())))


RUBRIC_FILE = """\
format: rubric/1
id: area
version: 1.0.0
title: An area
summary: What it is about.
source: {document: A report, section: A section, pages: "1"}
themes:
  - {id: one, title: One}
questions:
  - id: first
    theme: one
    text: Is it done?
    why: It matters.
    source: {code: A1, pages: "1"}
    levels:
      - {description: No., next_step: {action: Start., who: Somebody, effort: S}}
      - {description: Some., evidence: A list., next_step: {action: Go on., who: Somebody, effort: M}}
      - {description: All., evidence: A report.}
  - id: second
    theme: one
    text: Is it checked?
    why: It matters too.
    source: {code: A2, pages: "1"}
    levels:
      - {description: No., next_step: {action: Start., who: Somebody, effort: S}}
      - {description: Some., evidence: A list., next_step: {action: Go on., who: Somebody, effort: M}}
      - {description: All., evidence: A report.}
"""


RUBRIC_2_FILE = RUBRIC_FILE.replace("rubric/1", "rubric/2").replace(
    "    why: ", "    pattern: own\n    count: What is done counts.\n    ask: [ict, security]\n    why: "
)
"""The same in format rubric/2; the first question's new keys stand in lines 13 to 15."""


ANSWERS_FILE = """\
{
  "format": "answers/1",
  "scope": "full",
  "date": "2026-05-14",
  "council": {"name": "Example Borough", "country": "GB", "region": "GB-ENG", "type": "district", "population": 118000},
  "rubrics": {"area": "1.0.0"},
  "answers": {
    "area": {
      "first": {"level": 2},
      "second": {"level": 1}
    }
  }
}
"""


def a_rubric_file(**changes: str) -> str:
    """RUBRIC_FILE; a change names the line that it replaces: a_rubric_file(line_4="title: 5")."""
    return changed(RUBRIC_FILE, changes)


def a_rubric_2_file(**changes: str) -> str:
    """RUBRIC_2_FILE, with changes as above."""
    return changed(RUBRIC_2_FILE, changes)


def an_answers_file(**changes: str) -> str:
    """ANSWERS_FILE: two questions of RUBRIC_FILE answered; changes as above."""
    return changed(ANSWERS_FILE, changes)


def changed(text: str, changes: Mapping[str, str]) -> str:
    lines = text.splitlines()
    for name, line in changes.items():
        lines[int(name.removeprefix("line_")) - 1] = line
    return "\n".join(lines) + "\n"
