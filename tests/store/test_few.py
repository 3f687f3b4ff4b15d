"""What costs every council something can be done only so often by one."""

from datetime import timedelta

import pytest

from assessment.instrument import BadInput
from assessment.store import ServerDesk, Store
from assessment.store.limits import GIVES_A_DAY, MOST_LINKS
from tests.store.desks import Watch, a_desk, opened
from tests.store.looking import rows


def test_an_assessment_has_so_many_links_and_no_more(store: Store, desk: ServerDesk, database_url: str) -> None:
    for number in range(MOST_LINKS - 1):
        desk.add_link(f"Link {number}")
    with pytest.raises(BadInput, match="100 links"):
        desk.add_link("One more")

    a_desk(store).add_link("Of another")
    assert desk.replace_link(desk.links()[-1].id)
    assert desk.withdraw_link(desk.links()[-1].id)
    opened(store, desk.add_link("One more"))

    assert len(desk.links()) == MOST_LINKS
    assert len(rows(database_url)["link"]) == MOST_LINKS + 4


def test_of_links_that_were_withdrawn_the_last_hundred_are_remembered(desk: ServerDesk, database_url: str) -> None:
    desk.add_link("Stays")
    for _ in range(MOST_LINKS + 3):
        desk.replace_link(desk.links()[-1].id)

    assert len(rows(database_url)["link"]) == MOST_LINKS + 2
    assert len(desk.links()) == 2


def test_a_record_is_given_so_often_a_day_and_no_more(store: Store, desk: ServerDesk, watch: Watch) -> None:
    for number in range(GIVES_A_DAY):
        desk.give(f"record {number}")
    with pytest.raises(BadInput, match="before tomorrow"):
        desk.give("one more")

    assert desk.membership().given == f"record {GIVES_A_DAY - 1}"
    desk.take_back()
    a_desk(store).give("of another")
    watch.now += timedelta(days=1)
    desk.give("one more")

    assert desk.membership().given == "one more"
