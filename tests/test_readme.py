"""What the README and the guide for authors say is tried, not trusted."""

import importlib
import re
from pathlib import Path

import pytest

from assessment.command import app
from assessment.files import parse_crosswalk
from assessment.files.loading import parse_rubric
from assessment.instrument import Alteration, Answer, Pattern, Role
from assessment.words import LEVEL_NAMES
from assessment.words.limits import (
    AT_FIRST_SIGHT,
    AT_FIRST_SIGHT_QUICK,
    MEAN_OF_COUNTS,
    MEDIAN_OF_STATEMENTS,
    MOST_IN_A_COUNT,
    MOST_IN_A_STATEMENT,
)
from tests.builders import a_question, a_rubric, rubrics_of

ROOT = Path(__file__).parent.parent


def test_the_rubric_in_the_guide_for_authors_is_in_order() -> None:
    guide = (ROOT / "rubrics" / "README.md").read_text()
    (example,) = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)

    rubric = parse_rubric(example.encode(), "street-lights.yaml")

    assert [question.id for question in rubric.questions] == ["lights-faults"]


def test_the_guide_for_authors_names_every_pattern_role_level_and_limit() -> None:
    guide = (ROOT / "rubrics" / "README.md").read_text()

    assert [name for name in (*Pattern, *Role) if f"`{name}`" not in guide and f"pattern: {name}`" not in guide] == []
    assert ", ".join(LEVEL_NAMES) in " ".join(guide.split())
    assert f"| a statement | at most {MOST_IN_A_STATEMENT}; half of them at most {MEDIAN_OF_STATEMENTS} |" in guide
    assert f"| a count | at most {MOST_IN_A_COUNT}; {MEAN_OF_COUNTS} on average |" in guide
    assert f"on average | {int(AT_FIRST_SIGHT)}; {int(AT_FIRST_SIGHT_QUICK)} in the quick check |" in guide


def test_the_readme_has_two_commands_and_names_every_room_and_every_command() -> None:
    readme = (ROOT / "README.md").read_text()
    rooms = {f"`assessment/{door.parent.name}/`" for door in (ROOT / "assessment").glob("*/__init__.py")}

    assert len(re.findall(r"```sh\n", readme)) == 2
    assert set(re.findall(r"^\| (`assessment/\w+/`) \|", readme, re.MULTILINE)) == rooms
    assert sorted(path.name for path in (ROOT / "assessment").glob("*.py")) == ["__init__.py"]
    for command in app.registered_commands:
        assert command.callback is not None
        assert re.search(f"maturity {command.callback.__name__.replace('_', '-')}[ `]", readme)


@pytest.mark.parametrize("paper", ["README.md", ".github/ARCHITECTURE.md", ".github/CONTRIBUTING.md"])
def test_every_path_and_name_in_it_exists(paper: str) -> None:
    said = re.findall(r"`([^`\n]+)`", (ROOT / paper).read_text())
    paths = [
        one for one in said if re.fullmatch(r"\.?[\w.-]+(/[\w.-]+)*/?", one) and ("/" in one or one.endswith(".py"))
    ]
    names = [one for one in said if re.fullmatch(r"assessment(\.\w+)+", one)]

    assert len(paths) > 3
    assert [one for one in paths if not (ROOT / one).exists() and one not in INSIDE_ROOMS] == []
    assert [one for one in names if not is_at_a_door(one)] == []


def test_the_architecture_passes_every_door() -> None:
    text = (ROOT / ".github" / "ARCHITECTURE.md").read_text()
    doors = {".".join(path.relative_to(ROOT).parts[:-1]) for path in (ROOT / "assessment").rglob("*/__init__.py")}
    rooms = {door for door in doors if hasattr(importlib.import_module(door), "__all__")} - {"assessment.command"}

    assert sorted(room for room in rooms if f"`{room}." not in text) == []


INSIDE_ROOMS = ("__init__.py", "figures/", "spec/", "e2e/", "benchmarks/")  # named beside their folder


def is_at_a_door(name: str) -> bool:
    """Whether `assessment.room.Name.attribute` is what its room's door lists."""
    _, *parts = name.split(".")
    door = importlib.import_module(".".join(["assessment", *parts[: 1 + (parts[0] == "ui")]]))
    first, *inner = parts[1 + (parts[0] == "ui") :]
    found = getattr(door, first, None) if first in door.__all__ else None
    return found is not None and all((found := getattr(found, part, None)) is not None for part in inner)


def test_nothing_in_the_tree_names_a_place_outside_it() -> None:
    outside = re.compile("|".join(("/wor" + "k/", "/ro" + "ot/", r"\.\./" + "shared")))
    kinds = ("*.py", "*.yaml", "*.toml", "*.md", "*.js", "*.css")
    files = [
        path
        for folder in ("assessment", "rubrics", "tests", ".github")
        for kind in kinds
        for path in (ROOT / folder).rglob(kind)
    ]

    assert [path.name for path in files if outside.search(path.read_text())] == []


def test_the_crosswalk_in_its_guide_is_in_order_and_so_is_the_answer() -> None:
    guide = (ROOT / "rubrics" / "crosswalks" / "README.md").read_text()
    (example,) = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)
    (answer,) = re.findall(r"```json\n(.*?)```", guide, re.DOTALL)
    before = a_rubric(a_question("lights-faults", levels=3), a_question("lights-hours", levels=3), id="street-lights")
    after = a_rubric(
        a_question("lights-faults", levels=3), a_question("lights-cost", levels=3), id="street-lights", version="2.0.0"
    )

    walk = parse_crosswalk(example.encode(), rubrics_of(before, after), "walk.yaml")

    assert [one.change for one in walk.questions] == [Alteration.LEVELS_MOVED, Alteration.DROPPED, Alteration.NEW]
    assert Answer.model_validate_json(answer).earlier is not None
    assert [one for one in Alteration if f"`{one}`" not in guide] == []
