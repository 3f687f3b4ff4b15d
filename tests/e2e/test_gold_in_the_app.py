"""The app shows the same digits as the method and the command."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from typer.testing import CliRunner

from assessment.command import app
from tests.e2e.steps import first_question, go
from tests.gold import write_gold
from tests.serving import Server

FIGURES = {
    "gv-1": ["53 out of 100", "between 39 and 65", "4 of 5 questions", "Level 0"],
    "gv-2": ["90 out of 100", "All 10 questions", "Level 2"],
    "gv-2-critical": ["90 out of 100", "All 10 questions", "Level 0"],
    "gv-3": ["57 out of 100", "All 8 questions", "Level 0"],
}


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gold")
    write_gold(folder)
    return folder


@pytest.fixture(scope="module")
def gold_server(gold: Path) -> Iterator[Server]:
    running = Server(gold, MATURITY_RUBRICS=str(gold / "rubrics")).start()
    yield running
    running.stop()


@pytest.mark.parametrize("name", FIGURES)
def test_a_gold_vector_opened_as_a_file_shows_its_numbers(
    page: Page, gold_server: Server, gold: Path, name: str
) -> None:
    page.goto(gold_server.url)
    page.get_by_role("tab", name="I have a file").click()
    page.locator('input[type="file"]').set_input_files(gold / f"{name}.json")
    expect(page.get_by_text(f"{name}.json")).to_be_visible()
    page.get_by_role("button", name="Open the file").click()
    first_question(page)

    go(page, "Results")

    expect(page.locator(".headline")).to_be_visible(timeout=20_000)
    shown = page.get_by_test_id("stMain").inner_text()
    assert [figure for figure in FIGURES[name] if figure not in shown] == []
    with page.expect_download() as download:
        page.get_by_role("button", name="Result (JSON)").click()
    rubrics = str(gold / "rubrics")
    printed = CliRunner().invoke(app, ["score", str(gold / f"{name}.json"), "--rubrics", rubrics, "--json"]).stdout
    assert json.loads(Path(download.value.path()).read_text()) == json.loads(printed)
