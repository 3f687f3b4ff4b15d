"""Answering: the council's facts, the themes in order, and one question with its choices, note, evidence and rivals."""

from assessment.ui.answering.about import TYPE_TEXTS, CouncilFields, council_fields, council_from, residents_text
from assessment.ui.answering.beside import above_markup, below_markup, terms_markup
from assessment.ui.answering.draft import Draft, choice_text, choices, letter_of
from assessment.ui.answering.earlier import earlier_markup
from assessment.ui.answering.places import Place, places_of
from assessment.ui.answering.progress import (
    Asked,
    asked_in,
    first_open,
    first_to_confirm,
    left_text,
    progress_markup,
    progress_text,
    theme_state,
)
from assessment.ui.answering.question import draw_question
from assessment.ui.answering.reading import reading_markup
from assessment.ui.answering.rivals import brief
from assessment.ui.answering.state import kept_where
from assessment.ui.answering.watch import SELDOM, carried_revision, draw_watch

__all__ = [
    "SELDOM",
    "TYPE_TEXTS",
    "Asked",
    "CouncilFields",
    "Draft",
    "Place",
    "above_markup",
    "asked_in",
    "below_markup",
    "brief",
    "carried_revision",
    "choice_text",
    "choices",
    "council_fields",
    "council_from",
    "draw_question",
    "draw_watch",
    "earlier_markup",
    "first_open",
    "first_to_confirm",
    "kept_where",
    "left_text",
    "letter_of",
    "places_of",
    "progress_markup",
    "progress_text",
    "reading_markup",
    "residents_text",
    "terms_markup",
    "theme_state",
]
