"""The threat model claims nothing that can't be looked up: each test that it names is there."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / ".github" / "THREAT-MODEL.md").read_text()
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in TEXT.splitlines() if re.match(r"\| \d", line)]


def names_in(file: str) -> set[str]:
    tree = ast.parse((ROOT / file).read_text())
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def test_each_row_is_there_once_and_has_a_state_with_its_reason() -> None:
    numbers = [tuple(map(int, row[0].split("."))) for row in ROWS]

    assert len(ROWS) > 40
    assert numbers == sorted(set(numbers))
    assert {row[2] for row in ROWS} == {"pass", "fail", "not applicable"}
    assert [row for row in ROWS if len(row) != 4 or not all(row)] == []


def test_every_test_that_it_names_exists() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TEXT)

    assert len(named) == TEXT.count("tests/") > 40
    assert [f"{file}::{name}" for file, name in named if name not in names_in(file)] == []
