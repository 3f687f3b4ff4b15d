"""The readings of the evidence packs: whole, and as much agreed on as the questions' authors set out to reach.

The readers are automated ones. Nothing here is claimed of people, who have rated none of the questions yet.
"""

from fractions import Fraction
from itertools import product

import pytest

from assessment.files import load_rubrics, shipped_rubrics
from tests.instrument.agreement import PACKS, READ, READERS, SURE, agreement, alpha, ratings

RATINGS = ratings()
RUBRICS = [rubric for (_, version), rubric in load_rubrics(shipped_rubrics()).items() if version == READ]
LEAST_ALPHA, MOST_NOT_SURE = Fraction(80, 100), Fraction(1, 3)


def test_every_reader_rated_every_question_of_every_pack_once() -> None:
    asked = [(rubric.id, question) for rubric in RUBRICS for question in rubric.by_id]

    assert sorted((one.pack, one.rubric, one.question) for one in RATINGS) == sorted(
        (pack, *which) for pack, _, which in product(PACKS, READERS, asked)
    )
    assert {one.chosen for one in RATINGS} <= set(SURE)
    assert {one.level for one in RATINGS} <= {None, 0, 1, 2, 3, 4}


@pytest.mark.parametrize("rubric", [rubric.id for rubric in RUBRICS])
def test_the_readers_agree_in_each_area(rubric: str) -> None:
    assert agreement([one for one in RATINGS if one.rubric == rubric]).alpha >= LEAST_ALPHA


def test_at_most_a_third_is_hesitated_over_or_guessed() -> None:
    assert agreement(RATINGS).not_sure <= MOST_NOT_SURE


def test_alpha_is_the_published_one() -> None:
    """Krippendorff's own example, four observers and twelve units, some of them not rated: .815 for ordinal data."""
    a = "123321412..."
    b = "1233224125.3"
    c = ".3332342251."
    d = "12332441251."
    units = [[int(said) for said in unit if said != "."] for unit in zip(a, b, c, d, strict=True)]

    assert round(float(alpha(units)), 3) == 0.815


def test_alpha_has_its_fixed_points() -> None:
    assert alpha([[0, 0], [1, 1], [4, 4]]) == 1
    assert alpha([[0, 0], [1, 1], [4, 4], [2]]) == 1  # one reader alone neither agrees nor disagrees
    assert alpha([[0, 1], [1, 0]]) < 0  # worse than chance
    near, far = [[0, 1], [1, 1], [4, 4], [2, 2]], [[0, 4], [1, 1], [4, 4], [2, 2]]
    assert alpha(near) > alpha(far)  # a step apart is a smaller difference
