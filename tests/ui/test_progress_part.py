"""Progress on Results: the worked example of a dropped and a moved question through the page and the command, and what
a visitor is told of files that are not an earlier result of this council.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import docx
import pytest
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from assessment.command import app as command
from assessment.files import dump_answers
from assessment.instrument import Answer, AnswerSheet, Council, Scope
from assessment.store import FileDesk, Key, Kind, Milestone, ServerDesk, Store, StoreTrouble
from assessment.ui import guard, resources
from tests.progress import NOW, SECOND, write_progress
from tests.ui.test_pages import page, text

BUTTON, FREEZE = "Compare with this file", "Freeze these answers as a milestone"
CACHED = ("rubrics", "crosswalks", "folder", "figures", "companions", "report_facts", "council_counts")


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: Store) -> Iterator[Path]:
    """The folder of the worked example, whose rubrics the pages ask."""
    monkeypatch.setenv("MATURITY_RUBRICS", str(write_progress(tmp_path)))
    monkeypatch.setattr(guard, "free", lambda file: None)  # here no server holds it
    forget()
    yield tmp_path
    forget()


def forget() -> None:
    for name in CACHED:
        getattr(resources.rubric_set, name).cache_clear()


def results(store: Store, sheet: AnswerSheet = NOW.sheet) -> AppTest:
    return page("results", store.adopt(sheet))


def offer(app: AppTest, content: bytes, name: str = "old.json") -> AppTest:
    app.file_uploader[0].set_value((name, content, "application/json"))
    next(one for one in app.button if one.label == BUTTON).click().run()
    assert not app.exception
    return app


def told(app: AppTest) -> str:
    """The part alone."""
    whole = text(app)
    return whole[whole.index("What moved since earlier results") : whole.index('id="answers"')]


def rows_of(shown: str, caption: str) -> list[list[str]]:
    """The cells of a table's body."""
    body = shown.split(f"<caption>{caption}</caption>")[1].split("<tbody")[1].split("</tbody>")[0]
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line) for line in body.split("</tr>") if line]


def test_with_one_earlier_file_both_results_and_what_they_share_stand_side_by_side(example: Path, store: Store) -> None:
    shown = told(offer(results(store), (example / "second.json").read_bytes()))

    assert (
        "Since 14 May 2025 the questions changed, so the overall scores are not compared. "
        "An area, on the 3 that both versions ask alike: 25.0 points more."
    ) in shown
    assert rows_of(shown, "Then and now") == [
        ["An area", "60", "40", "still 1", "not compared: the questions changed (1.0.0 to 2.0.0)"],
        ["An area, on the 3 that both versions ask alike", "33", "58", "", "25.0 points more"],
    ]
    assert "An area: 2 answers moved" in shown
    assert "Over time" not in shown


def test_with_two_the_trend_stands_in_numbers_beside_its_chart(example: Path, store: Store) -> None:
    app = offer(results(store), (example / "second.json").read_bytes())

    shown = told(offer(app, (example / "baseline.json").read_bytes()))

    assert rows_of(shown, "The same in numbers") == [
        [
            "An area",
            "50, level 1",
            "60, level 1; 10.0 points more",
            "40, level 1; the questions changed (version 2.0.0); on the 3 that both versions ask alike: "
            "25.0 points more",
        ]
    ]
    assert "Since 14 May 2025" in shown  # the newest, until another is chosen
    app.selectbox[0].select_index(1).run()
    assert "Since 14 May 2024 the questions changed" in told(app)


@pytest.mark.parametrize("old", ["second", "baseline"])
def test_the_page_and_the_command_say_the_same_digits(example: Path, store: Store, old: str) -> None:
    shown = told(offer(results(store), (example / f"{old}.json").read_bytes()))
    files = [str(example / "now.json"), "--compare-with", str(example / f"{old}.json")]

    printed = CliRunner().invoke(command, ["score", *files, "--rubrics", str(example / "rubrics")]).output

    said = printed.split("alike: ")[1]  # "33 before, 58 now: 25.0 points more."
    before, now = said.split(" before, ")[0], said.split(" before, ")[1].split(" now: ")[0]
    (_, common) = rows_of(shown, "Then and now")
    assert common[1:3] == [before, now]
    assert common[4] == said.split(" now: ")[1].split(".\n")[0]


