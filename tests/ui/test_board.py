"""The one page of a board's link, and the packs that it and other links get, without a browser."""

import zipfile
from datetime import date
from html import escape
from io import BytesIO
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from assessment.instrument import Answer, Decision, PlannedMove
from assessment.pack import ENDINGS, Grid, Heading, Items, Pack, Paragraph
from assessment.store import THE_DECISION, Intends, Key, Kind, ServerDesk, Spot, Store
from assessment.ui.opening import first_words
from assessment.ui.reporting import offering
from assessment.ui.session.wishes import Wish
from assessment.ui.shell import ADDRESSES, unbroken
from tests.pack_readers import pdf_text
from tests.store.looking import rows
from tests.ui.test_links import PAGES, SECRETS, an_owner, everything_drawn
from tests.ui.test_pages import come_in, page, text

ALL_SECRETS = (*SECRETS, "Tuck", "Friar's note", "Minutes of Nottingham")
MOVE = PlannedMove(
    before=1, to=3, owner="Tuck", due=date(2027, 3, 31), note="Friar's note", proof="Minutes of Nottingham"
)


@pytest.fixture(autouse=True)
def nothing_is_made() -> None:
    offering.packs.cache_clear()


def planned(store: Store) -> ServerDesk:
    """With notes and evidence, and a plan with an owner and a note."""
    owner = an_owner(store)
    owner.intend(Spot(Intends.MOVE, "ai-governance", question="ai-register"), MOVE)
    return owner


def made(app: AppTest, ending: str, *, without_answers: bool = False) -> bytes:
    """What a visitor gets who asks for this format."""
    if without_answers:
        app.checkbox(key="pack-without-answers").check().run()
    app.button(key=f"make{ending}").click().run()
    assert not app.exception
    job = offering.packs().kept[-1]
    (offered,) = [one.proto.label for one in app.get("download_button") if one.proto.label.startswith("Download the")]
    assert offering.FORMATS[ending].name in offered
    assert job.data is not None
    return job.data


def read(data: bytes, ending: str) -> str:
    """Everything that can be read in it: the text of a PDF, all parts of the others."""
    if ending == ".pdf":
        return pdf_text(data)
    with zipfile.ZipFile(BytesIO(data)) as packed:
        parts = [packed.read(name) for name in packed.namelist()]
        inner = [zipfile.ZipFile(BytesIO(part)) for part in parts if part[:2] == b"PK"]
        parts += [book.read(name) for book in inner for name in book.namelist()]
    return " ".join(part.decode("utf-8", "replace") for part in parts)


# The page


def test_a_boards_link_opens_one_page_without_a_way_to_another(store: Store) -> None:
    app = page("", planned(store).add_link("Board", Kind.BOARD))

    shown = text(app)
    assert "<h1>Digital maturity: " in shown
    assert "Areas at a glance" in shown
    assert [sign for sign in ("<nav", "<a ", "href=") if sign in shown] == []
    assert [button.key for button in app.button] == [*(f"make{ending}" for ending in offering.FORMATS), "look"]
    assert [list(app.text_input), list(app.radio), list(app.text_area), list(app.selectbox)] == [[], [], [], []]


@pytest.mark.parametrize("name", ["", *PAGES.values()])
def test_it_is_the_same_page_at_every_address(store: Store, name: str) -> None:
    token = planned(store).add_link("Board", Kind.BOARD)
    app = page(name)  # a tab that shows this page, and then opens the link

    come_in(app, token)
    app.run()

    assert text(app) == text(page("", token))
    assert not app.exception


@pytest.mark.parametrize("address", ADDRESSES.values())
def test_its_first_words_are_those_of_that_page_too(store: Store, address: str) -> None:
    owner = planned(store)
    token = owner.add_link("Board", Kind.BOARD)

    first = first_words(address, {"a": owner.public_id}, {f"a_{owner.public_id}": token})

    assert "<h1>Digital maturity: " in first
    assert [sign for sign in ("<nav", "<a ", "radio", *ALL_SECRETS) if sign in first] == []


def test_the_page_says_what_page_one_of_the_pack_says(store: Store) -> None:
    app = page("", planned(store).add_link("Board", Kind.BOARD))
    _, pack = app.session_state["pack-model"]

    shown = text(app)
    assert [one for one in texts_of(pack) if unbroken(escape(one)) not in shown] == []


def texts_of(pack: Pack) -> list[str]:
    found = [pack.page.title]
    for part in pack.page.parts():
        match part:
            case Heading():
                found.append(part.text)
            case Paragraph():
                found += [part.lead, part.text]
            case Items():
                found += part.texts
            case Grid():
                found += [part.title, *part.header, *(str(cell) for row in part.rows for cell in row)]
    return found


def test_what_a_board_does_writes_nothing(store: Store, request: pytest.FixtureRequest) -> None:
    """Not even where the visit holds what buttons of other pages would have left in it."""
    owner = planned(store)
    token = owner.add_link("Board", Kind.BOARD)
    url = str(store.database.reading.url)
    app = page("", token)
    before = rows(url)

    wishes = ("settings", "to-server", "full", "renew", "bring-back", "delete", "erase", "give", "undo", "begin")
    app.session_state["wishes"] = {name: Wish() for name in wishes}
    app.session_state["sure"] = True
    app.run()
    made(app, ".xlsx")

    assert rows(url) == before


