"""How the app is set up at its start: variables over shipped settings, and an address that a browser finds."""

import pytest
from streamlit import config

from assessment.instrument import BadInput
from assessment.ui.shell import server


def test_a_variable_is_read_as_streamlit_itself_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_ADDRESS", "0.0.0.0")
    monkeypatch.setenv("STREAMLIT_SERVER_PORT", "8765")
    monkeypatch.setenv("STREAMLIT_SERVER_HEADLESS", "true")
    monkeypatch.setenv("STREAMLIT_SERVER_COOKIE_SECRET", "secret")  # Streamlit takes this one from the variable alone

    found = server.variables()

    assert (found["server.address"], found["server.port"], found["server.headless"]) == ("0.0.0.0", 8765, True)
    assert "server.cookieSecret" not in found
    assert "target" not in found


@pytest.mark.parametrize(
    ("name", "value"), [("STREAMLIT_SERVER_PORT", "eight"), ("STREAMLIT_SERVER_HEADLESS", "perhaps")]
)
def test_a_variable_that_makes_no_sense_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(BadInput) as refused:
        server.variables()

    assert str(refused.value) == f"{name}: has a value that it can't have; correct or unset it"


def test_the_shipped_settings_are_options_that_streamlit_knows() -> None:
    shipped = server.shipped_settings()

    assert set(shipped) <= set(config.get_config_options())
    assert shipped["server.address"] == "127.0.0.1"
    assert len(shipped["theme.fontFaces"]) == 2


@pytest.mark.parametrize(
    ("bound", "shown", "url"),
    [
        ("127.0.0.1", None, "http://localhost:8501/"),
        ("0.0.0.0", None, "http://localhost:8501/"),
        (None, None, "http://localhost:8501/"),
        ("192.0.2.7", None, "http://192.0.2.7:8501/"),
        ("192.0.2.7", "council.example", "http://council.example:8501/"),
        ("2001:db8::7", None, "http://[2001:db8::7]:8501/"),
    ],
)
def test_the_address_is_one_that_a_browser_finds(
    monkeypatch: pytest.MonkeyPatch, bound: str | None, shown: str | None, url: str
) -> None:
    options = {"server.address": bound, "browser.serverAddress": shown or "localhost", "server.baseUrlPath": ""}
    monkeypatch.setattr(server.config, "get_option", lambda name: options.get(name, 8501 if "Port" in name else None))

    assert server.address() == url


@pytest.mark.parametrize(("address", "port"), [("127.0.0.1", 99_999), ("192.0.2.7", 0), ("2001:db8::7", 0)])
def test_where_nobody_can_listen_is_said_in_words(address: str, port: int) -> None:
    with pytest.raises(BadInput) as refused:
        server.try_out(address, port)

    assert str(refused.value) == f"port {port} of {address}: can't be listened on"


def test_any_free_port_of_this_machine_will_do() -> None:
    server.try_out("127.0.0.1", 0)
    server.try_out(None, 0)


def test_a_browser_is_opened_only_where_it_has_a_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server.sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    assert not server.has_display()

    monkeypatch.setenv("DISPLAY", ":0")
    assert server.has_display()
