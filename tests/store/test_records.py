"""Merging two people's answers part by part, and the sheet that an assessment's contents give."""

from datetime import UTC, date, datetime
from itertools import product

import pytest

from assessment.instrument import BLANK, Answer, AnswerSheet, Council, Evidence, Reason, Scope
from assessment.store import Contents, Entry, Key
from assessment.store.desk import merge
from assessment.store.records import Rival

PLAN, AUDIT, MINUTES = (Evidence(title=title) for title in ("Plan", "Audit", "Minutes"))

# who changed a part: what it was, what they made of it, what I made of it, what comes out; None where we clash
LEVELS = {
    "nobody": (1, 1, 1, 1),
    "they": (1, 2, 1, 2),
    "I": (1, 1, 3, 3),
    "both alike": (1, 2, 2, 2),
    "both": (1, 2, 3, None),
}
NOTES = {
    "nobody": ("old", "old", "old", "old"),
    "they": ("old", "theirs", "old", "theirs"),
    "I": ("old", "old", "mine", "mine"),
    "both alike": ("old", "same", "same", "same"),
    "both": ("old", "theirs", "mine", None),
}
PROOF = {
    "nobody": ((PLAN,), (PLAN,), (PLAN,), (PLAN,)),
    "they": ((PLAN,), (PLAN, AUDIT), (PLAN,), (PLAN, AUDIT)),
    "I": ((PLAN,), (PLAN,), (MINUTES,), (MINUTES,)),
    "both alike": ((PLAN,), (AUDIT,), (AUDIT,), (AUDIT,)),
    "both": ((PLAN,), (PLAN, AUDIT), (PLAN, MINUTES), None),
}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("note", NOTES)
@pytest.mark.parametrize("proof", PROOF)
def test_parts_merge_one_by_one_and_one_clash_is_a_clash(level: str, note: str, proof: str) -> None:
    parts = zip(LEVELS[level], NOTES[note], PROOF[proof], strict=True)
    base, theirs, mine = (an_answer(*next(parts)) for _ in range(3))
    expected = next(parts)

    merged = merge(base, theirs, mine)

    assert merged == (None if None in expected else an_answer(*expected))


CHOICES = {
    "blank": {},
    "level 2": {"level": 2},
    "level 0": {"level": 0},
    "don't know": {"unknown": True},
    "doesn't apply": {"not_applicable": Reason.NO_SUCH_ACTIVITY},
    "superseded by q2": {"not_applicable": Reason.SUPERSEDED_BY, "superseded_by": "q2"},
    "superseded by q3": {"not_applicable": Reason.SUPERSEDED_BY, "superseded_by": "q3"},
}


@pytest.mark.parametrize("was", CHOICES)
def test_a_choice_is_one_part_however_it_is_made(was: str) -> None:
    for is_theirs, is_mine in product(CHOICES, repeat=2):
        base, theirs, mine = (a_choice(name, note="agreed") for name in (was, is_theirs, is_mine))

        merged = merge(base, theirs, mine)

        if was == is_mine:
            assert merged == theirs
        elif was == is_theirs or is_theirs == is_mine:
            assert merged == mine
        else:
            assert merged is None


def test_a_choice_and_a_note_made_at_once_on_a_blank_question_both_stay() -> None:
    assert merge(BLANK, Answer(level=3), Answer(note="ask IT")) == Answer(level=3, note="ask IT")
    assert merge(BLANK, Answer(note="ask IT"), Answer(level=3)) == Answer(level=3, note="ask IT")


def test_what_one_takes_away_and_the_other_leaves_alone_is_gone() -> None:
    both = Answer(level=3, note="ask IT", evidence=(PLAN,))

    assert merge(both, both, BLANK) == BLANK
    assert merge(both, BLANK, both) == BLANK
    assert merge(both, Answer(level=3), both) == Answer(level=3)
    assert merge(both, both, Answer(note="ask IT")) == Answer(note="ask IT")
    assert merge(both, Answer(level=3, evidence=(PLAN,)), Answer(note="ask IT", evidence=(PLAN,))) == Answer(
        evidence=(PLAN,)
    )


def test_two_who_take_away_what_is_left_leave_a_blank() -> None:
    assert merge(Answer(level=3, note="ask IT"), Answer(level=3), Answer(note="ask IT")) == BLANK


def test_one_changes_and_the_other_takes_away_clash() -> None:
    assert merge(Answer(level=3), Answer(level=4), BLANK) is None
    assert merge(Answer(level=3), BLANK, Answer(level=4)) is None
    assert merge(Answer(note="a"), Answer(note="b"), BLANK) is None
    assert merge(Answer(evidence=(PLAN,)), Answer(evidence=(PLAN, AUDIT)), BLANK) is None


