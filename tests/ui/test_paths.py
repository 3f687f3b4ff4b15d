"""Paths are compared as if the app stood at the root."""

import pytest

from assessment.ui.guard import paths


@pytest.mark.parametrize(
    ("set_to", "path", "inner"),
    [
        ("", "/answer", "/answer"),
        ("", "/", "/"),
        ("maturity", "/maturity/answer", "/answer"),
        ("/maturity/", "/maturity/answer", "/answer"),
        ("maturity", "/maturity/", "/"),
        ("maturity", "/maturity", "/"),
        ("maturity", "/maturity-of-others/answer", "/maturity-of-others/answer"),
        ("maturity", "/answer", "/answer"),
        ("tools/maturity", "/tools/maturity/a", "/a"),
        ("tools/maturity", "/tools", "/tools"),
        ("maturity", "/maturity/maturity/x", "/maturity/x"),
    ],
)
def test_a_path_is_read_without_the_base_path(
    monkeypatch: pytest.MonkeyPatch, set_to: str, path: str, inner: str
) -> None:
    monkeypatch.setattr(paths, "get_option", lambda name: set_to)

    assert paths.path_in({"path": path}) == inner
