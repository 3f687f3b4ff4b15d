"""The pack to take along: each format is made for a press, and for nothing else, with a bar meanwhile, and then
downloaded.
"""

from concurrent.futures import wait
from dataclasses import dataclass, replace
from functools import cache, partial
from hashlib import sha256
from math import exp
from time import monotonic

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assessment.files import XLSX
from assessment.pack import Pack, write_pack
from assessment.store import Gone
from assessment.ui import guard, session
from assessment.ui.reporting.logo import draw_logo, logo_in_use
from assessment.ui.reporting.making import Job, Packs
from assessment.ui.reporting.material import Material
from assessment.ui.shell import guarded, heading, html, paragraph, unbroken
from assessment.words import file_name

OFFICE = "application/vnd.openxmlformats-officedocument."
LEAD = "For the council's own papers: page one, areas, plan, answers."
WITHOUT_ANSWERS = "Leave the answers out"
MOST_LISTED = 300_000  # bytes of answers; as many of ASCII take 5 seconds and 400 MB in a PDF
TOO_MUCH_TO_LIST = (
    "The notes and evidence are too long for a document, so only the workbook has the list of answers (limit: 300 kB)."
)
LOOKS_EVERY = 0.2  # seconds
USUAL = 4  # seconds that making one takes
NOT_MADE = "Not made: the {}. That is a fault of this program, not yours; please try another format."
MAKE_AGAIN = "Answers or options have changed, or it was made some time ago: please make the {} again."
_ASKED, _PRESSED = "packs-asked", "packs-pressed"


@dataclass(frozen=True)
class Format:
    """`more`: behind its name on the button that makes it."""

    name: str
    mime: str
    more: str = ""


FORMATS = {
    ".pdf": Format("PDF", "application/pdf"),
    ".docx": Format("Word file", f"{OFFICE}wordprocessingml.document"),
    ".pptx": Format("slides", f"{OFFICE}presentationml.presentation", " (PowerPoint)"),
    ".xlsx": Format("workbook", XLSX, " (Excel)"),
}


@cache
def packs() -> Packs:
    """Those of this process."""
    return Packs()


def end_packs(assessment: str) -> None:
    """The assessment is deleted."""
    packs().end(assessment)


@st.fragment
@guarded
def draw_packs(material: Material, *, takes_logo: bool = False) -> None:
    if not is_current(material):
        st.rerun()
    with st.container(key="board-pack"):
        html(heading("Board pack", 2) + paragraph(LEAD))
        with_answers = not st.checkbox(WITHOUT_ANSWERS, key="pack-without-answers")
        if with_answers and material.size > MOST_LISTED:
            html(paragraph(TOO_MUCH_TO_LIST, "hint"))
        if takes_logo:
            draw_logo()
        with st.container(key="pack-formats", horizontal=True):
            for ending, form in FORMATS.items():
                st.button(f"Make the {form.name}{form.more}", key=f"make{ending}", on_click=ask, args=(ending,))
        with st.container(key="packs-made", gap="small"):
            for ending in tuple(asked()):
                fits = material.size <= MOST_LISTED or ending == ".xlsx"
                draw_made(material, ending, with_answers=with_answers and fits)


def is_current(material: Material) -> bool:
    """Whether the link still opens what stands on the page; else the page itself says what holds now."""
    desk = session.desk()
    try:
        now = None if desk is None else desk.contents()
    except Gone:
        return False
    drawn = material.contents
    is_same = session.desk_name() == material.desk
    return is_same and now is not None and (now.revision, now.shows_notes) == (drawn.revision, drawn.shows_notes)


def ask(ending: str) -> None:
    """For a button's `on_click`. What was asked for last stands first."""
    mine: dict[str, list[str]] = st.session_state.setdefault(_ASKED, {})
    mine[session.desk_name()] = [ending, *(one for one in asked() if one != ending)]
    st.session_state.setdefault(_PRESSED, set()).add((session.desk_name(), ending))


def asked() -> list[str]:
    mine: dict[str, list[str]] = st.session_state.get(_ASKED, {})
    return mine.get(session.desk_name(), [])


def draw_made(material: Material, ending: str, *, with_answers: bool) -> None:
    """A bar until it is made, then the download."""
    form = FORMATS[ending]
    slot = st.empty()
    job = job_of(material, ending, with_answers=with_answers)
    if job is None:
        with slot.container():
            html(paragraph(MAKE_AGAIN.format(form.name), "hint"))
        return
    if isinstance(job, str):
        slot.warning(job)
        asked().remove(ending)
        return
    if watch(job, form, slot) and not is_current(material):
        st.rerun()
    data = job.data
    if data is None:
        slot.error(NOT_MADE.format(form.name))
        return
    with slot.container(key=f"made{ending}"):
        html(f'<p role="status">Ready: the {form.name}.</p>')
        st.download_button(
            unbroken(f"Download the {form.name} ({size_text(len(data))})"),
            data,
            file_name("board-pack", ending[1:], material.contents.council.name, material.contents.day),
            form.mime,
            key=f"download{ending}",
            on_click="ignore",
            type="primary",
        )


def job_of(material: Material, ending: str, *, with_answers: bool) -> Job | str | None:
    """What makes it, or has made it; or why nothing does; None where that takes another press."""
    pressed: set[tuple[str, str]] = st.session_state.get(_PRESSED, set())
    press = session.desk_name(), ending
    logo = logo_in_use()
    mark = sha256(logo.png).hexdigest() if logo else ""
    key = f"{material.key} {with_answers} {mark} {ending}"
    found = packs().find(key)
    if press not in pressed or (found and not found.failed):
        pressed.discard(press)
        return found
    refused = guard.count(guard.Act.PACK)
    pressed.discard(press)
    if refused:
        return refused
    pack = replace(material.pack(with_answers=with_answers), logo=logo)
    return packs().ask(key, partial(made, pack, ending), guard.visitor(), material.desk)


def made(pack: Pack, ending: str) -> bytes:
    return write_pack(pack, ending)


def watch(job: Job, form: Format, slot: DeltaGenerator) -> bool:
    """Until it is done; a click elsewhere on the page ends the watching, not the making. Whether that took a while."""
    begun = monotonic()
    waited = not job.done.done()
    while not job.done.done():
        waits = packs().ahead_of(job)
        told = f"{waits} to be made before the {form.name}." if waits else f"Making the {form.name}…"
        share = 0.0 if waits else 1 - exp((begun - monotonic()) / USUAL)
        slot.progress(share, told)
        wait([job.done], LOOKS_EVERY)
    return waited


def size_text(size: int) -> str:
    """ "417 kB"."""
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1000))} kB"
