"""The talk with the browser about a file desk: what it keeps, brings back after a break, and takes from another tab.

One hidden field carries it. The server puts the newest copy in; the browser keeps it, and brings it along when the
server has forgotten the page or was restarted. The browser puts in what it was asked for, or what another tab wrote.
"""

import hashlib
import secrets
from dataclasses import dataclass, field
from io import BytesIO

import streamlit as st

from assessment.files import read_pool
from assessment.instrument import BadInput, Problem
from assessment.store import FileDesk
from assessment.ui import resources
from assessment.ui.session.copies import NAME, Copy, Reply, pack, read_copy, read_said, unpack, write_copy
from assessment.ui.session.local_time import time_text
from assessment.ui.session.opened import file_desk, open_file_desk
from assessment.ui.session.page import set_notice
from assessment.ui.session.parameters import asked_file
from assessment.ui.session.peers import own_pool, set_own_pool

FIELD = "copy-field"
SERVER = secrets.token_hex(8)  # this run of the server
_LINE = "copy-line"
FOUND = {
    "reloaded": "You loaded the page anew. Your answers come from the copy in this browser{when}.",
    "opened": "Your answers come from the copy in this browser{when}.",
    "restarted": "The server was restarted meanwhile. Your answers were still in this page; nothing is lost.",
    "forgotten": "The connection was away for longer than the server remembers a page. Your answers were still in "
    "this page; nothing is lost.",
}
TROUBLES = {
    "blocked": "This browser keeps no copy: it does not allow it, or has no room. Your answers are only in this page "
    "until you download them.",
    "deleted": "The copy in this browser was deleted in another tab. Your answers are only in this page until you "
    "download them.",
}
UNREADABLE = "The copy in this browser can't be read. It is left as it is; download your answers from this page."


@dataclass
class Line:
    """What this visit and the browser have told each other about one desk."""

    name: str
    sent: str = ""  # what the field said when we last looked or wrote
    text: str = ""  # the newest copy
    mark: str = ""
    knows: list[str] = field(default_factory=list)
    facts: object = None  # of which `text` tells
    adopts: bool = False  # another tab's copy says the very same, so that its mark is ours
    delete: bool = False
    wants_pool: str = ""  # the mark of a pool that the browser has and this visit has not
    answer: Reply | None = None  # why nothing was found
    refused: tuple[Problem, ...] = ()
    raw: str = ""  # the copy that was refused


def line() -> Line:
    desk = file_desk()
    name = asked_file() or (desk.name if desk else "")
    held: Line | None = st.session_state.get(_LINE)
    if held is None or held.name != name:
        held = st.session_state[_LINE] = Line(name)
    return held


def is_fresh() -> bool:
    """Whether this visit has not drawn the field yet, so that it can't know what the browser brings along in it."""
    return FIELD not in st.session_state


def listen(drawn: str = "") -> None:
    """At the start of a page's run: hear what the browser said since the last."""
    said, held = drawn or st.session_state.get(FIELD) or "", line()
    if not said or said == held.sent:
        return
    held.sent = said
    heard = read_said(said)
    if heard is None or heard.name != held.name:
        return
    if isinstance(heard, Copy):
        hear_copy(heard, "restarted" if heard.server != SERVER else "forgotten", said)
    else:
        hear_reply(held, heard)


def hear_reply(held: Line, reply: Reply) -> None:
    desk = file_desk()
    held.answer = reply
    for text in reply.copies:
        copy = read_said(text)
        if isinstance(copy, Copy) and copy.name == held.name:
            hear_copy(copy, reply.cause, text)
        else:
            refuse(held, desk, (Problem("can't be read", NAME),), text)
    if reply.trouble in TROUBLES and desk is not None and desk.copied:
        desk.copied = False
        set_notice(TROUBLES[reply.trouble])
    if reply.pool or held.wants_pool:
        hear_pool(held, reply.pool)


def hear_copy(copy: Copy, cause: str, text: str) -> None:
    held, desk = line(), file_desk()
    if copy.mark == held.mark or copy.mark in held.knows:
        return  # an echo of what we said ourselves
    now = resources.store().database.clock()
    try:
        other = read_copy(copy, now)
    except BadInput as refused:
        refuse(held, desk, refused.problems, text)
        return
    held.knows.append(copy.mark)
    if copy.pool and own_pool() is None:
        held.wants_pool = copy.pool
    if desk is None:
        open_file_desk(other)
        held.mark, held.adopts = copy.mark, True
        changed = other.moments.changed
        when = f", last changed {time_text(changed, now)}" if changed else ""
        set_notice(FOUND.get(cause, FOUND["opened"]).format(when=when))
    elif desk.take(other):
        held.mark, held.adopts = copy.mark, True


def refuse(held: Line, desk: FileDesk | None, problems: tuple[Problem, ...], text: str) -> None:
    held.refused, held.raw = problems, text
    if desk is not None and desk.copied:
        desk.copied = False  # what is there is never written over unread
        set_notice(UNREADABLE)


def hear_pool(held: Line, packed: str) -> None:
    held.wants_pool = ""
    if not packed or own_pool() is not None:
        return
    try:
        read = read_pool(BytesIO(unpack(packed)), resources.newest(), NAME, f"{resources.today():%Y-%m}")
    except BadInput:
        set_notice("The peers that you had opened could not be read from this browser's copy. Open their file again.")
        return
    set_own_pool(read.pool)


def speak() -> str:
    """What the field is to say from now on: the newest copy, or nothing while we ask for one."""
    held, desk, text = line(), file_desk(), ""
    if desk is not None:
        pool = pool_mark() or held.wants_pool
        facts = (desk.revision(), desk.copied, held.delete, desk.moments, desk.place(), pool)
        if held.adopts or facts != held.facts:
            if not held.adopts:
                held.knows += [held.mark] if held.mark else []
                held.mark = secrets.token_hex(8)
            held.text = write_copy(desk, held.mark, held.knows, SERVER, pool, delete=held.delete)
            held.facts, held.adopts = facts, False
        text = held.text
    held.sent = st.session_state[FIELD] = text
    return text


def pool_mark() -> str:
    opened = own_pool()
    return hashlib.sha256(opened.file.encode()).hexdigest()[:16] if opened else ""


def packed_pool() -> tuple[str, str]:
    """The mark of the pool that is open beside a copied desk, and the pool itself for the browser to keep."""
    opened, desk = own_pool(), file_desk()
    return (pool_mark(), pack(opened.file)) if opened and desk and desk.copied else ("", "")


def is_asking() -> bool:
    """Whether the address names an assessment that only the browser may still have, and it has not answered yet."""
    return bool(asked_file()) and file_desk() is None and line().answer is None and not line().refused


def keep_copy(desk: FileDesk, *, wanted: bool) -> None:
    """As its owner says from now on; False deletes what the browser has."""
    desk.copied = wanted
    line().delete = not wanted
