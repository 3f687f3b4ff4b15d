"""A result to take along: as files for software, spreadsheets and papers."""

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType

import streamlit as st

from assessment.files import XLSX, dump_answers, result_csv, result_xlsx
from assessment.scoring import Result, result_document
from assessment.store import Contents, Desk
from assessment.ui import session
from assessment.ui.shell import answers_name, heading, html, paragraph
from assessment.words import file_name


def draw_downloads(
    desk: Desk, contents: Contents, result: Result, drawn: Mapping[str, Callable[[], str]] = MappingProxyType({})
) -> None:
    whose = contents.council.name, contents.day
    sheet = contents.shown_sheet()
    with st.container(key="take-away"):
        html(heading("Take it with you", 2))
        html(paragraph("Printed, this page is open as a whole."))
        downloads = st.container(key="downloads", horizontal=True)
    with downloads:
        if desk.on_server and not session.only_reads():
            data = dump_answers(sheet)
            st.download_button(
                "Answers (JSON)", data, answers_name(contents, data), "application/json", on_click="ignore"
            )
        notice = session.data_notice()
        document = json.dumps(result_document(result, notice), indent=2) + "\n"
        st.download_button(
            "Result (JSON)", document, file_name("result", "json", *whose), "application/json", on_click="ignore"
        )
        table = result_csv(result, notice, sheet)
        st.download_button("Result (CSV)", table, file_name("result", "csv", *whose), "text/csv", on_click="ignore")
        st.download_button(
            "Result (XLSX)",
            lambda: result_xlsx(result, notice, sheet),  # made when it is asked for
            file_name("result", "xlsx", *whose),
            XLSX,
            on_click="ignore",
        )
        for name, draw_svg in drawn.items():
            st.download_button(
                f"{name.capitalize()} (SVG)",
                draw_svg,
                file_name(name, "svg", *whose),
                "image/svg+xml",
                on_click="ignore",
            )
