"""Standing texts: what is kept, privacy and accessibility. Each sentence is true of the program, or it goes."""

import streamlit as st

from assessment.store import term
from assessment.ui.shell import bullets, heading, paragraph

KEPT_ON_SERVER = paragraph(
    "This assessment is kept on this server: your answers, notes and evidence, who changed what and when, and what you "
    "said about your council. It stays until its owner deletes it, or whoever runs this server does; "
    "what was deleted with seven days to bring it back is erased when these are over."
)
KEPT_IN_FILE = paragraph(
    "The server writes nothing of this assessment down. It holds it in its memory while the page is open and, so that "
    "a short break of the connection loses nothing, for two minutes more; then nobody can reach it, and the memory is "
    "cleared at a later visit, whoever's. It is kept in the file that you download and, if you want it, in a copy in "
    "this browser. The history lasts as long as the page."
)

COPY_BOX = "Keep a copy in this browser"
COPY_KEPT = (
    "This browser keeps a copy of your answers, and of a file of peers that you opened: a closed tab, a lost "
    "connection or a restart then loses nothing. Whoever uses this browser can open it. It goes 90 days after the last "
    "change, or by this button."
)
PRIVACY = heading("Privacy", 2) + bullets(
    [
        "There are no accounts and no advertising. Nothing is measured about you, and nothing is sent to any "
        "other site: fonts and scripts come from this server.",
        "The secret part of a link is not stored; the database holds a fingerprint of it (a SHA-256 hash). That is why "
        "a lost link can't be found again. It stands behind a # in the link, which browsers send to nobody.",
        "Where you open an assessment, your browser keeps that secret in a cookie, a small note to itself for this "
        "site alone, which no script can read. It goes when the browser ends, or after a year where you tick “Remember "
        "it on this device”.",
        "Where you keep your answers in your own file, your browser keeps a copy of them if you want one, in a store "
        "of its own (IndexedDB). No link and no secret is in it; it goes by a button on Your data, or 90 days after "
        "the last change.",
        "What you choose to give to the peer pool is kept without your council's name, in no order, and with no "
        "reference to your assessment; the Compare page shows it before you give it, and you can take it back there. "
        "But it holds the same answers: whoever can read this server's database, or its backups, can find out whose it "
        "is by comparing them, as long as your assessment is there too.",
        "Neither links nor names nor answers are written to the server's log.",
        "Another cookie, until the browser ends, tells your browser from others, so that your files come only from it "
        "and go only to it. It says nothing about you.",
        "So that nobody can block the server, it counts for an hour how many assessments an internet address begins, "
        "how many wrong links and codes it tries, how often somebody there joins a workshop and how many packs it asks "
        "for: in its memory alone.",
        "Who joins a workshop has a cookie for that seat, which no script can read, for up to 90 days.",
        "Please write no personal data about residents or staff into notes: the assessment needs none.",
        "What is erased leaves the database's files at once, or usually within an hour where the database is "
        "PostgreSQL. Backups may hold it until they are overwritten, and so may PostgreSQL's own log (the write-ahead "
        "log) and copies of it: on a quiet server for weeks.",
    ]
)
ACCESSIBILITY = heading("Accessibility", 2) + bullets(
    [
        "The pages aim at WCAG 2.2, level AA. Every page is checked by an automatic tool (axe) in a real browser "
        "whenever the program changes, and the way from the first question to the result is tested with the keyboard "
        "alone.",
        "Every chart has a table with the same numbers, and a sentence that says what it shows.",
        "Not tested so far: screen readers with people who use them every day, and browsers other than Chromium.",
        "Automatic tests can't judge everything. If something stands in your way, please tell whoever gave you the "
        "address of this page.",
    ]
)


def term_text() -> str:
    """What the operator says is removed because nobody uses it; nothing where nothing is said."""
    months = term()
    if months is None:
        return ""
    return paragraph(
        f"Whoever runs this server removes what nobody has opened or changed for {months} months: it is closed then, "
        "and gone for good seven days later. Until then its owner's link can bring it back."
    )


def draw_copy_box(place: str) -> bool:
    """Asks, for an assessment in its owner's own file, whether the browser may keep a copy."""
    return st.checkbox(f"{COPY_BOX} (for your own file; not on a shared computer)", True, key=f"{place}-copy")
