"""What a board gets: the pack, made when it is asked for, and page one and the plan on a page of their own."""

from assessment.ui.reporting.as_files import pictures
from assessment.ui.reporting.making import Packs
from assessment.ui.reporting.material import Material, chosen_group, material_of
from assessment.ui.reporting.offering import FORMATS, Format, draw_packs, end_packs, packs
from assessment.ui.reporting.sheets import draw_page_one, parts_markup
from assessment.ui.reporting.waiting import NotMade, made

__all__ = [
    "FORMATS",
    "Format",
    "Material",
    "NotMade",
    "Packs",
    "chosen_group",
    "draw_packs",
    "draw_page_one",
    "end_packs",
    "made",
    "material_of",
    "packs",
    "parts_markup",
    "pictures",
]
