"""A tab's id is a key to it: it stands in the addresses that files are sent to, and a browser that comes back after a
break gets its tab by it. So it serves only the browser that opened the tab, known by its forgery cookie.
"""

import time
from collections.abc import Callable
from typing import Any

from streamlit import get_option
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime, get_instance
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.web.server.starlette.starlette_app_utils import (
    decode_xsrf_token_string,
    generate_xsrf_token_string,
    validate_xsrf_token,
)

COOKIE = "_streamlit_xsrf"
GRACE = 30  # seconds that a tab is remembered for longer than Streamlit does

_keys: dict[str, str] = {}  # each tab's forgery cookie, by its id; empty where its browser keeps none
_away: dict[str, float] = {}  # since when each has had no connection


def is_of(tab: str, cookie: str) -> bool:
    """Whether the browser with this forgery cookie opened the tab. The cookie is written anew all the time; what counts
    is the secret in it.
    """
    return tab in _keys and validate_xsrf_token(_keys[tab], cookie)


def is_open_to(tab: str, cookie: str) -> bool:
    """The same; a browser that keeps no cookies counts as the one that opened a tab without any."""
    return is_of(tab, cookie) or (_keys.get(tab) == "" and not cookie)


def is_known(tab: str) -> bool:
    """Whether it is there, or was so little ago that its browser may come back."""
    return tab in _keys


def first_cookie(cookie: str) -> list[tuple[bytes, bytes]]:
    """The header that gives a browser its forgery cookie with its first page. Left alone, Streamlit gives it while the
    page connects already, without it.
    """
    if decode_xsrf_token_string(cookie)[0]:
        return []
    return [(b"set-cookie", f"{COOKIE}={generate_xsrf_token_string()}; Path=/; SameSite=Lax".encode())]


def current_tab() -> str:
    """The tab whose page is being drawn, or nothing."""
    run = get_script_run_ctx(suppress_warning=True)
    return run.session_id if run else ""


def watch(runtime: Runtime) -> None:
    """Give a tab that somebody comes back to only to its browser, and send it only what it must know."""
    connect = runtime.connect_session

    def connected(client: Any, user_info: Any, existing_session_id: str | None = None, **more: Any) -> str:
        cookie = client.client_context.cookies.get(COOKIE, "")
        known = existing_session_id if is_of(existing_session_id or "", cookie) else None
        send = client.write_forward_msg
        client.write_forward_msg = lambda message: send(discreet(message))
        tab = connect(client, user_info, known, **more)
        _keys[tab] = cookie
        _away.pop(tab, None)
        return tab

    runtime.connect_session = connected  # type: ignore[assignment, method-assign]


def discreet(message: ForwardMsg) -> ForwardMsg:
    """Without what the page doesn't need: paths, versions, and the id of this installation."""
    kind = message.WhichOneof("type")
    if kind == "new_session":
        message.new_session.ClearField("name")
        message.new_session.ClearField("main_script_path")
        message.new_session.initialize.user_info.Clear()
        message.new_session.initialize.environment_info.Clear()
        message.new_session.initialize.user_info.SetInParent()
        message.new_session.initialize.environment_info.SetInParent()
    elif kind == "git_info_changed":
        message.git_info_changed.Clear()
        message.git_info_changed.SetInParent()
    return message


def forget_left_tabs(end: Callable[[str], None]) -> None:
    """`end` those that have been without a connection for so long that Streamlit gives them to nobody any more."""
    now, runtime = time.monotonic(), get_instance()
    patience = int(get_option("server.disconnectedSessionTTL") or 120) + GRACE
    for tab in list(_keys):
        if runtime.is_active_session(tab):
            _away.pop(tab, None)
        elif now - _away.setdefault(tab, now) > patience:
            _keys.pop(tab, None)
            _away.pop(tab, None)
            end(tab)
