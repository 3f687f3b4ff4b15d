"""A revealed round on the wall: each statement with its votes in its row, and what they come to."""

from collections.abc import Iterator, Sequence
from html import escape

from assessment.consensus import NOT_APPLICABLE, OTHER, UNKNOWN, flags, spread, tally
from assessment.ui.projecting.held import Round
from assessment.words import (
    FLAG_TEXTS,
    LETTERS,
    MEDIAN_MARK,
    ROOM_AGREED,
    TOO_FEW_RATED,
    choice_name,
    gap_role,
    row_told,
    wall_spread,
)

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


def rows_of(current: Round, statements: Sequence[str]) -> str:
    """The levels, and below them who didn't choose one, if anybody. The bar beside the letters is the range."""
    votes = tally((one.choice for one in current.ballots), len(statements))
    found, order = spread(votes), roles_in(current)
    rows = []
    for level, statement in enumerate(statements):
        within = found is not None and found.lowest <= level <= found.highest
        mark = MEDIAN_MARK if found is not None and level == found.median else ""
        agreed = " agreed" if current.agreed == str(level) else ""
        rows.append(
            f'<li class="{"within" if within else ""}{agreed}"><b>{LETTERS[level]}</b>'
            f'<span class="says">{escape(statement)}</span>{dots(current, str(level), order, mark)}</li>'
        )
    for choice, number in ((UNKNOWN, votes.unknown), (NOT_APPLICABLE, votes.not_applicable)):
        if number:
            says = f'<span class="says">{escape(choice_name(choice))}</span>'
            rows.append(f'<li class="apart">{says}{dots(current, choice, order)}</li>')
    return "".join(rows)


def roles_in(current: Round) -> dict[str | None, int]:
    """A number for each role that is shown: its shape and its colour."""
    told = {one.role for one in current.ballots if one.role is not None}
    return {role: number for number, role in enumerate(sorted(told, key=lambda one: (one == OTHER, one)))}


def dots(current: Round, choice: str, order: dict[str | None, int], mark: str = "") -> str:
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


def found_markup(current: Round, statements: Sequence[str]) -> str:
    """Below the rows: the label in words, what is behind it, flags, the roles' shapes, and what was agreed."""
    votes = tally((one.choice for one in current.ballots), len(statements))
    found = spread(votes)
    label, behind = wall_spread(found) if found else ("", TOO_FEW_RATED)
    flagged = flags(votes)
    told = [behind, *(text for flag, text in FLAG_TEXTS.items() if flag in flagged)]
    strong = f"<strong>{escape(label)}.</strong> " if label else ""
    agreed = current.agreed
    settled = f'<p class="settled">{escape(ROOM_AGREED)} {escape(choice_name(agreed))}</p>' if agreed else ""
    return f"<p>{strong}{escape(' '.join(told))}</p>{settled}{''.join(legend(current))}"


def legend(current: Round) -> Iterator[str]:
    order = roles_in(current)
    if order:
        names = "".join(f"<li>{dot(number)} {escape(gap_role(str(role)))}</li>" for role, number in order.items())
        yield f'<ul class="roles">{names}</ul>'
