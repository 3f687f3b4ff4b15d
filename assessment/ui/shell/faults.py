"""What a reader sees of a fault of the program: our words where it happened, and the rest of the page as it was."""

from collections.abc import Callable
from functools import wraps
from logging import getLogger
from typing import ParamSpec

from assessment.store import Gone, NotAllowed, StoreTrouble
from assessment.ui.shell.markup import html

Given = ParamSpec("Given")
TROUBLE = (
    '<div role="alert" class="problems"><p><strong>The server can\'t reach its database just now.</strong></p>'
    "<p>What you did last was not done. Answers that were called saved are kept. Please load the page again in a "
    "minute.</p></div>"
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
    html(NOT_ALLOWED if isinstance(error, NotAllowed) else TROUBLE if isinstance(error, StoreTrouble) else FAULT)
    return True


def guarded(draw: Callable[Given, None]) -> Callable[Given, None]:
    """A part of a page whose fault does not end the parts below it. Stands under `st.fragment`."""

    @wraps(draw)
    def drawn(*args: Given.args, **named: Given.kwargs) -> None:
        try:
            draw(*args, **named)
        except Gone:
            raise  # deleted meanwhile: the page says so as a whole
        except Exception as error:
            getLogger(__name__).exception("a part of a page")
            tell_fault(error)

    return drawn
