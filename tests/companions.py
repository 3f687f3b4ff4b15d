"""Small companion questions for tests: a test says only what it is about."""

import json
from pathlib import Path
from typing import Any

from assessment.figures import CompanionArea, CompanionSet
from assessment.files import parse_companions
from tests.builders import a_rubric, rubrics_of

RUBRICS = rubrics_of(a_rubric(weights=(1, 1)))


def a_figure(id: str = "list-gb-2025", **more: Any) -> dict[str, Any]:
    parts = {
        "id": id,
        "value": "40",
        "n": 128,
        "population": "councils in Somewhere",
        "country": "GB",
        "year": 2025,
        "basis": "survey",
        "grade": "A",
        "source": "survey",
    }
    return {name: value for name, value in (parts | more).items() if value is not None}


def an_item(id: str = "list", *figures: dict[str, Any], **more: Any) -> dict[str, Any]:
    parts = {
        "id": id,
        "ask": "Does your council keep a list?",
        "questions": ["area/q1"],
        "better": "yes",
        "figures": list(figures or [a_figure(f"{id}-gb-2025")]),
    }
    return {name: value for name, value in (parts | more).items() if value is not None}


def a_file(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    source = {"id": "survey", "title": "A survey", "publisher": "Somebody", "link": "https://example.org/a"}
    parts = {
        "format": "companions/1",
        "area": "area",
        "title": "An area",
        "version": "1.0.0",
        "sources": [source],
        "items": list(items or [an_item()]),
    }
    return parts | more


def written(folder: Path, *files: dict[str, Any]) -> Path:
    """A folder of rubrics with these files of companion questions."""
    (folder / "companions").mkdir(exist_ok=True)
    for number, file in enumerate(files):
        (folder / "companions" / f"{number}.yaml").write_text(json.dumps(file, indent=1), encoding="utf-8")
    return folder


def a_set(*items: dict[str, Any], **more: Any) -> CompanionSet:
    file = parse_companions(json.dumps(a_file(*items, **more)).encode(), RUBRICS, "area.yaml")
    sources = {source.id: source for source in file.sources}
    return CompanionSet(file.version, (CompanionArea(file.area, file.title, file.items),), sources)
