"""Between an answer and the widgets that show it."""

from dataclasses import replace
from datetime import date

import pytest

from assessment.instrument import BLANK, Agreed, Answer, Evidence, Level, NextStep
from assessment.ui.answering.draft import (
    NOT_APPLICABLE,
    Draft,
    Incomplete,
    choices,
    compose,
    letter_of,
    still_agreed,
    still_waiting,
)
from assessment.ui.shell import markdown
from tests.builders import a_question

ANSWERS = [
    BLANK,
    Answer(level=0),
    Answer(level=4, note="A note."),
    Answer(unknown=True),
    Answer(not_applicable="outside_legal_remit"),
    Answer(not_applicable="superseded_by", superseded_by="q2"),
    Answer(not_applicable="other", note="Because."),
    Answer(note="Only a note."),
]


@pytest.mark.parametrize("answer", ANSWERS, ids=str)
def test_what_the_widgets_show_of_an_answer_is_that_answer_again(answer: Answer) -> None:
    assert compose(Draft.of(answer), answer.evidence) == answer


def test_evidence_stays_with_the_answer() -> None:
    evidence = (Evidence(title="A record"),)

    assert compose(Draft("3"), evidence) == Answer(level=3, evidence=evidence)
    assert compose(Draft(), evidence) == Answer(evidence=evidence)


@pytest.mark.parametrize(
    ("draft", "message"),
    [
        (Draft(NOT_APPLICABLE), "please choose why it doesn't apply."),
        (Draft(NOT_APPLICABLE, "superseded_by"), "please choose the question that covers it."),
        (Draft(NOT_APPLICABLE, "other", note="  "), "please write the reason in the note."),
        (Draft("2", note="a\0b"), "the note has a character that can't be kept. Please type it again."),
        (Draft("2", note="a\ud800b"), "the note has a character that can't be kept. Please type it again."),
    ],
)
def test_what_is_not_an_answer_yet_says_what_is_missing(draft: Draft, message: str) -> None:
    assert compose(draft, ()) == Incomplete(message)


def test_every_choice_has_a_letter_of_its_own() -> None:
    step = NextStep(action="Next.", who="Anyone", effort="S")
    level = Level(description="I don't know, or would have to ask", evidence="A record.", next_step=step)

    offered = choices(a_question(levels=[level] * 7))

    assert [letter_of(choice) for choice in offered] == ["A", "B", "C", "D", "E", "F", "G", "N", "?"]


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("Open-source choice: yes (80 %)", "Open-source choice: yes (80 %)"),
        ("**b** _i_ `c` [l](u) <b> $x$ :red[r]", r"\*\*b\*\* \_i\_ \`c\` \[l\](u) \<b\> \$x\$ \:red\[r\]"),
        ("- item", r"\- item"),
        ("1. item", r"1\. item"),
        ("two\nlines", "two lines"),
    ],
)
def test_text_in_markdown_is_shown_as_it_is(text: str, escaped: str) -> None:
    assert markdown(text) == escaped


WAITING = Answer(level=1, note="Kept by ICT.", earlier={"version": "1.0.0", "level": 2})


def test_what_was_taken_over_goes_on_waiting_while_the_choice_is_the_same_whatever_the_note() -> None:
    """A page that is only drawn must not save another answer than the one that it shows."""
    drawn = Draft.of(WAITING)
    noted = replace(drawn, note="Kept by ICT since May.")

    assert compose(drawn, WAITING.evidence, still_waiting(drawn, WAITING)) == WAITING
    again = compose(noted, WAITING.evidence, still_waiting(noted, WAITING))
    assert isinstance(again, Answer)
    assert (again.level, again.note, again.earlier) == (1, "Kept by ICT since May.", WAITING.earlier)


def test_another_choice_ends_the_waiting() -> None:
    chosen = replace(Draft.of(WAITING), choice="2")

    assert compose(chosen, (), still_waiting(chosen, WAITING)) == Answer(level=2, note="Kept by ICT.")


def test_what_is_asked_again_waits_without_a_choice() -> None:
    asked = Answer(earlier={"version": "1.0.0", "level": 2})
    drawn = Draft.of(asked)

    assert compose(drawn, (), still_waiting(drawn, asked)) == asked


def test_what_a_workshop_agreed_on_stands_as_long_as_the_choice_is_the_same():
    agreed = Agreed(date=date(2026, 5, 14), votes={"2": 3})
    shown = Answer(level=2, agreed=agreed)
    noted, chosen = Draft("2", note="Kept by ICT."), Draft("3")
    assert compose(noted, (), None, still_agreed(noted, shown)) == Answer(level=2, note="Kept by ICT.", agreed=agreed)
    assert compose(chosen, (), None, still_agreed(chosen, shown)) == Answer(level=3)
