"""Sets the page up and finds the page that the address asks for."""

import logging

import streamlit as st

from assessment.store import StoreTrouble
from assessment.ui import session
from assessment.ui.shell.faults import tell_fault
from assessment.ui.shell.frame import ADDRESSES, BOARD, draw_header, script

trouble: StoreTrouble | None = None
shown = dict(zip(ADDRESSES, ADDRESSES, strict=True))
try:
    if session.is_for_board():  # whatever the address, the scripts of all other pages are out of reach
        shown = dict.fromkeys(ADDRESSES, BOARD)
except StoreTrouble as error:
    trouble = error
page = st.navigation(
    [
        st.Page(script(shown[title]), title=shown[title], url_path=address or None, default=not address)
        for title, address in ADDRESSES.items()
    ],
    position="hidden",
)
st.set_page_config(page_title=f"{page.title} · Digital maturity self-assessment", layout="centered")
try:
    if trouble:
        raise trouble  # nobody knows yet which page this link opens
    draw_header(page.title)
    page.run()
except StoreTrouble as error:
    logging.getLogger(__name__).warning("the database is away: %s", type(error).__name__)
    tell_fault(error)
except Exception as error:
    logging.getLogger(__name__).exception("a page")
    tell_fault(error)
session.drop_notice()
