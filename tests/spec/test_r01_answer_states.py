"""R1: an answer is a level, "doesn't apply" with its reason, "don't know", or blank. Don't know and blank count the
same and are told apart."""

import pytest
from pydantic import ValidationError

from assessment.instrument import Answer, State
from tests.builders import BLANK, DONT_KNOW, NA, a_document, a_rubric, an_answer, an_area


@pytest.mark.parametrize(
    ("said", "state", "level"),
    [
        (0, State.LEVEL, 0),
        (4, State.LEVEL, 4),
        (DONT_KNOW, State.UNKNOWN, None),
        (NA, State.NOT_APPLICABLE, None),
        (BLANK, State.BLANK, None),
        (an_answer(BLANK, note="We are asking."), State.BLANK, None),
        (an_answer(BLANK, evidence=[a_document()]), State.BLANK, None),
    ],
    ids=["lowest level", "highest level", "don't know", "doesn't apply", "blank", "only a note", "only evidence"],
)
def test_every_answer_is_in_exactly_one_state(said, state, level):
    rubric = a_rubric(weights=(1,))

    area = an_area(rubric, said)

    assert [(question.state, question.level) for question in area.questions] == [(state, level)]


@pytest.mark.parametrize(
    "two",
    [
        {"level": 0, "unknown": True},
        {"level": 2, "not_applicable": "no_such_activity"},
        {"unknown": True, "not_applicable": "no_such_activity"},
    ],
    ids=["level and don't know", "level and doesn't apply", "don't know and doesn't apply"],
)
def test_an_answer_that_says_two_things_is_refused(two):
    with pytest.raises(ValidationError, match="says more than one thing"):
        Answer(**two)


def test_an_answer_that_says_nothing_is_refused():
    with pytest.raises(ValidationError, match="says nothing"):
        Answer()


def test_dont_know_and_blank_give_the_same_numbers():
    rubric = a_rubric(weights=(3, 2, 1))

    known_unknown = an_area(rubric, 3, 1, DONT_KNOW)
    never_touched = an_area(rubric, 3, 1, BLANK)

    assert known_unknown.scores == never_touched.scores
    assert known_unknown.level == never_touched.level
    assert known_unknown.binding == never_touched.binding


def test_dont_know_and_blank_are_reported_apart():
    rubric = a_rubric(weights=(1, 1, 1))

    area = an_area(rubric, 3, DONT_KNOW, BLANK)

    assert [(question.id, question.state) for question in area.unknown] == [
        ("q2", State.UNKNOWN),
        ("q3", State.BLANK),
    ]


def test_level_0_is_an_answer_and_not_an_unknown():
    rubric = a_rubric(weights=(1, 1))

    area = an_area(rubric, 0, 0)

    assert area.unknown == ()
    assert area.scores.coverage == 1
