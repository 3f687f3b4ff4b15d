"""The web application for `streamlit run app.py`; `maturity run` starts the same."""

import streamlit as st

from assessment.ui import opening, plain, shell

app = st.App(shell.ENTRY, **shell.parts(opening.first_words, plain.ROUTES))
