"""What the report counted by country, and which of our questions have a published figure at all."""

from collections.abc import Container
from functools import lru_cache
from typing import Any

import streamlit as st

from assessment.charts import build_barriers_chart, build_priorities_chart
from assessment.figures import NO_FIGURE, ReportFacts, coverage
from assessment.files import countries
from assessment.store import Key
from assessment.ui import resources
from assessment.ui.shell import details, heading, html, paragraph, question_link, table
from assessment.words import coverage_text

SHORT = {"GB": "UK"}
TABLE = "The same as a table"


def draw_report_facts() -> None:
    facts = resources.report_facts()
    if facts is None:
        return
    html(heading("What the report counted by country", 2))
    html(
        paragraph(
            f"The questions come from {facts.source.document}. It also counts the following. These are remarks and "
            "priorities of those who were asked, not shares of councils."
        )
    )
    draw_priorities(facts)
    draw_barriers(facts)


def draw_priorities(facts: ReportFacts) -> None:
    html(heading("The three technologies each country put first", 3))
    codes = [named.country for named in facts.priorities]
    alt = "Technologies by country, with their place there; the table below has the same"
    st.vega_lite_chart(None, priorities_spec(facts), theme=None, width="content", alt=alt, key="priorities")
    header = ["Technology", *(countries().get(code, code) for code in codes), "Countries"]
    rows = [
        (technology, *(places.get(code, "") for code in codes), len(places))
        for technology, places in facts.technologies.items()
    ]
    html(
        paragraph("1 is the first of the three. How many were asked in each country is not published.")
        + details(TABLE, table("Priorities by country: place of each technology", header, rows))
        + paragraph(f"Source: {facts.source.priorities}.", "why")
    )


def draw_barriers(facts: ReportFacts) -> None:
    html(heading("What stands in the way: remarks counted", 3))
    alt = "Remarks on barriers by category and country; the table below has the same"
    st.vega_lite_chart(None, barriers_spec(facts), theme=None, width="content", alt=alt, key="barriers")
    rows = [(barrier.category, *barrier.remarks, sum(barrier.remarks)) for barrier in facts.barriers]
    total = sum(sum(barrier.remarks) for barrier in facts.barriers)
    html(
        paragraph(
            f"{total} remarks, each one entry of the report's list. Several may come from one council, so a larger "
            "number does not mean more councils. City: a European city, its country not named. Sev.: several countries."
        )
        + details(TABLE, table("Remarks by category and country", ["Category", *facts.places, "Total"], rows))
        + paragraph(f"Source: {facts.source.barriers}.", "why")
    )


@lru_cache(maxsize=1)
def priorities_spec(facts: ReportFacts) -> dict[str, Any]:
    codes = [named.country for named in facts.priorities]
    rows = [(name, [places.get(code) for code in codes]) for name, places in facts.technologies.items()]
    spec: dict[str, Any] = build_priorities_chart([SHORT.get(code, code) for code in codes], rows).to_dict()
    return spec


@lru_cache(maxsize=1)
def barriers_spec(facts: ReportFacts) -> dict[str, Any]:
    rows = [(barrier.category, list(barrier.remarks)) for barrier in facts.barriers]
    spec: dict[str, Any] = build_barriers_chart(list(facts.short_places), rows).to_dict()
    return spec


def coverage_section(links: Container[Key]) -> str:
    """The gap is public too: every question, with how many figures speak to it. `links`: those that the open
    assessment asks.
    """
    figures, companions = resources.figures(), resources.companions()
    asked = [(rubric, question) for rubric in resources.newest() for question in rubric.questions]
    found = tuple(coverage(figures, companions, rubric, question.id) for rubric, question in asked)
    rows = [
        (
            question_link(rubric.id, question) if Key(rubric.id, question.id) in links else question.text,
            rubric.title,
            one.best,
            one.exact,
            one.close,
            one.related,
            ", ".join(countries().get(code, code) for code in one.countries) or NO_FIGURE,
        )
        for (rubric, question), one in zip(asked, found, strict=True)
    ]
    header = ("Question", "Area", "At best", "Exact", "Close", "Related", "Countries")
    body = table("Published figures by question", header, rows)
    return (
        heading("Which questions have a figure", 2) + paragraph(coverage_text(found)) + details("All questions", body)
    )
