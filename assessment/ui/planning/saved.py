"""The line under fields that are saved at each change: saved or not, where, and by whom last."""

from html import escape

from assessment.store import Desk, Kept
from assessment.ui import session
from assessment.ui.answering import kept_where
from assessment.ui.shell import NOT_WRITTEN, draw_again, html


def draw_state(desk: Desk, kept: Kept | None, problem: str = "") -> None:
    """The script of the page reads it too. `kept`: None where nothing was ever saved."""
    mark = f'data-draw="{session.draw_mark()}" data-revision="{kept.revision if kept else 0}"'
    if problem:
        again = " again" if problem == NOT_WRITTEN else ""
        html(f'<p class="state waiting{again}" {mark}>Not saved yet: {escape(problem)}</p>')
        if again:
            draw_again()
        return
    if kept is None or not kept.revision:
        html(f'<p class="state" {mark}></p>')
        return
    by = f" Last changed through the link “{kept.by}”." if kept.by not in ("", desk.label) else ""
    tick = "tick" if desk.on_server else "tick own"
    html(f'<p class="state" {mark}><span class="{tick}">{kept_where(desk)}</span>{escape(by)}</p>')
