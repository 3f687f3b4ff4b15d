"""The store on each database. `desk` is what the first link opens, `colleague` what a second one to the same opens."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from assessment.store import ServerDesk, Store
from tests.store.desks import NINE, Watch, a_desk, a_second_desk


@pytest.fixture
def watch() -> Watch:
    return Watch(NINE)


@pytest.fixture
def store(database_url: str, watch: Watch) -> Iterator[Store]:
    with closing(Store(database_url, clock=watch)) as opened:
        yield opened


@pytest.fixture
def desk(store: Store) -> ServerDesk:
    return a_desk(store)


@pytest.fixture
def colleague(store: Store, desk: ServerDesk) -> ServerDesk:
    return a_second_desk(store, desk, "Colleague")