def test_the_command_s_pack_says_the_same_digits_too(example: Path, store: Store) -> None:
    shown = told(offer(results(store), (example / "second.json").read_bytes()))
    options = ["--compare-with", str(example / "second.json"), "--rubrics", str(example / "rubrics")]

    done = CliRunner().invoke(
        command, ["report", str(example / "now.json"), "--out", str(example / "pack.docx"), *options]
    )

    assert done.exit_code == 0, done.output
    document = docx.Document(str(example / "pack.docx"))
    (table,) = [one for one in document.tables if one.rows[0].cells[1].text == "Before"]
    (area,) = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    whole, common = rows_of(shown, "Then and now")
    assert area[:3] == whole[:3]
    assert common[4] == f"{area[4]} points more"
    text = " ".join(paragraph.text for paragraph in document.paragraphs)
    assert f"{common[1]} before, {common[2]} now: {common[4]}" in text
    assert "Before: the answers of 14 May 2025. Now: those of 14 May 2026." in text


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", "Your file"),
        (b'{"format": "answers/1", "rubrics": {"other": "1.0.0"}}', "other"),
        (b'{"format": "answers/1", "rubrics": {"area": "0.1.0"}}', "0.1.0"),
        (dump_answers(NOW.sheet.model_copy(update={"date": NOW.sheet.date.replace(year=2999)})), "is still to come"),
    ],
    ids=["broken", "an unknown rubric", "an unknown version", "a day to come"],
)
def test_a_file_that_can_not_be_compared_is_refused_in_words(
    example: Path, store: Store, content: bytes, message: str
) -> None:
    shown = told(offer(results(store), content))

    assert "The file was not opened; nothing was changed." in shown
    assert message in shown
    assert "Then and now" not in shown


def test_a_file_of_another_council_or_of_a_later_day_is_compared_with_a_warning(example: Path, store: Store) -> None:
    council = Council(name="<b>Ashwell</b>")
    app = results(store, SECOND.sheet.model_copy(update={"council": Council(name="Ashby")}))

    shown = told(offer(app, dump_answers(NOW.sheet.model_copy(update={"council": council}))))

    assert "The earlier answers may be another council&#x27;s: its name there is “&lt;b&gt;Ashwell&lt;/b&gt;”" in shown
    assert "The answers given as the earlier ones are the later ones" in shown
    assert "Then and now" in shown


def test_a_quick_check_is_not_compared_and_says_so(example: Path, store: Store) -> None:
    quick = SECOND.sheet.model_copy(update={"scope": Scope.QUICK, "answers": {}})

    shown = told(offer(results(store), dump_answers(quick)))

    assert "14 May 2025 is not compared: a quick check never is with a full assessment." in shown


def test_the_same_answers_are_opened_once_and_can_be_removed(example: Path, store: Store) -> None:
    app = offer(results(store), (example / "second.json").read_bytes(), "<i>old</i>.json")
    offer(app, (example / "second.json").read_bytes())
    assert [one.value for one in app.error] == ["These answers are open beside this one already."]

    next(one for one in app.button if one.label.startswith("Remove")).click().run()

    assert "Then and now" not in told(app)


def test_no_more_than_five_files_wait_beside_an_assessment(example: Path, store: Store) -> None:
    app = results(store)
    for day in range(1, 6):
        sheet = SECOND.sheet.model_copy(update={"date": SECOND.sheet.date.replace(day=day)})
        offer(app, dump_answers(sheet))

    assert "5 files are open beside this one; remove one to open another." in told(app)
    assert not app.file_uploader


def test_a_file_without_a_day_goes_by_its_name(example: Path, store: Store) -> None:
    undated = dump_answers(SECOND.sheet.model_copy(update={"date": None}))

    shown = told(offer(results(store), undated, "before <b>.json"))

    assert "Since “before &lt;b&gt;” the questions changed" in shown


def test_a_reader_may_compare_too(example: Path, store: Store) -> None:
    owner = store.open(store.adopt(NOW.sheet))
    assert owner
    app = page("results", owner.add_link("Board", kind=Kind.READ))

    assert "25.0 points more" in told(offer(app, (example / "second.json").read_bytes()))


# Milestones


def freeze(app: AppTest, name: str) -> AppTest:
    next(one for one in app.text_input if one.key == "milestone-name").set_value(name)
    next(one for one in app.button if one.label == FREEZE).click().run()
    assert not app.exception
    return app


def a_milestone(store: Store, sheet: AnswerSheet, name: str = "Baseline") -> str:
    """The token of an assessment that had these answers, which were frozen."""
    token = store.adopt(sheet)
    desk = store.open(token)
    assert desk
    desk.freeze(name)
    return token


def test_answers_are_frozen_and_compared_with_later(example: Path, store: Store) -> None:
    token = store.adopt(SECOND.sheet)
    app = freeze(page("results", token), "<b>Spring</b> 2025")
    assert "Since “&lt;b&gt;Spring&lt;/b&gt; 2025” (14 May 2025) the score is the same, 60" in told(app)

    desk = store.open(token)
    assert desk
    desk.save(Key("area", "list"), Answer(level=4), desk.entry(Key("area", "list")).revision)

    shown = told(page("results", token))
    assert "the score has risen by 15.0 points, from 60 to 75" in shown
    assert ["An area", "60", "75", "1, now 2", "15.0 points more"] in rows_of(shown, "Then and now")
    assert "Is it done?" not in shown  # what did not move
    assert [one.name for one in desk.milestones()] == ["<b>Spring</b> 2025"]


