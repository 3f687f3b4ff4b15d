"""An assessment taken over to the next version: what counts, what waits, what is asked again; nothing is lost."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.files import (
    dump_answers,
    load_crosswalks,
    load_rubrics,
    open_answers,
    parse_answers,
    parse_crosswalk,
    shipped_rubrics,
)
from assessment.instrument import (
    BLANK,
    Answer,
    AnswerSheet,
    AreaTargets,
    BadInput,
    Crosswalks,
    Fact,
    Mark,
    PlannedMove,
    Reason,
    State,
    TakenOver,
    check_against,
    take_over,
)
from assessment.scoring import score
from tests.builders import DONT_KNOW, NA, a_document, a_question, a_rubric, a_sheet, an_answer, rubrics_of
from tests.crosswalks import FILE, NEW, OLD, RUBRICS, a_walk, walks


def a_sheet_of(**answers: Answer) -> AnswerSheet:
    return AnswerSheet(date="2026-05-14", rubrics={"area": "1.0.0"}, answers={"area": answers})


def taken_over(answer: Answer, id: str = "q1") -> TakenOver:
    return take_over(a_sheet_of(**{id: answer}), walks(), RUBRICS)


@pytest.mark.parametrize(
    ("level", "counts", "mark"),
    [
        (0, 0, Mark.BECOMES),
        (1, 1, Mark.CONFIRM),
        (2, None, Mark.ASK),
        (3, 2, Mark.CONFIRM),
        (4, 4, Mark.BECOMES),
    ],
)
def test_a_level_goes_where_the_crosswalk_leads_with_its_note_and_evidence(
    level: int, counts: int | None, mark: Mark
) -> None:
    answer = an_answer(level, note="As we said.", evidence=(a_document(),))

    taken = taken_over(answer)

    (one,) = (one for one in taken.answers if one.question == "q1")
    after = taken.sheet.answer("area", "q1")
    assert (one.mark, one.before, one.after) == (mark, answer, after)
    assert one.statement == f"What can be seen at {level}."
    assert (after.level, after.note, after.evidence) == (counts, answer.note, answer.evidence)
    earlier = None if mark is Mark.BECOMES else {"version": "1.0.0", "level": level, "not_applicable": None}
    assert (after.earlier and after.earlier.model_dump()) == earlier


def test_a_level_alone_that_must_be_asked_again_leaves_its_mark() -> None:
    after = taken_over(an_answer(2)).sheet.answer("area", "q1")

    assert after.state is State.BLANK
    assert after.earlier is not None
    assert after.earlier.level == 2


@pytest.mark.parametrize(
    "answer",
    [
        an_answer(DONT_KNOW, note="Ask ICT."),
        an_answer(NA),
        an_answer(NA, not_applicable="other", note="So."),
        Answer(note="Only a note."),
        Answer(evidence=(a_document(),)),
    ],
    ids=["don't know", "doesn't apply", "another reason", "a note", "evidence"],
)
def test_what_is_no_level_stays_as_it_was(answer: Answer) -> None:
    taken = taken_over(answer)

    assert taken.sheet.answer("area", "q1") == answer
    assert [one.mark for one in taken.answers if one.question == "q1"] == [Mark.BECOMES]


def test_a_reason_that_names_a_dropped_question_is_asked_again() -> None:
    taken = taken_over(an_answer(NA, not_applicable="superseded_by", superseded_by="gone", note="See there."))

    after = taken.sheet.answer("area", "q1")
    assert (after.state, after.note) == (State.BLANK, "See there.")
    assert after.earlier is not None
    assert after.earlier.not_applicable is Reason.SUPERSEDED_BY
    check_against(taken.sheet, RUBRICS)


def test_what_must_apply_now_is_asked_again() -> None:
    strict = a_rubric(a_question("q1", not_applicable=False), a_question("q2"), a_question("added"), version="2.0.0")
    rubrics = rubrics_of(OLD, strict)

    taken = take_over(a_sheet_of(q1=an_answer(NA)), walks(), rubrics)

    assert taken.sheet.answer("area", "q1").state is State.BLANK
    assert [one.mark for one in taken.marked(Mark.ASK)] == [Mark.ASK]
    check_against(taken.sheet, rubrics)


def test_what_a_dropped_question_was_told_is_handed_back_and_a_new_one_is_named() -> None:
    told = an_answer(3, note="Ten years of work.", evidence=(a_document(),))

    taken = taken_over(told, "gone")

    (dropped,), (new,) = taken.marked(Mark.DROPPED), taken.marked(Mark.NEW)
    assert (dropped.question, dropped.before, dropped.after) == ("gone", told, BLANK)
    assert dropped.statement == "What can be seen at 3."
    assert (new.question, new.before, new.after) == ("added", BLANK, BLANK)
    assert taken.sheet.answers == {"area": {}}


def test_the_old_sheet_stays_and_the_new_one_keeps_all_else() -> None:
    old = AnswerSheet(
        scope="quick", date="2026-05-14", council={"name": "Ashby", "country": "GB"},
        rubrics={"area": "1.0.0", "other": "7.0.0"},
        answers={"area": {"q1": an_answer(1)}, "other": {"q9": an_answer(2)}},
        companions="1.0.0", facts={"list": "yes"},
    )  # fmt: skip
    before = old.model_copy(deep=True)

    new = take_over(old, walks(), RUBRICS).sheet

    assert old == before
    assert (new.scope, new.date, new.council) == (old.scope, old.date, old.council)
    assert (new.companions, new.facts) == ("1.0.0", {"list": Fact.YES})
    assert new.rubrics == {"area": "2.0.0", "other": "7.0.0"}
    assert new.answers["other"] == old.answers["other"]


def test_without_a_crosswalk_nothing_is_taken_over() -> None:
    sheet = a_sheet_of(q1=an_answer(1))

    assert take_over(sheet, {}, RUBRICS) == TakenOver(sheet)


ON = FILE.replace("from: 1.0.0\nto: 2.0.0", "from: 2.0.0\nto: 3.0.0").replace("at_least: 1", "becomes: 1")
ON = ON[: ON.index("  - id: gone")] + (
    "  - id: added\n    change: same\n    levels: [becomes: 0, becomes: 1, becomes: 2, becomes: 3, becomes: 4]\n"
)


def three_versions() -> tuple[Crosswalks, dict]:
    rubrics = rubrics_of(OLD, NEW, a_rubric(*NEW.questions, version="3.0.0"))
    return walks(a_walk(), parse_crosswalk(ON.encode(), rubrics, "on.yaml")), rubrics


@pytest.mark.parametrize(
    ("level", "counts", "said"), [(0, 0, None), (1, 1, 1), (2, None, 2), (3, None, 3), (4, 4, None)]
)
def test_two_steps_are_gone_in_one_and_what_waits_goes_on_waiting_with_what_was_said_first(
    level: int, counts: int | None, said: int | None
) -> None:
    crosswalks, rubrics = three_versions()

    taken = take_over(a_sheet_of(q1=an_answer(level)), crosswalks, rubrics)

    after = taken.sheet.answer("area", "q1")
    assert [step.after for step in taken.steps] == ["2.0.0", "3.0.0"]
    assert taken.sheet.rubrics == {"area": "3.0.0"}
    assert after.level == counts
    assert (after.earlier and (after.earlier.version, after.earlier.level)) == (
        said if said is None else ("1.0.0", said)
    )


# In the file


def file_of(answer: Answer, format: str = "answers/2", version: str = "2.0.0") -> bytes:
    said = json.loads(answer.model_dump_json(exclude_defaults=True))
    return a_file({"q1": said}, format, version)


def a_file(answers: dict, format: str = "answers/2", version: str = "2.0.0") -> bytes:
    return json.dumps({"format": format, "rubrics": {"area": version}, "answers": {"area": answers}}, indent=1).encode()


def told(data: bytes) -> list[str]:
    with pytest.raises(BadInput) as refused:
        parse_answers(data, RUBRICS, "ours.json")
    return [problem.message for problem in refused.value.problems]


@pytest.mark.parametrize("level", [1, 2, 3])
def test_what_waits_is_written_and_read_again_as_answers_2(level: int) -> None:
    sheet = taken_over(an_answer(level)).sheet

    written = dump_answers(sheet)

    assert json.loads(written)["format"] == "answers/2"
    assert json.loads(written)["answers"]["area"]["q1"]["earlier"] == {"version": "1.0.0", "level": level}
    assert parse_answers(written, RUBRICS, "ours.json") == sheet


def test_where_nothing_waits_the_file_is_still_answers_1() -> None:
    assert json.loads(dump_answers(taken_over(an_answer(4)).sheet))["format"] == "answers/1"
    assert json.loads(dump_answers(a_sheet(1, 2)))["format"] == "answers/1"


def test_what_waits_in_an_area_that_is_not_here_stays_letter_for_letter_in_a_file_of_2() -> None:
    waiting = '{"q1": {"level": 1,  "earlier": {"version": "8.0.0", "level": 2}}}'
    text = (
        '{"format": "answers/2", "rubrics": {"area": "2.0.0", "far": "9.0.0"}, '
        f'"answers": {{"area": {{"q2": {{"level": 1}}}}, "far": {waiting}}}}}'
    )

    written = dump_answers(open_answers(text.encode(), RUBRICS, "ours.json"))

    assert waiting in written.decode()
    assert json.loads(written)["format"] == "answers/2"
    assert dump_answers(open_answers(written, RUBRICS, "ours.json")) == written


def test_what_fits_no_rubric_here_goes_along_and_is_written_as_it_was() -> None:
    far = '{"q1":   {"level": 1}}'
    text = (
        '{"format": "answers/1", "rubrics": {"area": "1.0.0", "far": "9.0.0"}, '
        f'"answers": {{"area": {{"q2": {{"level": 1}}}}, "far": {far}}}}}'
    )

    taken = take_over(open_answers(text.encode(), RUBRICS, "ours.json"), walks(), RUBRICS)

    assert far in dump_answers(taken.sheet).decode()


def test_a_sheet_in_which_something_waits_is_of_format_2() -> None:
    assert taken_over(an_answer(1)).sheet.format == "answers/2"
    assert taken_over(an_answer(1)).sheet.answers_alone().format == "answers/2"
    assert taken_over(an_answer(0)).sheet.format == "answers/1"


EARLIER = {"version": "1.0.0", "level": 2}


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ({"level": 1, "earlier": {"version": "1.0.0"}}, "earlier needs what was said: one of level and not_applicable"),
        (
            {"level": 1, "earlier": {**EARLIER, "not_applicable": "other"}},
            "earlier needs what was said: one of level and not_applicable",
        ),
        ({"unknown": True, "earlier": EARLIER}, "earlier waits for an answer, and here is one; take it out"),
        (
            {"not_applicable": "no_such_activity", "earlier": EARLIER},
            "earlier waits for an answer, and here is one; take it out",
        ),
        (
            {"level": 1, "earlier": {"version": "2.0.0", "level": 1}},
            "earlier names version 2.0.0, which is the one that is answered; name the one before, or take it out",
        ),
        (
            {"level": 1, "earlier": {"version": "3.0.0", "level": 1}},
            "earlier names version 3.0.0, which is later than the one that is answered; name the one before, or take "
            "it out",
        ),
        (
            {"level": 1, "earlier": {"version": "1.0.0", "level": 5}},
            "earlier: level 5 does not exist; the levels in 1.0.0 are 0 to 4",
        ),
        ({"level": 1, "earlier": {"level": 1}}, "version is missing; add it"),
        ({"level": 1, "earlier": {"version": "one", "level": 1}}, "version must be a version such as 1.0.0"),
        ({"level": 1, "earlier": True}, "earlier must be a group of keys and values"),
    ],
)
def test_what_can_not_be_waiting_is_refused(answer: dict, message: str) -> None:
    assert told(a_file({"q1": answer})) == [message]


def test_a_new_question_can_not_have_been_answered_before() -> None:
    assert told(a_file({"added": {"level": 1, "earlier": EARLIER}})) == [
        "earlier names version 1.0.0 of 'area', which has no such question; take it out"
    ]


def test_answers_1_has_no_earlier() -> None:
    data = file_of(Answer(level=1, earlier=EARLIER), format="answers/1")

    assert told(data) == ['the key \'earlier\' belongs to answers/2; write "format": "answers/2"']


def test_an_earlier_version_that_is_not_here_is_kept() -> None:
    data = a_file({"q1": {"level": 1, "earlier": {"version": "0.9.0", "level": 6}}})

    assert parse_answers(data, RUBRICS, "ours.json").waits


# Whatever was answered

TEXTS = st.none() | st.sampled_from(["A note.", "=1+1", "<b>x</b>"])
ANSWERS = st.builds(
    lambda said, note, papers: an_answer(said, note=note, evidence=tuple(a_document() for _ in range(papers))),
    st.integers(0, 4) | st.sampled_from([DONT_KNOW, NA]),
    TEXTS,
    st.integers(0, 2),
)
SHIPPED = load_rubrics(shipped_rubrics())
WALKS = load_crosswalks(shipped_rubrics(), SHIPPED)
FIRST = {name: rubric for (name, version), rubric in SHIPPED.items() if version == "1.0.0"}


@st.composite
def sheets(draw: st.DrawFn) -> AnswerSheet:
    """Any answers to any of the shipped rubrics, each of 1.0.0."""
    names = draw(st.lists(st.sampled_from(sorted(FIRST)), min_size=1, unique=True))
    answers = {
        name: {
            question.id: draw(ANSWERS.filter(lambda one: question.may_not_apply or one.not_applicable is None))  # noqa: B023
            for question in FIRST[name].questions
            if draw(st.booleans())
        }
        for name in names
    }
    return AnswerSheet(date="2026-05-14", rubrics=dict.fromkeys(names, "1.0.0"), answers=answers)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(sheets())
def test_nothing_is_lost_and_nothing_is_gained_whatever_was_answered(sheet: AnswerSheet) -> None:
    """Each note and document is still there; no level is higher; what is not certain waits; the file holds all."""
    taken = take_over(sheet, WALKS, SHIPPED)

    given = {(area, id): one for area, answers in sheet.answers.items() for id, one in answers.items()}
    after = {(one.rubric, one.question): one for one in taken.answers if one.mark is not Mark.NEW}
    assert after.keys() == given.keys()
    for key, before in given.items():
        one = taken.sheet.answer(*key)
        assert (one.note, one.evidence) == (before.note, before.evidence)
        assert (one.unknown, one.not_applicable) == (before.unknown, before.not_applicable)
        assert (one.level or 0) <= (before.level or 0)
        assert after[key].mark is (
            Mark.BECOMES if one.earlier is None else Mark.ASK if one.level is None else Mark.CONFIRM
        )
    assert parse_answers(dump_answers(taken.sheet), SHIPPED, "ours.json") == taken.sheet
    assert take_over(taken.sheet, WALKS, SHIPPED) == TakenOver(taken.sheet)
    score(taken.sheet, SHIPPED)


# What is intended


def moved_on(**moves: PlannedMove) -> dict[str, PlannedMove]:
    sheet = a_sheet_of(q1=Answer(level=1)).model_copy(update={"plan": {"area": moves}})
    return take_over(sheet, walks(), RUBRICS).sheet.plan.get("area", {})


@pytest.mark.parametrize(
    ("levels", "goes"),
    [((0, 1), (0, 1)), ((1, 3), (1, 2)), ((0, 2), None), ((2, 3), None), ((3, 4), (2, 4))],
)
def test_a_planned_move_goes_where_its_levels_do_or_finds_out(
    levels: tuple[int, int], goes: tuple[int, int] | None
) -> None:
    move = PlannedMove(before=levels[0], to=levels[1], owner="Robin", note="As we said.")

    after = moved_on(q1=move)["q1"]

    assert (after.owner, after.note) == ("Robin", "As we said.")
    assert after.find_out is (None if goes else True)
    assert (after.before, after.to) == (goes or (None, None))


def test_what_is_intended_for_a_dropped_question_stands_in_the_old_sheet_alone() -> None:
    assert moved_on(gone=PlannedMove(find_out=True)) == {}


def test_targets_go_where_their_levels_do() -> None:
    aims = AreaTargets(level=3, questions={"q1": 3})
    sheet = a_sheet_of(q1=Answer(level=1)).model_copy(update={"targets": {"area": aims}})

    assert take_over(sheet, walks(), RUBRICS).sheet.targets == {"area": AreaTargets(level=3, questions={"q1": 2})}
