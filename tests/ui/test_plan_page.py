"""The plan's page, without a browser: in order, what if, planned, said truly."""

import pytest
from streamlit.testing.v1 import AppTest

from assessment.instrument import Answer, Council, Decision, MoveState, PlannedMove, Scope
from assessment.store import THE_DECISION, Intends, Key, Kind, ServerDesk, Spot, Store, StoreTrouble
from assessment.ui import resources
from tests.ui.test_pages import page, text

REGISTER = ("ai-governance", "ai-register")
SPOT = Spot(Intends.MOVE, REGISTER[0], question=REGISTER[1])


def an_assessment(store: Store, scope: Scope = Scope.FULL, level: int = 1) -> tuple[str, ServerDesk]:
    """Every question at a level, but the register at none and another unknown."""
    versions = {rubric.id: rubric.version for rubric in resources.newest()}
    token = store.create(Council(name="Example <b>Borough</b>"), scope, versions)
    desk = store.open(token)
    assert desk
    for rubric in resources.newest():
        for question in rubric.questions:
            if scope is Scope.FULL or question.quick:
                desk.save(Key(rubric.id, question.id), Answer(level=min(level, question.top)), 0)
    desk.save(Key(*REGISTER), Answer(level=0), desk.entry(Key(*REGISTER)).revision)
    return token, desk


def pressed(app: AppTest, label: str, number: int = 0) -> None:
    [button for button in app.button if button.label == label][number].click().run()
    assert not app.exception


def test_the_smallest_set_stands_first_then_the_others_ten_at_first(store: Store) -> None:
    token, _ = an_assessment(store)
    app = page("plan", token)

    shown = text(app)

    assert "The least work that brings AI governance to level 1, Begun" in shown
    assert shown.index("For the next level") < shown.index("Other moves")
    more = next(button.label for button in app.button if button.label.startswith("Show all "))
    before = shown.count('<h3 class="question">')
    pressed(app, more)
    assert text(app).count('<h3 class="question">') > before


def test_a_tick_says_what_would_hold_and_changes_nothing(store: Store) -> None:
    token, desk = an_assessment(store)
    app = page("plan", token)
    revision = desk.revision()

    app.checkbox[0].check().run()

    shown = text(app)
    assert "If this move were done, the score would be" in shown
    assert "The overall level would be 1; it is 0." in shown
    assert "If the ticked moves were done" in shown
    assert desk.revision() == revision
    pressed(app, "Clear the ticks")
    assert "Tick moves to see what would hold" in text(app)
    assert not any(box.value for box in app.checkbox)


def plan_it(app: AppTest) -> None:
    pressed(app, "Plan this")


def field(app: AppTest, label: str):
    found = [*app.text_input, *app.text_area, *app.selectbox]
    return next(one for one in found if one.label.startswith(label))


def test_a_move_is_planned_from_what_the_plan_proposes_and_each_change_is_saved(store: Store) -> None:
    token, desk = an_assessment(store)
    app = page("plan", token)

    plan_it(app)

    assert desk.contents().kept(SPOT).value == PlannedMove(before=0, to=1)
    field(app, "Owner").set_value("Head of ICT").run()
    assert "Saved." in text(app)
    field(app, "Due").set_value("31 Mar 2030").run()
    field(app, "How far").set_value("doing").run()
    field(app, "Effort").set_value("L").run()
    field(app, "Note").set_value("With the auditors.").run()
    move = desk.contents().kept(SPOT).value
    assert isinstance(move, PlannedMove)
    assert (move.owner, str(move.due), move.state, move.note) == (
        "Head of ICT",
        "2030-03-31",
        MoveState.DOING,
        "With the auditors.",
    )
    assert "Doing; Head of ICT; by 31 March 2030; effort large (months, or new money)." in text(app)


def outline(block) -> list[object]:
    """What stands where, without what it says."""
    return [(one.type, outline(one)) if hasattr(one, "children") else one.type for one in block.children.values()]


