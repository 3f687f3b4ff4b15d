"""Page one of a result: the score, the level and what holds it down, the first moves, the areas at a glance."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from html import escape
from typing import Any

import streamlit as st

from assessment.charts import Peers, Spoke, build_radar_chart
from assessment.instrument import AnswerSheet, Scope
from assessment.planning import Plan, TargetResult, open_lines
from assessment.scoring import AreaResult, Result, Scores
from assessment.ui.results.steps import move_list
from assessment.ui.shell import Markup, bullets, heading, html, link, paragraph, question_link, table
from assessment.words import (
    FIRST_STEPS,
    counted,
    is_drawn,
    is_ranged,
    level_cell,
    level_line,
    mean_text,
    named_holding,
    order_text,
    peer_cell,
    point,
    score_and_range,
    target_points,
)

CHART_PX = 350  # narrow, so that its letters can be read beside the table on paper


def headline_markup(sentence: str, result: Result) -> str:
    """The sentence with its score in bold."""
    score = result.overall.scores.score
    marked = "" if score is None else f"{point(score.value)} out of 100"
    body = escape(sentence)
    return f'<p class="headline">{body.replace(marked, f"<strong>{marked}</strong>", 1) if marked else body}</p>'


def level_markup(result: Result) -> str:
    """The level, and in one line what holds it there; nothing for a quick check."""
    line = level_line(result)
    if not line:
        return ""
    name, _, rest = line.partition(":")
    body = f'<p class="level"><strong>{escape(name)}</strong>:{escape(rest)}</p>'
    if held := named_holding(result):
        body += bullets(question_link(rubric.id, question) for rubric, question in held)
    told = mean_text(result)
    return body + (paragraph(told, "why") if told else "")


def first_moves(plan: Plan, sheet: AnswerSheet) -> str:
    """The first of the plan that are open, those that are planned before others; and the way to all of it."""
    lines = open_lines(sheet, plan)
    if not lines:
        return ""
    whole = link("Plan", f"The whole plan: {counted(len(plan.lines), 'move')}", css="whole-plan only-screen")
    body = paragraph(order_text(plan), "why") + move_list(lines[:FIRST_STEPS], sheet)
    return f"{heading('What to do first', 2)}{body}<p>{whole}</p>"


def areas_at_a_glance(
    result: Result,
    peers: Mapping[str, Peers],
    aims: TargetResult | None = None,
    told: Mapping[str, str] | None = None,
    notice: str = "",
) -> None:
    """The radar beside its table. `peers`: by area, where a group may be shown; `told`: each area's target in words."""
    targets = target_points(aims) if aims else {}
    html(heading("Areas at a glance", 2))
    with st.container(key="glance"):
        if is_drawn(result):
            scored = [area for area in result.areas if area.scores.lowest is not None]
            spokes = [spoke(one.rubric.title, one.scores, peers.get(one.rubric.id)) for one in scored]
            aimed = [replace(s, target=targets.get(one.rubric.id)) for s, one in zip(spokes, scored, strict=True)]
            draw_chart(aimed, notice)
        html(areas_table(result, peers, told or {}))


def areas_table(result: Result, peers: Mapping[str, Peers], targets: Mapping[str, str]) -> str:
    full = result.scope is Scope.FULL
    ranged = any(is_ranged(area.scores) for area in result.areas)
    header = ["Area", "Score (range)" if ranged else "Score", *(["Level"] if full else [])]
    rows = [
        [area.rubric.title, score_and_range(area.scores), *([level_cell(area)] if full else [])]
        for area in result.areas
    ]
    if targets:
        header.append("Target")
        rows = [[*row, targets.get(area.rubric.id, "")] for area, row in zip(result.areas, rows, strict=True)]
    if peers:
        header.append("Peers' median (middle half)")
        rows = [[*row, peers_text(peers.get(area.rubric.id))] for area, row in zip(result.areas, rows, strict=True)]
    return table("Scores by area, 0 to 100", header, rows)


def peers_text(peers: Peers | None) -> str:
    return "not shown" if peers is None else peer_cell(peers.median, peers.middle_half)


def spoke(label: str, scores: Scores, peers: Peers | None = None) -> Spoke:
    low = float(scores.lowest.value) if scores.lowest else 0.0
    high = float(scores.highest.value) if scores.highest else 0.0
    return Spoke(label, None if scores.score is None else float(scores.score.value), low, high, peers)


@lru_cache(maxsize=128)
def chart_spec(spokes: tuple[Spoke, ...], notice: str = "") -> dict[str, Any]:
    """Drawing takes a tenth of a second of computing, so the same chart is computed once."""
    spec: dict[str, Any] = build_radar_chart(spokes, width=CHART_PX, note=notice, numbered=False).to_dict()
    return spec


def draw_chart(spokes: list[Spoke], notice: str) -> None:
    kind = "Radar chart" if len(spokes) > 2 else "Bar chart"
    alt = f"{kind} of scores by area; the table beside it has the values"
    st.vega_lite_chart(None, chart_spec(tuple(spokes), notice), theme=None, width="content", alt=alt, key="radar-area")


def linked(area: AreaResult, names: Sequence[str]) -> list[Markup]:
    return [question_link(area.rubric.id, area.rubric.by_id[name]) for name in names]
