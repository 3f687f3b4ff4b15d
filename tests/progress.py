"""A worked example of three assessments, a year apart, the third under a new version of the questions.

1.0.0 asks for a list, its owner, training, tests and a plan. 2.0.0 asks for the list, its owner and training as before
(of the owner in other words), for tests on other levels, for no plan, and anew for an audit. Between the last two the
council's own score falls from 60 to 40, because tests count for less and the audit is missing; on the three questions
that both versions ask alike it rises from 4/12 to 7/12, by 25 points.
"""

import json
from datetime import date
from pathlib import Path

from assessment.files import dump_answers, parse_crosswalk
from assessment.instrument import AnswerSheet, Crosswalks
from assessment.scoring import Assessed, assess
from tests.builders import a_question, a_rubric, an_answer, rubrics_of
from tests.crosswalks import reworded

KEPT = ("list", "owner", "training")
OLD = a_rubric(*[a_question(id, text=f"Old {id}?") for id in (*KEPT, "tests", "plan")])
NEW = a_rubric(
    a_question("list", text="Old list?"),
    reworded("owner"),
    a_question("training", text="Old training?"),
    reworded("tests"),
    reworded("audit"),
    version="2.0.0",
)
RUBRICS = rubrics_of(OLD, NEW)
ITSELF = "[becomes: 0, becomes: 1, becomes: 2, becomes: 3, becomes: 4]"
FILE = f"""\
format: crosswalk/1
rubric: area
from: 1.0.0
to: 2.0.0
questions:
  - {{id: list, change: same, levels: {ITSELF}}}
  - {{id: owner, change: reworded, levels: {ITSELF}}}
  - {{id: training, change: same, levels: {ITSELF}}}
  - {{id: tests, change: levels_moved, levels: [becomes: 0, at_least: 0, ask, at_least: 1, at_least: 1]}}
  - {{id: plan, change: dropped}}
  - {{id: audit, change: new}}
"""
WALKS: Crosswalks = {("area", "1.0.0"): parse_crosswalk(FILE.encode(), RUBRICS, "walk.yaml")}


def moment(name: str, day: str, version: str, **levels: int | str | None) -> Assessed:
    answers = {id: an_answer(said) for id, said in levels.items() if said is not None}
    sheet = AnswerSheet(date=day, rubrics={"area": version}, answers={"area": answers})
    return assess(sheet, RUBRICS, name)


FIRST = moment("Baseline", "2024-05-14", "1.0.0", list=0, owner=1, training=1, tests=4, plan=4)
SECOND = moment("A year on", "2025-05-14", "1.0.0", list=1, owner=1, training=2, tests=4, plan=4)
NOW = moment("Now", "2026-05-14", "2.0.0", list=3, owner=2, training=2, tests=1, audit=0)
DAYS = [date(year, 5, 14) for year in (2024, 2025, 2026)]


def write_progress(folder: Path) -> Path:
    """Fill a folder: baseline.json, second.json, now.json, and `rubrics/` with both versions and what leads from one to
    the other. Returns the folder of rubrics. (JSON is YAML too.)
    """
    rubrics = folder / "rubrics"
    for rubric, where in ((OLD, rubrics / "earlier"), (NEW, rubrics), (None, rubrics / "crosswalks")):
        where.mkdir(parents=True, exist_ok=True)
        if rubric is not None:
            content = {"format": rubric.format, **rubric.model_dump(mode="json", exclude_defaults=True)}
            (where / "area.yaml").write_text(json.dumps(content))
    (rubrics / "crosswalks" / "area.yaml").write_text(FILE)
    for name, one in (("baseline", FIRST), ("second", SECOND), ("now", NOW)):
        (folder / f"{name}.json").write_bytes(dump_answers(one.sheet))
    return rubrics
