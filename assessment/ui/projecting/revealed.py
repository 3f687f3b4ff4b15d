"""A revealed round on the wall: each statement with its votes in its row, and what they come to."""

from collections.abc import Sequence
from html import escape

from assessment.consensus import NOT_APPLICABLE, UNKNOWN, flags, spread
from assessment.store import Round
from assessment.ui.seats import dots, legend, roles_in
from assessment.words import (
    FLAG_TEXTS,
    LETTERS,
    MEDIAN_MARK,
    ROOM_AGREED,
    TOO_FEW_RATED,
    choice_name,
    wall_spread,
)


def rows_of(current: Round, statements: Sequence[str]) -> str:
    """The levels, and below them who didn't choose one, if anybody. The bar beside the letters is the range."""
    votes = current.tally
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


def found_markup(current: Round) -> str:
    """Below the rows: the label in words, what is behind it, flags, the roles' shapes, and what was agreed."""
    votes = current.tally
    found = spread(votes)
    label, behind = wall_spread(found) if found else ("", TOO_FEW_RATED)
    flagged = flags(votes)
    told = [behind, *(text for flag, text in FLAG_TEXTS.items() if flag in flagged)]
    strong = f"<strong>{escape(label)}.</strong> " if label else ""
    agreed = current.agreed
    settled = f'<p class="settled">{escape(ROOM_AGREED)} {escape(choice_name(agreed))}</p>' if agreed else ""
    return f"<p>{strong}{escape(' '.join(told))}</p>{settled}{legend(current)}"
