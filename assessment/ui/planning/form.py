"""What a council says of a planned move: who, until when, how much work, how far it is; saved at each change."""

from datetime import date

import streamlit as st
from pydantic import ValidationError

from assessment.instrument import NAME_LIMIT, TEXT_LIMIT, BadInput, Effort, MoveState, PlannedMove
from assessment.store import Desk, Kept, StoreTrouble
from assessment.ui import session
from assessment.ui.planning.fields import CANT_BE_KEPT, TO_MEND, Fields, Raw
from assessment.ui.planning.rows import Row, as_planned
from assessment.ui.planning.saved import draw_state
from assessment.ui.shell import NOT_WRITTEN, Field, is_to_do, text_field, trying
from assessment.words import EFFORT_TEXT, STATE_TEXTS, day_text, read_day

AS_ASKED = ""
TAKEN_OUT = "Not saved: somebody took this move out of the plan. You had typed: {}"


def fields_of(row: Row) -> Fields:
    return Fields(f"{session.desk_name()}-{row.anchor}")


def raw_of(move: PlannedMove) -> Raw:
    return {
        "owner": move.owner or "",
        "due": day_text(move.due) if move.due else "",
        "effort": move.effort.value if move.effort else AS_ASKED,
        "state": move.state.value,
        "proof": move.proof or "",
        "note": move.note or "",
    }


def draw_form(desk: Desk, row: Row, carried: int | None) -> PlannedMove | None:
    """The move as it stands afterwards. `carried`: the revision that the browser's page showed before this session."""
    fields, kept = fields_of(row), desk.contents().kept(row.spot)
    if not isinstance(kept.value, PlannedMove):
        return None
    # drawn also while it is shut: a browser that comes back to a new session brings what was typed in it
    fold = st.expander("Who, until when, how far", fields.is_new, key=fields.name("fold"))
    with fold:
        fields.settle(raw_of(kept.value))
        drawn = draw_fields(fields, kept.value)
        saved, problem = keep(desk, row, fields, drawn, carried)
        draw_state(desk, saved, problem)
        name = fields.name("remove")
        told = f"Remove from the plan: {row.question.text}"
        st.button("Remove from the plan", key=name, help=told, type="tertiary", on_click=session.wish, args=(name,))
        remove(desk, row, fields)
    return saved.value if isinstance(saved.value, PlannedMove) else kept.value


def left_text(row: Row) -> str:
    """What this reader had typed of a move that somebody else has taken out of the plan meanwhile."""
    left = fields_of(row).left_over()
    typed = [f"“{left[name]}”" for name in ("owner", "due", "proof", "note") if left.get(name)]
    return TAKEN_OUT.format(", ".join(typed)) if typed else ""


def draw_fields(fields: Fields, move: PlannedMove) -> dict[str, Field | str]:
    first = raw_of(move)
    with st.container(horizontal=True, vertical_alignment="top"):
        with st.container():
            owner = text_field("Owner (a role or a name)", fields.name("owner"), first["owner"])
        with st.container():
            due = text_field("Due, such as 31 March 2027", fields.name("due"), first["due"])
    with st.container(horizontal=True, vertical_alignment="top"):
        state = choice(
            "How far it is", fields.name("state"), {s.value: t for s, t in STATE_TEXTS.items()}, first["state"]
        )
        efforts = {AS_ASKED: "As proposed", **{size: text.capitalize() for size, text in EFFORT_TEXT.items()}}
        effort = choice("Effort of each step", fields.name("effort"), efforts, first["effort"])
    proof = text_field("What will show that it is done (may be empty)", fields.name("proof"), first["proof"])
    name = fields.name("note")
    note = st.text_area(
        "Note (saved when you click elsewhere)",
        value="" if name in st.session_state else first["note"],
        key=name,
        max_chars=TEXT_LIMIT,
    )
    return {"owner": owner, "due": due, "effort": effort, "state": state, "proof": proof, "note": (note or "").strip()}


def choice(label: str, name: str, options: dict[str, str], first: str) -> str:
    values = list(options)
    index = 0 if name in st.session_state else values.index(first)
    chosen: str = st.selectbox(label, values, index=index, format_func=options.__getitem__, key=name)
    return chosen


def keep(desk: Desk, row: Row, fields: Fields, drawn: dict[str, Field | str], carried: int | None) -> tuple[Kept, str]:
    """Save what was changed. What stands now, and what keeps something from being saved."""
    kept = desk.contents().kept(row.spot)
    move = kept.value if isinstance(kept.value, PlannedMove) else as_planned(row)
    raw = {name: one.text if isinstance(one, Field) else one for name, one in drawn.items()}
    changed = fields.changed(raw, raw_of(move), is_old=carried is not None and kept.revision > carried)
    update, wrong = read(changed, drawn, desk.contents().council.country)
    if not update:
        return kept, TO_MEND if wrong else ""
    try:
        now = desk.intend(row.spot, PlannedMove.model_validate({**dict(move), **update}), move)
    except StoreTrouble:
        return kept, NOT_WRITTEN
    except BadInput as refused:
        return kept, refused.problems[0].message
    except ValidationError:
        return kept, CANT_BE_KEPT
    fields.handle({name: raw[name] for name in update})
    return now, TO_MEND if wrong else ""


def read(changed: set[str], drawn: dict[str, Field | str], country: str | None) -> tuple[dict[str, object], bool]:
    """What the changed fields say, and whether one can't be read, which is then said beside it."""
    update: dict[str, object] = {}
    wrong = False
    for name in sorted(changed):
        one = drawn[name]
        if not isinstance(one, Field):
            update[name] = (
                MoveState(one) if name == "state" else Effort(one) if name == "effort" and one else one or None
            )
        elif not one.fits(NAME_LIMIT if name in ("owner", "due") else TEXT_LIMIT):
            wrong = True
        elif name != "due" or not one.text:
            update[name] = one.text or None
        else:
            try:
                update[name] = read_day(one.text, date.max, country)
            except BadInput as refused:
                one.refuse(refused.problems[0].message)
                wrong = True
    return update, wrong


def remove(desk: Desk, row: Row, fields: Fields) -> None:
    name = fields.name("remove")
    if is_to_do(name, facts=row.move):
        with trying(name):
            desk.intend(row.spot, None, row.move)
            fields.forget()
            st.rerun()
