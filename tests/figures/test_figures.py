"""Published figures: what a file may say, and the whole reference set as it is shipped."""

import json
from collections import Counter
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.figures import (
    Comparison,
    Figure,
    FigureSet,
    FigureSource,
    Grade,
    Match,
    compare,
    mail_position,
)
from assessment.figures.comparison import chance
from assessment.figures.figure import attainable
from assessment.files import (
    load_council_counts,
    load_figures,
    load_report_facts,
    load_rubrics,
    newest_of,
    parse_figures,
    shipped_rubrics,
)
from assessment.instrument import Answer, BadInput, Council, Pattern
from assessment.scoring import score
from assessment.ui.comparing.published import source_link
from assessment.words.published import cited
from tests.builders import BLANK, DONT_KNOW, NA, Said, a_rubric, a_sheet, rubrics_of
from tests.published import a_figure

RUBRIC = a_rubric(weights=(1, 1))
RUBRICS = rubrics_of(RUBRIC)
SHIPPED = load_rubrics(shipped_rubrics())
SET = load_figures(shipped_rubrics(), SHIPPED)


def a_set(*figures: dict[str, object]) -> FigureSet:
    source = {"id": "survey", "title": "A survey", "publisher": "Somebody", "link": "https://example.org/a"}
    file = {"format": "figures/1", "sources": [source], "figures": list(figures or (a_figure(),))}
    parsed = parse_figures(json.dumps(file).encode(), RUBRICS, "figures.yaml")
    return FigureSet(parsed.figures, parsed.points, {source.id: source for source in parsed.sources})


def complaint(**more: object) -> str:
    with pytest.raises(BadInput) as refused:
        a_set(a_figure(**more))
    return "; ".join(problem.message for problem in refused.value.problems)


def beside(said: Said = 2, council: Council | None = None, **more: object) -> Comparison:
    sheet = a_sheet(said, council=council or Council())
    result = score(sheet, RUBRICS)
    (shown,) = compare(a_set(a_figure(**more)), RUBRIC, result.areas[0].questions[0], sheet.council, sheet.date)
    return shown


# What may be claimed (R37 to R40)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (2, "You keep a list; in 2025, 40 % of 128 councils in Somewhere had a list."),
        (4, "You keep a list; in 2025, 40 % of 128 councils in Somewhere had a list."),
        (1, "You do not yet keep a list; in 2025, 40 % of 128 councils in Somewhere had a list."),
        (
            DONT_KNOW,
            "You answered “I don't know”; in 2025, 40 % of 128 councils in Somewhere had a list.",
        ),
        (
            BLANK,
            "You have not answered this question yet; in 2025, 40 % of 128 councils in Somewhere had a list.",
        ),
        (
            NA,
            "You said that this question does not apply to you; in 2025, 40 % of 128 councils in Somewhere had a list.",
        ),
    ],
)
def test_where_the_council_stands_in_words(said: Said, text: str) -> None:
    assert beside(said).text == text


@pytest.mark.parametrize(
    ("level", "meets", "stands"),
    [
        (1, None, "Your answer comes from the earlier questions and waits to be confirmed"),
        (2, True, "You keep a list"),
    ],
)
def test_of_what_is_at_least_one_level_no_higher_one_is_denied(level: int, meets: bool | None, stands: str) -> None:
    shown = beside(Answer(level=level, earlier={"version": "0.9.0", "level": 3}))

    assert shown.meets is meets
    assert shown.text == f"{stands}; in 2025, 40 % of 128 councils in Somewhere had a list."


def test_an_approximate_year_and_no_year_say_so() -> None:
    assert "; in about 2022, " in beside(year=2022, about=True).text
    assert "; in a source without a date, " in beside(year=None).text


def test_a_rough_number_is_shown_in_its_words_and_has_no_interval() -> None:
    shown = beside(rough="4 in 10")

    assert "; in 2025, 4 in 10 128 councils in Somewhere had a list." in shown.text
    assert shown.interval is None


def test_the_interval_of_a_share_is_wilsons_outwards() -> None:
    assert beside().interval == (31, 49)  # 51.2 of 128: 31.9 to 48.7


@pytest.mark.parametrize("more", [{"n": None}, {"everyone": True}])
def test_without_an_n_or_when_all_were_counted_there_is_no_interval(more: dict[str, object]) -> None:
    assert beside(**more).interval is None


def test_an_interval_narrows_where_most_were_counted() -> None:
    assert beside(of=130).interval == (38, 42)


@pytest.mark.parametrize(
    "more", [{"grade": "D"}, {"questions": [{"question": "area/q1", "level": 2, "match": "loose"}]}]
)
def test_grade_d_and_loose_matches_are_context_and_never_set_against_the_answer(more: dict[str, object]) -> None:
    shown = beside(**more)

    assert shown.is_context
    assert shown.meets is None
    assert shown.text == "In 2025, 40 % of 128 councils in Somewhere had a list."


