"""Facts, the answers to companion questions, never enter the score and never the pool."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.files import (
    demo_sheet,
    dump_answers,
    load_companions,
    load_rubrics,
    newest_of,
    parse_answers,
    shipped_rubrics,
)
from assessment.instrument import AnswerSheet, Fact
from assessment.peers import record_of
from assessment.scoring import result_document, score

RUBRICS = load_rubrics(shipped_rubrics())
COMPANIONS = load_companions(shipped_rubrics(), RUBRICS)
DAY = date(2026, 5, 14)
FACTS = st.dictionaries(st.sampled_from([item.id for item in COMPANIONS.asked]), st.sampled_from(Fact))
few = settings(deadline=None, max_examples=40)


def with_facts(sheet: AnswerSheet, facts: dict[str, Fact]) -> AnswerSheet:
    parts = {name: getattr(sheet, name) for name in ("scope", "date", "council", "rubrics", "answers")}
    return AnswerSheet(**parts, companions=COMPANIONS.version, facts=facts)


@given(FACTS, st.integers(1, 20))
@few
def test_a_result_and_a_record_are_the_same_with_facts_and_without(facts: dict[str, Fact], seed: int) -> None:
    plain = demo_sheet(newest_of(RUBRICS), seed=seed)
    sheet = with_facts(plain, facts)
    result = score(sheet, RUBRICS)

    assert result_document(result) == result_document(score(plain, RUBRICS))
    assert record_of(sheet, result, DAY) == record_of(plain, result, DAY)
    assert sheet.answers_alone() == plain


@given(FACTS)
@few
def test_a_file_holds_facts_as_they_were(facts: dict[str, Fact]) -> None:
    sheet = with_facts(demo_sheet(newest_of(RUBRICS)), facts)

    assert parse_answers(dump_answers(sheet), RUBRICS, "ours.json", lambda: COMPANIONS) == sheet
