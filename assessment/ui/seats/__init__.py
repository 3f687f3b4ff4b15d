"""A workshop's phones: the way in by a code, a seat's own page, and the socket by which pages hear what moved.

Plain pages: they work without script, and with it they follow the room.
"""

from assessment.ui.seats import joining, room, voting
from assessment.ui.seats.asked import Asked, Rubrics, asked_of, choices_in, head_of, revealed
from assessment.ui.seats.drawing import dots, legend, roles_in
from assessment.ui.seats.frame import (
    HEADERS,
    button,
    document,
    field,
    head,
    here,
    is_this_machine,
    on_to,
    piece,
    refusal,
    sheet_page,
    typed_in_vain,
)
from assessment.ui.seats.room import rooms
from assessment.ui.seats.voting import key_in, sentence

ROUTES = [*joining.ROUTES, *voting.ROUTES, *room.ROUTES]

__all__ = [
    "HEADERS",
    "ROUTES",
    "Asked",
    "Rubrics",
    "asked_of",
    "button",
    "choices_in",
    "document",
    "dots",
    "field",
    "head",
    "head_of",
    "here",
    "is_this_machine",
    "key_in",
    "legend",
    "on_to",
    "piece",
    "refusal",
    "revealed",
    "roles_in",
    "rooms",
    "sentence",
    "sheet_page",
    "typed_in_vain",
]
