"""Compare exactly: companion questions, those of the core first, and beside each answer what surveys counted.

One fragment: a click draws it again, and so does the page's script once somebody else has said something.
"""

import streamlit as st

from assessment.figures import CompanionArea, offered
from assessment.instrument import Council
from assessment.store import Gone
from assessment.ui import resources, session
from assessment.ui.comparing.beside import answered, facts_by_area, figures_beside, summary_markup
from assessment.ui.comparing.fact import draw_fact
from assessment.ui.comparing.said import Facts, other_version
from assessment.ui.shell import draw_look, guarded, heading, html, link, markdown, paragraph
from assessment.words import counted

TITLE = "Compare exactly: answer a few facts"
LEAD = (
    "Each question asks just what a survey asked, so that its figure can stand beside your answer. Facts are saved at "
    "the click and stay with your answers; they never enter your score or the peer pool."
)
FIRST = (
    "The first ones have the best evidence, and a figure of your own country or language. Figures of your own country "
    "stand first, then those of your language; none is mixed with another."
)
WITHOUT_COUNTRY = "Your council's country is not given, so no figure can be put first."
OTHER_VERSION = (
    "Facts of version {} that you gave are not asked here any more. A file holds facts of one version: your first "
    "answer here takes their place in it, so keep a file that has them."
)
MORE_AT_ONCE = 10
_SHOWN = "facts-shown"


@st.fragment
@guarded
def draw_facts(carried: int | None) -> None:
    """`carried`: the revision that the browser's page showed before this session began, if there was such a page."""
    desk = session.desk()
    if desk is None:
        return
    try:
        facts = Facts(desk)
        before = facts.contents.said
        draw_look(facts.contents.revision)
        if not facts.compared:
            return
        if session.only_reads():
            draw_for_readers(facts)
            return
        draw_questions(facts, carried)
    except Gone:
        st.rerun()
    if facts.contents.said != before and not desk.on_server:
        st.rerun()  # so that the file to download holds these facts too


def draw_for_readers(facts: Facts) -> None:
    compared = facts.compared.values()
    if answered(compared):
        html(heading("Facts beside surveys that asked the same", 2) + summary_markup(compared))
        html(facts_by_area(compared, 3, figures_beside))


def draw_questions(facts: Facts, carried: int | None) -> None:
    head = st.container()
    offers = offered(resources.companions(), facts.contents.council)
    with st.container(key="fact-questions"):
        draw_country(facts.contents.council)
        number, of = 1, sum(map(len, offers.first))
        for at, batch in enumerate(offers.first):
            last = number + len(batch) - 1
            fold = st.expander(f"Facts {number} to {last} of {of}", at == 0, key=f"facts-{at}", on_change="rerun")
            if fold.open:
                with fold:
                    for item in batch:
                        draw_fact(facts, item, carried)
            number = last + 1
        for area in offers.rest:
            draw_area(facts, area, carried, more=bool(offers.first))
    compared = facts.compared.values()
    given = other_version(facts.contents)
    instead = paragraph(OTHER_VERSION.format(given), "hint only-screen") if given else ""
    with head:
        css = "" if answered(compared) else "only-screen"
        html(heading(TITLE, 2, css) + paragraph(LEAD, css) + instead + summary_markup(compared))
    html(facts_by_area(compared, 3, figures_beside, "only-paper"))


def draw_country(council: Council) -> None:
    if council.country is None:
        way = link("Your data", "Say which it is in Your data")
        html(f"<p>{WITHOUT_COUNTRY} {way}.</p>")
    else:
        html(paragraph(FIRST, "why"))


def draw_area(facts: Facts, area: CompanionArea, carried: int | None, *, more: bool) -> None:
    """What is left of one area, so many at a time."""
    label = f"{'More on ' if more else ''}{markdown(area.title)}: {counted(len(area.items), 'fact')}"
    fold = st.expander(label, key=f"facts-{area.id}", on_change="rerun")
    if not fold.open:
        return
    name = f"{_SHOWN}-{area.id}"
    shown: int = st.session_state.get(name, MORE_AT_ONCE)
    with fold:
        for item in area.items[:shown]:
            draw_fact(facts, item, carried)
        left = len(area.items) - shown
        if left > 0:
            told = f"Show {min(left, MORE_AT_ONCE)} more of {left}"
            st.button(told, key=f"{name}-more", on_click=show_more, args=(name, shown + MORE_AT_ONCE))


def show_more(name: str, number: int) -> None:
    st.session_state[name] = number
