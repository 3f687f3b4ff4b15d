"""Who comes in: under which name, from which address, how often, with how many connections, and for how long."""

from assessment.ui.guard.files import Files, end_downloads, hold_files, looked_after
from assessment.ui.guard.gate import Gate
from assessment.ui.guard.paths import base_path, path_in
from assessment.ui.guard.rates import Act, TooOften, count, count_try, is_spent, visitor
from assessment.ui.guard.settings import hosts, limits
from assessment.ui.guard.sockets import bound_sockets
from assessment.ui.guard.tabs import COOKIE, first_cookie
from assessment.ui.guard.told import page
from assessment.ui.guard.uploads import free

__all__ = [
    "COOKIE",
    "Act",
    "Files",
    "Gate",
    "TooOften",
    "base_path",
    "bound_sockets",
    "count",
    "count_try",
    "end_downloads",
    "first_cookie",
    "free",
    "hold_files",
    "hosts",
    "is_spent",
    "limits",
    "looked_after",
    "page",
    "path_in",
    "visitor",
]
