"""What visitors of each kind of link are shown and offered, without a browser."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import update
from streamlit.testing.v1 import AppTest

from assessment.files import demo_sheet, dump_answers, result_csv, result_xlsx
from assessment.instrument import Answer, Evidence
from assessment.scoring import result_document, score
from assessment.store import Key, Kind, ServerDesk, Store
from assessment.store.schema import link as links
from assessment.ui import resources
from assessment.ui.opening import first_words
from assessment.ui.shell import ADDRESSES
from tests.ui.test_pages import page, text

SECRETS = ("Locksley", "Scheme of Sherwood", "Marian", "forest.example", "1994-02-03", "3 February 1994")
PIECE = Evidence(
    title="Scheme of Sherwood",
    owner="Marian",
    date=date(2026, 5, 1),
    link="https://forest.example/a",
    reviewed_by="Marian",
)
PAGES = {page: address.replace("-", "_") for page, address in ADDRESSES.items() if address}


def an_owner(store: Store) -> ServerDesk:
    """Of an assessment with every question answered, the first with a note and evidence."""
    sheet = demo_sheet(resources.newest())
    desk = store.open(store.adopt(sheet))
    assert desk is not None
    rubric = resources.newest()[0]
    key = Key(rubric.id, rubric.questions[0].id)
    desk.save(key, Answer(level=4, note="Ask Locksley", evidence=(PIECE,)), desk.revision())
    old = Evidence(title="Scheme of Sherwood", date=date(1994, 2, 3))
    desk.save(Key(rubric.id, rubric.questions[1].id), Answer(level=3, evidence=(old,)), desk.revision())
    return desk


def a_link(owner: ServerDesk, kind: Kind, **more: object) -> str:
    return owner.token if kind is Kind.OWNER else owner.add_link(kind.value, kind, **more)


def everything_drawn(app: AppTest) -> str:
    return repr(list(app.main)) + text(app)


# Readers


@pytest.mark.parametrize("name", ["Results", "Compare"])
def test_a_reader_reads_the_result_and_the_comparison_and_is_told_so(store: Store, name: str) -> None:
    app = page(PAGES[name], a_link(an_owner(store), Kind.READ))

    shown = text(app)
    assert "You are reading this assessment" in shown
    assert f"<h1>{name}" in shown.replace('<h1 tabindex="-1">', "<h1>")
    assert [word for word in ("Go on answering", "Change", "Take part", "./answer") if word in shown] == []


@pytest.mark.parametrize("name", ["Overview", "Answer", "Check"])
def test_a_reader_is_offered_nothing_to_answer(store: Store, name: str) -> None:
    app = page(PAGES[name], a_link(an_owner(store), Kind.READ))

    assert "This link is for reading" in text(app)
    assert (list(app.radio), list(app.text_area)) == ([], [])


@pytest.mark.parametrize("name", PAGES)
def test_no_page_shows_a_reader_a_note_or_evidence_nor_do_its_first_words(store: Store, name: str) -> None:
    owner = an_owner(store)
    token = a_link(owner, Kind.READ)

    shown = everything_drawn(page(PAGES[name], token))
    first = first_words(ADDRESSES[name], {"a": owner.public_id}, {f"a_{owner.public_id}": token})

    assert [secret for secret in SECRETS if secret in shown or secret in first] == []


def test_the_first_words_are_those_of_the_page_that_a_reader_gets(store: Store) -> None:
    owner = an_owner(store)
    token = a_link(owner, Kind.READ)
    for address in ("answer", "overview", "check"):
        first = first_words(address, {"a": owner.public_id}, {f"a_{owner.public_id}": token})
        assert "This link is for reading" in first
        assert "radio" not in first


def test_where_the_owner_shows_them_a_reader_sees_notes_and_evidence(store: Store) -> None:
    shown = text(page("results", a_link(an_owner(store), Kind.READ, shows_notes=True)))

    assert "Note: Ask Locksley" in shown
    assert "Scheme of Sherwood" in shown


def test_no_file_that_a_reader_takes_along_has_a_note_or_evidence_and_its_numbers_are_the_owners(store: Store) -> None:
    owner = an_owner(store)
    reader = store.open(a_link(owner, Kind.READ))
    assert reader is not None
    contents = reader.contents()
    result, shown = score(contents.sheet(), resources.rubrics()), contents.shown_sheet()

    book = load_workbook(BytesIO(result_xlsx(result, "", shown)))
    cells = repr([[cell.value for cell in row] for sheet in book for row in sheet])
    files = result_csv(result, "", shown), cells, dump_answers(shown).decode()

    assert [secret for secret in SECRETS for file in files if secret in str(file)] == []
    assert result_document(result, "") == result_document(score(owner.contents().sheet(), resources.rubrics()), "")


def test_a_reader_gets_no_file_of_the_answers(store: Store) -> None:
    app = page("results", a_link(an_owner(store), Kind.READ))

    assert [button.proto.label for button in app.get("download_button") if "Answers" in button.proto.label] == []


# Links that open nothing now


def withdrawn(owner: ServerDesk, link: ServerDesk) -> None:
    owner.withdraw_link(link.link_id)


def replaced(owner: ServerDesk, link: ServerDesk) -> None:
    owner.replace_link(link.link_id)


def ended(owner: ServerDesk, link: ServerDesk) -> None:
    with owner.database.writing.begin() as connection:
        day = resources.today() - timedelta(days=1)
        connection.execute(update(links).where(links.c.id == link.link_id).values(ends_on=day))


def deleted(owner: ServerDesk, _: ServerDesk) -> None:
    owner.delete()


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (withdrawn, "This link was withdrawn"),
        (replaced, "This link was withdrawn"),
        (ended, "This link has ended"),
        (deleted, "This assessment was deleted"),
    ],
)
@pytest.mark.parametrize("kind", [Kind.EDIT, Kind.READ, Kind.BOARD])
def test_who_has_a_page_open_and_who_comes_later_get_one_clear_page(
    store: Store, act: Callable[[ServerDesk, ServerDesk], None], told: str, kind: Kind
) -> None:
    owner = an_owner(store)
    token = a_link(owner, kind)
    link = store.open(token)
    assert link is not None
    names = (
        [""] if kind is Kind.BOARD else ["results", "your_data", "answer"]
    )  # a board's has one page, at each address
    app = page(names[0], token)

    act(owner, link)
    app.run()

    for shown in (app, *(page(name, token) for name in names)):
        assert told in text(shown)
        assert [button.label for button in shown.button] == []
        assert not shown.exception


def test_only_the_owner_is_offered_to_bring_it_back(store: Store) -> None:
    owner = an_owner(store)
    owner.delete()
    app = page("results", owner.token)

    app.button[0].click().run()

    assert app.button == [] or "Bring it back" not in [button.label for button in app.button]
    assert "Results" in text(app)
    assert owner.contents().entries


def test_an_owner_whose_link_was_replaced_elsewhere_is_told_what_to_do(store: Store) -> None:
    owner = an_owner(store)
    owner.replace_link(owner.link_id)

    assert "This link was replaced" in text(page("results", owner.token))


# What is offered


@pytest.mark.parametrize("kind", [Kind.EDIT, Kind.READ])
def test_nobody_else_is_offered_what_only_the_owner_may(store: Store, kind: Kind) -> None:
    token = a_link(an_owner(store), kind)

    data, compare = page("your_data", token), page("compare", token)

    labels = [button.label for app in (data, compare) for button in app.button]
    refused = (
        "Replace",
        "Withdraw",
        "Make the link",
        "Give",
        "Delete, with seven",
        "Delete for good",
        "Take my record",
    )
    assert [label for label in labels for word in refused if label.startswith(word)] == []
    assert "What happened to this assessment" not in text(data)


def test_the_owner_makes_a_link_for_a_reader_that_ends(store: Store) -> None:
    owner = an_owner(store)
    app = page("your_data", owner.token)

    app.text_input(key="colleague-label").set_value("Auditor")
    app.radio(key="colleague-kind").set_value(Kind.READ)
    app.text_input(key="colleague-end").set_value("31 December 2099")
    next(button for button in app.button if button.label == "Make the link").click().run()

    (_, made) = owner.links()
    assert (made.label, made.kind, made.ends_on, made.shows_notes) == ("Auditor", Kind.READ, date(2099, 12, 31), False)
    assert "It is shown only now" in text(app)


def test_one_link_too_many_is_refused_in_a_sentence(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assessment.store.managed.MOST_LINKS", 1)
    owner = an_owner(store)
    app = page("your_data", owner.token)

    app.text_input(key="colleague-label").set_value("Auditor")
    next(button for button in app.button if button.label == "Make the link").click().run()

    assert not app.exception
    assert "Please withdraw one first" in " ".join(one.value for one in app.error)
    assert app.text_input(key="colleague-label").value == "Auditor"


@pytest.mark.parametrize("day", ["1 May 2020", "31 February 2099", "soon"])
def test_a_last_day_that_is_none_is_refused_beside_its_field(store: Store, day: str) -> None:
    owner = an_owner(store)
    app = page("your_data", owner.token)

    app.text_input(key="colleague-label").set_value("Auditor")
    app.text_input(key="colleague-end").set_value(day)
    next(button for button in app.button if button.label == "Make the link").click().run()

    assert len(owner.links()) == 1
    assert 'data-field="st-key-colleague-end"' in text(app)


def test_a_link_is_withdrawn_after_a_second_yes(store: Store) -> None:
    owner = an_owner(store)
    token = a_link(owner, Kind.EDIT)
    link = store.open(token)
    assert link is not None
    app = page("your_data", owner.token)

    app.button(key=f"withdraw-{link.link_id}").click().run()
    assert len(owner.links()) == 2
    app.button(key=f"no-{link.link_id}").click().run()
    assert len(owner.links()) == 2
    app.button(key=f"withdraw-{link.link_id}").click().run()
    app.button(key=f"yes-{link.link_id}").click().run()

    assert [one.label for one in owner.links()] == ["First link"]
    assert "“edit” is withdrawn" in " ".join(info.value for info in app.info)


@pytest.mark.parametrize("is_older", [True, False])
def test_an_older_link_says_what_becomes_of_a_record_that_was_given_through_it(store: Store, is_older: bool) -> None:
    owner = an_owner(store)
    link = store.open(a_link(owner, Kind.EDIT))
    assert link is not None
    with store.database.writing.begin() as connection:
        connection.execute(update(links).where(links.c.id == link.link_id).values(may_have_given=is_older))
    app = page("your_data", owner.token)

    app.button(key=f"withdraw-{link.link_id}").click().run()

    assert ("stays there until it is 24 months old" in text(app)) is is_older


@pytest.mark.parametrize("is_older", [True, False])
def test_before_and_after_deleting_it_is_said_what_an_older_link_may_leave_behind(store: Store, is_older: bool) -> None:
    owner = an_owner(store)
    owner.add_link("Colleague")
    with store.database.writing.begin() as connection:
        older = links.c.id != owner.link_id
        connection.execute(update(links).where(older).values(may_have_given=is_older))
    app = page("your_data", owner.token)
    before = text(app)

    app.checkbox(key="sure").check().run()
    next(one for one in app.button if one.label.startswith("Delete, with seven days")).click().run()

    assert ("see that this link is opened once before you delete" in before) is is_older
    assert "This assessment was deleted" in text(app)
    said = " ".join(one.value for one in app.info)
    assert ("stays in the peer pool until it is 24 months old" in said) is is_older
    assert "removed it because it was not used, that is still in the pool" in text(app)


def test_an_owner_who_replaces_the_own_link_is_shown_the_new_one_and_goes_on(store: Store) -> None:
    owner = an_owner(store)
    app = page("your_data", owner.token)

    app.button(key=f"replace-{owner.link_id}").click().run()
    app.button(key=f"yes-{owner.link_id}").click().run()

    assert not app.exception
    assert "Keep this link" in text(app)
    assert owner.token not in text(app)
    assert "This link was replaced" not in text(app)


def test_the_owner_shows_a_reader_the_notes_with_one_click(store: Store) -> None:
    owner = an_owner(store)
    reader = store.open(a_link(owner, Kind.READ))
    assert reader is not None
    app = page("your_data", owner.token)

    app.checkbox(key=f"notes-{reader.link_id}").check().run()

    assert reader.contents().shows_notes


def test_what_is_refused_is_told_in_one_sentence(store: Store) -> None:
    owner = an_owner(store)
    token = a_link(owner, Kind.EDIT)
    link = store.open(token)
    assert link is not None
    app = page("answer", token)
    with store.database.writing.begin() as connection:
        connection.execute(update(links).where(links.c.id == link.link_id).values(kind="read"))

    app.radio[0].set_value("1").run()

    assert not app.exception
    assert "This link may not do that." in text(app)
