"""What the board is asked to decide: a few sentences, what it costs, until when, and the moves that it is about."""

from collections.abc import Iterable
from datetime import date
from html import escape

import streamlit as st
from pydantic import ValidationError

from assessment.instrument import LONGEST_DECISION, MOST_DECIDED, NAME_LIMIT, TEXT_LIMIT, BadInput, Decision, Place
from assessment.store import THE_DECISION, Desk, Key, StoreTrouble
from assessment.ui import session
from assessment.ui.planning.fields import CANT_BE_KEPT, TO_MEND, Fields, Raw
from assessment.ui.planning.rows import Planning, Row
from assessment.ui.planning.saved import draw_state
from assessment.ui.shell import (
    NOT_WRITTEN,
    Field,
    bullets,
    heading,
    html,
    is_to_do,
    markdown,
    paragraph,
    text_field,
    trying,
)
from assessment.words import day_text, decision_draft, read_day

NO_DECISION = "No decision is asked for."
DRAFT = "Draft it from the plan"
DRAFT_HELP = "From the planned moves that are ticked, else from the first open ones. It replaces the text."
NOTHING_PLANNED = "Plan a move first: the draft is made of planned moves."
NO_TEXT = "please write what the board is asked to agree."


def draw_decision(desk: Desk, planning: Planning, ticked: Iterable[Row], carried: int | None) -> None:
    if session.only_reads():
        html(heading("Decision", 2) + decision_markup(planning))
        return
    fields = Fields(f"{session.desk_name()}-decision")
    with st.container(key="q-decision"):
        html(heading("Decision", 2, "question"))
        draft(desk, planning, [row for row in ticked if row.move and row.move.is_open], fields)
        problem = draw_fields(desk, planning, fields, carried)
        draw_state(desk, desk.contents().kept(THE_DECISION), problem)
    html(f'<div class="only-paper">{heading("Decision", 2)}{decision_markup(planning)}</div>')


def decision_markup(planning: Planning) -> str:
    asked = planning.sheet.decision
    if asked is None:
        return paragraph(NO_DECISION)
    found = [planning.rows.get(Key(place.rubric, place.question)) for place in asked.moves]
    told = [f"Cost: {asked.cost}"] if asked.cost else []
    told += [f"Decision by {day_text(asked.date)}."] if asked.date else []
    moves = [row.action for row in found if row is not None]
    about = (bullets(moves) if moves else "") + "".join(paragraph(one) for one in told)
    return f'<p class="decision">{escape(asked.text)}</p>{about}'


def draft(desk: Desk, planning: Planning, ticked: list[Row], fields: Fields) -> None:
    """The button, and what it does: the text and the moves are written and saved."""
    name = fields.name("draft")
    st.button(DRAFT, key=name, help=DRAFT_HELP, on_click=session.wish, args=(name,))
    if not is_to_do(name):
        return
    rows = (ticked or planning.open)[:MOST_DECIDED]
    text, number = decision_draft([(row.action, row.move.due if row.move else None) for row in rows])
    with trying(name):
        if not number:
            html(paragraph(NOTHING_PLANNED, "hint"))
            return
        stands = decision_now(desk)
        about = {
            "text": text,
            "moves": tuple(Place(rubric=row.key.rubric, question=row.key.question) for row in rows[:number]),
        }
        desk.intend(THE_DECISION, Decision(**{**dict(stands or ()), **about}), stands)


def decision_now(desk: Desk) -> Decision | None:
    value = desk.contents().kept(THE_DECISION).value
    return value if isinstance(value, Decision) else None


def raw_of(asked: Decision | None) -> Raw:
    if asked is None:
        return {"text": "", "cost": "", "date": "", "moves": ()}
    moves = tuple(Key(place.rubric, place.question) for place in asked.moves)
    day = day_text(asked.date) if asked.date else ""
    return {"text": asked.text, "cost": asked.cost or "", "date": day, "moves": moves}


def draw_fields(desk: Desk, planning: Planning, fields: Fields, carried: int | None) -> str:
    """What keeps something from being saved."""
    kept, stands = desk.contents().kept(THE_DECISION), raw_of(decision_now(desk))
    fields.settle(stands)
    text = long_field(fields.name("text"), str(stands["text"]))
    with st.container(horizontal=True, vertical_alignment="top"):
        with st.container():
            cost = text_field("Cost, in words (may be empty)", fields.name("cost"), str(stands["cost"]))
        with st.container():
            day = text_field(
                "Decision by, such as 31 March 2027 (may be empty)", fields.name("date"), str(stands["date"])
            )
    moves = draw_moves(planning, fields, stands)
    raw: Raw = {"text": text.text, "cost": cost.text, "date": day.text, "moves": moves}
    changed = fields.changed(raw, stands, is_old=carried is not None and kept.revision > carried)
    return keep(desk, fields, raw, changed, {"text": text, "cost": cost, "date": day})


def long_field(name: str, first: str) -> Field:
    value = "" if name in st.session_state else first
    label = f"We ask the board to agree (at most {LONGEST_DECISION} characters)"
    text = (st.text_area(label, value=value, key=name, max_chars=TEXT_LIMIT, height=140) or "").strip()
    field = Field(name, text, st.empty())
    if text and len(text) <= LONGEST_DECISION:
        html(paragraph(f"{len(text)} of {LONGEST_DECISION} characters.", "why"))
    return field


def draw_moves(planning: Planning, fields: Fields, stands: Raw) -> tuple[Key, ...]:
    known = {
        row.key: row
        for row in (*planning.open, *(planning.rows[key] for key in stands["moves"] if key in planning.rows))
    }
    name = fields.name("moves")
    chosen = st.multiselect(
        f"Planned moves that it is about (up to {MOST_DECIDED})",
        list(known),
        default=None if name in st.session_state else [key for key in stands["moves"] if key in known],
        format_func=lambda key: markdown(known[key].action) if key in known else "",
        key=name,
        max_selections=MOST_DECIDED,
        placeholder="None chosen",
    )
    return tuple(chosen)


def keep(desk: Desk, fields: Fields, raw: Raw, changed: set[str], drawn: dict[str, Field]) -> str:
    stands = decision_now(desk)
    update: dict[str, object] = {}
    limits = {"text": LONGEST_DECISION, "cost": NAME_LIMIT, "date": TEXT_LIMIT}
    for name in sorted(changed):
        if name == "moves":
            update[name] = tuple(Place(rubric=key[0], question=key[1]) for key in raw["moves"])
        elif drawn[name].fits(limits[name]):
            try:
                update[name] = day_of(drawn[name].text, desk) if name == "date" else drawn[name].text or None
            except BadInput as refused:
                drawn[name].refuse(refused.problems[0].message)
    wrong = TO_MEND if set(update) != changed else ""
    if not update:
        return wrong
    if stands is None and not update.get("text"):
        return NO_TEXT
    try:
        gone = "text" in update and update["text"] is None
        new = None if gone else Decision.model_validate({**dict(stands or ()), **update})
        desk.intend(THE_DECISION, new, stands)
    except StoreTrouble:
        return NOT_WRITTEN
    except BadInput as refused:
        return refused.problems[0].message
    except ValidationError:
        return CANT_BE_KEPT
    fields.handle({name: raw[name] for name in update})
    return wrong


def day_of(text: str, desk: Desk) -> date | None:
    return read_day(text, date.max, desk.contents().council.country) if text else None
