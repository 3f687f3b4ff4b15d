"""Revealed votes as dots, one each: of which role, its shape and its colour say. On the wall and on every phone."""

from collections.abc import Mapping
from html import escape

from assessment.consensus import OTHER
from assessment.store import Round
from assessment.words import gap_role, row_told

# In a square of 20; the second seven are drawn as outlines, the third as outlines with a point, so that each of twenty
# roles differs in grey too
SHAPES = (
    "M10 2a8 8 0 1 0 .01 0z",
    "M3 3h14v14H3z",
    "M10 2l8.5 15.5h-17z",
    "M10 1l9 9-9 9-9-9z",
    "M7 2h6v5h5v6h-5v5H7v-5H2V7h5z",
    "M1.5 2.5h17L10 18z",
    "M5.5 2h9L19 10l-4.5 8h-9L1 10z",
)
STYLES = ("full", "line", "point")
NO_ROLE = 0


def roles_in(current: Round) -> dict[str | None, int]:
    """A number for each role that is shown: its shape and its colour."""
    told = {one.role for one in current.ballots if one.role is not None}
    return {role: number for number, role in enumerate(sorted(told, key=lambda one: (one == OTHER, one)))}


def dots(current: Round, choice: str, order: Mapping[str | None, int], mark: str = "") -> str:
    numbers = sorted(order.get(one.role, NO_ROLE) for one in current.ballots if one.choice == choice)
    told = row_told(choice, len(numbers))
    marked = f"<em>{escape(mark)}</em>" if mark else ""
    drawn = f'<span role="img" aria-label="{escape(told)}">{"".join(map(dot, numbers))}</span>' if numbers else ""
    return f'<span class="dots">{drawn}{marked}</span>'


def dot(number: int) -> str:
    shape, style = SHAPES[number % len(SHAPES)], STYLES[number // len(SHAPES) % len(STYLES)]
    point = '<circle cx="10" cy="10" r="2.5"/>' if style == "point" else ""
    return (
        f'<svg class="dot {style} c{number % len(SHAPES)}" viewBox="-1 -1 22 22" aria-hidden="true">'
        f'<path d="{shape}"/>{point}</svg>'
    )


def legend(current: Round) -> str:
    """Which shape is which role; nothing where roles are not shown."""
    order = roles_in(current)
    names = "".join(f"<li>{dot(number)} {escape(gap_role(str(role)))}</li>" for role, number in order.items())
    return f'<ul class="roles">{names}</ul>' if names else ""