def test_where_a_field_stands_does_not_depend_on_what_was_pressed_before(store: Store) -> None:
    """A page that comes back after a restart is drawn over the old one: a field that moved would lose what is typed."""
    token, _ = an_assessment(store)
    app = page("plan", token)
    plan_it(app)

    assert outline(app.main) == outline(page("plan", token).main)


@pytest.mark.parametrize(
    ("label", "typed", "told"),
    [
        ("Owner", "x" * 201, "This has 201 characters; please shorten it to 200."),
        ("Due", "31/02/2030", "is not a day of the calendar"),
        ("Due", "soon", "please write day, month and year"),
    ],
)
def test_what_can_not_be_kept_is_said_beside_its_field_and_stays_in_it(
    store: Store, label: str, typed: str, told: str
) -> None:
    token, desk = an_assessment(store)
    app = page("plan", token)
    plan_it(app)

    field(app, label).set_value(typed).run()

    assert told in text(app)
    assert "Not saved yet: please mend what is marked above." in text(app)
    assert field(app, label).value == typed
    field(app, "Note").set_value("Kept meanwhile.").run()
    move = desk.contents().kept(SPOT).value
    assert isinstance(move, PlannedMove)
    assert move.note == "Kept meanwhile."
    assert field(app, label).value == typed


def test_what_was_typed_of_a_move_that_somebody_took_out_is_shown_until_it_is_planned_again(store: Store) -> None:
    token, desk = an_assessment(store)
    app = page("plan", token)
    plan_it(app)
    desk.intend(SPOT, None, desk.contents().kept(SPOT).value)

    field(app, "Note").set_value("With <b>the</b> auditors.").run()

    told = "Not saved: somebody took this move out of the plan. You had typed: “With &lt;b&gt;the&lt;/b&gt; auditors.”"
    assert told in text(app)
    assert told in text(app.run())
    plan_it(app)
    assert "You had typed" not in text(app)
    assert desk.contents().kept(SPOT).value == PlannedMove(before=0, to=1)


def test_what_one_took_out_oneself_was_not_lost(store: Store) -> None:
    app = page("plan", an_assessment(store)[0])
    plan_it(app)
    field(app, "Note").set_value("With the auditors.").run()

    pressed(app, "Remove from the plan")

    assert "You had typed" not in text(app)


def test_a_day_in_the_past_is_kept_and_remarked(store: Store) -> None:
    token, desk = an_assessment(store)
    app = page("plan", token)
    plan_it(app)

    field(app, "Due").set_value("1 May 2020").run()

    assert "This date is past." in text(app)
    move = desk.contents().kept(SPOT).value
    assert isinstance(move, PlannedMove)
    assert str(move.due) == "2020-05-01"


def test_while_the_database_is_away_it_is_not_called_saved_and_is_tried_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, desk = an_assessment(store)
    app = page("plan", token)
    plan_it(app)

    def away(*_: object) -> None:
        raise StoreTrouble

    with monkeypatch.context() as broken:
        broken.setattr(ServerDesk, "intend", away)
        field(app, "Owner").set_value("Head of ICT").run()
        assert "Not saved yet: the server could not write it down." in text(app)
        assert "Saved." not in text(app)
    app.run()

    assert "Saved." in text(app)
    move = desk.contents().kept(SPOT).value
    assert isinstance(move, PlannedMove)
    assert move.owner == "Head of ICT"


def test_what_somebody_else_changes_is_shown_and_other_fields_are_left(store: Store) -> None:
    token, desk = an_assessment(store)
    colleague = store.open(desk.add_link("Head of ICT"))
    assert colleague
    app = page("plan", token)
    plan_it(app)
    seen = desk.contents().kept(SPOT).value
    assert isinstance(seen, PlannedMove)

    colleague.intend(SPOT, seen.model_copy(update={"note": "From a colleague."}), seen)
    field(app, "Owner").set_value("Clerk").run()

    move = desk.contents().kept(SPOT).value
    assert isinstance(move, PlannedMove)
    assert (move.owner, move.note) == ("Clerk", "From a colleague.")
    assert field(app, "Note").value == "From a colleague."


