"""The properties P1 to P12, P14 and P15 of the method, on rubrics and answers that nobody thought of."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from assessment.instrument import Answer, AnswerSheet, Question, Rubric
from assessment.scoring import AreaResult, Result, Scores, score
from assessment.scoring.levels import Standing, gate
from tests.builders import BLANK, DONT_KNOW, NA, Said, a_document, a_question, a_rubric, a_sheet, an_answer, rubrics_of

DAY = date(2026, 5, 14)
THEMES = ("people", "process", "tools")

many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


# What is drawn. Few draws of prepared things: Hypothesis spends its time on draws, not on us.

SHAPES = [*["plain"] * 6, "two levels", "own floors", "own values", "both"]
DOCUMENTS = [(), ("2026-05-01",), ("2024-05-14",), ("2024-05-13",), (None,), ("2019-01-01", "2026-05-01")]


@st.composite
def rubrics(draw: Callable, id: str = "area", plain: bool = False) -> Rubric:
    """`plain`: no floors or values of its own, so that only the method's defaults speak."""
    levels = draw(st.sampled_from([5, 5, 5, 3, 4, 7]))
    several = draw(st.integers(1, 12))
    critical = draw(st.sets(st.integers(1, several), max_size=3))
    questions = [a_drawn_question(draw, number, levels, number in critical, plain) for number in range(1, several + 1)]
    if all(question.top == 1 for question in questions):
        questions[0] = a_question("q1", levels=levels)
    return a_rubric(*questions, id=id)


def a_drawn_question(draw: Callable, number: int, levels: int, critical: bool, plain: bool) -> Question:
    weight, theme = draw(st.sampled_from([(weight, theme) for weight in range(1, 6) for theme in THEMES]))
    shape = draw(st.sampled_from(SHAPES[:7] if plain else SHAPES))
    more: dict[str, Any] = {}
    if shape in ("own floors", "both"):
        floors = draw(st.lists(st.integers(0, levels - 1), min_size=levels - 1, max_size=levels - 1))
        more["floors"] = [0, *sorted(floors)]
    if shape in ("own values", "both"):
        tenths = draw(st.lists(st.integers(0, 10), min_size=levels - 2, max_size=levels - 2))
        more["values"] = [0, *(Fraction(n, 10) for n in sorted(tenths)), 1]
    own_levels = 2 if shape == "two levels" else levels
    return a_question(f"q{number}", levels=own_levels, weight=weight, theme=theme, critical=critical, **more)


@cache
def answers_around(usual: int, top: int, may_not_apply: bool) -> list[Said]:
    """Mostly the council's usual level, so that levels above 0 are reached now and then."""
    near = usual if top > 1 else usual // 2
    levels = [near] * 8 + list(range(top + 1))
    rated = [
        an_answer(min(level, top), evidence=[a_document(day) for day in days])
        for level, days in product(levels, DOCUMENTS)
    ]
    return [*rated, *[BLANK, an_answer(DONT_KNOW), *([an_answer(NA)] if may_not_apply else [])] * 9]


@st.composite
def cases(draw: Callable, **kinds: Any) -> tuple[Rubric, list[Said]]:
    """A rubric and an answer to each of its questions."""
    rubric = draw(rubrics(**kinds))
    usual = draw(st.integers(0, rubric.top))
    return rubric, [draw(st.sampled_from(answers_around(usual, q.top, q.may_not_apply))) for q in rubric.questions]


# What is asked of them


def area_of(rubric: Rubric, said: list[Said]) -> AreaResult:
    named = {question.id: answer for question, answer in zip(rubric.questions, said, strict=True)}
    sheet = AnswerSheet(
        date=DAY,
        rubrics={rubric.id: rubric.version},
        answers={rubric.id: {name: answer for name, answer in named.items() if answer is not BLANK}},
    )
    return score(sheet, rubrics_of(rubric)).areas[0]


def unsuppressed_score(scores: Scores) -> Fraction | None:
    """The score of what is rated, also where too little is rated to show it."""
    return scores.lowest.value / scores.coverage if scores.coverage else None


def values(scores: Scores) -> tuple:
    numbers = (scores.score, scores.lowest, scores.highest)
    return (scores.status, scores.coverage, *(number and number.value for number in numbers))


