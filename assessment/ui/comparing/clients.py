"""A pool of the councils that this browser has links of: for who works with many, within the rules of any pool."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import streamlit as st

from assessment.instrument import AnswerSheet
from assessment.peers import PeerPool, PoolRecord, pool_of, record_of
from assessment.scoring import Result, score
from assessment.store import Contents, Gone, Kind, ServerDesk
from assessment.ui import resources, session
from assessment.ui.comparing.contribute import all_reasons_against
from assessment.ui.shell import html, paragraph
from assessment.words import counted

SAME_ANSWERS = "It holds the same answers as another one here."
SAME_COUNCIL = "It is of the same council as a newer one here."
NO_ANSWERS_YET = "Nothing is answered yet."
USE_CLIENTS = "Compare with the councils of this browser's links"
CLIENTS_TOLD = (
    "This browser has links of {what}. Those that are far enough can stand in place of this server's peers, for this "
    "visit alone and within the same rules."
)
NO_CLIENT_FITS = "None of them can stand beside others so far. “Councils” says of each why."


@dataclass(frozen=True)
class Client:
    """One assessment that might stand among others. `reasons`: why it can't."""

    public_id: str
    sheet: AnswerSheet
    reasons: tuple[str, ...]
    record: PoolRecord | None = None


class Standing(NamedTuple):
    """An assessment as it stands. `result`: None where this server has no longer its questions."""

    contents: Contents
    result: Result | None

    @classmethod
    def of(cls, desk: ServerDesk) -> "Standing":
        """Raises Gone."""
        contents = desk.contents()
        known = all(pair in resources.rubrics() for pair in contents.rubrics.items())
        return cls(contents, score(contents.sheet(), resources.rubrics()) if known else None)


def clients_of(found: Mapping[str, Standing], beside: Contents | None = None) -> list[Client]:
    """By public name; the newest first. A council stands there once, and the same answers do; `beside`: the one that
    is compared with them, which is none of them.
    """
    given = [(name, one.contents.sheet(), one.result) for name, one in found.items() if one.result]
    dated = sorted(given, key=lambda one: str(one[1].date or ""), reverse=True)
    councils, answers, clients = set(), [], []
    if beside is not None:
        councils.add(council_of(beside.sheet()))
        answers.append(beside.sheet().answers_alone())
    for name, sheet, result in dated:
        client = client_of(name, sheet, result)
        council = council_of(sheet)
        if not client.reasons and council[0] and council in councils:
            client = Client(name, sheet, (SAME_COUNCIL,))
        elif not client.reasons and sheet.answers_alone() in answers:
            client = Client(name, sheet, (SAME_ANSWERS,))
        if not client.reasons:
            councils.add(council)
            answers.append(sheet.answers_alone())
        clients.append(client)
    return clients


def council_of(sheet: AnswerSheet) -> tuple[str, str]:
    return (sheet.council.name or "").casefold().strip(), sheet.council.country or ""


def client_of(name: str, sheet: AnswerSheet, result: Result) -> Client:
    if sheet.date is None:
        return Client(name, sheet, (NO_ANSWERS_YET,))
    if reasons := all_reasons_against(sheet, result):
        return Client(name, sheet, tuple(reasons))
    return Client(name, sheet, (), record_of(sheet, result, sheet.date))


def pool_of_clients(clients: Iterable[Client]) -> PeerPool:
    """Numbered in the order of what they hold, which tells nothing of whose they are."""
    records = sorted((one.record for one in clients if one.record), key=PoolRecord.text)
    return pool_of([(f"r{number:04}", record) for number, record in enumerate(records, 1)], resources.newest())


def standing_of(desks: Mapping[str, ServerDesk | None]) -> dict[str, Standing]:
    """Of those whose link answers all of it: who only reads has no say in where the answers go."""
    found = {}
    for name, desk in desks.items():
        try:
            if desk is not None and desk.kind in (Kind.OWNER, Kind.EDIT):
                found[name] = Standing.of(desk)
        except Gone:
            continue
    return found


def draw_clients() -> None:
    """Nothing where this browser has no link but that of the open assessment. All is read only once it is asked for."""
    others = set(session.held_tokens(st.context.cookies.to_dict())) - {session.asked_id()}
    if others:
        html(paragraph(CLIENTS_TOLD.format(what=counted(len(others), "other assessment"))))
        st.button(USE_CLIENTS, key="use-clients", on_click=use)


def use() -> None:
    desk, own = session.desk(), session.asked_id()
    desks = session.held_desks(st.context.cookies.to_dict())
    found = standing_of({name: one for name, one in desks.items() if name != own})
    pool = pool_of_clients(clients_of(found, desk.contents() if desk else None))
    if len(pool):
        session.set_own_pool(pool)
    else:
        session.set_notice(NO_CLIENT_FITS)
