"""The numbers at a glance: figures, radar charts, and beside each chart a table of the same numbers."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import streamlit as st

from assessment.charts import Peers, Spoke, build_radar_chart, describe_radar, radar_numbers
from assessment.instrument import Scope, State
from assessment.scoring import AreaResult, Result, Scores
from assessment.ui.shell import cards, heading, html, paragraph, table
from assessment.words import counted, level_name, overall_status_text, percent, point, range_text, score_text


def overall_figures(result: Result) -> str:
    overall = result.overall
    known = sum(question.state is State.LEVEL for area in result.areas for question in area.questions)
    asked = sum(question.applies for area in result.areas for question in area.questions)
    left_out = sum(not question.applies for area in result.areas for question in area.questions)
    indicative = "Indicative score" if result.scope is Scope.QUICK else "Overall score"
    spread = (
        "from worst to best, whatever the unknown answers are"
        if known < asked
        else "nothing is unknown; rounded outwards"
    )
    out_of = "" if overall.scores.score is None else "out of 100; "
    pairs = [
        (indicative, score_text(overall.scores), f"{out_of}{overall_status_text(result)}"),
        ("Range", range_text(overall.scores), spread),
        ("Known answers", f"{known} of {asked}", f"{counted(left_out, 'question')} left out as not applicable"),
    ]
    if overall.level is not None:
        top = max(area.rubric.top for area in result.areas)
        possible = overall.level.possible
        more = f"; up to {possible} once the unknown is known" if possible > overall.level.confirmed else ""
        name = level_name(overall.level.confirmed, top).partition(", ")
        pairs.append(("Confirmed level", str(overall.level.confirmed), f"{name[2] or name[0]}{more}"))
    cells = "".join(f"<div><dt>{name}</dt><dd>{value}<small>{text}</small></dd></div>" for name, value, text in pairs)
    return f'<dl class="figures">{cells}</dl>'


def area_chart(result: Result, peers: Mapping[str, Peers], notice: str = "") -> None:
    """`peers`: by area, where a group may be shown."""
    html(heading("Radar by area", 2))
    scored = [area for area in result.areas if area.scores.lowest is not None]
    spokes = [spoke(area.rubric.title, area.scores, peers.get(area.rubric.id)) for area in scored]
    header = ["Area", "Score", "Range", "Level", "Coverage", "If levels above 2 need evidence"]
    rows = [area_row(area) for area in result.areas]
    if peers:
        header += ["Peers' median", "Peers' middle half"]
        rows = [(*row, *peer_cells(peers.get(area.rubric.id))) for area, row in zip(result.areas, rows, strict=True)]
    if radar_numbers(spokes):
        header.append("No.")
        rows = [
            (*row, scored.index(area) + 1 if area in scored else "")
            for area, row in zip(result.areas, rows, strict=True)
        ]
    draw_chart(spokes, "area", cards("Scores by area, 0 to 100", header, rows), notice)


def peer_cells(peers: Peers | None) -> tuple[str, str]:
    if peers is None:
        return "", ""
    middle = peers.middle_half
    return (
        f"{peers.median:.0f} ({peers.n} others)",
        "too few to say" if middle is None else f"{middle[0]:.0f} to {middle[1]:.0f}",
    )


def area_row(area: AreaResult) -> Sequence[object]:
    level = "not stated" if area.level is None else str(area.level.confirmed)
    if area.level is not None and area.level.possible > area.level.confirmed:
        level += f" (possible: {area.level.possible})"
    coverage = "" if area.scores.coverage is None else percent(area.scores.coverage)
    evidenced = "" if area.evidenced_score is None else str(point(area.evidenced_score.value))
    return (area.rubric.title, score_text(area.scores), range_text(area.scores), level, coverage, evidenced)


def theme_chart(result: Result, notice: str = "") -> None:
    html(heading("Radar by theme", 2))
    themes = [
        (area.rubric, next(theme for theme in area.rubric.themes if theme.id == scored.id), scored.scores)
        for area in result.areas
        for scored in area.themes
        if scored.scores.lowest is not None
    ]
    spokes = [spoke(theme.title, scores) for _, theme, scores in themes]
    header = ["No.", "Theme", "Area", "Score", "Range", "Coverage"]
    rows = [
        (
            number,
            theme.title,
            rubric.title,
            score_text(scores),
            range_text(scores),
            "" if scores.coverage is None else percent(scores.coverage),
        )
        for number, (rubric, theme, scores) in enumerate(themes, 1)
    ]
    draw_chart(spokes, "theme", table("Scores by theme, 0 to 100", header, rows), notice)


def spoke(label: str, scores: Scores, peers: Peers | None = None) -> Spoke:
    low = float(scores.lowest.value) if scores.lowest else 0.0
    high = float(scores.highest.value) if scores.highest else 0.0
    return Spoke(label, None if scores.score is None else float(scores.score.value), low, high, peers)


@lru_cache(maxsize=128)
def chart_spec(spokes: tuple[Spoke, ...], notice: str = "") -> dict[str, Any]:
    """Drawing takes a tenth of a second of computing, so the same chart is computed once."""
    spec: dict[str, Any] = build_radar_chart(spokes, note=notice).to_dict()
    return spec


def draw_chart(spokes: list[Spoke], what: str, numbers: str, notice: str) -> None:
    if not spokes:
        return
    kind = "Radar chart" if len(spokes) > 2 else "Bar chart"
    alt = f"{kind} of scores by {what}; the table below has the values"
    st.vega_lite_chart(
        None, chart_spec(tuple(spokes), notice), theme=None, width="content", alt=alt, key=f"radar-{what}"
    )
    if radar_numbers(spokes):
        html(paragraph("The numbers around the chart are those of the table."))
    html(paragraph(describe_radar(spokes)) + numbers)
