"""A council's facts beside figures that asked the same: who comes first, what is a comparison, and what is said."""

from typing import Any

import pytest

from assessment.figures import (
    CompanionFigure,
    CompanionSet,
    ComparedFact,
    Near,
    compare_facts,
    implied_yes,
    offered,
    share_of,
    summarised,
)
from assessment.files import load_companions, load_rubrics, shipped_rubrics
from assessment.instrument import Council, Fact
from assessment.scoring import Result, score
from assessment.words import caution_text, fact_sentence, facts_summary, implied_text
from tests.builders import Said, a_sheet
from tests.companions import RUBRICS, a_figure, a_set, an_item

RUBRIC = next(iter(RUBRICS.values()))


def result_of(*said: Said) -> Result:
    return score(a_sheet(*(said or (0, 0))), RUBRICS)


def beside(
    known: CompanionSet, facts: dict[str, Fact] | None = None, council: Council | None = None, *said: Said
) -> tuple[ComparedFact, ...]:
    return compare_facts(known, facts or {}, council or Council(country="GB"), result_of(*said))


def one(fact: Fact | None = Fact.YES, ask: str = "Does your council keep a list?", **more: Any) -> ComparedFact:
    known = a_set(an_item("list", a_figure(**more), ask=ask))
    (found,) = beside(known, {} if fact is None else {"list": fact})
    return found


def sentence(fact: Fact | None = Fact.YES, ask: str = "Does your council keep a list?", **more: Any) -> str:
    found = one(fact, ask, **more)
    return fact_sentence(found, found.lines[0])


@pytest.mark.parametrize(
    ("fact", "more", "said"),
    [
        (Fact.YES, {}, "You do; 40 % of 128 councils in Somewhere did in 2025 (survey; publisher's page, grade A)."),
        (
            Fact.NO,
            {"lacking": True, "basis": "audit", "grade": "B"},
            "You do not; 40 % of 128 councils in Somewhere did not in 2025 (audit; press report, grade B).",
        ),
        (None, {}, "40 % of 128 councils in Somewhere did in 2025 (survey; publisher's page, grade A)."),
        (Fact.DONT_KNOW, {}, "40 % of 128 councils in Somewhere did in 2025 (survey; publisher's page, grade A)."),
        (
            Fact.YES,
            {"ask": "Is your council in a club?", "unit": "count", "value": "17", "n": 77},
            "You are; 17 of 77 councils in Somewhere were in 2025 (survey; publisher's page, grade A).",
        ),
        (
            Fact.NO,
            {"ask": "Can your council tell?", "year": None},
            "You cannot; 40 % of 128 councils in Somewhere could, in a source without a date (survey; publisher's "
            "page, grade A).",
        ),
        (
            Fact.NO,
            {"ask": "Has your council named anybody?", "n": "not_published", "everyone": True, "about": True},
            "You have not; 40 % of councils in Somewhere had in about 2025 (survey of all; publisher's page, grade A).",
        ),
        (
            Fact.YES,
            {"says": "had a list that the auditor liked", "basis": "scan", "grade": "C"},
            "You do; 40 % of 128 councils in Somewhere had a list that the auditor liked in 2025 (scan; open data, "
            "grade C).",
        ),
    ],
)
def test_one_sentence_a_figure(fact: Fact | None, more: dict[str, Any], said: str) -> None:
    assert sentence(fact, **more) == said


@pytest.mark.parametrize(
    ("more", "interval", "note"),
    [
        ({}, (31, 49), None),
        ({"everyone": True}, None, "It counted all of which it speaks, so there is no interval."),
        ({"base_uncertain": True}, None, "not published or not certain, so there is no interval."),
        ({"n": "not_published"}, None, "not published or not certain, so there is no interval."),
        ({"rough": "4 of 10"}, None, "Printed in words, so there is no interval."),
        ({"unit": "count", "n": "not_published"}, None, "A number alone: of how many is not known, so it is no share."),
        ({"year": 2010}, (31, 49), "Old: "),
        ({"year": None}, (31, 49), "The source has no date; it may be old."),
        ({"grade": "D"}, None, None),
    ],
)
def test_an_interval_only_where_it_is_a_sample(
    more: dict[str, Any], interval: tuple[int, int] | None, note: str | None
) -> None:
    (line,) = one(**more).lines

    assert line.interval == interval
    assert (note or "") in caution_text(line)
    assert ("chance allows 31 % to 49 %" in caution_text(line)) == (interval is not None)