def test_a_name_that_turns_letters_round_leaves_the_digits_as_they_are(example: Path, store: Store) -> None:
    """After a right-to-left override 20.5 is shown as 5.02."""
    shown = told(page("results", a_milestone(store, SECOND.sheet, "\u202espring")))
    other = SECOND.sheet.model_copy(update={"council": Council(name="\u202eAshby")})
    app = results(store, NOW.sheet.model_copy(update={"council": Council(name="Ashwell")}))
    offered = told(offer(app, dump_answers(other), "\u202efile.json"))

    assert "\u202e" not in shown + offered
    assert "“�spring” (14 May 2025)" in shown


def test_milestones_and_files_make_one_trend(example: Path, store: Store) -> None:
    token = a_milestone(store, SECOND.sheet, "A year on")

    shown = told(offer(page("results", token), (example / "baseline.json").read_bytes()))

    (row,) = rows_of(shown, "The same in numbers")
    assert row[1:3] == ["50, level 1", "60, level 1; 10.0 points more"]
    assert "14 May 2024</th>" in shown
    assert "A year on, 14 May 2025</th>" in shown
    assert "Since 14 May 2024 the score has risen" in shown  # the milestone has today's answers


@pytest.mark.parametrize(
    ("name", "message"), [("", "Please give the milestone a name."), ("n" * 201, "please shorten")]
)
def test_a_milestone_needs_a_name_that_can_be_kept(example: Path, store: Store, name: str, message: str) -> None:
    token = store.adopt(NOW.sheet)

    assert message in text(freeze(page("results", token), name))

    desk = store.open(token)
    assert desk
    assert desk.milestones() == ()


def test_a_reader_sees_milestones_and_makes_none(example: Path, store: Store) -> None:
    owner = store.open(a_milestone(store, SECOND.sheet))
    assert owner

    app = page("results", owner.add_link("Board", kind=Kind.READ))

    assert "Since “Baseline” (14 May 2025)" in told(app)
    assert FREEZE not in [one.label for one in app.button]


def test_whatever_a_link_shows_all_are_told_of_the_same_milestone(example: Path, store: Store) -> None:
    """The newest one differs from today in a note alone, which only the owner sees."""
    owner = store.open(a_milestone(store, SECOND.sheet, "Old"))
    assert owner
    key = Key("area", "list")
    owner.save(key, Answer(level=4), owner.entry(key).revision)
    owner.freeze("New")
    owner.save(key, Answer(level=4, note="Only a note."), owner.entry(key).revision)

    for token in (owner.token, owner.add_link("Board", kind=Kind.READ)):
        assert "Since “Old” (14 May 2025) the score has risen by 15.0 points" in told(page("results", token))


def test_a_milestone_of_questions_that_are_not_here_is_named(
    example: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = SECOND.sheet.model_copy(update={"rubrics": {"area": "0.1.0"}})
    gone = Milestone(1, "First", date(2020, 5, 1), "Owner", sheet.model_dump_json())
    monkeypatch.setattr(ServerDesk, "milestones", lambda self: (gone,))

    shown = told(results(store))

    assert "The milestone “First” of 1 May 2020 answers questions that this server does not have." in shown
    assert "Then and now" not in shown


def test_in_ones_own_file_there_is_no_milestone_and_the_file_is_named_as_one(example: Path, store: Store) -> None:
    app = page()
    app.session_state["file-desk"] = FileDesk.of(NOW.sheet)
    app.switch_page("../views/results.py").run()

    assert "The file that you download today is the one to compare with next year: keep it." in told(app)
    assert FREEZE not in [one.label for one in app.button]


def test_a_milestone_waits_for_the_database_and_is_made_once(
    example: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, real, tries = store.adopt(NOW.sheet), ServerDesk.freeze, []

    def away_at_first(desk: ServerDesk, name: str) -> Milestone:
        tries.append(name)
        if len(tries) == 1:
            raise StoreTrouble
        return real(desk, name)

    monkeypatch.setattr(ServerDesk, "freeze", away_at_first)
    app = freeze(page("results", token), "Spring")
    assert "Not saved yet" in text(app)

    next(one for one in app.button if one.key.startswith("again-")).click().run()

    assert "Not saved yet" not in text(app)
    assert "Since “Spring”" in told(app)
    desk = store.open(token)
    assert desk
    assert [one.name for one in desk.milestones()] == ["Spring"]


def test_while_the_database_is_away_the_rest_of_the_page_stands(
    example: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(desk: ServerDesk) -> tuple[Milestone, ...]:
        raise StoreTrouble

    monkeypatch.setattr(ServerDesk, "milestones", away)

    shown = text(results(store))

    assert "The server can't reach its database just now." in told(results(store))
    assert 'id="answers"' in shown
