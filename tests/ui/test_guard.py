"""The guard's own rules, without a server."""

from collections.abc import Iterator

import pytest
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from assessment.instrument import BadInput
from assessment.ui.guard import addresses, downloads, gate, settings, tabs, uploads
from assessment.ui.guard.connections import (
    ACCEPTED_AT_ONCE,
    OTHER_FILES,
    TURNS,
    Connections,
    accepted_at_once,
    room_for,
)
from assessment.ui.guard.rates import Act, Rates
from assessment.ui.guard.sockets import FLOODING, OnceAMinute


@pytest.fixture(autouse=True)
def _anew(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What is read once a process, read again."""
    kept = (settings.hosts, settings.limits, gate.names, addresses.networks, addresses.tell_once)
    for name in (settings.HOSTS, settings.PROXIES, settings.NEW, settings.WRONG, settings.CONNECTIONS):
        monkeypatch.delenv(name, raising=False)
    for one in kept:
        one.cache_clear()
    yield
    for one in kept:
        one.cache_clear()


# Settings


@pytest.mark.parametrize("name", [settings.NEW, settings.WRONG, settings.CONNECTIONS])
@pytest.mark.parametrize("given", ["many", "0", "-1", "1.5", "99999999", "٣"])
def test_a_limit_that_is_no_number_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, given: str) -> None:
    monkeypatch.setenv(name, given)

    with pytest.raises(BadInput, match=f"{name}: must be a whole number from 1 to 9999999"):
        settings.limits()


def test_the_limits_where_nothing_is_said() -> None:
    assert settings.limits() == settings.Limits(new=60, wrong=120, connections=300)


@pytest.mark.parametrize("given", ["https://maturity.example", "maturity.example/x", "a b", "maturity.example:443"])
def test_a_name_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv(settings.HOSTS, given)

    with pytest.raises(BadInput, match=r"MATURITY_HOSTS: must be names without https:// or a port"):
        settings.hosts()


def test_an_address_of_the_own_network_is_a_name_too(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not gate.is_ours("192.168.1.7:8501")

    monkeypatch.setenv(settings.HOSTS, "192.168.1.7, [fd00::7]")
    settings.hosts.cache_clear()
    gate.names.cache_clear()

    assert gate.is_ours("192.168.1.7:8501")
    assert gate.is_ours("[fd00::7]:8501")
    assert not gate.is_ours("192.168.1.8:8501")


# Addresses


@pytest.mark.parametrize(
    ("host", "counted"),
    [
        (None, "127.0.0.1"),
        ("::1", "127.0.0.1"),
        ("127.0.0.2", "127.0.0.2"),
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
    ],
)
def test_an_address_is_counted_as_one_visitor(host: str | None, counted: str) -> None:
    assert addresses.address_of([b"host", b"cookie"], host) == counted


def test_a_proxy_that_nobody_has_named_hides_its_visitors_and_the_log_says_so_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    for header in sorted(addresses.FORWARDING):
        assert addresses.address_of([b"host", header], "203.0.113.9") is None

    assert [record.getMessage()[:62] for record in caplog.records] == [
        "A proxy's forwarding header came, but FORWARDED_ALLOW_IPS name"
    ]


def test_a_proxy_that_is_named_tells_its_visitors_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(settings.PROXIES, "127.0.0.1, 10.0.0.0/8")

    assert addresses.address_of([b"x-forwarded-for", b"x-forwarded-proto"], "203.0.113.9") == "203.0.113.9"
    assert addresses.address_of([b"x-forwarded-proto"], "127.0.0.1") is None  # it tells nothing of them
    assert [addresses.is_proxy(peer) for peer in ("10.1.2.3", "127.0.0.1", "203.0.113.9", "")] == [
        True,
        True,
        False,
        False,
    ]


def test_a_header_lifts_no_limit_from_whom_is_not_the_proxy_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(settings.PROXIES, "10.9.9.9")

    for header in sorted(addresses.FORWARDING):
        assert addresses.address_of([b"host", header], "203.0.113.9") == "203.0.113.9"
    assert addresses.address_of([b"host", b"x-real-ip"], "10.9.9.9") is None


# Counting


def test_an_address_has_its_limit_and_all_have_theirs() -> None:
    rates = Rates(settings.Limits(new=2, wrong=1, connections=1))

    assert [bool(rates.count(Act.NEW, "a")) for _ in range(4)] == [False, False, True, True]
    assert "Too many links that open nothing" in [rates.count(Act.WRONG, "a") for _ in range(2)][1]
    assert [bool(rates.count(Act.NEW, f"of {number}")) for number in range(18)] == [False] * 18
    assert rates.count(Act.NEW, "one more")  # ten times two
    assert rates.count(Act.NEW, None)


def test_visitors_that_are_not_told_apart_have_the_limit_of_all() -> None:
    rates = Rates(settings.Limits(new=2, wrong=1, connections=1))

    assert [bool(rates.count(Act.NEW, None)) for _ in range(21)] == [False] * 20 + [True]


def test_connections_are_counted_by_address_and_in_all() -> None:
    counted = Connections(2, 4)

    assert [counted.enter(one) for one in ("a", "a", "a", "b", None, "c")] == [True, True, False, True, True, False]
    assert counted.is_full()
    counted.leave("a")
    assert counted.enter("a")
    for one in ("a", "a", "b", None):
        counted.leave(one)
    assert (counted.total, counted.open) == (0, {})


def test_there_are_never_more_connections_than_files_allow() -> None:
    assert room_for(3000, 1_000_000) == 3000
    assert room_for(3000, 4096) == 2048
    assert room_for(3000, 1024) == 512


def test_those_that_come_at_once_leave_files_for_all_else() -> None:
    for files in (1024, 4096, 65_536):
        room = room_for(3000, files)
        assert room + TURNS * accepted_at_once(files, room) + OTHER_FILES <= files
    assert accepted_at_once(65_536, room_for(3000, 65_536)) == ACCEPTED_AT_ONCE


def test_a_line_comes_once_a_minute(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    now = [1000.0]
    monkeypatch.setattr("assessment.ui.guard.sockets.time.monotonic", lambda: now[0])
    once = OnceAMinute(FLOODING)
    said = caplog.handler
    said.addFilter(once)
    log = __import__("logging").getLogger("asyncio")

    for seconds in (0, 0, 30, 29, 1, 0):
        now[0] += seconds
        log.error("socket.accept() out of system resource\nsocket: <socket>")
    log.error("something else")

    assert [record.getMessage()[:15] for record in caplog.records] == ["socket.accept()"] * 2 + ["something else"]


# Files


@pytest.fixture
def _a_tab(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tabs, "_keys", {"tab": "its cookie"})


@pytest.mark.usefixtures("_a_tab")
def test_room_for_files_is_kept_for_those_on_their_way_and_given_back() -> None:
    held = uploads.Uploads("/upload")
    half = 6 * 1024 * 1024

    assert held.reserve("tab", "a", half) == ""
    assert held.reserve("tab", "b", half) == uploads.FULL_TAB
    held.settle("tab", "a")  # nothing came
    assert held.sizes == {}
    assert held.reserve("tab", "b", half) == ""
    held.add_file("tab", UploadedFileRec("b", "b.json", "", b"{}"))
    assert held.sizes == {"tab": {"b": 2}}
    held.remove_session_files("tab")
    assert held.sizes == {}


def test_a_file_that_comes_after_its_tab_has_gone_is_not_kept() -> None:
    """Nobody would ever end it."""
    held = uploads.Uploads("/upload")

    assert held.reserve("tab", "a", 100) == ""
    held.add_file("tab", UploadedFileRec("a", "a.json", "", b"{}"))
    held.settle("tab", "a")

    assert (held.sizes, held.file_storage) == ({}, {})


@pytest.mark.usefixtures("_a_tab")
def test_what_is_still_on_its_way_keeps_its_room_when_its_tab_goes() -> None:
    held = uploads.Uploads("/upload")
    held.reserve("tab", "here", 2)
    held.add_file("tab", UploadedFileRec("here", "a.json", "", b"{}"))
    held.reserve("tab", "coming", 100)

    held.remove_session_files("tab")

    assert held.sizes == {"tab": {"coming": 100}}
    held.settle("tab", "coming")
    assert held.sizes == {}


def test_one_address_does_not_take_all_the_room_for_files() -> None:
    held = uploads.Uploads("/upload")
    ten = 10 * 1024 * 1024

    assert [held.reserve(f"tab {number}", "a", ten, "a") for number in range(5)] == [""] * 4 + [uploads.FULL]
    assert held.reserve("another's", "a", ten - 1, "b") == ""
    assert held.reserve("another's", "b", 1, "a") == uploads.FULL  # who moves takes along what the tab holds
    assert held.reserve("not told apart", "a", ten, None) == ""
    for number in range(4):
        held.release(f"tab {number}", "a")
    assert held.reserve("tab 4", "a", ten, "a") == ""
    assert set(held.owners) == {"another's", "not told apart", "tab 4"}


def test_all_tabs_together_hold_two_hundred_megabytes() -> None:
    held = uploads.Uploads("/upload")
    ten = 10 * 1024 * 1024

    assert [held.reserve(f"tab {n}", "a", ten, f"{n}") for n in range(21)] == [""] * 20 + [uploads.FULL]


def test_two_files_that_differ_in_one_place_are_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit takes two large ones for the same where their beginning, middle and end are alike."""
    held = downloads.Downloads("/media")
    one = b"0,1\n" * 1_000_000
    other = one[:700_000] + b"9" + one[700_001:]

    first, second = (
        held.load_and_get_id(data, "text/csv", MediaFileKind.DOWNLOADABLE, "pool.csv") for data in (one, other)
    )

    assert first != second
    assert (held.get_file(f"{first}.csv").content, held.get_file(second).content) == (one, other)


def test_a_file_goes_a_minute_after_the_page_stopped_offering_it(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr("assessment.ui.guard.downloads.time.monotonic", lambda: now[0])
    held = downloads.Downloads("/media")
    names = [held.load_and_get_id(b"%d" % number, "", MediaFileKind.DOWNLOADABLE) for number in range(13)]

    held.delete_file(names[0])
    held.end_unused()
    assert names[0] in held.held
    held.load_and_get_id(b"0", "", MediaFileKind.DOWNLOADABLE)  # offered again
    now[0] += 61
    held.end_unused()
    assert names[0] in held.held
    for name in names[1:]:
        held.delete_file(name)
    assert len(held.held) == 1 + downloads.MOST_KEPT
    now[0] += 61
    held.end_unused()
    assert list(held.held) == [names[0]]


def test_only_the_browser_that_opened_a_tab_is_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string

    first, again, other = (generate_xsrf_token_string(secret * 16, 1) for secret in (b"a", b"a", b"b"))
    monkeypatch.setattr(tabs, "_keys", {"tab": first, "without": ""})

    assert first != again  # written anew, the same secret
    assert tabs.is_of("tab", again)
    assert not tabs.is_of("tab", other)
    assert not tabs.is_of("no tab", first)
    assert not tabs.is_of("without", "")
    assert tabs.is_open_to("without", "")
    assert not tabs.is_open_to("without", first)
    assert not tabs.is_open_to("tab", "")
