"""Several assessments over time, tested through the rows that Vega receives."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from assessment.charts import Spoke, TrendLine, TrendMark, build_trend_chart
from assessment.charts.trend import LEAST_GAP_PX, columns_of

DAYS = (date(2024, 5, 14), date(2025, 5, 14), date(2026, 5, 14))
Row = dict[str, Any]


def mark(at: int, score: float | None, breaks: str = "", low: float = 0, high: float = 0) -> TrendMark:
    return TrendMark(at, Spoke(f"Result {at}:", score, low or score or 0, high or score or 0), breaks)


def rows(name: str, *marks: TrendMark, days: tuple[date | None, ...] = DAYS, label: str = "AI governance") -> list[Row]:
    spec = build_trend_chart([TrendLine(label, marks)], days).to_dict()
    layers = [{**drawing, **layer} for drawing in spec["vconcat"] for layer in drawing["layer"]]
    found = [layer["data"]["name"] for layer in layers if layer["name"].rpartition("_")[0] == name]
    return spec["datasets"][found[0]] if found else []


def said(name: str, *marks: TrendMark, **more: Any) -> list[str]:
    return [row["text"] for row in rows(name, *marks, **more)]


def stretches(*marks: TrendMark) -> list[list[float]]:
    found = rows("line", *marks)
    return [[row["x"] for row in found if row["track"] == track] for track in sorted({row["track"] for row in found})]


COLUMNS = columns_of(DAYS, 420)


def test_a_line_leads_from_each_to_the_next() -> None:
    assert stretches(mark(0, 50), mark(1, 60), mark(2, 40)) == [COLUMNS[:2], COLUMNS[1:]]


@pytest.mark.parametrize(
    ("marks", "shown"),
    [
        ((mark(0, 50), mark(1, 60), mark(2, 40, "questions changed")), [COLUMNS[:2]]),
        ((mark(0, 50), mark(2, 40)), []),
        ((mark(0, 50), mark(1, None, low=0, high=100), mark(2, 40)), []),
    ],
    ids=["over a break", "over a result without the area", "over one without a score"],
)
def test_no_line_leads_over_what_is_not_compared(marks: tuple[TrendMark, ...], shown: list[list[float]]) -> None:
    assert stretches(*marks) == shown


def test_a_break_is_a_dashed_line_with_the_words_for_why_there_and_in_the_legend() -> None:
    marks = mark(0, 50), mark(1, 60), mark(2, 40, "questions changed")

    (x,) = {row["x"] for row in rows("break", *marks)}
    assert COLUMNS[1] < x < COLUMNS[2]
    assert "questions changed" in said("labels", *marks)
    assert said("legend", *marks) == ["Score", "Not compared: questions changed"]


def test_where_there_is_no_room_for_the_words_the_legend_has_them() -> None:
    days = tuple(date(2020 + year, 1, 1) for year in range(6))
    marks = [mark(at, 50, "questions changed" if at else "") for at in range(6)]

    assert "questions changed" not in said("labels", *marks, days=days)
    assert said("legend", *marks, days=days)[-1] == "Not compared: questions changed"


def test_each_result_has_its_number_its_range_and_a_sentence_for_those_who_hear_it() -> None:
    marks = mark(0, 50, low=40, high=60), mark(1, 60)

    assert said("labels", *marks, days=DAYS[:2]) == ["AI governance", "0", "50", "100", "50", "60"]
    assert len({row["track"] for row in rows("band", *marks, days=DAYS[:2])}) == 1
    assert [row["says"] for row in rows("markers", *marks, days=DAYS[:2])] == [
        "Result 0: 50 (range 40 to 60)",
        "Result 1: 60",
    ]


def test_gaps_grow_with_the_time_between_and_are_never_too_small() -> None:
    days = (date(2024, 1, 1), date(2024, 1, 2), date(2026, 1, 1))

    one, two, three = columns_of(days, 420)

    assert LEAST_GAP_PX <= two - one < LEAST_GAP_PX + 1
    assert three - two > 200
    assert columns_of((None, *days[1:]), 420)[1] == pytest.approx((one + three) / 2)


def test_of_many_the_first_and_the_last_are_numbered_and_no_two_days_lie_over_each_other() -> None:
    days = tuple(date(1990 + year, 1, 1) for year in range(30))
    marks = [mark(at, 10 + at) for at in range(30)]

    assert said("labels", *marks, days=days)[4:] == ["10", "39"]
    shown = sorted((row["x"], row["text"]) for row in rows("days", *marks, days=days))
    assert shown[0][1] == "Jan 1990"
    assert shown[-1][1] == "Jan 2019"
    assert all(other[0] - one[0] > 55 for one, other in pairwise(shown))


def test_text_is_text_however_long_or_odd() -> None:
    label = "=1+1 <b>x</b> \u202e" + "long " * 60

    first, second, *_ = said("labels", mark(0, 1), mark(1, 2), days=DAYS[:2], label=label)

    assert first.startswith("=1+1 <b>x</b> long")
    assert second.endswith("…")


def test_one_result_alone_is_no_trend() -> None:
    with pytest.raises(ValueError, match="two assessments"):
        build_trend_chart([TrendLine("An area", (mark(0, 1),))], DAYS[:1])
