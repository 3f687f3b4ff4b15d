"""Page one of a result: the score, the level and what holds it down, the first steps, the areas at a glance."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import Any

import streamlit as st

from assessment.charts import Peers, Spoke, build_radar_chart
from assessment.instrument import Scope, State
from assessment.scoring import AreaResult, Result, Scores, Step
from assessment.ui.results.steps import GAIN, step_list
from assessment.ui.shell import Markup, bullets, heading, html, paragraph, question_link, table
from assessment.words import counted, held_down, level_line, point, score_and_range

FIRST_STEPS = 3
MOST_NAMED = 3  # questions that hold the level down, or the critical ones; where there are more, the areas name them
FEWEST_FOR_A_SPOKE = 2  # questions: a spoke of a single one would say no more than its answer
CHART_PX = 350  # narrow, so that its letters can be read beside the table on paper
MEAN = "The score is a mean: strengths make up for gaps. The level is what holds in every area."


def headline_markup(sentence: str, result: Result) -> str:
    """The sentence with its score in bold."""
    score = result.overall.scores.score
    marked = "" if score is None else f"{point(score.value)} out of 100"
    body = escape(sentence)
    return f'<p class="headline">{body.replace(marked, f"<strong>{marked}</strong>", 1) if marked else body}</p>'


def known_text(result: Result) -> str:
    """ "43 of 50 applicable questions have a known answer; 2 were left out."."""
    questions = [question for area in result.areas for question in area.questions]
    asked = [question for question in questions if question.applies]
    known = sum(question.state is State.LEVEL for question in asked)
    if known == len(asked) == len(questions):
        return f"All {known} questions have a known answer."
    left_out = len(questions) - len(asked)
    more = f"; {counted(left_out, 'question')} did not apply" if left_out else ""
    return f"{known} of {counted(len(asked), 'question')} have a known answer{more}."


def level_markup(result: Result) -> str:
    """The level, and in one line what holds it there; nothing for a quick check."""
    line = level_line(result)
    if not line:
        return ""
    name, _, rest = line.partition(":")
    body = f'<p class="level"><strong>{escape(name)}</strong>:{escape(rest)}</p>'
    held = [(area.rubric, area.rubric.by_id[question]) for area, question in held_down(result)]
    if len(held) > MOST_NAMED:
        held = [(rubric, question) for rubric, question in held if question.critical]
    if 0 < len(held) <= MOST_NAMED:
        body += bullets(question_link(rubric.id, question) for rubric, question in held)
    return body + (paragraph(MEAN, "why") if result.overall.scores.score is not None else "")


def first_steps(steps: Sequence[Step]) -> str:
    if not steps:
        return ""
    return heading("What to do first", 2) + paragraph(GAIN, "why") + step_list(steps[:FIRST_STEPS], short=True)


def areas_at_a_glance(result: Result, peers: Mapping[str, Peers], notice: str = "") -> None:
    """The radar beside its table. `peers`: by area, where a group may be shown."""
    html(heading("Areas at a glance", 2))
    scored = [area for area in result.areas if area.scores.lowest is not None]
    with st.container(key="glance"):
        if all(sum(one.applies for one in area.questions) >= FEWEST_FOR_A_SPOKE for area in scored):
            draw_chart([spoke(area.rubric.title, area.scores, peers.get(area.rubric.id)) for area in scored], notice)
        html(areas_table(result, peers))


def areas_table(result: Result, peers: Mapping[str, Peers]) -> str:
    full = result.scope is Scope.FULL
    ranged = any(area.scores.lowest != area.scores.highest for area in result.areas)
    header = ["Area", "Score (range)" if ranged else "Score", *(["Level"] if full else [])]
    rows = [
        [area.rubric.title, score_and_range(area.scores), *([level_cell(area)] if full else [])]
        for area in result.areas
    ]
    if peers:
        header.append("Peers' median (middle half)")
        rows = [[*row, peer_cell(peers.get(area.rubric.id))] for area, row in zip(result.areas, rows, strict=True)]
    return table("Scores by area, 0 to 100", header, rows)


def level_cell(area: AreaResult) -> str:
    if area.level is None:
        return "not stated"
    more = f" (perhaps {area.level.possible})" if area.level.possible > area.level.confirmed else ""
    return f"{area.level.confirmed}{more}"


def peer_cell(peers: Peers | None) -> str:
    if peers is None:
        return "not shown"
    middle = peers.middle_half
    return f"{peers.median:.0f}" + (f" ({middle[0]:.0f} to {middle[1]:.0f})" if middle else "")


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
    if not spokes:
        return
    kind = "Radar chart" if len(spokes) > 2 else "Bar chart"
    alt = f"{kind} of scores by area; the table beside it has the values"
    st.vega_lite_chart(None, chart_spec(tuple(spokes), notice), theme=None, width="content", alt=alt, key="radar-area")


def linked(area: AreaResult, names: Sequence[str]) -> list[Markup]:
    return [question_link(area.rubric.id, area.rubric.by_id[name]) for name in names]
