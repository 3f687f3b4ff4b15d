"""The same digits in the app, in the pack that it makes and in the command, for generated results."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from typer.testing import CliRunner

from assessment.command import app as command
from assessment.files import demo_sheet, dump_answers
from assessment.instrument import Answer, AnswerSheet, Question, Reason
from assessment.store import Kind, Store
from assessment.ui import resources
from tests.pack_readers import pdf_text
from tests.ui.test_board import made
from tests.ui.test_pages import page, text

RESULTS = int(os.environ.get("MATURITY_SAME_DIGITS", "2"))  # ten are the whole measure
TAG = re.compile(r"<[^>]+>")
SCORE = re.compile(r"scores (\d+) out of 100(?: on what is known, and between (\d+) and (\d+))?")
TABLE = "Scores by area, 0 to 100"  # above it a PDF has the radar's letters
LEVEL = re.compile(r"Level (\d), ")


@dataclass(frozen=True)
class Digits:
    """As they are shown: score, lowest and highest where these differ, level; and score and range of each area."""

    overall: tuple[str, ...]
    level: str
    areas: tuple[tuple[str, ...], ...]


def generated(seed: int) -> AnswerSheet:
    random = Random(seed)

    def any_answer(question: Question) -> Answer:
        chance = random.random()
        if chance < 0.06 * (seed % 3):
            return Answer(unknown=True)
        if chance > 0.95 and question.may_not_apply:
            return Answer(not_applicable=Reason.NO_SUCH_ACTIVITY)
        return Answer(level=random.randint(min(seed % 4, question.top), question.top))

    sheet = demo_sheet(resources.newest())
    answers = {rubric.id: {q.id: any_answer(q) for q in rubric.questions} for rubric in resources.newest()}
    return sheet.model_copy(update={"answers": answers})


def digits(said: str, areas: list[str]) -> Digits:
    """What a text says: a page, a PDF, or the command."""
    plain = " ".join(TAG.sub(" ", said).replace("\u00a0", " ").split())
    overall = SCORE.search(plain)
    assert overall is not None, plain[:500]
    level = LEVEL.search(plain)
    assert level is not None
    found = []
    table = plain[max(overall.end(), plain.find(TABLE)) :]
    for title in areas:
        cell = re.search(rf"{title}:? (\d+)(?: \((?:range )?(\d+) to (\d+)\))?", table)
        assert cell is not None, title
        found.append(ranged(cell))
    return Digits(ranged(overall), level[1], tuple(found))


def ranged(cell: re.Match[str]) -> tuple[str, ...]:
    """The command prints a range of one point, which is only the score's own rounding; the others leave it out."""
    score, low, high = cell.groups()
    return (score, low, high) if low and int(high) - int(low) > 1 else (score,)


@pytest.mark.parametrize("seed", range(RESULTS))
def test_results_the_boards_page_the_pdf_and_the_command_say_the_same(store: Store, tmp_path: Path, seed: int) -> None:
    sheet = generated(seed)
    owner = store.open(store.adopt(sheet))
    assert owner is not None
    file = tmp_path / "answers.json"
    file.write_bytes(dump_answers(owner.contents().sheet()))
    titles = [rubric.title for rubric in resources.newest()]

    results, board = page("results", owner.token), page("", owner.add_link("Board", Kind.BOARD))
    said = {
        "results": text(results),
        "board": text(board),
        "its PDF": pdf_text(made(board, ".pdf"), "-raw"),
        "command": CliRunner().invoke(command, ["score", str(file)]).stdout,
    }

    found = {name: digits(one, titles) for name, one in said.items()}
    assert found == dict.fromkeys(found, found["command"])