@pytest.mark.parametrize(("year", "is_old"), [(2026, False), (2021, False), (2020, True)])
def test_an_old_figure_says_so(year: int, is_old: bool) -> None:
    notes = beside(year=year).notes  # the answers are of 2026

    assert any(note.startswith("Old: ") for note in notes) is is_old


def test_the_own_region_comes_first_then_the_own_country_then_one_of_each_source() -> None:
    figures = a_set(
        a_figure(id="abroad", country="NL", year=2026),
        a_figure(id="country", country="GB", year=2020),
        a_figure(id="region", country="GB", region="GB-WLS", year=2010),
        a_figure(id="context", country="GB", region="GB-WLS", grade="D"),
    )
    sheet = a_sheet(2, council=Council(country="GB", region="GB-WLS"))
    question = score(sheet, RUBRICS).areas[0].questions[0]

    order = [shown.figure.id for shown in compare(figures, RUBRIC, question, sheet.council, sheet.date)]

    assert order == ["region", "country", "abroad", "context"]


# Bad files


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"value": "85", "n": 37}, "85 % can't be printed of 37 councils"),
        ({"value": "40", "count": 60}, "40 % can't be printed of 60 of 128 councils"),
        ({"value": "140", "n": None}, "140 % is more than all of them"),
        ({"value": 40}, "must be text"),
        ({"value": "4O"}, "must be a number in quotes"),
        ({"count": 200}, "a count needs an n"),
        ({"value": "9", "unit": "bodies", "n": 8}, "9 of 8 is more than all of them"),
        ({"everyone": True, "n": None}, '"everyone" needs the n'),
        ({"of": 100}, '"of" needs an n that is no larger'),
        ({"region": "AU-NSW"}, "region AU-NSW is not in country GB"),
        ({"source": "nobody"}, "there is no source 'nobody'"),
        ({"questions": [{"question": "area/q9", "level": 2, "match": "loose"}]}, "there is no question 'area/q9'"),
        ({"questions": [{"question": "area/q1", "level": 5, "match": "loose"}]}, "level 5 does not exist"),
        (
            {"questions": [{"question": "q1", "level": 2, "match": "loose"}]},
            "must be the ids of a rubric and a question",
        ),
        ({"questions": [{"question": "area/q1", "level": 2, "match": "close"}]}, '"you" must say'),
        ({"grade": "E"}, "must be one of"),
        ({"match": "close"}, "is not known here"),
        ({"limits": ""}, "is empty"),
    ],
)
def test_a_figure_that_can_not_be_is_refused(more: dict[str, object], words: str) -> None:
    assert words in complaint(**more)


def test_a_source_must_be_a_web_address() -> None:
    text = b"format: figures/1\nsources:\n  - {id: a, title: T, publisher: P, link: 'javascript:alert(1)'}\n"

    with pytest.raises(BadInput, match="must be a web address"):
        parse_figures(text, RUBRICS, "figures.yaml")


@given(st.integers(1, 500), st.data())
def test_every_share_that_is_a_count_of_n_is_attainable(n: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, n))
    parts = a_figure(value=f"{100 * count / n:.0f}", n=n)

    assert attainable(Figure.model_validate(parts))


def test_gv_the_county_councils_example_fits_some_numbers_and_not_37() -> None:
    def fits(value: str, n: int) -> bool:
        figure = Figure.model_construct(value=value, n=n, count=None)
        return attainable(figure)

    assert [n for n in range(1, 38) if fits("85", n) and fits("15", n)] == [13, 20, 26, 27, 33, 34]
    assert not fits("85", 37)


# The reference set


def test_the_set_is_as_large_as_it_says_and_compares_with_no_grade_d() -> None:
    compared = [(figure, to) for figure in SET.figures for to in figure.questions if not figure.is_context(to.match)]

    assert len(SET.figures) == 133
    assert Counter(to.match for _, to in compared) == {Match.EXACT: 3, Match.CLOSE: 16}
    assert Grade.D not in {figure.grade for figure, _ in compared}
    assert {to.question.partition("/")[2] for _, to in compared} == {
        *("ai-register", "cloud-policy", "cyber-mail", "cyber-training")
    }


def test_every_match_is_judged_on_the_newest_version_of_its_rubric() -> None:
    newest = {f"{rubric.id}/{question.id}": rubric for rubric in newest_of(SHIPPED) for question in rubric.questions}

    for figure in SET.figures:
        for to in figure.questions:
            assert to.version == newest[to.question].version, figure.id


OF_AN_OLD_LEVEL = ("approved", "approval", "80 %", "service leaders")


def test_what_a_match_says_is_in_no_words_of_the_levels_before() -> None:
    for figure in SET.figures:
        said = " ".join([figure.limits, *(to.you or "" for to in figure.questions)])
        assert not [word for word in OF_AN_OLD_LEVEL if word in said], figure.id


