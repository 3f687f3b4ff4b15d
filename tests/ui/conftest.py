"""The store behind the pages, where they are drawn without a server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assessment.store import Store
from assessment.ui import resources


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("MATURITY_DATABASE_URL", f"sqlite:///{tmp_path / 'pages.db'}")
    resources.store.cache_clear()
    yield resources.store()
    resources.store().close()
    resources.store.cache_clear()
