"""Facts on Compare and Results, without a browser: saved at the click, told truly, beside the figures that fit."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Radio

from assessment.files import dump_answers
from assessment.instrument import Answer, AnswerSheet, Council, Fact, Scope, Unfit
from assessment.store import FileDesk, Key, Kind, Said, ServerDesk, Store, StoreTrouble
from assessment.ui import resources
from assessment.ui.comparing.fact import is_old_view
from assessment.ui.shell import markdown
from tests.ui.test_pages import MAIN, page, text

POLICY = "Does your council have a formal policy on AI?"
ANY_TOOL = "Does your council use any AI tool at all, be it on trial or every day?"
NSW = Council(name="Example", country="AU", region="AU-NSW")
TAKES_ITS_PLACE = "Facts of version 0.9.0 that you gave are not asked here any more."
SENTENCE = "You do; 40&nbsp;% of 128 councils in New South Wales did in 2025 (audit; press report, grade B)."


def an_assessment(
    store: Store, council: Council = NSW, levels: Mapping[tuple[str, str], int] | None = None
) -> tuple[str, ServerDesk]:
    versions = {rubric.id: rubric.version for rubric in resources.newest()}
    token = store.create(council, Scope.FULL, versions)
    desk = store.open(token)
    assert desk
    for key, level in (levels or {}).items():
        desk.save(Key(*key), Answer(level=level), 0)
    return token, desk


def radio(app: AppTest, ask: str = POLICY) -> Radio[str]:
    return next(one for one in app.radio if one.label == ask)


def say(app: AppTest, fact: str, ask: str = POLICY) -> None:
    radio(app, ask).set_value(fact).run()
    assert not app.exception


def version() -> str:
    return resources.companions().version


def test_a_click_saves_the_fact_and_sets_it_beside_the_figure_of_ones_own_country_first(store: Store) -> None:
    token, desk = an_assessment(store)
    app = page("compare", token)

    say(app, "yes")

    assert (desk.contents().facts, desk.contents().companions) == ({"ai-policy": Fact.YES}, version())
    shown = text(app)
    assert '<span class="tick">Saved.</span> Yes.' in shown
    assert "Of 1 practice with a published figure, you have 1." in shown
    beside = shown[shown.index("Saved.") :]
    assert beside.index(SENTENCE) < beside.index("in the United States")


def test_a_no_tells_the_most_common_practice_that_is_lacking_in_ones_own_country(store: Store) -> None:
    app = page("compare", an_assessment(store)[0])

    say(app, "no")

    shown = text(app)
    assert "Of 1 practice with a published figure, you have 0. The most common in your country that you lack" in shown
    assert "You do not; 40&nbsp;% of 128 councils in New South Wales did in 2025" in shown


def test_dont_know_is_saved_and_compared_with_nothing(store: Store) -> None:
    token, desk = an_assessment(store)
    app = page("compare", token)

    say(app, "dont_know")

    assert desk.contents().facts == {"ai-policy": Fact.DONT_KNOW}
    assert "Without a yes or no there is nothing to compare." in text(app)
    assert "You do; 40&nbsp;%" not in text(app)


def test_a_level_fills_a_yes_in_and_says_so_and_a_low_level_says_nothing(store: Store) -> None:
    register, policy = ("ai-governance", "ai-register"), ("ai-governance", "ai-permitted-uses")
    token, desk = an_assessment(store, levels={register: 1, policy: 0})

    app = page("compare", token)

    assert (radio(app, ANY_TOOL).value, radio(app).value) == ("yes", None)
    assert "Filled in from your answer to “Does the council keep one list of every AI use?”" in text(app)
    assert desk.contents().facts == {}
    say(app, "no", ANY_TOOL)
    assert desk.contents().facts == {"ai-any-tool": Fact.NO}
    assert "Filled in from your answer" not in text(app)


def test_a_click_that_cannot_be_written_is_not_called_saved_and_is_tried_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, desk = an_assessment(store)
    app = page("compare", token)

    def away(*_: object) -> None:
        raise StoreTrouble

    with monkeypatch.context() as broken:
        broken.setattr(ServerDesk, "say", away)
        say(app, "yes")
        assert "Not saved yet: the server could not write it down." in text(app)
        assert "Saved." not in text(app)
        assert "You do; 40&nbsp;%" not in text(app)

    app.run()

    assert "Saved.</span> Yes." in text(app)
    assert desk.contents().facts == {"ai-policy": Fact.YES}


def test_a_fact_said_elsewhere_is_shown_with_its_link_and_the_last_click_counts(store: Store) -> None:
    token, desk = an_assessment(store)
    colleague = store.open(desk.add_link("Head of ICT"))
    assert colleague
    app = page("compare", token)
    say(app, "yes")

    colleague.say(version(), "ai-policy", Fact.NO)
    app.run()

    assert radio(app).value == "no"
    assert "Last changed through the link “Head of ICT”." in text(app)
    say(app, "yes")
    assert desk.contents().facts == {"ai-policy": Fact.YES}
    assert "Last changed through" not in text(app)


def test_a_fact_is_taken_back_and_what_a_level_says_stands_again(store: Store) -> None:
    token, desk = an_assessment(store, levels={("ai-governance", "ai-register"): 2})
    app = page("compare", token)
    say(app, "no", ANY_TOOL)

    next(button for button in app.button if button.label == "Take back").click().run()

    assert desk.contents().facts == {}
    assert radio(app, ANY_TOOL).value == "yes"
    assert "Filled in from your answer" in text(app)


def test_a_council_without_a_country_is_asked_for_it_and_nothing_is_guessed(store: Store) -> None:
    app = page("compare", an_assessment(store, Council(name="Example"))[0])

    assert "Your council's country is not given, so no figure can be put first." in text(app).replace("&#x27;", "'")
    assert "./your-data?a=" in text(app)
    assert [fold.label for fold in app.expander if fold.label.startswith("Facts ")] == []
    assert any(fold.label == "AI governance: 24 facts" for fold in app.expander)


def test_a_reader_sees_facts_beside_figures_and_can_say_nothing(store: Store) -> None:
    _, desk = an_assessment(store)
    desk.say(version(), "ai-policy", Fact.YES)

    app = page("compare", desk.add_link("Auditor", Kind.READ))

    assert SENTENCE in text(app)
    assert list(app.radio) == []
    assert [button.label for button in app.button if button.label == "Take back"] == []


@pytest.mark.parametrize(
    ("brought", "said_at", "carried", "is_old"),
    [
        (None, 0, None, True),  # nothing was chosen there
        (Fact.NO, 0, None, False),  # the page was up to date: a click that was never saved
        (Fact.NO, 3, 5, False),  # nobody has said anything since that page was drawn
        (Fact.NO, 6, 5, True),  # somebody has; the page's script names what may have been a click
        (Fact.YES, 0, 5, True),  # filled in from a level, which may have changed since
        (Fact.YES, 0, None, False),
    ],
)
def test_radios_from_before_a_restart_are_a_click_or_an_old_view(
    brought: Fact | None, said_at: int, carried: int | None, is_old: bool
) -> None:
    item = resources.companions().items["ai-any-tool"]

    assert is_old_view(Said(Fact.YES, None, said_at), item, brought, carried) is is_old


def test_facts_of_another_version_are_kept_and_not_shown(store: Store) -> None:
    token, desk = an_assessment(store)
    desk.say("0.9.0", "ai-policy", Fact.YES)

    app = page("compare", token)

    assert radio(app).value is None
    assert "You do; 40&nbsp;%" not in text(app)
    assert desk.contents().facts == {"ai-policy": Fact.YES}
    assert TAKES_ITS_PLACE in text(app)
    say(app, "no")
    assert TAKES_ITS_PLACE not in text(app)


def test_before_a_fact_takes_the_place_of_others_in_ones_file_that_is_said(store: Store) -> None:
    unfit = Unfit("", "0.9.0", '{"gone": "yes"}', None, is_facts=True)
    versions = {rubric.id: rubric.version for rubric in resources.newest()}
    desk = FileDesk.of(AnswerSheet(council=NSW, rubrics=versions).with_unfit((unfit,)))
    app = AppTest.from_file(MAIN, default_timeout=30)
    app.session_state["file-desk"] = desk
    app.run().switch_page("../views/compare.py").run()
    assert TAKES_ITS_PLACE in text(app)
    assert "They stay in your file as they are." in text(app)

    say(app, "yes")

    assert b'"0.9.0"' not in dump_answers(desk.contents().sheet())
    assert "They stay in your file as they are." not in text(app)


def test_what_a_folder_of_companion_questions_says_is_never_markup(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask, heading = "Does your council keep [a list](https://example.org)?", "*All* on AI"
    known = resources.companions()
    first = known.areas[0]
    item = first.items[0].model_copy(update={"ask": ask, "core": False})
    areas = (replace(first, title=heading, items=(item,)), *known.areas[1:])
    monkeypatch.setattr(resources, "companions", lambda: replace(known, areas=areas))

    app = page("compare", an_assessment(store)[0])

    label = next(fold.label for fold in app.expander if "on AI: 1 fact" in fold.label)
    assert label == f"More on {markdown(heading)}: 1 fact"
    app.session_state[f"facts-{first.id}"] = True
    app.run()
    say(app, "yes", markdown(ask))
    back = next(button for button in app.button if button.label == "Take back")
    assert back.help == f"Take back: {markdown(ask)}"


def test_results_show_each_fact_with_its_nearest_figure_alone(store: Store) -> None:
    token, desk = an_assessment(store, levels={("ai-governance", "ai-register"): 2})
    assert "Facts beside surveys" not in text(page("results", token))
    desk.say(version(), "ai-policy", Fact.YES)
    levels = {(rubric.id, question.id): 2 for rubric in resources.newest() for question in rubric.questions}
    for key, level in levels.items():
        desk.save(Key(*key), Answer(level=level), desk.revision())

    shown = text(page("results", token))

    assert "Facts beside surveys" in shown
    assert SENTENCE in shown
    facts = shown[shown.index('id="facts"') : shown.index('id="answers"')]
    assert "637 local governments" not in facts  # the next of the same fact


def test_the_history_says_when_and_through_which_link_a_fact_was_said(store: Store) -> None:
    token, desk = an_assessment(store)
    desk.say(version(), "ai-policy", Fact.YES)
    app = page("your_data", token)

    app.session_state["history"] = True
    app.run()

    assert f"{POLICY} Yes." in text(app)
    assert "through “First link”." in text(app)