def essence(area: AreaResult) -> tuple:
    """All of an area's numbers; not the names of its questions nor their weights."""
    return (
        values(area.scores),
        area.evidenced_score and area.evidenced_score.value,
        area.evidenced_level,
        area.lowest_without_na.value,
        area.limited_scope,
        area.level,
        {theme.id: values(theme.scores) for theme in area.themes},
    )


def is_rated(answer: Said) -> bool:
    return isinstance(answer, Answer) and answer.level is not None


def is_unknown(answer: Said) -> bool:
    return answer is BLANK or answer.unknown is True


def applies(answer: Said) -> bool:
    return answer is BLANK or answer.not_applicable is None


def replaced(said: list[Said], index: int, answer: Said) -> list[Said]:
    return [*said[:index], answer, *said[index + 1 :]]


def pick(data: Any, said: list[Said], wanted: Callable[[int], bool]) -> int:
    """The place of one answer of the wanted kind; a case without one is thrown away."""
    places = [index for index in range(len(said)) if wanted(index)]
    assume(places)
    return data.draw(st.sampled_from(places))


# The properties


@given(cases())
@many
def test_p1_the_score_lies_in_its_range_and_the_range_is_what_is_not_covered(case):
    area = area_of(*case)

    for scores in [area.scores, *(theme.scores for theme in area.themes)]:
        if scores.lowest is None:
            continue
        lowest, highest, coverage = scores.lowest.value, scores.highest.value, scores.coverage
        assert 0 <= lowest <= highest <= 100
        assert highest - lowest == 100 * (1 - coverage)
        if scores.score:
            assert lowest <= scores.score.value <= highest
            assert lowest == coverage * scores.score.value


@given(cases(), cases(id="other"), st.data())
@many
def test_p2_raising_an_answer_lowers_nothing(case, other, data):
    rubric, said = case
    index = pick(data, said, lambda i: is_rated(said[i]) and said[i].level < rubric.questions[i].top)
    higher = data.draw(st.integers(said[index].level + 1, rubric.questions[index].top))

    before = both(rubric, said, *other)
    after = both(rubric, replaced(said, index, an_answer(higher, evidence=said[index].evidence)), *other)

    assert no_lower(before.areas[0].scores, after.areas[0].scores)
    assert no_lower(before.overall.scores, after.overall.scores)
    for old, new in [(before.areas[0].level, after.areas[0].level), (before.overall.level, after.overall.level)]:
        assert old.confirmed <= new.confirmed
        assert old.possible <= new.possible


def both(rubric: Rubric, said: list[Said], other_rubric: Rubric, other_said: list[Said]) -> Result:
    return score(a_sheet(areas={"area": said, "other": other_said}, date=DAY), rubrics_of(rubric, other_rubric))


def no_lower(before: Scores, after: Scores) -> bool:
    pairs = [(before.score, after.score), (before.lowest, after.lowest), (before.highest, after.highest)]
    return all((old is None) == (new is None) and (old is None or old.value <= new.value) for old, new in pairs)


@given(cases(plain=True), st.data())
@many
def test_p3_raising_a_question_by_some_levels_raises_the_lowest_by_its_share_of_them(case, data):
    rubric, said = case
    index = pick(data, said, lambda i: is_rated(said[i]) and said[i].level < rubric.questions[i].top)
    question = rubric.questions[index]
    higher = data.draw(st.integers(said[index].level + 1, question.top))
    applicable = sum(q.weight for q, answer in zip(rubric.questions, said, strict=True) if applies(answer))
    steps = rubric.top if question.top == 1 else higher - said[index].level

    before = area_of(rubric, said).scores.lowest.value
    after = area_of(rubric, replaced(said, index, an_answer(higher))).scores.lowest.value

    assert after - before == 100 * Fraction(question.weight, applicable) * Fraction(steps, rubric.top)


@given(cases(), st.integers(2, 9))
@many
def test_p4_scaling_all_weights_changes_nothing(case, factor):
    rubric, said = case
    scaled = a_rubric(*[q.model_copy(update={"weight": factor * q.weight}) for q in rubric.questions])

    assert essence(area_of(scaled, said)) == essence(area_of(rubric, said))


@given(cases(), st.randoms(use_true_random=False))
@many
def test_p5_the_order_and_the_ids_of_questions_change_nothing(case, random):
    rubric, said = case
    pairs = list(zip(rubric.questions, said, strict=True))
    random.shuffle(pairs)
    renamed = [q.model_copy(update={"id": f"renamed-{n}"}) for n, (q, _) in enumerate(pairs)]

    other = area_of(a_rubric(*renamed), [answer for _, answer in pairs])

    assert essence(other) == essence(area_of(rubric, said))


