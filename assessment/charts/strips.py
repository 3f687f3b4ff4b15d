"""A council's scores among those of its peers: a scale from 0 to 100 for each area, one under the other."""

from collections.abc import Sequence
from dataclasses import replace

import altair as alt

from assessment.charts.drawing import (
    BAND_NAME,
    GAP_PX,
    MUTED,
    Swatch,
    assemble,
    band_swatch,
    draw_legend,
    draw_scales,
    marker_swatch,
    markers,
    peer_entries,
    peer_tick_swatch,
    score_places,
    small,
    target_entries,
    target_mark_swatch,
)
from assessment.charts.lettering import Line
from assessment.charts.spokes import Spoke, describe

NO_PEERS = "no peer group may be shown"
NAME = "This council"


def build_strips_chart(strips: Sequence[Spoke], *, width: int = 420, note: str = "") -> alt.VConcatChart:
    """The scales above their legend, `width` pixels wide. The page describes the chart."""
    if not strips:
        raise ValueError("A chart needs at least one strip.")
    says = [describe(strip) if strip.peers else f"{describe(strip)}, {NO_PEERS}" for strip in strips]
    drawing = draw_scales(
        strips,
        width,
        lambda feet: markers("markers", score_places(strips, feet), says),
        lambda strip: [] if strip.peers else _no_peers(width),
    )
    return assemble([drawing, *draw_legend(_entries(strips), width)], note)


def _no_peers(width: float) -> list[Line]:
    return [replace(line, colour=MUTED) for line in small(NO_PEERS, 14, 32, 0.65 * width - GAP_PX, 2)]


def _entries(strips: Sequence[Spoke]) -> list[tuple[str, Swatch]]:
    own = [(NAME, marker_swatch)] * any(strip.score is not None for strip in strips)
    own += [(BAND_NAME, band_swatch)] * any(strip.is_ranged for strip in strips)
    aim = target_entries(strips, target_mark_swatch)
    peers = [strip.peers for strip in strips if strip.peers]
    return own + aim + peer_entries([group for group in peers if group.middle_half], peers, peer_tick_swatch)
