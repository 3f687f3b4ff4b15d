"""What a reader sees of a fault of the program: our words where it happened, and the rest of the page as it was. Where
only the database is away it is tried again by itself.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from logging import getLogger
from typing import ParamSpec

import streamlit as st

from assessment.store import Desk, Gone, NotAllowed, PageDesk, StoreTrouble
from assessment.ui import session
from assessment.ui.shell.markup import html, paragraph

Given = ParamSpec("Given")
AWAY = "The server can't reach its database just now."
NOT_WRITTEN = "the server could not write it down. It tries again every few seconds while this page is open."
NOT_YET = f"Not saved yet: {NOT_WRITTEN}"
TROUBLE = (
    f'<div role="alert" class="problems"><p><strong>{AWAY}</strong></p>'
    "<p>Answers that were called saved are kept. It is tried again every few seconds, and what belongs here comes by "
    "itself.</p></div>"
)
NOT_ALLOWED = (
    '<div role="alert" class="problems"><p><strong>This link may not do that.</strong></p>'
    "<p>Nothing was changed. Whoever owns the assessment can do it, or make you a link that may.</p></div>"
)
FAULT = (
    '<div role="alert" class="problems"><p><strong>This part of the page could not be shown.</strong></p>'
    "<p>That is a fault of this program, not yours. Answers that were called saved or kept are safe, and the rest of "
    "the page works. Load the page again to try once more; if it stays, tell whoever gave you its address.</p></div>"
)


def tell_fault(error: Exception) -> bool:
    """Say in our words what Streamlit would say in its own. True: it is told; the library has logged it already."""
    away = isinstance(error, StoreTrouble)
    html(NOT_ALLOWED if isinstance(error, NotAllowed) else TROUBLE if away else FAULT)
    if away:
        draw_again()
    return True


def draw_again() -> None:
    """A button that nobody sees, but the page's script: it presses it every few seconds, and what is drawn around it is
    drawn again.
    """
    st.button("Try again", key=f"again-{session.draw_mark()}")


def guarded(draw: Callable[Given, None]) -> Callable[Given, None]:
    """A part of a page whose fault does not end the parts below it. Stands under `st.fragment`."""

    @wraps(draw)
    def drawn(*args: Given.args, **named: Given.kwargs) -> None:
        try:
            draw(*args, **named)
        except Gone:
            raise  # deleted meanwhile: the page says so as a whole
        except StoreTrouble as error:
            getLogger(__name__).warning("the database is away: %s", type(error).__name__)
            tell_fault(error)
        except Exception as error:
            getLogger(__name__).exception("a part of a page")
            tell_fault(error)

    return drawn


def is_to_do(name: str, what: object = None, *, facts: object = None) -> bool:
    """Whether this button was pressed, whose `on_click` is `session.wish`, and it is not done yet. `facts` is what a
    press speaks of: where that has changed since the first try it is not done, which is said.
    """
    wish = session.wished(name)
    if wish is None or wish.what != what:
        return False
    wish.tries += 1
    if wish.tries == 1:
        wish.facts = facts
    if wish.facts == facts:
        return True
    session.drop_wish(name)
    html(paragraph("The answer was changed meanwhile, so what you asked for here was not done.", "hint"))
    return False


@contextmanager
def trying(name: str, told: str = NOT_YET) -> Iterator[bool]:
    """Around what does it. Where the database is away that is `told`, and it is tried again until it is done. Says
    whether it was tried before.
    """
    wish = session.wished(name)
    again = wish is not None and wish.tries > 1
    try:
        yield again
    except StoreTrouble:
        tell_again(told)
    except BaseException:  # the page is drawn again, or another one: it is done
        session.drop_wish(name)
        raise
    else:
        session.drop_wish(name)


def tell_again(told: str) -> None:
    html(f'<p class="hint again" role="status">{told}</p>')
    draw_again()


def draw_away(desk: Desk) -> None:
    """Below a page that was drawn from what was read last."""
    if isinstance(desk, PageDesk) and desk.is_away:
        html(
            f'<p class="connection shown" role="status">{AWAY} This page shows what was read last, and tries again.</p>'
        )
        draw_again()
