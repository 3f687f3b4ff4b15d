"""Sheets become assessments, and come back."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.instrument import BLANK, Answer, AnswerSheet, Council, CouncilType, Evidence, Reason, Scope
from assessment.store import Entry, Store
from tests.store.desks import NINE, Q1, a_sheet, opened


def test_an_adopted_sheet_comes_back_whole(store: Store) -> None:
    sheet = a_sheet()

    desk = opened(store, store.adopt(sheet))

    assert desk.contents().sheet() == sheet
    assert desk.revision() == 1
    assert {entry.by for entry in desk.contents().entries.values()} == {"First link"}
    assert [(change.before, change.after.state, change.by) for change in desk.history()] == [
        (BLANK, Answer(unknown=True).state, "First link"),
        (BLANK, Answer(note="Ask IT.").state, "First link"),
        (BLANK, Answer(level=0).state, "First link"),
    ]


def test_an_adopted_answer_can_be_changed_and_undone(store: Store) -> None:
    desk = opened(store, store.adopt(a_sheet()))

    desk.save(Q1, Answer(level=4), desk.contents().revision)
    changed = desk.entry(Q1)
    desk.undo(desk.history()[0])

    assert changed == Entry(Answer(level=4), 2, "First link", NINE)
    assert desk.contents().sheet().answers == a_sheet().answers
    assert desk.contents().sheet().date == NINE.date()


def test_answers_of_an_area_that_is_left_out_are_adopted_too(store: Store) -> None:
    sheet = a_sheet()
    left_out, *_ = sheet.answers
    token = store.adopt(sheet, areas=sheet.rubrics.keys() - {left_out})

    desk = opened(store, token)

    assert left_out not in desk.contents().rubrics
    desk.set_up(sheet.council, sheet.scope, sheet.rubrics)
    assert desk.contents().sheet() == sheet


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=30).filter(
    str.strip
)
slugs = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True) | st.just("a" * 64)
versions = st.from_regex(r"[1-9][0-9]{0,5}\.[1-9][0-9]{0,5}\.0", fullmatch=True)
notes = optional_texts = st.none() | texts
dates = st.none() | st.dates()
evidence = st.lists(
    st.builds(Evidence, title=texts, owner=optional_texts, date=dates, link=optional_texts, reviewed_by=optional_texts),
    max_size=3,
).map(tuple)
choices = st.one_of(
    st.builds(lambda level: {"level": level}, st.integers(0, 10**20)),
    st.just({"unknown": True}),
    st.just({"not_applicable": Reason.NO_SUCH_ACTIVITY}),
    st.builds(lambda other: {"not_applicable": Reason.SUPERSEDED_BY, "superseded_by": other}, slugs),
)
answers = st.one_of(
    st.builds(
        lambda choice, note, proof: Answer(**choice, note=note, evidence=proof), choices, optional_texts, evidence
    ),
    st.builds(lambda note, proof: Answer(note=note, evidence=proof), texts, evidence),
    st.builds(lambda note: Answer(not_applicable=Reason.OTHER, note=note), texts),
)
councils = st.builds(
    Council,
    name=optional_texts,
    country=st.none() | st.just("GB"),
    region=st.none() | st.just("GB-ENG"),
    type=st.none() | st.sampled_from(CouncilType),
    population=st.none() | st.integers(0, 10**9),
)


@st.composite
def sheets(draw: st.DrawFn) -> AnswerSheet:
    rubrics = draw(st.dictionaries(slugs, versions, min_size=1, max_size=3))
    answered = draw(st.lists(st.sampled_from(sorted(rubrics)), unique=True))
    given_answers = {name: draw(st.dictionaries(slugs, answers, min_size=1, max_size=4)) for name in answered}
    scope, council = draw(st.sampled_from(Scope)), draw(councils)
    day = draw(dates) if answered else None  # the day of the last answer
    return AnswerSheet(scope=scope, date=day, council=council, rubrics=rubrics, answers=given_answers)


@settings(max_examples=25, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sheet=sheets())
def test_any_sheet_is_adopted_whole(store: Store, sheet: AnswerSheet) -> None:
    assert opened(store, store.adopt(sheet)).contents().sheet() == sheet
