"""What a line of the history says."""

from assessment.instrument import Answer
from assessment.store import Change, Key
from assessment.ui.keeping.history import what

WAITING = Answer(level=1, earlier={"version": "1.0.0", "level": 2})


def test_confirming_what_was_taken_over_is_told_as_that() -> None:
    change = Change(1, Key("area", "q1"), WAITING, Answer(level=1), "You", None)

    assert what(change).endswith(" was confirmed")


def test_another_level_in_its_place_is_told_as_a_change() -> None:
    change = Change(1, Key("area", "q1"), WAITING, Answer(level=2), "You", None)

    assert "became" in what(change)
    assert "confirmed" not in what(change)
