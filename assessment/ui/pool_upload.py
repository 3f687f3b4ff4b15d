"""A peer pool of the visitor's own: read from a CSV file for this session alone, and handed out again."""

import streamlit as st

from assessment.errors import BadInput
from assessment.pool_csv import read_pool
from assessment.ui import resources, session
from assessment.ui.markup import bullets, html, paragraph

MOST_SHOWN = 20


def draw_pool_upload() -> None:
    opened = session.own_pool()
    with st.expander("For consultants: use your own file of councils", key="own-pool"):
        html(
            paragraph(
                "A CSV file of many councils' answers, up to 5 MB. It is read for this page "
                "alone; nothing of it is kept on the server. The same rules hold: small groups are not shown."
            )
        )
        if opened is not None:
            html(paragraph(f"Your file is in use: {len(opened.pool):,} records."))
            st.download_button("This pool (CSV)", opened.file, "peer-pool.csv", "text/csv")
            st.button("Stop using this file", on_click=session.set_own_pool, args=(None,))
            return
        draw_form()


def draw_form() -> None:
    with st.form("pool-form", border=False):
        uploaded = st.file_uploader("Peer pool (CSV)", type=["csv"], key="pool-file")
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
    st.rerun()


def show_problems(problems: tuple[object, ...]) -> None:
    shown = [str(problem) for problem in problems[:MOST_SHOWN]]
    more = [f"and {len(problems) - len(shown)} more"] if len(problems) > len(shown) else []
    html(
        '<div role="alert" class="problems"><p><strong>The file is not in use; nothing was changed.</strong></p>'
        + bullets(shown + more)
        + "</div>"
    )
