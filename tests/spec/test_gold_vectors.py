"""GV-1 to GV-3 of the method: computed by hand before the engine was."""

from fractions import Fraction

import pytest

from assessment.scoring import LevelRange, Status
from tests.builders import DONT_KNOW, NA, a_rubric, an_area, areas_at


def test_gv_1_one_unknown_and_one_that_does_not_apply():
    area = an_area(a_rubric(weights=(3, 3, 2, 3, 2, 1)), 2, 1, 3, DONT_KNOW, NA, 4)

    assert area.scores.score.value == Fraction(475, 9)
    assert [round(float(n.value), 6) for n in (area.scores.score, area.scores.lowest, area.scores.highest)] == [
        52.777778,
        39.583333,
        64.583333,
    ]
    assert area.scores.coverage == Fraction(3, 4)
    assert area.scores.status is Status.PROVISIONAL
    assert area.level == LevelRange(confirmed=0, possible=1)


def test_gv_1_as_the_formats_print_it():
    area = an_area(a_rubric(weights=(3, 3, 2, 3, 2, 1)), 2, 1, 3, DONT_KNOW, NA, 4)

    assert float(area.evidenced_score.value) == pytest.approx(100 * (3 * 2 + 3 * 1 + 2 * 2 + 1 * 2) / (9 * 4))
    assert round(float(area.evidenced_score.value), 6) == 41.666667
    assert area.limited_scope is False


@pytest.mark.parametrize(("critical", "level"), [((), 2), (("q10",), 0)], ids=["ordinary", "critical"])
def test_gv_2_nine_at_the_top_and_one_at_nothing(critical, level):
    area = an_area(a_rubric(weights=(1,) * 10, critical=critical), *[4] * 9, 0)

    assert area.scores.score.value == 90
    assert area.level == LevelRange(level, level)
    assert area.binding == ("q10",)


def test_gv_2_without_floors_the_share_alone_would_give_4():
    area = an_area(a_rubric(weights=(1,) * 10, lag=4), *[4] * 9, 0)

    assert area.level == LevelRange(4, 4)


def test_gv_3_four_areas():
    overall = areas_at(a=72, b=55, c=38, d=61).overall

    assert overall.scores.score.value == Fraction("56.5")
    assert round(overall.geometric, 6) == 55.071733
    assert round(overall.imbalance, 6) == 1.428267
