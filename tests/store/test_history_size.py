"""The history keeps what changed: a click on a question with much evidence writes the click, not the evidence twice."""

from datetime import date

import pytest

from assessment.instrument import MOST_EVIDENCE, Answer, Evidence, Reason
from assessment.store import Key, ServerDesk
from tests.store.desks import Q1
from tests.store.looking import rows

MUCH = tuple(
    Evidence(title=f"Paper {number}", date=date(2026, 5, 1), link="https://example.org/" + "x" * 1900)
    for number in range(MOST_EVIDENCE)
)
WAYS = [
    Answer(level=1, evidence=MUCH),
    Answer(level=2, evidence=MUCH),
    Answer(level=2, note="As agreed", evidence=MUCH),
    Answer(not_applicable=Reason.OTHER, note="As agreed", evidence=MUCH[1:]),
    Answer(unknown=True),
    Answer(note="Only a note"),
    Answer(level=0),
]


def walk(desk: ServerDesk) -> None:
    for answer in WAYS:
        desk.save(Q1, answer, desk.entry(Q1).revision)


def test_a_click_writes_no_evidence(desk: ServerDesk, database_url: str) -> None:
    walk(desk)

    click = next(row for row in rows(database_url)["change"] if row[-1] == "choice")
    assert sum(len(str(value)) for value in click) < 200


def test_the_history_still_has_every_answer_whole(desk: ServerDesk) -> None:
    walk(desk)

    changes = list(reversed(desk.history()))
    assert [change.after for change in changes] == WAYS
    assert [change.before for change in changes][1:] == WAYS[:-1]


@pytest.mark.parametrize("number", range(len(WAYS)))
def test_any_moment_of_it_can_be_put_back(desk: ServerDesk, number: int) -> None:
    walk(desk)
    assert desk.as_of(Q1, number + 1) == WAYS[number]

    desk.undo(desk.history()[-1 - number])

    assert desk.entry(Q1).answer.model_dump() == desk.history()[-1 - number].before.model_dump()


def test_questions_do_not_mix(desk: ServerDesk) -> None:
    other = Key("core", "q2")
    desk.save(Q1, Answer(level=1, note="mine"), 0)
    desk.save(other, Answer(level=2), 0)
    desk.save(Q1, Answer(level=3, note="mine"), desk.entry(Q1).revision)

    assert [change.after for change in desk.history()] == [
        Answer(level=3, note="mine"),
        Answer(level=2),
        Answer(level=1, note="mine"),
    ]
