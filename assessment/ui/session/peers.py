"""Peers in this visit: the filters set last, and a pool that the visitor opened from a file."""

from dataclasses import dataclass

import streamlit as st

from assessment.files import dump_pool, edition_of, notice_of
from assessment.peers import Choice, Edition, PeerPool
from assessment.ui import resources
from assessment.ui.session.opened import desk_name

_PEERS, _POOL, _KNOWN = "peer-choice", "peer-pool", "known-peers"


def peer_choice() -> Choice | None:
    """The filters that this session set last for the open assessment."""
    found: dict[str, Choice] = st.session_state.get(_PEERS, {})
    return found.get(desk_name())


def set_peer_choice(wanted: Choice) -> None:
    st.session_state.setdefault(_PEERS, {})[desk_name()] = wanted


def remember_peers(found: object) -> None:
    """What was read last for the open assessment."""
    st.session_state[_KNOWN] = (desk_name(), found)


def known_peers() -> object:
    name, found = st.session_state.get(_KNOWN, ("", None))
    return found if name == desk_name() else None


@dataclass(frozen=True)
class OwnPool:
    """A pool that this visitor opened from a file, for this session alone; `file` is the same file again."""

    pool: PeerPool
    edition: Edition
    file: str
    notice: str


def own_pool() -> OwnPool | None:
    found: OwnPool | None = st.session_state.get(_POOL)
    return found


def set_own_pool(pool: PeerPool | None) -> None:
    if pool is None:
        st.session_state.pop(_POOL, None)
    else:
        st.session_state[_POOL] = OwnPool(pool, edition_of(pool), "".join(dump_pool(pool)), notice_of(pool))


def data_notice() -> str:
    """What every page says about the data that it shows; empty where they are real."""
    opened = own_pool()
    told = resources.server_notice()
    return told if opened is None or resources.is_demo() else opened.notice
