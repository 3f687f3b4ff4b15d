"""The owner reads what happened to the assessment as a whole."""

import pytest

from assessment.store import Event, Store
from assessment.ui.keeping.events import TOLD
from tests.ui.test_pages import an_assessment, come_in, page, text


def test_your_data_tells_what_happened_to_it_and_to_no_other(store: Store) -> None:
    token = an_assessment(store)
    desk = store.open(token)
    assert desk is not None
    desk.add_link("Marian")
    an_assessment(store)
    app = page()
    come_in(app, token)
    app.session_state["events"] = True
    app.switch_page("../views/your_data.py").run()

    assert not app.exception
    assert text(app).count("it was made.") == 1
    assert "UTC: a link was made." in text(app)


@pytest.mark.parametrize("event", sorted(set(Event) - {Event.GONE, Event.WRONG_LINKS}))
def test_every_event_of_an_assessment_has_words(event: Event) -> None:
    assert TOLD[event]


@pytest.mark.parametrize(("given", "said"), [(None, False), ("24m", True)])
def test_the_operators_term_is_said_where_there_is_one(
    store: Store, monkeypatch: pytest.MonkeyPatch, given: str | None, said: bool
) -> None:
    if given:
        monkeypatch.setenv("MATURITY_UNUSED_FOR", given)

    told = text(page("your_data", an_assessment(store))).replace("\xa0", " ")

    assert ("24 months: it is closed then" in told) is said
    assert ("removes what nobody has opened" in told) is said