def test_a_figure_in_words_is_told_in_its_words_and_beside_no_answer() -> None:
    assert sentence(Fact.NO, rough="half of", value="50") == (
        "Half of 128 councils in Somewhere did in 2025 (survey; publisher's page, grade A)."
    )


@pytest.mark.parametrize("more", [{"grade": "D"}, {"rough": "half of"}, {"unit": "count", "n": "not_published"}])
def test_background_is_told_and_compared_with_nothing(more: dict[str, Any]) -> None:
    found = one(**more)

    assert found.comparisons == ()
    assert not fact_sentence(found, found.lines[0]).startswith("You")
    assert share_of(found.lines[0].figure) is None
    assert summarised((found,)).counted == 0


def test_own_region_and_country_come_first_then_own_language_then_the_rest_and_nothing_is_merged() -> None:
    places = [("JP", None), ("US", None), ("AU", "AU-QLD"), ("AU", None), ("AU", "AU-NSW"), ("NL", None)]
    figures = [
        a_figure(f"in-{(region or country).lower()}", country=country, region=region) for country, region in places
    ]
    rough = a_figure("words", country="AU", rough="half of")
    newer, older = (
        a_figure("newer", country="CA", region="CA-ON", year=2026),
        a_figure("older", country="IE", year=2024),
    )
    known = a_set(an_item("list", rough, *figures, older, newer))

    (found,) = beside(known, council=Council(country="AU", region="AU-NSW"))

    assert [line.figure.id for line in found.lines] == [
        *("in-au-nsw", "in-au", "in-au-qld", "newer", "in-us", "older", "in-jp", "in-nl", "words")
    ]
    assert [line.near for line in found.lines] == [Near.COUNTRY] * 3 + [Near.LANGUAGE] * 3 + [Near.ELSEWHERE] * 2 + [
        Near.COUNTRY
    ]


@pytest.mark.parametrize(
    ("ours", "theirs", "near"),
    [
        ("BE", "FR", Near.LANGUAGE),
        ("CH", "IT", Near.LANGUAGE),
        ("FI", "SE", Near.LANGUAGE),
        ("LU", "DE", Near.LANGUAGE),
        ("FR", "GB", Near.ELSEWHERE),
        ("IS", "DK", Near.ELSEWHERE),
        (None, "GB", Near.ELSEWHERE),
    ],
)
def test_an_own_language_is_one_that_both_countries_have(ours: str | None, theirs: str, near: Near) -> None:
    (found,) = beside(a_set(an_item("list", a_figure(country=theirs))), council=Council(country=ours))

    assert found.lines[0].near is near


def test_the_summary_counts_practices_and_names_what_is_most_common_in_ones_own_country() -> None:
    known = a_set(
        an_item("has", a_figure("a")),
        an_item("lacks", a_figure("b", value="55", n="not_published")),
        an_item("lacks-too", a_figure("c", value="70", n="not_published")),
        an_item("abroad", a_figure("d", value="90", n="not_published", country="US")),
        an_item("turned", a_figure("e", value="95", n="not_published", lacking=True)),
        an_item("bad", a_figure("f", value="99", n="not_published"), better="no"),
        an_item("plain", a_figure("g"), better="neither"),
        an_item("unknown", a_figure("h")),
        an_item("not-said", a_figure("i")),
        an_item("words", a_figure("j", rough="half of")),
    )
    said = dict.fromkeys(["lacks", "lacks-too", "abroad", "turned", "words"], Fact.NO)
    said |= dict.fromkeys(["has", "bad", "plain"], Fact.YES) | {"unknown": Fact.DONT_KNOW}

    found = summarised(beside(known, said))

    assert (found.counted, found.held) == (5, 1)  # that something bad has or hasn't happened is no practice
    assert found.lacking is not None
    assert found.lacking[0].item.id == "lacks-too"
    assert facts_summary(found) == (
        "Of 5 practices with a published figure, you have 1. The most common in your country that you lack: “Does your "
        "council keep a list?” 70 % of councils in Somewhere did in 2025."
    )


def test_what_is_most_common_goes_by_the_nearest_figure_of_each_practice_not_by_that_of_a_few() -> None:
    unknown = {"n": "not_published", "country": "NL"}
    known = a_set(
        an_item("lacks", a_figure("all", value="55", **unknown)),
        an_item(
            "often",
            a_figure("a-whole", value="50", **unknown),
            a_figure("b-large", value="84", **unknown),
            a_figure("c-older", value="90", **unknown | {"year": 2020}),
        ),
    )

    found = summarised(beside(known, {"lacks": Fact.NO, "often": Fact.NO}, Council(country="NL")))

    assert found.lacking is not None
    assert (found.lacking[0].item.id, found.lacking[1].figure.id) == ("lacks", "all")


