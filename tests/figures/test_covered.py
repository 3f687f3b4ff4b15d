"""Which questions have a published figure: counted from what is shipped, and said as it is."""

import json
from typing import Any

import pytest

from assessment.figures import CompanionSet, FigureSet, counted_by_best, coverage
from assessment.files import (
    load_companions,
    load_figures,
    load_rubrics,
    newest_of,
    parse_figures,
    shipped_rubrics,
)
from assessment.words import coverage_text
from tests import companions as facts
from tests.builders import a_rubric, rubrics_of
from tests.published import a_figure, a_file, a_match

RUBRIC = a_rubric(weights=(1, 1), version="2.0.0")
NO_FACTS = CompanionSet()
LOOSE = a_match(match="loose", you=None)


def a_set(*figures: dict[str, object]) -> FigureSet:
    file = parse_figures(json.dumps(a_file(*figures)).encode(), rubrics_of(RUBRIC, a_rubric(weights=(1, 1))), "f.yaml")
    return FigureSet(file.figures, file.points, {source.id: source for source in file.sources})


@pytest.mark.parametrize(
    ("figure", "best"),
    [
        (a_figure(questions=[a_match()]), "exact"),
        (a_figure(questions=[a_match(match="close")]), "close"),
        (a_figure(questions=[LOOSE]), "related"),
        (a_figure(questions=[a_match()], grade="D"), "related"),
        (a_figure(questions=[a_match(version="1.0.0")]), "related"),
        (a_figure(questions=[a_match(question="area/q2")]), "none"),
    ],
)
def test_a_figure_covers_the_level_that_it_was_judged_on(figure: dict[str, object], best: str) -> None:
    assert coverage(a_set(figure), NO_FACTS, RUBRIC, "q1").best == best


@pytest.mark.parametrize(
    ("figure", "more", "best"),
    [
        ({}, {}, "exact"),
        ({"rough": "half of"}, {}, "related"),
        ({"grade": "D"}, {}, "related"),
        ({"unit": "count", "n": "not_published"}, {}, "related"),
        ({}, {"form": "share_band", "better": "neither"}, "none"),
        ({}, {"questions": ["area/q2"]}, "none"),
    ],
)
def test_a_fact_covers_its_question_exactly_where_its_figure_is_set_beside_an_answer(
    figure: dict[str, Any], more: dict[str, Any], best: str
) -> None:
    known = facts.a_set(facts.an_item("list", facts.a_figure(**figure), **more))

    assert coverage(FigureSet(), known, RUBRIC, "q1").best == best


def test_both_are_counted_and_named_by_country() -> None:
    known = facts.a_set(facts.an_item("list", facts.a_figure(country="NZ"), facts.a_figure("b", rough="half of")))
    figures = a_set(a_figure(id="a", questions=[LOOSE], country="NL"), a_figure(questions=[a_match(match="close")]))

    found = coverage(figures, known, RUBRIC, "q1")

    assert (found.exact, found.close, found.related) == (1, 1, 2)
    assert found.countries == ("GB", "NL", "NZ")
    assert coverage_text((found, coverage(figures, known, RUBRIC, "q2"))) == (
        "Figures to compare exactly, beside the level or a fact: for 1 of 2 questions. Only close ones: for 0; only "
        "related ones: for 0; none found: for 1."
    )


def test_27_of_the_52_questions_have_an_exact_comparison_and_13_no_figure_at_all() -> None:
    rubrics = load_rubrics(shipped_rubrics())
    figures, companions = load_figures(shipped_rubrics(), rubrics), load_companions(shipped_rubrics(), rubrics)

    def counted(known: CompanionSet) -> dict[str, int]:
        found = (coverage(figures, known, rubric, q.id) for rubric in newest_of(rubrics) for q in rubric.questions)
        return dict(counted_by_best(tuple(found)))

    assert counted(companions) == {"exact": 27, "close": 0, "related": 12, "none": 13}
    assert counted(NO_FACTS) == {"exact": 1, "close": 3, "related": 30, "none": 18}


def test_to_answers_of_an_earlier_version_every_figure_beside_a_level_is_related() -> None:
    rubrics = load_rubrics(shipped_rubrics())
    figures = load_figures(shipped_rubrics(), rubrics)
    earlier = [rubric for rubric in rubrics.values() if rubric not in newest_of(rubrics)]

    found = tuple(coverage(figures, NO_FACTS, rubric, q.id) for rubric in earlier for q in rubric.questions)

    assert counted_by_best(found) == {"exact": 0, "close": 0, "related": 34, "none": 18}
