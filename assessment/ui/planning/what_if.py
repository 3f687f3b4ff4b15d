"""What if: some moves are ticked, and what would hold were they done stands beside what holds. Nothing is saved."""

from collections.abc import Iterable, Mapping
from html import escape

import streamlit as st

from assessment.planning import what_if
from assessment.scoring import Result
from assessment.store import Key
from assessment.ui import resources, session
from assessment.ui.planning.rows import Planning, Row
from assessment.ui.shell import bullets, details, html, paragraph, table
from assessment.words import falls_text, if_line, if_text, level_cell, score_and_range

NOTHING = "Tick moves to see what would hold if they were done. That changes no answer, and is not saved."
ONLY_IF = "Only an if: no answer is changed, and nothing of it is saved."


def tick_name(key: Key) -> str:
    return f"{session.desk_name()}-if-{key.rubric}-{key.question}"


def draw_tick(row: Row) -> bool:
    if row.ends_at is None:
        return False
    label = "What if this were done?"
    return st.checkbox(label, key=tick_name(row.key), width="stretch")


def clear(keys: Iterable[Key]) -> None:
    for key in keys:
        st.session_state[tick_name(key)] = False


def draw_what_if(planning: Planning, levels: Mapping[Key, int]) -> None:
    """`levels`: those to which the ticked moves lead. The sentence stays in view above the list."""
    changes = {(key.rubric, key.question): level for key, level in levels.items()}
    then = what_if(planning.sheet, resources.rubrics(), changes)
    told = f"<strong>{escape(if_text(planning.result, then, len(changes)))}</strong>" if changes else NOTHING
    with st.container(key="what-if", horizontal=True, vertical_alignment="center"):
        html(f'<p class="if">{told}</p>')
        if changes:
            st.button("Clear the ticks", key="if-clear", on_click=clear, args=(tuple(levels),))
    if changes:
        added = bullets(if_line(line) for line in planning.plan.only(changes))
        lower = paragraph(told, "why") if (told := falls_text(planning.result, then)) else ""
        body = (
            areas_beside(planning.result, then) + lower + paragraph("What each adds, in this order:", "label") + added
        )
        html(details("By area, and what each adds", body + paragraph(ONLY_IF, "why")))


def areas_beside(now: Result, then: Result) -> str:
    has_level = now.overall.level is not None
    levels = ["Level now", "Level if"] if has_level else []
    rows = [
        [
            area.rubric.title,
            score_and_range(area.scores),
            score_and_range(other.scores),
            *([level_cell(area), level_cell(other)] if has_level else []),
        ]
        for area, other in zip(now.areas, then.areas, strict=True)
    ]
    return table("If the ticked moves were done", ["Area", "Score now", "Score if", *levels], rows)
