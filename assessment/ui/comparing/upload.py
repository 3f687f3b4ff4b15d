"""A peer pool of the visitor's own: read from a CSV or XLSX file for this session alone, and handed out again."""

import streamlit as st

from assessment.files import XLSX, dump_pool, pool_xlsx, read_pool, stamps_of
from assessment.instrument import BadInput, Problem, printable
from assessment.peers import pool_of
from assessment.ui import guard, resources, session
from assessment.ui.comparing.clients import draw_clients
from assessment.ui.shell import html, paragraph, refusal


def draw_pool_upload() -> None:
    opened = session.own_pool()
    with st.expander("For consultants: use your own file of councils", key="own-pool"):
        html(
            paragraph(
                "A table of many councils' answers, as CSV or XLSX (spreadsheets save both), up to 5 MB: a row for "
                "each council, and in it for each question a level, dk for don't know, or na for doesn't apply. It is "
                "read for this visit alone; nothing of it is kept on the server. The same rules hold: small groups are "
                "not shown."
            )
        )
        if opened is not None:
            html(paragraph(f"Your pool is in use: {len(opened.pool):,} records."))
            pool = opened.pool
            with st.container(key="pool-downloads", horizontal=True):
                st.download_button("This pool (CSV)", opened.file, "peer-pool.csv", "text/csv", on_click="ignore")
                st.download_button(
                    "This pool for Excel (XLSX)", lambda: pool_xlsx(pool), "peer-pool.xlsx", XLSX, on_click="ignore"
                )
            st.button("Stop using this pool", on_click=session.set_own_pool, args=(None,))
            return
        newest = resources.newest()
        empty = pool_of([], newest)
        with st.container(key="pool-downloads", horizontal=True):
            columns = "".join(dump_pool(empty))
            st.download_button(
                "An empty file with the right columns (CSV)", columns, "peer-pool.csv", "text/csv", on_click="ignore"
            )
            st.download_button(
                "The same for Excel (XLSX)", lambda: pool_xlsx(empty), "peer-pool.xlsx", XLSX, on_click="ignore"
            )
        html(paragraph(f"In its column “rubrics” each row says which questions were answered: {stamps_of(newest)}"))
        draw_form()
        draw_clients()


def draw_form() -> None:
    with st.form("pool-form", border=False):
        uploaded = st.file_uploader("Peer pool (CSV or XLSX)", key="pool-file")  # known by its content
        rest = st.checkbox("If rows have problems, leave them out and use the rest", key="pool-rest")
        if not st.form_submit_button("Use this file"):
            return
    if uploaded is None:
        st.error("Please choose a file first.")
        return
    try:
        read = read_pool(uploaded, resources.newest(), "Your file", f"{resources.today():%Y-%m}")
    except BadInput as refused:
        show_problems(refused.problems)
        return
    if read.problems and not rest:
        show_problems(read.problems)
        return
    session.set_own_pool(read.pool)
    guard.free(uploaded)
    st.rerun()


def show_problems(problems: tuple[Problem, ...]) -> None:
    lines = [printable(f"Line {one.line}: {one.message}" if one.line else one.message) for one in problems]
    html(refusal("The file is not in use; nothing was changed.", lines))
