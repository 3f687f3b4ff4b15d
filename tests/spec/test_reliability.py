"""PC-12, PC-19 and PC-20: Kendall's W, Krippendorff's alpha, the ICC."""

import pytest

from assessment.consensus import alpha, icc, kendall_w

FOUR_CODERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, None],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 3],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
SIX_BY_FOUR = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


def test_pc_12_kendalls_w() -> None:
    ranks = [[1, 3, 2], [1, 2, 3], [2, 3, 1], [3, 1, 2]]
    assert kendall_w(ranks) == pytest.approx(1 / 16)
    assert kendall_w([[2, 2, 2], [2, 2, 2]]) is None
    assert kendall_w([[1, 2, 3]] * 4) == 1


def test_pc_19_krippendorffs_ordinal_alpha() -> None:
    found = alpha(FOUR_CODERS)
    assert found is not None
    assert round(float(found), 4) == 0.8154


def test_alpha_is_undefined_where_nobody_differs_anywhere() -> None:
    assert alpha([[2, 2, 2], [2, 2, 2]]) is None
    assert alpha([[1, None], [None, 2]]) is None
    assert alpha([]) is None


def test_pc_20_shrout_and_fleiss() -> None:
    found = icc(SIX_BY_FOUR)
    printed = {"1,1": 0.1657, "2,1": 0.2898, "3,1": 0.7148, "1,k": 0.4428, "2,k": 0.6201, "3,k": 0.9093}
    assert {name: round(float(value), 4) for name, value in found.items()} == printed
