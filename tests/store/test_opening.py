"""Opening an assessment, setting it up, and its links."""

import base64
import hashlib
import re
from collections.abc import Callable

import pytest

from assessment.instrument import Answer, Council, CouncilType, Scope
from assessment.store import Contents, Key, ServerDesk, Store, Wording
from assessment.store.records import Kind, Link
from tests.store.desks import CORE, NINE, NOBODY, Q1, Watch, a_busy_life, a_desk, a_second_desk, opened, saved_entry
from tests.store.looking import everything


def test_a_new_assessment_is_empty_and_says_who_answers_what(store: Store) -> None:
    council = Council(name="Ashford", country="GB", region="GB-ENG", type=CouncilType.DISTRICT, population=130_000)

    token = store.create(council, Scope.QUICK, {"core": "1.0.0", "data": "2.1.0"})

    assert opened(store, token).contents() == Contents(
        scope=Scope.QUICK,
        council=council,
        rubrics={"core": "1.0.0", "data": "2.1.0"},
        revision=0,
        entries={},
        rivals=(),
        wordings={"core": Wording("1.0.0"), "data": Wording("2.1.0")},
    )
    assert opened(store, token).history() == ()
    assert opened(store, token).label == "First link"


def test_a_council_may_say_nothing_about_itself(store: Store) -> None:
    token = store.create(Council(), Scope.FULL, CORE)

    assert opened(store, token).contents().council == Council()


def test_rubrics_keep_the_order_in_which_they_were_chosen(store: Store) -> None:
    token = store.create(Council(), Scope.FULL, {"zeal": "1.0.0", "core": "1.0.0", "data": "1.0.0"})

    assert list(opened(store, token).contents().rubrics) == ["zeal", "core", "data"]


def test_the_same_token_opens_the_same_assessment_again_and_again(store: Store) -> None:
    token = store.create(Council(), Scope.FULL, CORE)

    opened(store, token).save(Q1, Answer(level=1), 0)

    assert opened(store, token).entry(Q1).answer == Answer(level=1)
    assert opened(store, token).entry(Q1).answer == Answer(level=1)


def test_two_assessments_know_nothing_of_each_other(store: Store) -> None:
    mine, other = a_desk(store), a_desk(store)

    a_busy_life(store, mine)
    mine.set_up(Council(name="Ashford"), Scope.QUICK, {"data": "2.1.0"})

    assert len(mine.contents().rivals) == 1
    texts = {name: Wording(version) for name, version in CORE.items()}
    assert other.contents() == Contents(Scope.FULL, Council(), CORE, revision=0, wordings=texts)
    assert (other.entry(Q1), other.contents().rivals_of(Q1), other.history(), other.revision()) == (NOBODY, (), (), 0)
    assert [link.label for link in other.links()] == ["First link"]


WRONG = {
    "empty": lambda token: "",
    "space": lambda token: " ",
    "one short": lambda token: token[:-1],
    "without its first": lambda token: token[1:],
    "one long": lambda token: token + "A",
    "padded": lambda token: token + "=",
    "twice": lambda token: token + token,
    "other case": lambda token: token.swapcase(),
    "line feed": lambda token: token + "\n",
    "blank before": lambda token: " " + token,
    "NUL": lambda token: "\0",
    "NUL after": lambda token: token + "\0",
    "lone surrogate": lambda token: "\ud800",
    "lone surrogate after": lambda token: token + "\udfff",
    "emoji": lambda token: "🐍👩‍👩‍👧‍👦",
    "always true": lambda token: "' OR '1'='1",
    "two statements": lambda token: "'; DROP TABLE link; --",
    "joker": lambda token: "%",
    "path": lambda token: "../../etc/passwd",
    "10,000 characters": lambda token: "A" * 10_000,
    "10,000 characters after": lambda token: token + "A" * 10_000,
    "its hash": lambda token: hashlib.sha256(token.encode()).hexdigest(),
    "its raw hash": lambda token: hashlib.sha256(token.encode()).digest().decode("latin-1"),
    "its bytes": lambda token: base64.urlsafe_b64decode(token).hex(),
}


