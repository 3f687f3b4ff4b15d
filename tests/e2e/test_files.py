"""Files that people bring: known by their content, opened as far as they fit."""

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from assessment.files import dump_answers
from tests.e2e.steps import a_sheet, first_question, go, visit
from tests.serving import Server

OLD = '{ "old-question" :{"level":3.0, "note":"“as it was”" } }'


def offer(page: Page, server: Server, name: str, content: bytes) -> None:
    visit(page, server)
    page.get_by_role("tab", name="I have a file").click()
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.locator('input[type="file"]').set_input_files(file)
    expect(page.get_by_test_id("stFileChip")).to_be_visible()
    page.get_by_role("button", name="Open the file").click()


def test_a_result_opened_as_answers_is_told_in_one_sentence(page: Page, server: Server) -> None:
    offer(page, server, "maturity-result.json", b'{\n  "format": "result/1",\n  "areas": []\n}')

    told = page.get_by_role("alert").filter(has_text="The file was not opened; nothing was changed.")
    expect(told.get_by_role("listitem")).to_have_text(
        "Your file: is a result, not answers; choose the file of answers, whose name begins with maturity-answers"
    )


def test_answers_open_whatever_their_file_is_called(page: Page, server: Server) -> None:
    offer(page, server, "ANSWERS.JSON.TXT", dump_answers(a_sheet()).decode().encode("utf-16"))

    first_question(page)


def test_a_file_of_which_one_rubric_is_not_here_opens_and_keeps_the_rest(
    page: Page, server: Server, tmp_path: Path
) -> None:
    content = dump_answers(a_sheet()).decode()
    content = content.replace('"rubrics": {', '"rubrics": {"street-lights": "3.0.0",', 1)
    content = content.replace('"answers": {', f'"answers": {{"street-lights": {OLD},', 1)

    offer(page, server, "answers.json", content.encode())
    first_question(page)
    expect(page.locator("p.unfit")).to_contain_text(
        "Your file also holds answers to street-lights, version 3.0.0, which this server does not ask."
    )
    go(page, "Results")
    expect(page.locator("p.unfit")).to_contain_text("They stay in your file as they are.")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my answers").click()
    download.value.save_as(tmp_path / "answers.json")

    data = (tmp_path / "answers.json").read_bytes()
    assert f'"street-lights": {OLD}'.encode() in data
    assert json.loads(data)["rubrics"]["street-lights"] == "3.0.0"