def test_the_reason_other_never_loses_its_note() -> None:
    base = Answer(level=1, note="we share this with the county")
    other = Answer(not_applicable=Reason.OTHER, note="we share this with the county")
    without_note = Answer(level=1)

    assert merge(base, other, without_note) is None
    assert merge(base, without_note, other) is None


def test_the_reason_other_takes_the_others_new_note() -> None:
    base = Answer(level=1, note="old")
    other = Answer(not_applicable=Reason.OTHER, note="old")

    merged = merge(base, other, Answer(level=1, note="new"))

    assert merged == Answer(not_applicable=Reason.OTHER, note="new")


def test_a_merged_answer_is_valid_and_a_new_value() -> None:
    theirs, mine = Answer(level=3), Answer(note="ask IT")

    merged = merge(BLANK, theirs, mine)

    assert merged is not None
    assert Answer.model_validate_json(merged.model_dump_json()) == merged
    assert (theirs, mine) == (Answer(level=3), Answer(note="ask IT"))


def test_an_assessment_without_answers_gives_a_sheet_without_date() -> None:
    contents = a_contents()

    assert contents.sheet() == AnswerSheet(
        scope=Scope.QUICK,
        date=None,
        council=Council(name="Ashford", country="GB"),
        rubrics={"core": "1.0.0", "data": "2.1.0"},
        answers={},
    )


def test_a_sheet_has_the_answers_by_rubric_and_leaves_blanks_out() -> None:
    contents = a_contents(
        {
            Key("data", "q1"): an_entry(Answer(unknown=True), day=2),
            Key("core", "q2"): an_entry(Answer(note="ask IT"), day=3),
            Key("core", "q1"): an_entry(Answer(level=0), day=1),
            Key("core", "q3"): an_entry(BLANK, day=9),
        }
    )

    sheet = contents.sheet()

    assert sheet.answers == {
        "core": {"q1": Answer(level=0), "q2": Answer(note="ask IT")},
        "data": {"q1": Answer(unknown=True)},
    }
    assert [(rubric, list(given)) for rubric, given in sheet.answers.items()] == [
        ("core", ["q1", "q2"]),
        ("data", ["q1"]),
    ]


def test_a_sheets_date_is_the_day_of_its_last_answer_and_not_of_a_blank() -> None:
    contents = a_contents(
        {
            Key("core", "q1"): an_entry(Answer(level=1), day=7),
            Key("core", "q2"): an_entry(Answer(level=1), day=3),
            Key("core", "q3"): an_entry(BLANK, day=9),
        }
    )

    assert contents.sheet().date == date(2026, 5, 7)


def test_a_sheet_has_no_answers_to_a_rubric_that_it_does_not_name() -> None:
    contents = a_contents(
        {
            Key("core", "q1"): an_entry(Answer(level=1), day=1),
            Key("not-chosen-any-more", "q1"): an_entry(Answer(level=1), day=5),
        }
    )

    sheet = contents.sheet()

    assert sheet.answers == {"core": {"q1": Answer(level=1)}}


def test_rivals_are_no_part_of_the_sheet() -> None:
    rival = a_rival(1, "q1", Answer(level=4))
    contents = a_contents({Key("core", "q1"): an_entry(Answer(level=1), day=1)}, rivals=(rival,))

    assert contents.sheet().answers == {"core": {"q1": Answer(level=1)}}


def test_contents_find_the_entry_and_the_rivals_of_a_question() -> None:
    first, other, second = (a_rival(number, question) for number, question in ((1, "q1"), (2, "q2"), (3, "q1")))
    entry = an_entry(Answer(level=1), day=1)
    contents = a_contents({Key("core", "q1"): entry}, rivals=(first, other, second))

    assert contents.entry(Key("core", "q1")) == entry
    assert contents.rivals_of(Key("core", "q1")) == (first, second)
    assert contents.entry(Key("data", "q1")) == Entry(BLANK, 0, "", None)
    assert contents.rivals_of(Key("data", "q1")) == ()


def an_answer(level: int | None, note: str | None, evidence: tuple[Evidence, ...]) -> Answer:
    return Answer(level=level, note=note, evidence=evidence)


def a_choice(name: str, note: str) -> Answer:
    return Answer(**CHOICES[name], note=note)


def a_contents(entries: dict[Key, Entry] | None = None, rivals: tuple[Rival, ...] = ()) -> Contents:
    rubrics = {"core": "1.0.0", "data": "2.1.0"}
    return Contents(Scope.QUICK, Council(name="Ashford", country="GB"), rubrics, 12, entries or {}, rivals)


def an_entry(answer: Answer, day: int) -> Entry:
    return Entry(answer, 1, "First link", datetime(2026, 5, day, 23, 59, tzinfo=UTC))


def a_rival(number: int, question: str, answer: Answer = BLANK) -> Rival:
    return Rival(number, Key("core", question), answer, "Second link", datetime(2026, 5, 4, tzinfo=UTC))