@given(cases(), cases(id="other"))
@many
def test_p5_the_order_of_areas_changes_nothing(case, other):
    (first, said), (second, other_said) = case, other
    rubrics = rubrics_of(first, second)

    one = score(a_sheet(areas={"area": said, "other": other_said}), rubrics)
    two = score(a_sheet(areas={"other": other_said, "area": said}), rubrics)

    assert [essence(area) for area in one.areas] == [essence(area) for area in reversed(two.areas)]
    assert values(one.overall.scores) == values(two.overall.scores)
    assert one.overall.level == two.overall.level
    assert set(one.overall.binding) == set(two.overall.binding)
    assert one.overall.geometric == pytest.approx(two.overall.geometric)


@given(cases(), st.data())
@many
def test_p6_adding_a_question_that_does_not_apply_changes_nothing(case, data):
    rubric, said = case
    added = a_drawn_question(data.draw, 99, rubric.top + 1, critical=False, plain=False)
    assume(added.top in (1, rubric.top))

    before = area_of(rubric, said)
    after = area_of(a_rubric(*rubric.questions, added), [*said, an_answer(NA)])

    assert values(after.scores) == values(before.scores)
    assert after.level == before.level
    assert after.evidenced_level == before.evidenced_level
    assert after.binding == before.binding


@given(cases(), st.data())
@many
def test_p6_taking_a_question_out_moves_the_score_away_from_it(case, data):
    rubric, said = case
    assume(sum(is_rated(answer) for answer in said) > 1)
    index = pick(data, said, lambda i: is_rated(said[i]) and rubric.questions[i].may_not_apply)

    before = area_of(rubric, said)
    after = area_of(rubric, replaced(said, index, an_answer(NA)))

    distance = unsuppressed_score(before.scores) - 100 * before.questions[index].value
    change = unsuppressed_score(after.scores) - unsuppressed_score(before.scores)
    assert (change > 0, change == 0, change < 0) == (distance > 0, distance == 0, distance < 0)


@given(cases(), st.data())
@many
def test_p7_not_knowing_gains_nothing(case, data):
    rubric, said = case
    index = pick(data, said, lambda i: is_rated(said[i]))

    known = area_of(rubric, said)
    unknown = area_of(rubric, replaced(said, index, data.draw(st.sampled_from([an_answer(DONT_KNOW), BLANK]))))

    assert unknown.scores.lowest.value <= known.scores.lowest.value
    assert unknown.scores.highest.value >= known.scores.highest.value
    assert unknown.level.confirmed <= known.level.confirmed
    assert unknown.level.possible >= known.level.possible


@given(cases(), st.data())
@many
def test_p8_however_the_unknown_turns_out_it_lies_in_the_range(case, data):
    rubric, said = case
    assume(any(is_unknown(answer) for answer in said))
    all_at_the_top = data.draw(st.booleans())  # the possible level is met by this alone
    found = [
        an_answer(question.top if all_at_the_top else data.draw(st.integers(0, question.top)))
        if is_unknown(answer)
        else answer
        for question, answer in zip(rubric.questions, said, strict=True)
    ]

    before, after = area_of(rubric, said), area_of(rubric, found)

    assert before.scores.lowest.value <= after.scores.score.value <= before.scores.highest.value
    assert after.level.confirmed == after.level.possible
    assert before.level.confirmed <= after.level.confirmed <= before.level.possible


def least_for(level: int, top: int) -> Fraction:
    return 100 * (Fraction(4, 5) * level + Fraction(1, 5) * max(0, level - 2)) / top


@given(cases(plain=True))
@many
def test_p9_a_level_implies_a_score(case):
    area = area_of(*case)
    assume(area.level is not None)

    assert area.scores.lowest.value >= least_for(area.level.confirmed, area.rubric.top)


@given(st.integers(1, 4), st.integers(1, 4))
@many
def test_p9_just_enough_reaches_the_level_and_a_little_less_does_not(level, times):
    """Four in five of the questions at the level, the others at their floor: nothing may be taken from that."""
    floor = max(0, level - 2)
    rubric = a_rubric(weights=(1,) * (5 * times))
    enough = [level] * (4 * times) + [floor] * times

    exact = area_of(rubric, [an_answer(one) for one in enough])
    fewer = area_of(rubric, [an_answer(one) for one in [level - 1, *enough[1:]]])
    lower = area_of(rubric, [an_answer(one) for one in [*enough[:-1], max(0, floor - 1)]])

    assert exact.level.confirmed == level
    assert exact.scores.lowest.value == least_for(level, 4)
    assert fewer.level.confirmed < level
    assert (lower.level.confirmed < level) == (floor > 0)


