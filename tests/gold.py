"""The gold vectors as files: rubrics and answers that the command and the app can read."""

import json
from pathlib import Path

from assessment.files import dump_answers
from assessment.instrument import AnswerSheet, Rubric
from tests.builders import DONT_KNOW, NA, a_rubric, a_sheet, an_area_at

AREAS = {"first": 72, "second": 55, "third": 38, "fourth": 61}


def gold_rubrics() -> list[Rubric]:
    return [
        a_rubric(id="gv-1", title="Gold 1", weights=(3, 3, 2, 3, 2, 1)),
        a_rubric(id="gv-2", title="Gold 2", weights=(1,) * 10),
        a_rubric(id="gv-2-critical", title="Gold 2, critical", weights=(1,) * 10, critical=("q10",)),
        *(an_area_at(percent, name)[0] for name, percent in AREAS.items()),
    ]


def gold_sheets() -> dict[str, AnswerSheet]:
    return {
        "gv-1": a_sheet(areas={"gv-1": (2, 1, 3, DONT_KNOW, NA, 4)}),
        "gv-2": a_sheet(areas={"gv-2": (4,) * 9 + (0,)}),
        "gv-2-critical": a_sheet(areas={"gv-2-critical": (4,) * 9 + (0,)}),
        "gv-3": a_sheet(areas={name: an_area_at(percent, name)[1] for name, percent in AREAS.items()}),
    }


def write_gold(folder: Path) -> Path:
    """Fill a folder: `rubrics/*.yaml` and `<name>.json`. Returns the folder of rubrics. (JSON is YAML too.)"""
    rubrics = folder / "rubrics"
    rubrics.mkdir()
    for rubric in gold_rubrics():
        content = {"format": rubric.format, **rubric.model_dump(mode="json", exclude_defaults=True)}
        (rubrics / f"{rubric.id}.yaml").write_text(json.dumps(content, indent=1))
    for name, sheet in gold_sheets().items():
        (folder / f"{name}.json").write_bytes(dump_answers(sheet))
    return rubrics
