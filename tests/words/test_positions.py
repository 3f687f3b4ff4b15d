"""A position in words: what it leaves open, and that a word never contradicts the numbers beside it."""

from dataclasses import replace
from datetime import date

import pytest

from assessment.figures import CouncilCount, Points
from assessment.peers import Band, Choice, PeerGroup, Position, Refusal, Tier
from assessment.words import (
    band_text,
    headline_text,
    points_text,
    rank_text,
    refusal_lines,
    statement,
    sure_texts,
)
from assessment.words.positions import position_text

OVERALL = Position(
    n=40,
    tier=Tier.DECILES,
    median=50,
    against_median=1,
    quartiles=(40, 60),
    rank=65,
    possible=(65, 65),
    interval=(50, 80),
    band=Band.UPPER_MIDDLE,
    bands=(Band.UPPER_MIDDLE, Band.UPPER),
    ends=(5, 95),
)
GROUP = PeerGroup(date(2026, 9, 1), Choice("GB"), 40, "2025-10", "2026-08", 50, None, OVERALL, {}, {})


def named(code: str) -> str:
    return {"GB": "the United Kingdom"}[code]


@pytest.mark.parametrize(
    ("band", "bands", "against_median", "words"),
    [
        (Band.UPPER, (Band.UPPER, Band.UPPER), 1, "upper quarter"),
        (Band.UPPER, (Band.UPPER_MIDDLE, Band.UPPER), 1, "upper quarter (or upper-middle)"),
        (
            Band.UPPER_MIDDLE,
            (Band.LOWER_MIDDLE, Band.UPPER),
            1,
            "upper-middle quarter (could be lower-middle to upper)",
        ),
        # half of the others lower, yet below the mean of the two in the middle
        (
            Band.UPPER_MIDDLE,
            (Band.LOWER_MIDDLE, Band.UPPER_MIDDLE),
            -1,
            "middle (could be lower-middle to upper-middle)",
        ),
    ],
)
def test_a_quarter_is_named_with_what_chance_allows(
    band: Band, bands: tuple[Band, Band], against_median: int, words: str
) -> None:
    assert band_text(replace(OVERALL, band=band, bands=bands, against_median=against_median)) == words


def test_the_headline_says_what_chance_allows() -> None:
    assert headline_text(GROUP, named) == (
        "Compared with 40 other councils in the United Kingdom, you score higher than about 65 in 100 of them "
        "(equal scores count half). Chance allows 50 to 80."
    )


def test_the_headline_has_one_range_for_chance_and_the_unknown_answers() -> None:
    overall = replace(OVERALL, possible=(55, 85), unasked=(20, 90))

    assert headline_text(replace(GROUP, overall=overall), named).endswith(
        "(equal scores count half). Chance and your unknown answers allow 50 to 85."
    )


def test_what_each_doubt_leaves_open_stands_behind_the_one_range() -> None:
    of = CouncilCount(country="GB", councils=60, year=2025, source="list")
    overall = replace(OVERALL, possible=(5, 85), unasked=(20, 90))

    chance, unknown, unasked = sure_texts(replace(GROUP, overall=overall, of=of))

    assert chance.startswith("Chance alone allows 50 to 80: ")
    assert unknown == "Your unknown answers alone, once known, could make it 0 to 85."  # 5 stands for all below it
    assert unasked.startswith("Of 60 such councils, 40 others took part.")
    assert unasked.endswith("between the 20th and the 90th percentile.")


def test_a_median_that_is_not_shown_is_told_by_no_sentence() -> None:
    few = replace(GROUP, overall=Position(n=12, tier=Tier.MEDIAN))
    many = replace(OVERALL, median=None, against_median=None, quartiles=None)

    assert position_text(few.overall) == "the median of 12 others is not shown; they are too few to say more"
    assert headline_text(few, named).endswith("no overall position is shown, for their middle score is not told.")
    assert "the median of 40 others is not shown" in position_text(many)
    assert band_text(many) == "upper-middle quarter (or upper)"


def test_without_an_overall_position_the_headline_says_why() -> None:
    group = replace(GROUP, overall=None, areas={"one": OVERALL}, weak=("The area Second area is left out.",))

    assert headline_text(group, named) == (
        "Compared with 40 other councils in the United Kingdom: no overall position is shown. "
        "The area Second area is left out. Other areas have theirs below."
    )
    assert sure_texts(group) == ()
    assert "The range allows for chance" in statement(group, named)


def test_a_refusal_says_first_that_no_position_is_shown() -> None:
    assert refusal_lines(Refusal(("It is a quick check.", "It is old."))) == (
        "No position is shown. It is a quick check.",
        "It is old.",
    )


def test_councils_of_a_file_are_not_said_to_have_chosen() -> None:
    group = replace(GROUP, of=CouncilCount(country="GB", councils=397, year=2025, source="list"))

    assert statement(group, named).startswith(
        "Position among 40 councils that chose to take part (10 % of 397 councils"
    )
    in_file = statement(group, named, from_file=True)
    assert in_file.startswith("Position among 40 councils in a file (10 % of 397 councils in the United Kingdom")
    assert "took part" not in in_file


def test_answers_of_one_month_are_not_between_two() -> None:
    group = replace(GROUP, first_month="2026-05", last_month="2026-05")

    assert "answers given in May 2026. They are self-assessed" in statement(group, named)
    assert "between" not in statement(group, named)


def test_where_all_took_part_nobody_is_said_to_differ_and_no_interval_to_cover_anything() -> None:
    everybody = CouncilCount(country="GB", councils=GROUP.n, year=2025, source="list")

    for from_file in (False, True):
        said = statement(replace(GROUP, of=everybody), named, from_file=from_file)
        assert "differ" not in said
        assert "interval" not in said


def test_where_no_interval_is_shown_none_is_spoken_of() -> None:
    bare = replace(OVERALL, interval=None)
    group = replace(GROUP, overall=bare, areas=dict.fromkeys(GROUP.areas, bare))

    assert statement(group, named).endswith("Councils that take part may differ from those that do not.")


@pytest.mark.parametrize(
    ("counts", "settings", "text"),
    [
        ((1, 1000, 0), 1, "(under 1 % have fewer, none have more)"),
        ((500, 500, 1), 0, "(none have fewer, 50 % have more)"),
        ((999, 1, 2), 1, "(99 % have fewer, under 1 % have more)"),
    ],
)
def test_few_are_not_called_none(counts: tuple[int, ...], settings: int, text: str) -> None:
    points = Points(
        id="mail",
        question="cyber-hygiene/cyber-mail",
        country="CH",
        population="municipalities in Switzerland",
        counts=counts,
        year=2025,
        source="list",
        grade="A",
        limits="None.",
    )

    assert points_text(points, settings).endswith(f"{text}.")


def test_more_records_than_such_councils_are_not_said_to_be_all_of_them() -> None:
    group = replace(GROUP, of=CouncilCount(country="GB", councils=36, year=2025, source="list"), some_twice=True)

    assert "(councils in the United Kingdom; more than the 36 counted in 2025, so some are in it twice)" in statement(
        group, named
    )


@pytest.mark.parametrize(
    ("rank", "short", "long"),
    [(5, "5th or lower, rounded", "5 or less"), (65, "65th", "65"), (95, "95th or higher, rounded", "95 or more")],
)
def test_an_end_is_said_to_stand_for_all_beyond_it(rank: int, short: str, long: str) -> None:
    position = replace(OVERALL, rank=rank)

    assert rank_text(position, rank) == short
    assert position_text(position).startswith(f"at about percentile {long}, in the ")
