"""What one visit holds: which assessment is open, what its page has shown, its own peers. All else is derived."""

from assessment.ui.session.opened import (
    address,
    desk,
    desk_name,
    forget_desk,
    know_revision,
    known_revision,
    open_file_desk,
    remember_seen,
    seen,
    wrote_revision,
)
from assessment.ui.session.page import (
    begin_page_run,
    draw_mark,
    is_page_run,
    redraw,
    set_notice,
    take_notice,
    takes_redraw,
)
from assessment.ui.session.parameters import IN_FILE, KEPT, THEME, TOKEN, begin_run, show_address, token, token_in
from assessment.ui.session.peers import data_notice, own_pool, peer_choice, set_own_pool, set_peer_choice

__all__ = [
    "IN_FILE",
    "KEPT",
    "THEME",
    "TOKEN",
    "address",
    "begin_page_run",
    "begin_run",
    "data_notice",
    "desk",
    "desk_name",
    "draw_mark",
    "forget_desk",
    "is_page_run",
    "know_revision",
    "known_revision",
    "open_file_desk",
    "own_pool",
    "peer_choice",
    "redraw",
    "remember_seen",
    "seen",
    "set_notice",
    "set_own_pool",
    "set_peer_choice",
    "show_address",
    "take_notice",
    "takes_redraw",
    "token",
    "token_in",
    "wrote_revision",
]