def test_the_decision_is_on_the_page_also_where_names_are_hidden(store: Store) -> None:
    owner = planned(store)
    owner.intend(THE_DECISION, Decision(text="We ask the board to agree: a register by May."))

    app = page("", owner.add_link("Board", Kind.BOARD))

    if "asked" in text(app):
        assert not app.exception


# What is hidden


@pytest.mark.parametrize("kind", [Kind.BOARD, Kind.READ])
@pytest.mark.parametrize("ending", ENDINGS)
def test_no_pack_has_a_note_evidence_or_an_owner_unless_they_are_shown(store: Store, ending: str, kind: Kind) -> None:
    owner = planned(store)
    hides, shows = owner.add_link("Hides", kind), owner.add_link("Shows", kind, shows_notes=True)
    where = "" if kind is Kind.BOARD else "results"

    hidden = read(made(page(where, hides), ending), ending)
    shown = read(made(page(where, shows), ending), ending)

    assert [secret for secret in ALL_SECRETS if secret in hidden] == []
    assert ending == ".pptx" or "Ask Locksley" in shown


def test_the_page_itself_has_none_of_it_either(store: Store) -> None:
    app = page("", planned(store).add_link("Board", Kind.BOARD))

    assert [secret for secret in ALL_SECRETS if secret in everything_drawn(app)] == []


# Packs


def test_the_list_of_answers_may_be_left_out(store: Store) -> None:
    token = planned(store).token

    assert "Ask Locksley" in read(made(page("results", token), ".docx"), ".docx")
    assert "Ask Locksley" not in read(made(page("results", token), ".docx", without_answers=True), ".docx")


def test_what_is_too_long_for_a_document_is_in_the_workbook_alone(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(offering, "MOST_LISTED", 1000)
    app = page("results", planned(store).token)

    assert "only the workbook has the list of answers" in text(app)
    assert "Ask Locksley" not in read(made(app, ".docx"), ".docx")
    assert "Ask Locksley" in read(made(page("results", planned(store).token), ".xlsx"), ".xlsx")


def test_a_pack_is_made_once_for_all_who_may_read_the_same(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = planned(store)
    token = owner.token
    first = made(page("results", token), ".xlsx")
    monkeypatch.setattr(offering, "write_pack", lambda *_: pytest.fail("made again"))

    assert made(page("results", token), ".xlsx") is first


def test_a_pack_that_cant_be_made_is_said_in_a_sentence(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> bytes:
        raise ValueError("a library's own words")

    monkeypatch.setattr(offering, "write_pack", fails)
    app = page("results", planned(store).token)

    app.button(key="make.pdf").click().run()

    assert [one.value for one in app.error] == [offering.NOT_MADE.format("PDF")]
    assert not app.exception


def test_so_many_packs_an_hour_and_no_more(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assessment.ui.guard.count", lambda act: f"Refused: {act}")
    app = page("results", planned(store).token)

    app.button(key="make.pdf").click().run()

    assert [one.value for one in app.warning] == ["Refused: pack"]


def test_no_address_of_another_assessment_gives_the_pack_of_this_one(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = planned(store)
    drawn = SimpleNamespace(contents=owner.contents(), desk=owner.public_id)
    monkeypatch.setattr("assessment.ui.session.desk", lambda: owner)

    monkeypatch.setattr("assessment.ui.session.desk_name", lambda: owner.public_id)
    assert offering.is_current(drawn)

    monkeypatch.setattr("assessment.ui.session.desk_name", lambda: "another")
    assert not offering.is_current(drawn)


def test_a_pack_is_begun_by_a_press_and_by_nothing_else(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = page("results", planned(store).token)
    made(app, ".xlsx")
    offering.packs().kept.clear()  # as after ten minutes
    with monkeypatch.context() as frozen:
        frozen.setattr(offering, "write_pack", lambda *_: pytest.fail("made without a press"))

        app.run()
        app.checkbox(key="pack-without-answers").check().run()

        assert text(app).count(offering.MAKE_AGAIN.format("workbook")) == 1
        assert not app.get("download_button") or "workbook" not in app.get("download_button")[0].label
    app.button(key="make.xlsx").click().run()
    assert offering.MAKE_AGAIN.format("workbook") not in text(app)


def test_with_the_assessment_its_packs_are_deleted(store: Store) -> None:
    owner = planned(store)
    made(page("results", owner.token), ".xlsx")
    app = page("your_data", owner.token)
    app.checkbox(key="sure").check().run()

    next(one for one in app.button if one.label.startswith("Delete, with seven days")).click().run()

    assert [job for job in offering.packs().kept if job.assessment == owner.public_id] == []


@pytest.mark.parametrize("kind", [Kind.BOARD, Kind.READ])
def test_a_pack_says_what_moved_since_the_newest_milestone(store: Store, kind: Kind) -> None:
    owner = planned(store)
    key = Key("ai-governance", "ai-register")
    owner.save(key, Answer(level=0), owner.entry(key).revision)
    owner.freeze("<b>Baseline</b>")
    owner.save(key, Answer(level=4), owner.entry(key).revision)
    app = page("" if kind is Kind.BOARD else "results", owner.add_link("Leader", kind))

    said = read(made(app, ".docx"), ".docx")

    assert "Before and now" in said
    assert "points more" in said
    assert [secret for secret in ALL_SECRETS if secret in said] == []


def test_a_pack_without_an_earlier_result_has_no_progress(store: Store) -> None:
    app = page("", planned(store).add_link("Board", Kind.BOARD))

    assert "Before and now" not in read(made(app, ".docx"), ".docx")
