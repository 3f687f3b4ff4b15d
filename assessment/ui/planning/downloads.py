"""The plan to take along: as a table, and its days for a calendar. Each is made when it is asked for."""

from collections.abc import Callable

import streamlit as st

from assessment.files import ICS, XLSX, plan_csv, plan_ics, plan_xlsx
from assessment.store import Contents, Desk, StoreTrouble
from assessment.ui import session
from assessment.ui.planning.rows import Planning
from assessment.ui.shell import heading, html, paragraph
from assessment.words import file_name

DAYS = "The calendar's file has one all-day entry for each open move that has a day; taking a later file in renews it."


def draw_downloads(desk: Desk, drawn: Contents) -> None:
    whose, notice = (drawn.council.name, drawn.day), session.data_notice()

    def made(of: Callable[[Planning], bytes]) -> Callable[[], bytes]:
        return lambda: of(Planning.of(newest(desk, drawn)))

    offered = (
        ("Plan for Excel (XLSX)", "xlsx", XLSX, made(lambda it: plan_xlsx(it.plan, it.sheet, notice))),
        ("Plan (CSV, for spreadsheets)", "csv", "text/csv", made(lambda it: plan_csv(it.plan, it.sheet, notice))),
        ("Days for a calendar (ICS)", "ics", ICS, made(lambda it: plan_ics(it.result, it.sheet, notice))),
    )
    with st.container(key="take-plan"):
        html(heading("Take the plan with you", 2) + paragraph(DAYS, "why"))
        with st.container(key="plan-downloads", horizontal=True):
            for label, ending, kind, content in offered:
                st.download_button(label, content, file_name("plan", ending, *whose), kind, on_click="ignore")


def newest(desk: Desk, drawn: Contents) -> Contents:
    try:
        return desk.contents()
    except StoreTrouble:
        return drawn
