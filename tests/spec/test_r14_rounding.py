"""R14: everything is exact until it is shown. A score is rounded half up, a range outwards; nothing is computed from
something rounded."""

from fractions import Fraction

import pytest

from assessment.scoring import score
from assessment.words import display
from tests.builders import DONT_KNOW, NA, a_rubric, a_sheet, an_area, rubrics_of


def test_the_numbers_of_an_area_are_exact():
    rubric = a_rubric(weights=(1, 1, 1))

    area = an_area(rubric, 1, 0, DONT_KNOW)
    numbers = [area.scores.lowest.value, area.scores.highest.value, area.lowest_without_na.value, area.scores.coverage]

    assert numbers == [Fraction(25, 3), Fraction(125, 3), Fraction(25, 3), Fraction(2, 3)]
    assert all(isinstance(number, Fraction) for number in numbers)


def test_the_overall_score_is_made_from_unrounded_areas():
    thirds = a_rubric(weights=(1, 1, 1), id="thirds")
    sevenths = a_rubric(weights=(1,) * 7, id="sevenths")
    sheet = a_sheet(areas={"thirds": (1, 1, 2), "sevenths": (1,) * 6 + (2,)})

    overall = score(sheet, rubrics_of(thirds, sevenths)).overall

    assert overall.scores.score.value == (Fraction(100, 3) + Fraction(200, 7)) / 2
    assert isinstance(overall.scores.score.value, Fraction)


@pytest.mark.parametrize("many", [3, 7, 10, 49, 1000])
def test_equal_answers_give_exactly_their_value_however_many_there_are(many):
    rubric = a_rubric(weights=tuple(range(1, many + 1)))

    assert an_area(rubric, *[1] * many).scores.score.value == 25


@pytest.mark.parametrize(
    ("exact", "point", "lower", "upper"),
    [
        ("0", 0, 0, 0),
        ("0.49", 0, 0, 1),
        ("0.5", 1, 0, 1),
        ("1.5", 2, 1, 2),
        ("52.5", 53, 52, 53),
        ("52.4999999999999999999", 52, 52, 53),
        ("475/9", 53, 52, 53),
        ("99.5", 100, 99, 100),
        ("100", 100, 100, 100),
        ("39.000000000000000000001", 39, 39, 40),
    ],
)
def test_a_score_is_rounded_half_up_and_a_range_outwards(exact, point, lower, upper):
    value = Fraction(exact)

    assert (display.point(value), display.lower(value), display.upper(value)) == (point, lower, upper)


def test_gv_1_as_it_is_shown():
    scores = an_area(a_rubric(weights=(3, 3, 2, 3, 2, 1)), 2, 1, 3, DONT_KNOW, NA, 4).scores

    assert display.score_text(scores) == "53"
    assert display.range_text(scores) == "39 to 65"
    assert scores.status.value == "provisional"


@pytest.mark.parametrize(
    ("said", "score", "range"),
    [((4, DONT_KNOW), "no score", "50 to 100"), ((NA, NA), "no score", "does not apply"), ((0, 0), "0", "0 to 0")],
    ids=["insufficient", "nothing applies", "nothing in place"],
)
def test_a_score_that_is_not_shown_is_words_and_never_0(said, score, range):
    scores = an_area(a_rubric(weights=(1, 1)), *said).scores

    assert (display.score_text(scores), display.range_text(scores)) == (score, range)


@pytest.mark.parametrize(
    ("difference", "text"),
    [("0", "0.0"), ("0.04", "0.0"), ("0.05", "0.1"), ("25/48", "0.5"), ("9.95", "10.0"), ("12", "12.0")],
)
def test_a_difference_is_rounded_half_up_from_the_unrounded(difference, text):
    assert display.gain(Fraction(difference)) == text


@pytest.mark.parametrize(
    ("difference", "text"), [("-0.1", "-0.1"), ("-1.25", "-1.3"), ("-0.04", "0.0"), ("-12", "-12.0")]
)
def test_a_difference_below_0_keeps_its_sign_and_its_size(difference, text):
    assert display.gain(Fraction(difference)) == text


@pytest.mark.parametrize(
    ("share", "text"), [("0", "0 %"), ("2/3", "66 %"), ("3/4", "75 %"), ("999/1000", "99 %"), ("1", "100 %")]
)
def test_a_share_reaches_100_percent_only_when_it_is_all(share, text):
    assert display.percent(Fraction(share)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [("3/4", "0.75"), ("9/2", "4.5"), ("13", "13"), ("100", "100"), ("0", "0"), ("475/9", "52.78"), ("0.005", "0.01")],
)
def test_a_number_inside_an_explanation_has_two_places_at_most(value, text):
    assert display.decimals(Fraction(value)) == text


@pytest.mark.parametrize(
    ("level", "top", "name"),
    [
        (0, 4, "level 0, Not in place"),
        (1, 4, "level 1, Begun"),
        (2, 4, "level 2, Partly in place"),
        (3, 4, "level 3, Established"),
        (4, 4, "level 4, Measured and improving"),
        (2, 3, "level 2 of 3"),
        (1, 1, "level 1 of 1"),
        (6, 6, "level 6 of 6"),
    ],
)
def test_the_five_levels_have_names_and_other_scales_have_numbers(level, top, name):
    assert display.level_name(level, top) == name
