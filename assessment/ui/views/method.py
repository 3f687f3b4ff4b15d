"""How to choose and how scoring works, and every question with its levels: made from the rules and the rubric files."""

import streamlit as st

from assessment.instrument import Question, Rubric
from assessment.ui import resources, session
from assessment.ui.answering import terms_markup
from assessment.ui.shell import METHOD, bullets, details, draw_keeping, heading, html, paragraph, table, title
from assessment.words import (
    PEER_RULES,
    READING_LINE,
    READING_RULES,
    TERMS,
    WHO_COULD_SAY,
    WORKSHOP_RULES,
    Rule,
    rules,
    who_could_say,
)


def rules_text() -> str:
    return (
        choosing_text()
        + heading("The rules", 2)
        + rule_list(rules())
        + heading("The rules for comparing", 2)
        + rule_list(PEER_RULES)
        + heading("The rules for workshops", 2)
        + rule_list(WORKSHOP_RULES)
    )


def choosing_text() -> str:
    """How to choose a statement; empty where all questions explain themselves."""
    if all(rubric.format == "rubric/1" for rubric in resources.newest()):
        return ""
    told = paragraph(READING_LINE) + bullets(READING_RULES) + details("What the words mean", terms_markup(TERMS))
    return heading("How to choose a statement", 2) + told


def rule_list(found: tuple[Rule, ...]) -> str:
    return "".join(heading(rule.title, 3) + paragraph(f"{rule.text} ({rule.code})") for rule in found)


def rubric_text(rubric: Rubric) -> str:
    source = rubric.source
    about = (
        f"{rubric.summary} Version {rubric.version}, {len(rubric.questions)} questions, drawn from {source.document}, "
        f"section “{source.section}”, pages {source.pages}. The wording is our own."
    )
    themes = "".join(
        heading(theme.title, 4) + "".join(question_text(question) for question in rubric.questions_of(theme.id))
        for theme in rubric.themes
    )
    return heading(rubric.title, 3) + paragraph(about) + details(f"All questions on {rubric.title}", themes)


def question_text(question: Question) -> str:
    marks = [f"Critical: {question.critical.reason}"] if question.critical else []
    marks += ["Part of the quick check."] if question.quick else []
    marks += [] if question.may_not_apply else ["Applies to every council."]
    codes = ", ".join("running text" if code == "text" else code for code in question.source.codes)
    marks.append(f"Source: {codes}, pages {question.source.pages}. Weight {question.weight}.")
    what = paragraph(f"What counts: {question.count}") if question.count else ""
    who = paragraph(f"{WHO_COULD_SAY}: {', '.join(who_could_say(question))}.") if question.ask else ""
    rows = [(number, level.description, level.evidence or "") for number, level in enumerate(question.levels)]
    levels = table(f"Levels of: {question.text}", ("Level", "What can be seen", "What would show it"), rows)
    return details(question.text, paragraph(question.why) + what + who + paragraph(" ".join(marks)) + levels)


@st.cache_data(show_spinner=False)
def whole_text(hashes: tuple[str, ...]) -> str:
    """The page is the same for everyone until a rubric changes."""
    return rules_text() + heading("The questions", 2) + "".join(rubric_text(rubric) for rubric in resources.newest())


title(*METHOD)
draw_keeping(session.file_desk(), "method")
html(whole_text(tuple(rubric.content_hash for rubric in resources.newest())))
