"""What the README and the guide for authors say is tried, not trusted."""

import re
from pathlib import Path

from assessment.cli import app
from assessment.loading import parse_rubric

ROOT = Path(__file__).parent.parent


def test_the_rubric_in_the_guide_for_authors_is_in_order() -> None:
    guide = (ROOT / "rubrics" / "README.md").read_text()
    (example,) = re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL)

    rubric = parse_rubric(example.encode(), "street-lights.yaml")

    assert [question.id for question in rubric.questions] == ["lights-faults"]


def test_the_readme_has_two_commands_and_names_every_module_and_every_command() -> None:
    readme = (ROOT / "README.md").read_text()
    house = " ".join(block for block in readme.split("```")[1::2] if block.startswith("\n"))

    modules = {path.stem for path in (ROOT / "assessment").glob("*.py")} - {"__init__"}
    assert len(re.findall(r"```sh\n", readme)) == 2
    assert sorted(name for name in modules if not re.search(rf"\b{name}\b", house)) == []
    for command in app.registered_commands:
        assert command.callback is not None
        assert f"maturity {command.callback.__name__} " in readme


def test_nothing_in_the_tree_names_a_place_outside_it() -> None:
    outside = re.compile("|".join(("/wor" + "k/", "/ro" + "ot/", r"\.\./" + "shared")))
    kinds = ("*.py", "*.yaml", "*.toml", "*.md", "*.js", "*.css")
    files = [
        path for folder in ("assessment", "rubrics", "tests") for kind in kinds for path in (ROOT / folder).rglob(kind)
    ]

    assert [path.name for path in files if outside.search(path.read_text())] == []
