"""The radar of a pack as a picture, the same as on Results; drawn once for each result, whatever the format."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

from assessment.pack.parts import Axis, Chart, legible

WIDTH = 420  # pixels
MOST_KEPT = 32


def radar_png(chart: Chart, notice: str = "") -> bytes:
    return _png(named(chart), notice)


def radar_svg(chart: Chart, notice: str = "") -> str:
    return _svg(named(chart), notice)


def named(chart: Chart) -> tuple[Axis, ...]:
    """The axes by their titles, or by their numbers in its table."""
    if not chart.is_numbered:
        return chart.axes
    return tuple(replace(axis, title=str(number)) for number, axis in enumerate(chart.axes, 1))


@lru_cache(MOST_KEPT)
def _png(axes: tuple[Axis, ...], notice: str) -> bytes:
    from assessment.charts import chart_png

    return chart_png(_drawn(axes, notice))


@lru_cache(MOST_KEPT)
def _svg(axes: tuple[Axis, ...], notice: str) -> str:
    from assessment.charts import chart_svg

    return chart_svg(_drawn(axes, notice))


def _drawn(axes: tuple[Axis, ...], notice: str) -> Any:
    from assessment.charts import Peers, Spoke, build_radar_chart  # it loads pandas, for which only a picture waits

    spokes = []
    for axis in axes:
        lower, upper = axis.middle_half or (None, None)
        peers = None if axis.peers is None else Peers(axis.peers, lower, upper, axis.others)
        spokes.append(Spoke(legible(axis.title), axis.score, axis.lowest, axis.highest, peers, axis.target))
    return build_radar_chart(spokes, width=WIDTH, note=notice, numbered=False)
