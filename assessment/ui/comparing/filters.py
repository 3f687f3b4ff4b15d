"""The filters of the peer group: country, type and population band."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from assessment.files import countries, country_name
from assessment.instrument import Council
from assessment.peers import BANDS, Choice
from assessment.ui import session
from assessment.ui.answering import TYPE_TEXTS
from assessment.ui.comparing.source import PagePeers

ANY = "Any"


def draw_filters(found: PagePeers, council: Council) -> Choice:
    now = session.peer_choice() or found.default_choice(council.country)
    shown = found.edition.groups if found.edition else {}
    offered = {Choice.of(group).country for group in shown} | {council.country, now.country}
    codes = sorted((code for code in offered if code), key=country_name)
    with st.container(key="peer-filters", horizontal=True):
        country = filter_box("Country", codes, now.country, country_option)
        kind = filter_box("Type", list(TYPE_TEXTS), now.type, lambda one: TYPE_TEXTS[one] if one else ANY)
        band = filter_box("Residents", list(BANDS), now.band, lambda one: one or ANY)
    wanted = Choice(country or None, kind or None, band or None)
    session.set_peer_choice(wanted)
    return wanted


def filter_box(name: str, options: list[Any], chosen: object, label: Callable[[Any], str]) -> Any:
    key = filter_key(name)
    if key not in st.session_state:  # the choice outlives the page; the widget doesn't
        st.session_state[key] = chosen if chosen in options else ""
    return st.selectbox(name, ["", *options], format_func=label, key=key)


def filter_key(name: str) -> str:
    return f"peers-{name}-{session.desk_name()}"


def country_option(code: str) -> str:
    return countries().get(code, code) if code else ANY


def widen(wider: Choice) -> None:
    session.set_peer_choice(wider)
    for name, chosen in (("Country", wider.country), ("Type", wider.type), ("Residents", wider.band)):
        st.session_state[filter_key(name)] = chosen or ""
