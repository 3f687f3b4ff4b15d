"""R7: what doesn't apply leaves both sides of the fraction, needs a reason, and stays visible."""

from fractions import Fraction

import pytest
from pydantic import ValidationError

from assessment.instrument import Answer, BadInput, Reason
from assessment.scoring import LIMITED_SCOPE, score
from tests.builders import DONT_KNOW, NA, a_question, a_rubric, a_sheet, an_answer, an_area, rubrics_of


@pytest.mark.parametrize(
    ("weights", "said", "value"),
    [
        ((1, 1), (4, NA), "100"),
        ((1, 1), (0, NA), "0"),
        ((3, 1, 5), (4, 0, NA), "75"),
    ],
    ids=["full marks stay possible", "no marks are given", "neither 0 nor 1"],
)
def test_a_question_that_does_not_apply_leaves_both_sides_of_the_fraction(weights, said, value):
    rubric = a_rubric(weights=weights)

    scores = an_area(rubric, *said).scores

    assert scores.score.value == scores.lowest.value == scores.highest.value == Fraction(value)


def test_a_question_that_does_not_apply_leaves_the_level_alone():
    rubric = a_rubric(weights=(1, 1))

    assert an_area(rubric, 3, NA).level == an_area(a_rubric(weights=(1,)), 3).level


def test_there_are_four_reasons():
    assert [reason.value for reason in Reason] == [
        "no_such_activity",
        "outside_legal_remit",
        "superseded_by",
        "other",
    ]


@pytest.mark.parametrize("reason", ["another_body_does_it", "we_chose_not_to", "", True])
def test_nothing_else_is_a_reason(reason):
    with pytest.raises(ValidationError):
        Answer(not_applicable=reason)


def test_the_reason_other_needs_a_note():
    with pytest.raises(ValidationError, match="needs a note"):
        Answer(not_applicable="other")

    assert Answer(not_applicable="other", note="The sea took the town hall.").not_applicable is Reason.OTHER


@pytest.mark.parametrize(
    "answer",
    [{"not_applicable": "superseded_by"}, {"not_applicable": "no_such_activity", "superseded_by": "q2"}],
    ids=["no question named", "another reason"],
)
def test_superseded_goes_with_the_question_that_supersedes(answer):
    with pytest.raises(ValidationError, match="need each other"):
        Answer(**answer)


@pytest.mark.parametrize(
    ("critical", "not_applicable", "allowed"),
    [
        (False, None, True),
        (False, True, True),
        (False, False, False),
        (True, None, False),
        (True, True, True),
        (True, False, False),
    ],
)
def test_a_critical_question_applies_unless_its_author_says_otherwise(critical, not_applicable, allowed):
    rubric = a_rubric(a_question("q1", critical=critical, not_applicable=not_applicable), a_question("q2"))
    sheet = a_sheet(NA, 2)

    if allowed:
        assert score(sheet, rubrics_of(rubric)).areas[0].scores.score.value == 50
    else:
        with pytest.raises(BadInput, match="must apply to every council"):
            score(sheet, rubrics_of(rubric))


def test_more_than_a_third_of_the_weight_is_a_limited_scope():
    most = LIMITED_SCOPE

    assert most == Fraction(1, 3)


@pytest.mark.parametrize(
    ("weights", "limited"),
    [((9, 3), False), ((8, 4), False), ((7, 5), True), ((66, 33), False), ((65, 34), True)],
    ids=["3 of 12", "4 of 12", "5 of 12", "33 of 99", "34 of 99"],
)
def test_scope_is_limited_above_one_third_not_at_it(weights, limited):
    rubric = a_rubric(weights=weights)

    assert an_area(rubric, 2, NA).limited_scope is limited


def test_an_unknown_answer_does_not_limit_the_scope():
    rubric = a_rubric(weights=(1, 9))

    assert an_area(rubric, 2, DONT_KNOW).limited_scope is False


@pytest.mark.parametrize(
    ("weights", "said", "value"),
    [
        ((1, 1), (4, NA), "50"),
        ((1, 1), (4, DONT_KNOW), "50"),
        ((1, 1), (4, 2), "75"),
        ((1, 1), (NA, NA), "0"),
        ((3, 3, 2, 3, 2, 1), (2, 1, 3, DONT_KNOW, NA, 4), "475/14"),
    ],
    ids=["doesn't apply", "unknown", "all rated", "nothing applies", "GV-1"],
)
def test_the_audit_view_counts_what_does_not_apply_as_the_lowest_level(weights, said, value):
    rubric = a_rubric(weights=weights)

    assert an_area(rubric, *said).lowest_without_na.value == Fraction(value)


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        (("q1", 2), "can't be superseded by itself"),
        (("q9", 2), "which is no question of rubric 'area'"),
    ],
    ids=["itself", "no such question"],
)
def test_a_question_is_superseded_only_by_another(said, complaint):
    other, second = said
    rubric = a_rubric(weights=(1, 1))
    sheet = a_sheet(an_answer(NA, not_applicable="superseded_by", superseded_by=other), second)

    with pytest.raises(BadInput, match=complaint):
        score(sheet, rubrics_of(rubric))


@pytest.mark.parametrize("second", [0, DONT_KNOW, None, NA], ids=["rated", "don't know", "blank", "not applicable"])
def test_a_question_is_superseded_by_any_other_whatever_its_answer(second):
    """The other may be said not to apply later on: that must not make a kept assessment unreadable."""
    rubric = a_rubric(weights=(1, 1))
    superseded = an_answer(NA, not_applicable="superseded_by", superseded_by="q2")

    area = an_area(rubric, superseded, second)

    assert [question.applies for question in area.questions] == [False, second != NA]
