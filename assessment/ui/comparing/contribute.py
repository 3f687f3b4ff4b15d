"""Giving one's answers to the peer pool: shown first, exactly as they would be kept; taken back by one click."""

from html import escape

import streamlit as st

from assessment.files import country_name
from assessment.instrument import AnswerSheet, BadInput
from assessment.peers import Choice as PeerChoice
from assessment.peers import Edition, PoolRecord, read_record, reasons_against, record_of, stamp
from assessment.scoring import Result
from assessment.store import Desk, Gone, Kind, ServerDesk, StoreTrouble
from assessment.ui import resources, session
from assessment.ui.comparing.source import PagePeers, next_edition_day
from assessment.ui.shell import bullets, details, heading, html, paragraph, table
from assessment.words import day_text, group_text, month_text, not_given_text, unconfirmed_text

WAITS = "It may have to wait: fewer than six new records, or fewer than six withdrawn ones, would show whose they were."
NEVER = (
    "Never given: the council's name, notes, evidence, or the exact date. Whoever runs this server can "
    "read the records. No name or link is in them, but country, type, size and month together may fit one council "
    "only, and the answers are the same as in your assessment: compared with those kept here, they say whose it is.",
    "One record for each assessment. If a colleague gives the same answers from another one, nobody can see that they "
    "are the same council.",
    "Others never see a record: only numbers of groups of at least ten others, rounded, and no groups from "
    "which the numbers of fewer than five councils follow. Combining several editions, or trying many answers out, may "
    "still tell something of a few councils; and this can't guard against somebody who gives many invented records.",
    "You can take the record back at any time, and it is deleted at once. An edition that has been made still counts "
    "it, and you see no position until the next one.",
)


def draw_contribute(desk: Desk, found: PagePeers, sheet: AnswerSheet, result: Result) -> None:
    html(heading("Take part", 2))
    if not isinstance(desk, ServerDesk):
        html(paragraph("Only an assessment that is kept on this server behind a link can be given to the peer pool."))
        return
    if desk.kind is not Kind.OWNER:
        html(paragraph("Only the owner's link gives the answers to the peer pool, and takes them back."))
        return
    mine = found.mine
    reasons = all_reasons_against(sheet, result)
    if mine.given is not None:
        draw_given(desk, mine.given, found.edition)
    elif mine.withdrawn:
        draw_withdrawn(found.edition)
    if found.is_earlier:
        html(paragraph(not_given_text(found.rubrics, resources.newest())))
        return
    if reasons or sheet.date is None:
        html(
            paragraph("This assessment can't be given to the peer pool yet:")
            + bullets(reasons or ["It has no answers."])
        )
        return
    record = record_of(sheet, result, sheet.date)
    if mine.given != record.text():
        draw_offer(desk, record, changed=mine.given is not None)


def all_reasons_against(sheet: AnswerSheet, result: Result) -> list[str]:
    reasons = list(reasons_against(result, resources.newest()))
    if sheet.date is not None and sheet.date > resources.today():
        reasons.append(f"Its answers are dated {day_text(sheet.date)}, which is still to come.")
    if waiting := unconfirmed_text(sheet):
        reasons.append(waiting)
    return reasons


def draw_offer(desk: ServerDesk, record: PoolRecord, *, changed: bool) -> None:
    text = (
        "Your answers have changed since. You may give them anew; the new record takes the place of the old one."
        if changed
        else "Give your answers to the peer pool, without your name, so that councils can be compared. Below is "
        "exactly what would be given."
    )
    html(paragraph(text) + bullets(NEVER) + preview(record))
    st.button(
        "Give this record anew" if changed else "Give this record",
        key="give",
        on_click=give,
        args=(desk, record.text()),  # these bytes: what is shown now, whatever is answered meanwhile
        type="primary",
    )


def preview(record: PoolRecord, summary: str = "See exactly what would be given") -> str:
    choice = PeerChoice(record.country, record.type, record.band)
    facts = [
        ("Month of the last answer", month_text(record.month)),
        ("Country", country_name(record.country) if record.country else "not given"),
        ("Type", group_text(PeerChoice(type=record.type), country_name) if record.type else "not given"),
        ("Residents", choice.band or "not given"),
        ("Answers at level 3 or above that cite evidence: how many, not which", record.evidenced),
    ]
    said = [
        (question.text, {"dk": "don't know or blank", "na": "doesn't apply"}.get(str(answer), answer))
        for rubric in resources.newest()
        for question in rubric.questions
        for answer in [record.answers[rubric.id][question.id]]
    ]
    body = (
        table("The facts", ("Fact", "Value"), facts)
        + table("The answers", ("Question", "Level"), said)
        + paragraph("The same as the text that is kept, byte for byte:", "label")
        + raw(record.text())
    )
    return details(summary, body)


def raw(text: str) -> str:
    return f'<pre class="record" tabindex="0" role="region" aria-label="The record">{escape(text)}</pre>'


def draw_given(desk: ServerDesk, body: str, edition: Edition | None) -> None:
    record = read_record(body)
    if record is None or record.rubrics != {rubric.id: stamp(rubric) for rubric in resources.newest()}:
        html(
            paragraph(
                "Your record was given under an earlier version of the questions and is no longer counted in new "
                "editions.",
                "given",
            )
            + details("See what you gave", raw(body))
        )
        draw_take_back(desk)
        return
    when = day_text(next_edition_day(edition))
    text = (
        f"Your record is in the peer pool. The next edition may appear from {when} on. {WAITS}"
        if edition
        else "Your record is in the peer pool. The first edition is made once ten councils have given theirs."
    )
    html(paragraph(text, "given") + preview(record, "See what you gave"))
    draw_take_back(desk)


def draw_take_back(desk: ServerDesk) -> None:
    st.button("Take my record back", key="take-back", on_click=take_back, args=(desk,))


def draw_withdrawn(edition: Edition | None) -> None:
    when = day_text(next_edition_day(edition))
    counted = f"The edition of {day_text(edition.day)} was made with it and stays as it is. " if edition else ""
    html(
        paragraph(
            f"Your record is deleted from the store. {counted}The next edition is made without it, and may appear from "
            f"{when} on. {WAITS}",
            "withdrawn",
        )
    )


def give(desk: ServerDesk, body: str) -> None:
    try:
        desk.give(body)
    except Gone:
        session.set_notice("This assessment was deleted or its link replaced meanwhile; nothing was given.")
        return
    except BadInput as refused:
        session.set_notice(f"Nothing was given: {refused.problems[0].message}")
        return
    except StoreTrouble:
        session.set_notice("The record could not be kept, so nothing was given. Please try again.")
        return
    resources.publish_again()
    session.set_notice("Your record was given to the peer pool. Thank you.")


def take_back(desk: ServerDesk) -> None:
    try:
        desk.take_back()
    except Gone:
        return  # the page itself says so
    except StoreTrouble:
        session.set_notice("The record could not be deleted; it is still in the peer pool. Please try again.")
        return
    session.set_notice("Your record is deleted from the peer pool's store.")
