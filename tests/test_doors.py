"""The contract on doors fails where it must: on a graph made by hand."""

import pytest
from grimp import ImportGraph
from importlinter import output

from tests.doors import Doors

ROOMS = ["house.*", "house.attic.*"]
MODULES = ["house", "house.hall", "house.hall.coats", "house.attic", "house.attic.trunk", "house.attic.trunk.hats"]


def behind(*imports: tuple[str, str], rooms: list[str] = ROOMS) -> list[tuple[str, str]]:
    graph = ImportGraph()
    for module in MODULES:
        graph.add_module(module)
    for importer, imported in imports:
        graph.add_import(importer=importer, imported=imported)
    contract = Doors(name="doors", session_options={}, contract_options={"rooms": rooms})
    check = contract.check(graph, verbose=False)
    contract.render_broken_contract(check)
    found: list[tuple[str, str]] = check.metadata["behind"]
    assert check.kept is not bool(found)
    return found


@pytest.mark.parametrize(
    "allowed",
    [
        ("house.attic", "house.hall"),
        ("house.attic.trunk.hats", "house.hall"),
        ("house.hall", "house.hall.coats"),
        ("house.hall.coats", "house.attic.trunk"),
    ],
)
def test_through_a_door_or_within_a_room_all_may_pass(allowed: tuple[str, str]) -> None:
    assert behind(allowed) == []


@pytest.mark.parametrize(
    "refused",
    [
        ("house.attic", "house.hall.coats"),
        ("house.hall.coats", "house.attic.trunk.hats"),
        ("house.attic", "house.attic.trunk.hats"),
        ("house", "house.hall.coats"),
    ],
)
def test_nothing_behind_a_door_is_reached_from_outside(refused: tuple[str, str]) -> None:
    assert behind(refused, ("house.attic", "house.hall")) == [refused]


def test_rooms_that_are_not_there_are_no_reason_to_be_content() -> None:
    with pytest.raises(Exception, match="nowhere"):
        behind(rooms=["nowhere.*"])


def test_what_is_wrong_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(output, "print_error", lambda text, **_: said.append(text))

    behind(("house.attic", "house.hall.coats"))

    assert said == ["house.attic imports house.hall.coats, which is behind a door; import from the room"]