def test_a_move_whose_answer_has_moved_on_says_so_and_a_done_one_asks_for_the_answer(store: Store) -> None:
    token, desk = an_assessment(store)
    desk.intend(SPOT, PlannedMove(before=1, to=2, state="done"))

    app = page("plan", token)
    pressed_fold = text(app)
    assert "Done and dropped" in " ".join(fold.label for fold in app.expander)
    desk.intend(SPOT, PlannedMove(before=1, to=2))
    shown = text(page("plan", token))

    assert "The answer is now level 0; this move was from 1 to 2." in shown
    assert pressed_fold


def test_a_move_is_removed(store: Store) -> None:
    token, desk = an_assessment(store)
    app = page("plan", token)
    plan_it(app)

    pressed(app, "Remove from the plan")

    assert desk.contents().kept(SPOT).value is None
    assert "Remove from the plan" not in [button.label for button in app.button]


def test_a_reader_sees_the_plan_and_can_change_nothing_of_it(store: Store) -> None:
    _, desk = an_assessment(store)
    desk.intend(SPOT, PlannedMove(before=0, to=1, owner="Ann Example", note="Secret."))
    reading = desk.add_link("Auditor", Kind.READ)

    app = page("plan", reading)

    shown = text(app)
    assert "To do; nobody named; no day set." in shown
    assert "Ann Example" not in shown
    assert "Secret." not in shown
    labels = [button.label for button in app.button]
    assert [label for label in labels if label.startswith(("Plan", "Remove", "Put"))] == []
    assert not [*app.text_input, *app.text_area, *app.selectbox][1:]  # but for the page's own hidden field
    revision = desk.revision()
    app.checkbox[0].check().run()
    assert desk.revision() == revision


def test_what_fits_no_question_here_topples_no_page(store: Store) -> None:
    token, desk = an_assessment(store)
    desk.intend(Spot(Intends.MOVE, "ai-governance", question="gone"), PlannedMove(before=0, to=1))
    desk.intend(Spot(Intends.TARGET, "ai-governance"), 9)

    for name in ("plan", "results", "check", "compare"):
        shown = text(page(name, token))
        assert "could not be shown" not in shown, name


def test_a_quick_check_has_a_plan_without_levels(store: Store) -> None:
    token, _ = an_assessment(store, Scope.QUICK)

    shown = text(page("plan", token))

    assert "A quick check states no level" in shown


def test_nothing_answered_is_nothing_to_plan(store: Store) -> None:
    versions = {rubric.id: rubric.version for rubric in resources.newest()}
    shown = text(page("plan", store.create(Council(), Scope.FULL, versions)))

    assert "Nothing is answered yet, so there is nothing to plan." in shown


def test_a_target_is_saved_at_once_and_told_beside_how_far_it_is(store: Store) -> None:
    token, desk = an_assessment(store)
    app = page("plan", token)
    app.session_state["aims-ai-governance"] = True
    app.run()

    next(box for box in app.selectbox if box.label == "AI governance").set_value(3).run()

    assert desk.contents().kept(Spot(Intends.TARGET, "ai-governance")).value == 3
    assert "Saved." in text(app)
    assert '3</td><td role="cell" data-label="How far">30\u00a0% to target' in text(app)
    theme = resources.newest()[0].themes[0]
    next(box for box in app.selectbox if box.label == theme.title).set_value(2).run()
    assert desk.contents().kept(Spot(Intends.TARGET, "ai-governance", theme=theme.id)).value == 2
    results = text(page("results", token))
    assert 'class="aim"' in results
    assert "Target ◇" in results


def test_a_quick_check_says_once_that_it_has_no_targets(store: Store) -> None:
    token, _ = an_assessment(store, Scope.QUICK)

    shown = text(page("plan", token))

    assert shown.count("A quick check has no levels, so there are no targets.") == 1
    assert "Target" not in text(page("results", token))


