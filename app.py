"""The web application. `streamlit run app.py` and `maturity run` both start it."""

import streamlit as st

from assessment.ui import server

app = st.App(server.ENTRY, routes=server.ROUTES, middleware=server.MIDDLEWARE, lifespan=server.lifespan)