def test_a_rule_alone_is_no_match_where_level_2_is_a_rule_or_a_habit() -> None:
    """Of "done" questions level 2 is either: a figure that counts rules alone is set against none of them."""
    asked = {f"{rubric.id}/{question.id}": question for rubric in newest_of(SHIPPED) for question in rubric.questions}
    compared = [(figure, to) for figure in SET.figures for to in figure.questions if not figure.is_context(to.match)]

    assert [figure.id for figure, to in compared if asked[to.question].pattern is Pattern.DONE and to.level == 2] == []


def test_every_figure_has_a_source_that_can_be_followed() -> None:
    for figure in SET.figures:
        assert (SET.sources[figure.source].link or "").startswith("http")


COPIES = ("azurewebsites.net", "mooo.com", "5dok.net", "docplayer", "pdfslide", "docslib", "scribd.com", "slideshare")


@pytest.mark.parametrize("source", SET.sources.values(), ids=lambda source: source.id)
def test_no_source_is_a_copy_on_somebody_elses_host(source: FigureSource) -> None:
    host = urlsplit(source.link or "").hostname or ""

    assert not host.endswith(".")
    assert not any(copy in host for copy in COPIES)
    assert "://" not in (source.link or "").partition("://")[2]


READ_AT_ITS_OWN_PLACE = {"dutch-open-2009"}  # the magazine asked the municipalities itself
ON_A_PARTNERS_PAGE = {"bitkom-2021"}


def test_a_figure_that_was_read_in_an_article_names_it_and_others_name_none() -> None:
    for figure in SET.figures:
        source = SET.sources[figure.source]
        if source.id not in READ_AT_ITS_OWN_PLACE | ON_A_PARTNERS_PAGE and figure.grade is not Grade.D:
            assert (source.read_in is not None) == (figure.grade is Grade.B), figure.id


def test_a_publishers_page_and_the_article_are_two_places() -> None:
    for source in SET.sources.values():
        if (source.read_in or "").startswith("http"):
            assert urlsplit(source.read_in or "").hostname != urlsplit(source.link or "").hostname
        elif source.read_in and " on " in source.read_in and source.link:
            place = source.read_in.rpartition(" on ")[2].split()[0].removesuffix(",")
            assert place in source.link or source.id in ("nao-2023", "ccn-2025"), source.id


def test_a_source_without_a_known_page_is_named_without_a_link() -> None:
    named = FigureSource(id="survey", title="A survey", publisher="Somebody")

    assert cited(named) == "Somebody, A survey"
    assert source_link(named) == "Somebody, A survey"


def test_every_percentage_with_an_n_is_one_that_n_councils_can_give() -> None:
    for figure in SET.figures:
        if figure.n is not None and figure.unit == "%" and not figure.rough:
            assert attainable(figure), figure.id


def test_an_interval_is_never_of_a_figure_without_an_n() -> None:
    assert [figure.id for figure in SET.figures if figure.n is None and chance(figure) is not None] == []


def test_the_position_by_mail_settings_is_counted_from_all_municipalities() -> None:
    by_country = {points.country: points for points in SET.points}

    assert {country: sum(points.counts) for country, points in by_country.items()} == {
        "DE": 11_105,
        "AT": 2_092,
        "CH": 2_109,
    }
    assert mail_position(by_country["CH"], 2) == (53, 70, 87)  # 1,126 and 1,827 of 2,109


def test_nobody_stands_below_or_above_all_of_whom_they_are_one() -> None:
    points = SET.points[0].model_copy(update={"counts": (1, 0, 0, 999, 1)})

    assert mail_position(points, 0)[1] == 1
    assert mail_position(points, 4)[1] == 99


# The report's own counts


def test_the_report_counts_84_remarks_and_18_priorities() -> None:
    facts = load_report_facts(shipped_rubrics())
    assert facts is not None

    by_place = [sum(column) for column in zip(*(barrier.remarks for barrier in facts.barriers), strict=True)]
    assert by_place == [32, 27, 10, 7, 2, 2, 2, 2]
    assert [sum(barrier.remarks) for barrier in facts.barriers] == [10, 6, 9, 10, 4, 6, 9, 6, 3, 8, 6, 3, 4]
    named = {technology: len(places) for technology, places in facts.technologies.items()}
    assert sum(named.values()) == 18
    assert [named[name] for name in ("Artificial intelligence", "Internet of things", "Cloud computing")] == [4, 4, 3]


def test_how_many_councils_there_are_is_known_where_a_list_was_read() -> None:
    counts = load_council_counts(shipped_rubrics())
    assert counts is not None

    found = counts.of("GB", None)
    assert found is not None
    assert found.councils == 397
    assert counts.of("CA", None) is None
