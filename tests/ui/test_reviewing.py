"""Who answered, by the names of their links."""

import pytest

from assessment.instrument import BLANK, Answer, Council, Scope
from assessment.store import FIRST_LABEL, Contents, Entry, Key
from assessment.ui.reviewing import given_by


def contents(*labels: str, answer: Answer | None = None) -> Contents:
    given = {Key("ai", f"q{number}"): Entry(answer or Answer(level=1), 1, by) for number, by in enumerate(labels)}
    return Contents(Scope.FULL, Council(), {"ai": "1.0.0"}, 1, given)


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        ((), ""),
        ((FIRST_LABEL, FIRST_LABEL), ""),
        ((FIRST_LABEL, "Head of ICT"), "Answered by Head of ICT and by whoever began."),
        (("Head of ICT", "Head of HR", "Head of ICT"), "Answered by Head of HR and Head of ICT."),
        (tuple("abcdef"), "Answered by a, b, c, d and 2 others."),
    ],
)
def test_the_names_of_links_are_told_and_a_link_without_one_is_no_name(labels: tuple[str, ...], told: str) -> None:
    assert given_by(contents(*labels)) == told


def test_an_answer_that_was_taken_back_names_nobody() -> None:
    assert given_by(contents("Head of ICT", answer=BLANK)) == ""