def test_without_facts_there_is_no_summary_and_without_a_country_nothing_is_most_common() -> None:
    known = a_set(an_item("list"))

    assert facts_summary(summarised(beside(known))) == ""
    assert facts_summary(summarised(beside(known, {"list": Fact.NO}, Council()))) == (
        "Of 1 practice with a published figure, you have 0."
    )


def test_a_level_fills_in_a_yes_from_the_listed_one_on_and_never_a_no() -> None:
    implied = {"question": "area/q1", "level": 2, "version": RUBRIC.version}
    known = a_set(an_item("list", implied_by=implied))

    low, high = beside(known, None, None, 1, 0)[0], beside(known, None, None, 3, 0)[0]
    own = beside(known, {"list": Fact.NO}, None, 3, 0)[0]

    assert (low.fact, low.implied) == (None, None)
    assert (high.fact, high.implied is not None) == (Fact.YES, True)
    assert (own.fact, own.implied) == (Fact.NO, None)
    question = RUBRIC.by_id["q1"]
    assert implied_text(high, question) == "Filled in from your answer to “Is it done?”. Change it if it is wrong."
    assert implied_text(own, question) == ""


def test_what_levels_fill_in_is_told_in_the_summary_and_is_no_summary_alone() -> None:
    implied = {"question": "area/q1", "level": 2, "version": RUBRIC.version}
    known = a_set(an_item("list", implied_by=implied), an_item("keeper", a_figure("k")))

    assert facts_summary(summarised(beside(known, None, None, 3, 0))) == ""
    assert facts_summary(summarised(beside(known, {"keeper": Fact.NO}, Council(), 3, 0))) == (
        "Of 2 practices with a published figure, you have 1 (1 filled in from levels, which never say no)."
    )


def test_a_level_of_another_version_fills_in_nothing() -> None:
    known = a_set(an_item("list", implied_by={"question": "area/q1", "level": 2, "version": "9.0.0"}))

    assert implied_yes(known, result_of(4, 4)) == {}


# The shipped questions


SHIPPED = load_companions(shipped_rubrics(), load_rubrics(shipped_rubrics()))


@pytest.mark.parametrize("country", ["GB", "AU", "NL", "JP", "BE", "IS", None])
def test_each_question_is_offered_once_the_core_of_ones_own_first_five_at_a_time(country: str | None) -> None:
    council = Council(country=country)
    offers = offered(SHIPPED, council)
    first = [item for batch in offers.first for item in batch]
    every = [*first, *(item for area in offers.rest for item in area.items)]

    assert sorted(item.id for item in every) == sorted(item.id for item in SHIPPED.asked)
    assert all(len(batch) == 5 for batch in offers.first[:-1])
    assert all(item.core for item in first)
    own = [any(f.country == country and not f.is_background for f in item.figures) for item in first]
    assert own == sorted(own, reverse=True)
    assert bool(first) == (country not in ("IS", None))
    assert [area.id for area in offers.rest][-1] == "organisation"


def test_an_item_without_figures_of_its_own_language_waits_for_its_area() -> None:
    first = {item.id for batch in offered(SHIPPED, Council(country="NL")).first for item in batch}

    assert {"ai-public-register", "mail-spf", "mail-one-supplier"} <= first
    assert "ai-policy" not in first


@pytest.mark.parametrize("country", sorted({figure.country for item in SHIPPED.asked for figure in item.figures}))
def test_what_a_council_lacks_is_measured_by_its_own_country_alone(country: str) -> None:
    facts = dict.fromkeys(SHIPPED.items, Fact.NO)
    compared = compare_facts(SHIPPED, facts, Council(country=country), result_of())
    own = {
        line.figure.id: line.figure.share
        for one in compared
        for line in one.lines
        if line.figure.country == country and one.item.better == "yes" and not line.figure.lacking
        if not line.figure.is_background and line.figure.share is not None
    }

    found = summarised(compared)

    known = [item for item in SHIPPED.asked if item.better == "yes" and any(is_set_beside(f) for f in item.figures)]
    assert (found.counted, found.held) == (len(known), 0)
    assert (found.lacking is None) == (not own)
    if found.lacking is not None:
        assert own[found.lacking[1].figure.id] == max(own.values())


def is_set_beside(figure: CompanionFigure) -> bool:
    """Grades A to C, printed as a number, of a known whole."""
    return figure.grade != "D" and figure.rough is None and (figure.unit == "%" or figure.n is not None)
