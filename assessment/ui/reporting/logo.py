"""A council's logo for its packs: read from a file for this visit alone, and shown as it will be printed."""

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from assessment.instrument import BadInput, printable
from assessment.pack import Logo, read_logo
from assessment.ui import guard, session
from assessment.ui.shell import html, paragraph, refusal

TOLD = "PNG or SVG, up to 2 MB. It is read for this visit alone; nothing of it is kept on the server."
_LOGOS, _TRIES = "pack-logos", "logo-tries"


def logo_in_use() -> Logo | None:
    mine: dict[str, Logo] = st.session_state.get(_LOGOS, {})
    return mine.get(session.desk_name())


def draw_logo() -> None:
    with st.expander("Logo for the pack", key="pack-logo", on_change="rerun") as fold:
        if not fold.open:
            return
        logo = logo_in_use()
        if logo is not None:
            st.image(logo.png, width=min(logo.size[0], 200))
            st.button("Take the logo out", key="logo-out", on_click=take_out)
            return
        html(paragraph(TOLD))
        tries = st.session_state.setdefault(_TRIES, 0)
        with st.form("logo-form", border=False):
            uploaded = st.file_uploader("Logo for the pack (PNG or SVG)", key=f"logo-file-{tries}")
            if not st.form_submit_button("Use this logo"):
                return
        if uploaded is None:
            st.error("Please choose a file first.")
            return
        use(uploaded)


def use(uploaded: UploadedFile) -> None:
    if told := guard.count(guard.Act.PACK):  # drawing one takes seconds too
        guard.free(uploaded)
        st.error(told)
        return
    try:
        logo = read_logo(uploaded.getvalue(), printable(uploaded.name))
    except BadInput as refused:
        html(refusal("The logo is not in use.", [str(problem) for problem in refused.problems]))
        return
    finally:
        guard.free(uploaded)
    st.session_state.setdefault(_LOGOS, {})[session.desk_name()] = logo
    st.session_state[_TRIES] += 1
    st.rerun(scope="fragment")


def take_out() -> None:
    st.session_state.get(_LOGOS, {}).pop(session.desk_name(), None)
