"""What was changed in the plan, newest first, each line with its way back; and what is kept that fits no question."""

from datetime import date
from enum import StrEnum
from html import escape
from typing import Any

import streamlit as st

from assessment.instrument import BadInput, Decision, PlannedMove, Rubric
from assessment.store import Desk, Intends, Intent, Spot, StoreTrouble, Value
from assessment.ui import session
from assessment.ui.planning.rows import Planning
from assessment.ui.shell import NOT_YET, bullets, html, is_to_do, markdown, paragraph, tell_again, trying
from assessment.words import STATE_TEXTS, day_text

AT_ONCE = 30
_SHOWN = "plan-history-shown"
UNFIT = "Kept, but these questions have no place for it; it counts nowhere:"


def draw_history(desk: Desk, planning: Planning) -> None:
    draw_unfit(desk, planning)
    with st.expander("What was changed in the plan", key="plan-history", on_change="rerun") as history:
        if not history.open:
            return
        shown: int = st.session_state.get(_SHOWN, AT_ONCE)
        try:
            changes = desk.intents(shown + 1)
        except StoreTrouble:
            if session.wished("plan-undo") is None:
                raise
            tell_again(NOT_YET)
            return
        if not changes:
            html(paragraph("Nothing has been planned yet."))
        for change in changes[:shown]:
            draw_change(desk, planning, change)
        if len(changes) > shown:
            st.button("Show older lines", key="plan-older", on_click=show, args=(shown + AT_ONCE,))


def show(number: int) -> None:
    st.session_state[_SHOWN] = number


def draw_change(desk: Desk, planning: Planning, change: Intent) -> None:
    with st.container(key=f"intent-{change.id}", border=True, gap="xsmall"):
        html(f'<p class="label">{escape(place_of(planning, change.spot))}</p>')
        when = f"{day_text(change.at)}, {change.at:%H:%M} UTC" if change.at else "On a day that the file did not say"
        html(paragraph(f"{when}, through “{change.by}”: {what_changed(change)}"))
        told = f"Undo: put back what stood before ({markdown(place_of(planning, change.spot))})"
        st.button("Undo", key=f"plan-undo-{change.id}", help=told, on_click=session.wish, args=("plan-undo", change.id))
        if is_to_do("plan-undo", change.id, facts=desk.contents().kept(change.spot).revision):
            with trying("plan-undo"):
                put_back(desk, change)


def put_back(desk: Desk, change: Intent) -> None:
    try:
        desk.intend(change.spot, change.before, change.after)
    except BadInput as refused:
        st.error(f"Nothing was put back: {refused.problems[0].message}")
        return
    session.set_notice("Done. What was changed in the plan shows this as a new change.")
    st.rerun()


def draw_unfit(desk: Desk, planning: Planning) -> None:
    """Of a version of the questions that is chosen no longer: told, and taken out by a press."""
    if not planning.unfit or session.only_reads():
        return
    with st.container(key="plan-unfit"):
        html(paragraph(UNFIT) + bullets(f"{place_of(planning, spot)}: {KINDS[spot.what]}" for spot in planning.unfit))
        st.button("Take it out", key="take-out", on_click=session.wish, args=("take-out",))
        if is_to_do("take-out"):
            with trying("take-out"):
                for spot in planning.unfit:
                    desk.intend(spot, None)
                st.rerun()


KINDS = {Intends.MOVE: "a planned move", Intends.TARGET: "a target", Intends.DECISION: "a decision"}


def place_of(planning: Planning, spot: Spot) -> str:
    """ "AI governance: Does the council keep one list of every AI use?"; ids where they are known no longer."""
    if spot.what is Intends.DECISION:
        return "Decision"
    rubric = next((area.rubric for area in planning.result.areas if area.rubric.id == spot.rubric), None)
    if rubric is None:
        return ": ".join(filter(None, [spot.rubric, spot.theme or spot.question]))
    part = name_in(rubric, spot)
    return f"{rubric.title}: {part}" if part else rubric.title


def name_in(rubric: Rubric, spot: Spot) -> str:
    if spot.question:
        return rubric.by_id[spot.question].text if spot.question in rubric.by_id else spot.question
    return next((theme.title for theme in rubric.themes if theme.id == spot.theme), spot.theme)


def what_changed(change: Intent) -> str:
    before, after = change.before, change.after
    if isinstance(before, PlannedMove | Decision) and type(before) is type(after):
        return "; ".join(fields_changed(before, after)) or "nothing"
    return f"{said(before)} became {said(after)}."


def fields_changed(before: PlannedMove | Decision, after: Any) -> list[str]:
    names = {"before": "from", "find_out": "find out", "due": "due", "date": "day"}
    differing = [(name, was, getattr(after, name)) for name, was in before if was != getattr(after, name)]
    return [f"{names.get(name, name)}: {value_text(was)} became {value_text(now)}" for name, was, now in differing]


def said(value: Value | None) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, int):
        return f"level {value}"
    if isinstance(value, Decision):
        return f"“{value.text}”"
    leads = "to find out" if value.find_out else f"from {value.before} to {value.to}"
    return f"the move {leads}" + (f" ({value.owner})" if value.owner else "")


def value_text(value: Any) -> str:
    if value is None or value == ():
        return "(empty)"
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, tuple):
        return f"{len(value)} moves" if len(value) > 1 else "1 move"
    if value in STATE_TEXTS:
        return STATE_TEXTS[value].lower()
    return str(value) if isinstance(value, StrEnum | int) else f"“{value}”"
