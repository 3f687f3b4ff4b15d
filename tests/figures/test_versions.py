"""A figure is set against the levels it was judged on: those of one version of a rubric, which its match names."""

import json

import pytest

from assessment.figures import Comparison, FigureFile, FigureSet, Match, compare
from assessment.files import parse_figures
from assessment.instrument import BadInput, Council, Rubric
from assessment.scoring import score
from tests.builders import a_rubric, a_sheet, rubrics_of
from tests.published import a_figure, a_file, a_match

RUBRIC = a_rubric(weights=(1, 1))
RUBRICS = rubrics_of(RUBRIC)
OTHER = a_rubric(weights=(1, 1), version="2.0.0")
BOTH = rubrics_of(RUBRIC, OTHER)


def versioned(*matches: dict[str, object], **source: object) -> FigureFile:
    file = a_file(a_figure(questions=list(matches)), **source)
    return parse_figures(json.dumps(file, indent=1).encode(), BOTH, "figures.yaml")


def set_against(rubric: Rubric, *matches: dict[str, object], **more: object) -> Comparison:
    file = versioned(*matches, **more)
    figures = FigureSet(file.figures, file.points, {source.id: source for source in file.sources})
    question = score(a_sheet(3), RUBRICS).areas[0].questions[0]
    (shown,) = compare(figures, rubric, question, Council(), None)
    return shown


def test_a_figure_is_set_against_the_levels_it_was_judged_on_and_is_context_to_all_others() -> None:
    own, old = set_against(OTHER, a_match()), set_against(RUBRIC, a_match())

    assert (own.is_context, own.match, own.level, own.meets) == (False, Match.EXACT, 2, True)
    assert (old.is_context, old.match, old.level, old.meets) == (True, Match.LOOSE, None, None)
    assert old.judged_on == own.judged_on == "2.0.0"
    assert old.text == "In 2025, 40 % of 128 councils in Somewhere had a list."
    assert old.notes[-1] == (
        "It was matched to version 2.0.0 of our questions, and your answers are to version 1.0.0: context only."
    )
    assert not [note for note in own.notes if "version" in note]


def test_a_figure_that_was_judged_on_both_versions_is_told_once_as_it_fits_the_answers() -> None:
    both = (a_match(level=4, version="1.0.0", match="close"), a_match())

    assert (set_against(RUBRIC, *both).level, set_against(OTHER, *both).level) == (4, 2)


@pytest.mark.parametrize(
    ("match", "message"),
    [
        (
            a_match(version="3.0.0"),
            "'area/q1' is not asked in version 3.0.0, only in 1.0.0 and 2.0.0; correct the version",
        ),
        (a_match(version="2"), "version must be a version such as 1.0.0"),
        (a_match(level=5), "level 5 does not exist; the levels of 'area/q1' are 0 to 4"),
        (a_match(question="area/q9"), "there is no question 'area/q9' in the rubrics here; check the ids"),
        (a_match(version=None), "version is missing; add that of the rubric whose levels the figure was judged on"),
    ],
)
def test_a_match_without_a_version_that_is_here_is_refused_with_line_and_id(
    match: dict[str, object], message: str
) -> None:
    with pytest.raises(BadInput) as refused:
        versioned(match)

    (problem,) = refused.value.problems
    assert message in problem.message
    assert problem.id == "survey-list"
    assert problem.line is not None


def test_a_file_that_names_no_versions_is_read_where_there_is_only_one() -> None:
    data = json.dumps(a_file(a_figure()) | {"format": "figures/1"}).encode()

    assert parse_figures(data, RUBRICS, "figures.yaml").figures[0].questions[0].is_of("1.0.0")
    with pytest.raises(BadInput, match=r"is here in the versions 1\.0\.0 and 2\.0\.0, and figures/1 can't say which"):
        parse_figures(data, BOTH, "figures.yaml")


@pytest.mark.parametrize(
    ("file", "key"),
    [(a_file(a_figure(questions=[a_match()])), "version"), (a_file(a_figure(), read_in="a book"), "read_in")],
)
def test_what_only_the_newer_format_has_is_refused_in_the_older(file: dict[str, object], key: str) -> None:
    with pytest.raises(BadInput, match=f"{key} belongs to figures/2; write that as the format, or take it out"):
        parse_figures(json.dumps(file | {"format": "figures/1"}).encode(), rubrics_of(OTHER), "figures.yaml")


def test_where_a_figure_was_read_is_told_beside_its_publisher() -> None:
    shown = set_against(OTHER, a_match(), read_in="an article on example.com")

    assert shown.notes[0] == "Read in an article on example.com, not in the report itself."
