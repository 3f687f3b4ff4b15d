"""Packs in the making: how many at once, for whom, and what is kept of them."""

from collections.abc import Iterator
from threading import Event

import pytest

from assessment.ui.reporting import making
from assessment.ui.reporting.making import FULL, FULL_OF_ONE, Job, Packs

SECONDS = 10


@pytest.fixture
def gate() -> Iterator[Event]:
    """What is being made waits here."""
    found = Event()
    yield found
    found.set()


def begin(packs: Packs, key: str, gate: Event, address: str | None = None, assessment: str = "a") -> Job:
    def make() -> bytes:
        gate.wait(SECONDS)
        return key.encode()

    job = packs.ask(key, make, address, assessment)
    assert isinstance(job, Job)
    return job


def done(*jobs: Job) -> list[bytes]:
    return [job.done.result(SECONDS) for job in jobs]


def test_two_are_made_at_a_time_and_the_others_wait_in_their_order(gate: Event) -> None:
    packs = Packs()
    jobs = [begin(packs, str(number), gate) for number in range(5)]

    assert [packs.ahead_of(job) for job in jobs] == [0, 0, 1, 2, 3]
    gate.set()
    assert done(*jobs) == [b"0", b"1", b"2", b"3", b"4"]


def test_one_address_has_one_made_at_a_time_and_others_go_before_its_second(gate: Event) -> None:
    packs = Packs()
    mine = [begin(packs, f"mine {number}", gate, "192.0.2.1") for number in range(3)]
    other = begin(packs, "other", gate, "192.0.2.2")

    assert packs.running == [mine[0], other]
    gate.set()
    assert len(done(*mine, other)) == 4


def test_so_many_wait_and_no_more(gate: Event) -> None:
    packs = Packs()
    jobs = [begin(packs, str(number), gate) for number in range(making.MOST_AT_ONCE + making.MOST_WAITING)]

    assert packs.ask("more", lambda: b"", None, "a") == FULL
    gate.set()
    done(*jobs)


def test_one_address_fills_no_more_than_its_part(gate: Event) -> None:
    packs = Packs()
    jobs = [begin(packs, str(number), gate, "192.0.2.1") for number in range(making.MOST_OF_ONE)]

    assert packs.ask("more", lambda: b"", "192.0.2.1", "a") == FULL_OF_ONE
    jobs.append(begin(packs, "other", gate, "192.0.2.2"))
    gate.set()
    done(*jobs)


def test_the_same_is_made_once(gate: Event) -> None:
    packs = Packs()
    first = begin(packs, "one", gate)

    assert begin(packs, "one", gate) is first
    gate.set()
    assert done(first) == [b"one"]
    assert begin(packs, "one", gate) is first


def test_the_last_ones_are_kept_as_far_as_there_is_room(gate: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    gate.set()
    packs = Packs(workers=1)
    for number in range(making.MOST_KEPT + 3):
        done(begin(packs, str(number), gate))
    assert [job.key for job in packs.kept] == [str(number) for number in range(3, making.MOST_KEPT + 3)]

    monkeypatch.setattr(making, "MOST_BYTES", 5)
    done(begin(packs, "four", gate))
    assert [job.key for job in packs.kept] == ["10", "four"][1:]


def test_they_are_kept_for_a_while_only(gate: Event, monkeypatch: pytest.MonkeyPatch) -> None:
    gate.set()
    packs = Packs()
    done(begin(packs, "one", gate))

    monkeypatch.setattr(making, "KEPT_SECONDS", -1)

    assert packs.find("one") is None


def test_of_a_deleted_assessment_nothing_is_kept_nor_what_is_still_being_made(gate: Event) -> None:
    packs = Packs()
    gate.set()
    done(begin(packs, "made", gate), begin(packs, "another's", gate, assessment="b"))
    gate.clear()
    job = begin(packs, "in the making", gate)

    packs.end("a")
    gate.set()
    done(job)

    assert [job.key for job in packs.kept] == ["another's"]


def test_what_waits_of_a_deleted_assessment_is_not_made(gate: Event) -> None:
    packs = Packs(workers=1)
    first = begin(packs, "first", gate, assessment="other")
    waiting = begin(packs, "waiting", gate, assessment="deleted")

    packs.end("deleted")
    gate.set()

    assert done(first) == [b"first"]
    assert waiting.failed
    assert [job.key for job in packs.kept] == ["first"]


def test_what_is_made_goes_in_time_by_itself_and_what_it_was_made_of_at_once(
    gate: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "KEPT_SECONDS", 0.01)
    packs = Packs()
    gate.set()
    job = begin(packs, "one", gate)
    done(job)

    assert job.make is None
    assert packs.sweeper is not None
    packs.sweeper.join(SECONDS)
    assert packs.kept == []
    assert packs.sweeper is None


def test_the_oldest_that_is_kept_says_when_to_look_again() -> None:
    packs = Packs()
    old = Job("old", None, None, "a", ended=making.monotonic() - 500)
    packs.kept = [old, Job("new", None, None, "a", ended=making.monotonic())]

    packs._sweep_later()

    assert packs.sweeper is not None
    packs.sweeper.cancel()
    assert 90 < packs.sweeper.interval <= making.KEPT_SECONDS - 500 + 1


def test_what_fails_keeps_nobody_waiting() -> None:
    packs = Packs(workers=1)

    def fails() -> bytes:
        raise ValueError

    failed = packs.ask("one", fails, None, "a")
    after = packs.ask("two", lambda: b"two", None, "a")

    assert isinstance(failed, Job)
    assert isinstance(after, Job)
    assert after.done.result(SECONDS) == b"two"
    assert isinstance(failed.done.exception(SECONDS), ValueError)
    assert failed.done.exception().__traceback__ is None  # whose frames would hold what it was made of
    assert (failed.data, packs.find("one")) == (None, failed)
    again = packs.ask("one", lambda: b"one", None, "a")
    assert isinstance(again, Job)
    assert again.done.result(SECONDS) == b"one"
    assert packs.find("one") is again