def test_a_decision_is_drafted_from_the_plan_and_changed_at_will(store: Store) -> None:
    token, desk = an_assessment(store)
    desk.intend(SPOT, PlannedMove(before=0, to=1, due="2027-03-31"))
    app = page("plan", token)

    pressed(app, "Draft it from the plan")

    asked = desk.contents().kept(THE_DECISION).value
    assert isinstance(asked, Decision)
    assert asked.text.startswith("We ask the board to agree: ")
    assert asked.text.endswith(" by 31 March 2027.")
    assert [place.question for place in asked.moves] == [REGISTER[1]]
    assert field(app, "We ask the board").value == asked.text
    field(app, "Cost").set_value("Two days").run()
    field(app, "Decision by").set_value("1 May 2027").run()
    now = desk.contents().kept(THE_DECISION).value
    assert isinstance(now, Decision)
    assert (now.text, now.cost, str(now.date), now.moves) == (asked.text, "Two days", "2027-05-01", asked.moves)
    field(app, "We ask the board").set_value("").run()
    assert desk.contents().kept(THE_DECISION).value is None


def test_too_long_a_decision_is_said_and_stays_as_typed(store: Store) -> None:
    token, desk = an_assessment(store)
    app = page("plan", token)

    field(app, "We ask the board").set_value("x" * 401).run()

    assert "This has 401 characters; please shorten it to 400." in text(app)
    assert field(app, "We ask the board").value == "x" * 401
    assert desk.contents().kept(THE_DECISION).value is None
    field(app, "Cost").set_value("Much").run()
    assert "please mend what is marked above" in text(app) or "please write what the board" in text(app)
    field(app, "We ask the board").set_value("Agree.").run()
    now = desk.contents().kept(THE_DECISION).value
    assert isinstance(now, Decision)
    assert (now.text, now.cost) == ("Agree.", "Much")


def test_a_draft_needs_a_planned_move_and_a_reader_is_told_what_is_asked(store: Store) -> None:
    token, desk = an_assessment(store)
    app = page("plan", token)
    pressed(app, "Draft it from the plan")
    assert "Plan a move first" in text(app)

    reading = desk.add_link("Board", Kind.READ)
    assert "No decision is asked for." in text(page("plan", reading))
    desk.intend(THE_DECISION, Decision(text="Agree <b>it</b>."))
    assert "Agree &lt;b&gt;it&lt;/b&gt;." in text(page("plan", reading))


def test_what_was_changed_in_the_plan_is_told_and_put_back(store: Store) -> None:
    token, desk = an_assessment(store)
    move = PlannedMove(before=0, to=1, owner="Clerk")
    desk.intend(SPOT, move)
    desk.intend(SPOT, move.model_copy(update={"owner": "Head of ICT"}), move)
    desk.intend(SPOT, None)
    app = page("plan", token)
    app.session_state["plan-history"] = True
    app.run()

    shown = text(app)
    assert "through “First link”: the move from 0 to 1 (Head of ICT) became nothing." in shown
    assert "owner: “Clerk” became “Head of ICT”" in shown
    pressed(app, "Undo")
    assert desk.contents().kept(SPOT).value == move.model_copy(update={"owner": "Head of ICT"})


def test_what_fits_no_question_is_named_and_taken_out(store: Store) -> None:
    token, desk = an_assessment(store)
    gone = Spot(Intends.MOVE, "ai-governance", question="gone")
    desk.intend(gone, PlannedMove(before=0, to=1))
    app = page("plan", token)
    assert "AI governance: gone: a planned move" in text(app)

    pressed(app, "Take it out")

    assert desk.contents().kept(gone).value is None
    assert "a planned move" not in text(app)


def test_results_has_what_is_planned_first_and_nothing_that_is_done_or_dropped(store: Store) -> None:
    token, desk = an_assessment(store)
    other = Spot(Intends.MOVE, "cloud-control", question=resources.newest()[1].questions[0].id)
    desk.intend(SPOT, PlannedMove(before=0, to=1, state="dropped"))
    shown = text(page("results", token)).partition("What to do first")[2].partition("The whole plan")[0]
    assert "keep one list of every AI use" not in shown
    assert shown.count("<li>") == 3

    desk.intend(other, PlannedMove(before=1, to=2, owner="Clerk"))
    shown = text(page("results", token)).partition("What to do first")[2].partition("The whole plan")[0]
    assert shown.count("<li>") == 1
    assert "Planned: To do; Clerk; no day set." in shown
