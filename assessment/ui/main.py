"""Sets the page up and finds the page that the address asks for."""

import logging
from pathlib import Path

import streamlit as st

from assessment.desk import StoreTrouble
from assessment.ui.frame import draw_header, draw_trouble

VIEWS = Path(__file__).parent / "views"  # a folder named "pages" here would be served by itself, without this frame

page = st.navigation(
    [
        st.Page(VIEWS / "start.py", title="Start", default=True),
        st.Page(VIEWS / "answer.py", title="Answer"),
        st.Page(VIEWS / "results.py", title="Results"),
        st.Page(VIEWS / "compare.py", title="Compare"),
        st.Page(VIEWS / "your_data.py", title="Your data", url_path="your-data"),
        st.Page(VIEWS / "method.py", title="Method"),
    ],
    position="hidden",
)
st.set_page_config(page_title=f"{page.title} · Digital maturity self-assessment", layout="centered")
try:
    draw_header(page.title)
    page.run()
except StoreTrouble:
    logging.getLogger(__name__).exception("the database")
    draw_trouble()
