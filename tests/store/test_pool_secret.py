"""The pool's secret: the owner's link can be replaced, and what was given can still be taken back, by nobody else."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from assessment.instrument import Council, Scope
from assessment.store import Kind, ServerDesk, Store, StoreTrouble
from assessment.store.peers import key_of
from assessment.store.pool_secret import read_secret
from assessment.store.schema import link as links
from assessment.store.schema import peer_record as records
from assessment.store.sealed import hand_over, public_key, seal, take_over, unseal
from tests.store.desks import CORE, opened
from tests.store.looking import back_to, everything
from tests.store.test_peers import RUBRIC, a_body, kept

DAY = date(2026, 11, 5)


def today() -> datetime:
    return datetime(2026, 11, 6, 9, tzinfo=UTC)


def secret_of(desk: ServerDesk) -> str:
    with desk.database.reading.connect() as connection:
        held = read_secret(connection, desk.link_id, desk.token, desk.public_id)
    assert held is not None
    return held.secret


def versions(store: Store) -> dict[bytes, str]:
    with store.database.reading.connect() as connection:
        return {bytes(row.key_hash): row.version for row in connection.execute(select(records))}


def as_it_was(url: str, *, owner: int | None = None, editor: int | None = None) -> tuple[str, str, dict[bytes, str]]:
    """A database in which records lie under their links' own tokens: the tokens of both links, and the records'
    versions. Ten others gave theirs, and an edition counts them all.
    """
    with closing(Store(url, clock=today)) as store:
        token = store.create(Council(), Scope.FULL, CORE)
        other = opened(store, token).add_link("Colleague")
        for number in range(10):
            store.peers.give(f"other-{number}", a_body(number + 5))
        for giver, number in ((token, owner), (other, editor)):
            if number is not None:
                store.peers.give(giver, a_body(number))
        assert store.peers.publish([RUBRIC], DAY)
        found = versions(store)
    back_to(url, "0011")
    return token, other, found


def test_a_record_given_earlier_moves_with_its_version_when_its_link_is_opened(database_url: str) -> None:
    token, _, before = as_it_was(database_url, owner=1)

    with closing(Store(database_url, clock=today)) as store:
        desk = opened(store, token)
        found, now = desk.membership(), versions(store)

        assert (found.given, found.counted is not None, found.withdrawn) == (a_body(1), True, False)
        assert key_of(token) not in now
        assert now[key_of(secret_of(desk))] == before[key_of(token)]
        assert sorted(now.values()) == sorted(before.values())
        assert key_of(token) not in {bytes(row.key_hash) for row in kept(database_url, "peer_member")}

        desk.take_back()
        assert (desk.membership().given, desk.membership().withdrawn, len(versions(store))) == (None, True, 10)
        desk.give(a_body(1, month=11))
        assert versions(store)[key_of(secret_of(desk))] == before[key_of(token)]  # the same answers: no change


def test_a_record_of_another_link_comes_to_the_owner_once_both_were_opened(database_url: str) -> None:
    token, other, before = as_it_was(database_url, editor=2)

    with closing(Store(database_url, clock=today)) as store:
        opened(store, other)  # the owner's was not opened yet: there is nobody to hand it to
        assert key_of(other) in versions(store)
        assert [link.may_have_given for link in opened(store, token).links()] == [False, True]
        opened(store, other)
        desk = opened(store, token)

        assert desk.membership().given == a_body(2)
        assert versions(store)[key_of(secret_of(desk))] == before[key_of(other)]
        assert [link.may_have_given for link in desk.links()] == [False, False]
        assert opened(store, other).membership().given is None


def test_of_two_records_of_one_assessment_the_owners_stays(database_url: str) -> None:
    token, other, _ = as_it_was(database_url, owner=1, editor=2)

    with closing(Store(database_url, clock=today)) as store:
        for one in (token, other, token):
            desk = opened(store, one)

        assert desk.membership().given == a_body(1)
        assert len(versions(store)) == 11


@pytest.mark.parametrize("act", [ServerDesk.take_back, ServerDesk.delete, ServerDesk.erase])
def test_what_another_link_handed_over_meanwhile_goes_too(
    database_url: str, act: Callable[[ServerDesk], object]
) -> None:
    token, other, _ = as_it_was(database_url, editor=2)

    with closing(Store(database_url, clock=today)) as store:
        page = opened(store, token)  # stays open while the other link is opened
        opened(store, other)
        assert len(versions(store)) == 11
        act(page)

        assert len(versions(store)) == 10
        assert [row.body for row in kept(database_url, "peer_member")].count(None) == 1


def test_an_owner_who_came_while_nothing_could_be_written_still_has_one_record(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, _, before = as_it_was(database_url, owner=1)

    with closing(Store(database_url, clock=today)) as store:
        with monkeypatch.context() as busy:
            busy.setattr(Store, "_note_use", lambda *_: (_ for _ in ()).throw(StoreTrouble("database is locked")))
            desk = opened(store, token)
        desk.give(a_body(1, month=11))

        assert len(versions(store)) == 11
        assert versions(store)[key_of(secret_of(desk))] == before[key_of(token)]
        desk.take_back()
        assert len(versions(store)) == 10


def test_a_link_that_gave_nothing_is_soon_known_to_have_given_nothing(database_url: str) -> None:
    token, other, _ = as_it_was(database_url, owner=1)

    with closing(Store(database_url, clock=today)) as store:
        assert [link.may_have_given for link in opened(store, token).links()] == [False, True]
        opened(store, other)
        assert [link.may_have_given for link in opened(store, token).links()] == [False, False]


def test_a_replaced_owners_link_takes_back_what_was_given_and_the_old_one_reads_nothing(store: Store) -> None:
    desk = opened(store, store.create(Council(), Scope.FULL, CORE))
    desk.give(a_body())
    secret = secret_of(desk)

    new = opened(store, desk.replace_link(desk.link_id) or "")

    assert (new.membership().given, secret_of(new)) == (a_body(), secret)
    with store.database.reading.connect() as connection:
        sealed = connection.execute(select(links.c.pool_secret).where(links.c.id == new.link_id)).scalar_one()
        held = connection.execute(select(func.count()).where(links.c.pool_secret.is_not(None))).scalar_one()
    assert (unseal(desk.token, bytes(sealed), desk.public_id), held) == (None, 1)
    new.take_back()
    assert versions(store) == {}


def test_a_record_goes_with_its_assessment_and_no_other(store: Store) -> None:
    one, other = (opened(store, store.create(Council(), Scope.FULL, CORE)) for _ in range(2))
    one.give(a_body(1))
    other.give(a_body(2))

    one.erase()

    assert (len(versions(store)), other.membership().given) == (1, a_body(2))


@pytest.mark.parametrize("kind", [Kind.EDIT, Kind.READ, Kind.BOARD])
def test_nobody_else_learns_what_the_owner_gave(store: Store, kind: Kind) -> None:
    desk = opened(store, store.create(Council(), Scope.FULL, CORE))
    desk.give(a_body())

    assert opened(store, desk.add_link("Other", kind)).membership().given is None


def test_nothing_in_the_database_leads_from_an_assessment_to_its_record(store: Store, database_url: str) -> None:
    desk = opened(store, store.create(Council(), Scope.FULL, CORE))
    desk.give(a_body())

    (record,) = kept(database_url, "peer_record")
    (link,) = kept(database_url, "link")
    assert bytes(record.key_hash) not in {key_of(desk.token), bytes(link.token_hash)}
    assert secret_of(desk).encode() not in everything(database_url)


# Sealing


def test_only_its_token_opens_what_is_sealed_and_only_where_it_belongs() -> None:
    sealed = seal("token", b"content", "here")

    assert unseal("token", sealed, "here") == b"content"
    assert sealed != seal("token", b"content", "here")
    for token, what, about in (
        ("other", sealed, "here"),
        ("token", sealed, "there"),
        ("token", sealed[:-1] + bytes([sealed[-1] ^ 1]), "here"),
        ("token", b"", "here"),
    ):
        assert unseal(token, what, about) is None


def test_only_whom_it_was_handed_to_reads_what_was_handed_over() -> None:
    handed = hand_over(public_key("secret"), b"content", "here")

    assert take_over("secret", handed, "here") == b"content"
    assert take_over("other", handed, "here") is None
    assert take_over("secret", handed, "there") is None
    assert take_over("secret", handed[:20], "here") is None
    assert take_over("secret", bytes(len(handed)), "here") is None