@pytest.mark.parametrize("spoil", WRONG.values(), ids=WRONG)
def test_a_wrong_token_opens_nothing_and_breaks_nothing(store: Store, spoil: Callable[[str], str]) -> None:
    token = store.create(Council(), Scope.FULL, CORE)

    assert store.open(spoil(token)) is None
    assert store.open(token) is not None


def test_tokens_differ_in_at_least_128_bits(store: Store) -> None:
    tokens = [store.create(Council(), Scope.FULL, CORE) for _ in range(100)]

    raw = [base64.urlsafe_b64decode(token) for token in tokens]
    lively = [place for place in zip(*raw, strict=True) if len(set(place)) > 50]  # 83 of 100 expected by chance

    assert len(set(tokens)) == 100
    assert len(lively) >= 16
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", token) for token in tokens)


def test_a_further_link_has_a_token_of_its_own_as_long_as_the_first(store: Store, desk: ServerDesk) -> None:
    tokens = [desk.add_link(f"Colleague {number}") for number in range(20)]

    assert len(set(tokens)) == 20
    assert all(len(base64.urlsafe_b64decode(token)) >= 16 for token in tokens)


def test_the_database_holds_only_a_tokens_hash(store: Store, database_url: str) -> None:
    first = store.create(Council(), Scope.FULL, CORE)
    second = opened(store, first).add_link("Colleague")
    a_busy_life(store, opened(store, first))

    kept = everything(database_url)

    for token in (first, second):
        raw = base64.urlsafe_b64decode(token)
        for form in (token.encode(), raw, raw.hex().encode(), base64.b64encode(token.encode()).rstrip(b"=")):
            assert form not in kept
        assert hashlib.sha256(token.encode()).digest() in kept


def test_answers_outside_a_new_choice_stay_and_come_back(store: Store, desk: ServerDesk) -> None:
    data = Key("data", "q1")
    desk.set_up(Council(), Scope.FULL, {"core": "1.0.0", "data": "2.1.0"})
    desk.save(Q1, Answer(level=2), desk.revision())
    kept = saved_entry(desk.save(data, Answer(level=3, note="Minuted."), desk.revision()))

    desk.set_up(Council(name="Ashford"), Scope.QUICK, CORE)
    narrowed = desk.contents()
    desk.set_up(Council(), Scope.FULL, {"data": "2.1.0", "core": "1.0.0"})
    widened = desk.contents()

    assert (narrowed.council, narrowed.scope, narrowed.rubrics) == (Council(name="Ashford"), Scope.QUICK, CORE)
    assert (widened.council, widened.scope) == (Council(), Scope.FULL)
    assert list(widened.rubrics.items()) == [("data", "2.1.0"), ("core", "1.0.0")]
    assert narrowed.entry(data) == widened.entry(data) == kept
    assert widened.sheet().answer("data", "q1") == Answer(level=3, note="Minuted.")
    assert (narrowed.revision, widened.revision) == (4, 5)
    assert len(desk.history()) == 2


def test_links_are_listed_with_their_labels_and_days(store: Store, desk: ServerDesk, watch: Watch) -> None:
    later = watch.forward(minutes=90)
    colleague = a_second_desk(store, desk, "Head of IT")
    a_second_desk(store, a_desk(store), "Somebody else's")

    links = desk.links()

    assert links == (
        Link(links[0].id, "First link", NINE, Kind.OWNER, NINE.date()),
        Link(links[1].id, "Head of IT", later, Kind.EDIT, later.date()),
    )
    assert (desk.label, colleague.label) == ("First link", "Head of IT")


def test_every_link_remembers_its_own_place(store: Store, desk: ServerDesk, colleague: ServerDesk) -> None:
    nowhere = desk.place()
    before = desk.revision()

    desk.remember_place("core/direction")
    colleague.remember_place("core/risk")
    colleague.remember_place("core/people")

    assert nowhere == ""
    assert (desk.place(), colleague.place()) == ("core/direction", "core/people")
    assert desk.revision() == before  # reading on is no change