@st.composite
def standings(draw: Callable) -> list[Standing]:
    def one(number: int) -> Standing:
        floors = (0, *sorted(draw(st.lists(st.integers(0, 4), min_size=4, max_size=4))))
        level = draw(st.none() | st.integers(0, 4))
        return Standing(f"q{number}", draw(st.integers(1, 5)), level, floors)

    return [one(number) for number in range(1, draw(st.integers(1, 12)) + 1)]


@given(standings(), st.sampled_from([0, 4]), st.fractions(Fraction(1, 100), 1))
@many
def test_p10_whatever_passes_a_level_passes_every_lower_one(standings, unknown_as, threshold):
    passed = [gate(standings, k, unknown_as, threshold).open for k in range(5)]

    assert all(lower or not higher for lower, higher in pairwise(passed))


@given(cases())
@many
def test_p11_what_is_shown_is_never_more_than_what_is_said(case):
    area = area_of(*case)

    for question in area.questions:
        assert question.value is None or question.evidenced_value <= question.value
    if area.evidenced_score:
        assert area.evidenced_score.value <= area.scores.score.value
    if area.scores.lowest:
        assert area.evidenced_lowest.value <= area.scores.lowest.value
        if area.evidenced_score:
            assert area.evidenced_lowest.value == area.scores.coverage * area.evidenced_score.value
    if area.level:
        assert area.evidenced_level <= area.level.confirmed


@given(cases(), st.data(), st.integers(0, 1000))
@many
def test_p11_adding_evidence_lowers_nothing(case, data, days):
    rubric, said = case
    index = pick(data, said, lambda i: said[i] is not BLANK and (said[i].level or 0) > 2)
    document = a_document((DAY - timedelta(days=days)).isoformat())
    shown = said[index].model_copy(update={"evidence": (*said[index].evidence, document)})

    before, after = area_of(rubric, said), area_of(rubric, replaced(said, index, shown))

    assert (after.scores, after.level, after.binding) == (before.scores, before.level, before.binding)
    if before.evidenced_score:
        assert after.evidenced_score.value >= before.evidenced_score.value
    assert after.evidenced_lowest.value >= before.evidenced_lowest.value
    if days < 700:
        assert after.questions[index].evidenced_value == after.questions[index].value
    if before.level:
        assert after.evidenced_level >= before.evidenced_level


@given(cases(), cases(id="other"))
@many
def test_p12_the_geometric_mean_is_never_above_the_score(case, other):
    overall = both(*case, *other).overall
    assume(overall.scores.score is not None)

    assert overall.geometric <= float(overall.scores.score.value) + 1e-9
    assert overall.imbalance >= 0
    if len({term.value for term in overall.scores.score.terms}) == 1:
        assert overall.imbalance == pytest.approx(0, abs=1e-9)
    else:
        assert overall.imbalance > 0


@given(cases(), cases(id="other"))
@many
def test_p14_what_else_is_scored_changes_no_area(case, other):
    (rubric, said), (other_rubric, other_said) = case, other
    sheet = a_sheet(areas={"area": said}, date=DAY)

    alone = score(sheet, rubrics_of(rubric))
    score(a_sheet(areas={"other": other_said}, date=DAY), rubrics_of(other_rubric))
    in_company = score(sheet, rubrics_of(rubric, other_rubric))

    assert in_company == alone
    assert both(rubric, said, other_rubric, other_said).areas[0] == alone.areas[0]


SAMM = [Fraction(v) for v in ("0", "0.25", "0.5", "1")]


@given(st.lists(st.integers(0, 3), min_size=6, max_size=6))
@many
def test_p15_three_hundredths_of_our_score_is_the_samm_practice_score(levels):
    rubric = a_rubric(*[a_question(f"q{n}", levels=4, values=SAMM) for n in range(1, 7)])
    stream_a, stream_b = (sum(SAMM[level] for level in levels[start::2]) for start in (0, 1))

    ours = area_of(rubric, [an_answer(level) for level in levels]).scores.score.value

    assert 3 * ours / 100 == (stream_a + stream_b) / 2
