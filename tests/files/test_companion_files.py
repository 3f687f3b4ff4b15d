"""Files of companion questions: each fault is one message with its line and id, and the shipped ones are in order."""

import json
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from typer.testing import CliRunner

from assessment.command import app
from assessment.files import load_companions, load_rubrics, parse_companions, shipped_rubrics
from assessment.instrument import BadInput, Problem
from tests.companions import RUBRICS, a_figure, a_file, an_item, written


def problems(file: dict[str, Any]) -> list[Problem]:
    with pytest.raises(BadInput) as refused:
        parse_companions(json.dumps(file, indent=1).encode(), RUBRICS, "area.yaml")
    return list(refused.value.problems)


def of_figure(**more: Any) -> list[Problem]:
    return problems(a_file(an_item("list", a_figure(**more))))


@pytest.mark.parametrize(
    ("file", "id", "message"),
    [
        (a_file(an_item("list", a_figure(n=None))), "list-gb-2025", "n is missing; add it"),
        (a_file(an_item("list", a_figure(basis=None))), "list-gb-2025", "basis is missing; add it"),
        (
            a_file(an_item("list", a_figure(n="many"))),
            "list-gb-2025",
            "n must be how many were asked or looked at, or not_published",
        ),
        (
            a_file(an_item("list", a_figure(n=6))),
            "list-gb-2025",
            "40 % can't be printed of 6; correct one of the two",
        ),
        (a_file(an_item("list", a_figure(value="130"))), "list-gb-2025", "130 % is more than all of them"),
        (
            a_file(an_item("list", a_figure(unit="count", value="200"))),
            "list-gb-2025",
            "more of them than the 128 that were counted",
        ),
        (
            a_file(an_item("list", a_figure(unit="count", value="37", count=36))),
            "list-gb-2025",
            "the value 37 and the count 36 differ",
        ),
        (a_file(an_item("list", a_figure(region="AU-NSW"))), "list-gb-2025", "region AU-NSW is not in country GB"),
        (
            a_file(an_item("list", a_figure(n="not_published", base_uncertain=True))),
            "list-gb-2025",
            '"base_uncertain" is said of a number; n is not_published',
        ),
        (
            a_file(an_item("list", a_figure(source="poll")), sources=a_file()["sources"]),
            "list-gb-2025",
            "there is no source 'poll'; add it or correct its id",
        ),
        (
            a_file(an_item(ask="Do you keep a list?")),
            "list",
            "ask must begin with one of “Does your council”, “Did your council”, “Has your council”, “Is your "
            "council”, “Can your council”, so that “You do” or the like answers it",
        ),
        (
            a_file(an_item(form="share_band")),
            "list",
            "an item of the form share_band is not asked yet: no core, implied_by or better answer",
        ),
        (
            a_file(an_item(questions=["area/q7"])),
            "list",
            "there is no question 'area/q7' in the rubrics here; check the ids",
        ),
        (a_file(an_item(), area="cloud"), "list", "'area/q1' is no question of the area 'cloud'"),
        (
            a_file(an_item(implied_by={"question": "area/q1", "level": 9, "version": "1.0.0"})),
            "list",
            "level 9 does not exist; the levels of 'area/q1' are 0 to 4",
        ),
        (a_file(an_item(better="maybe")), "list", "better must be one of 'yes', 'no' or 'neither'"),
        (
            a_file(an_item(questions=["q1"])),
            "list",
            "questions, entry 1 must be the ids of a rubric and a question, such as cyber-hygiene/cyber-mail",
        ),
        (a_file(version="one"), "", "version must be a version such as 1.0.0"),
    ],
)
def test_one_fault_is_one_message_at_its_line(file: dict[str, Any], id: str, message: str) -> None:
    found = [problem for problem in problems(file) if not problem.message.startswith("no figure has the source")]

    assert [(problem.id, problem.message) for problem in found] == [(id, message)]
    assert found[0].line is not None
    assert found[0].file == "area.yaml"


def test_ids_that_stand_twice_are_told_where_they_stand_again() -> None:
    lines = json.dumps(a_file(an_item("list"), an_item("list", a_figure("list-gb-2025"))), indent=1).splitlines()
    again = [number for number, line in enumerate(lines, 1) if '"id": "list' in line][2:]

    found = problems(a_file(an_item("list"), an_item("list", a_figure("list-gb-2025"))))

    assert [(problem.line, problem.message) for problem in found] == [
        (again[0], "the id 'list' stands twice; give one of them another"),
        (again[1], "the id 'list-gb-2025' stands twice; give one of them another"),
    ]


def test_one_fault_hides_no_other() -> None:
    found = problems(a_file(an_item("list", a_figure(n=None)), an_item("rule", questions=["area/q7"])))

    assert {problem.id for problem in found} == {"list-gb-2025", "rule"}


def test_files_of_a_folder_must_agree(tmp_path: Path) -> None:
    other = a_file(area="b", version="2.0.0")
    other["items"] = [an_item(questions=None)]
    other["sources"] = [{**a_file()["sources"][0], "title": "Another"}]

    with pytest.raises(BadInput) as refused:
        load_companions(written(tmp_path, a_file(), other), RUBRICS)

    assert [str(problem) for problem in refused.value.problems] == [
        "1.yaml: list: the id 'list' stands in 0.yaml too; give one of them another",
        "1.yaml: list-gb-2025: the id 'list-gb-2025' stands in 0.yaml too; give one of them another",
        "1.yaml: survey: the source 'survey' is another in 0.yaml; make them equal, or rename one",
        "1.yaml: is of version 2.0.0, but 0.yaml of 1.0.0; all files of the folder are of one",
    ]


def test_a_folder_without_any_has_none(tmp_path: Path) -> None:
    assert load_companions(tmp_path, RUBRICS).version == ""


def test_the_check_reads_them_and_tells_what_is_wrong(tmp_path: Path) -> None:
    ours = sorted((shipped_rubrics() / "companions").glob("*.yaml"))
    (tmp_path / "mine.yaml").write_text(ours[0].read_text(encoding="utf-8").replace("n: 128,", "", 1), encoding="utf-8")

    right = CliRunner().invoke(app, ["check", *map(str, ours)])
    wrong = CliRunner().invoke(app, ["check", str(tmp_path / "mine.yaml")])

    assert right.exit_code == 0
    assert "ai-governance.yaml: 25 companion questions with 54 figures are in order" in right.stdout
    assert wrong.exit_code == 1
    assert wrong.stderr == "mine.yaml:34: ai-any-tool-au-nsw-2025: n is missing; add it\n"


# The shipped set


SHIPPED = load_companions(shipped_rubrics(), load_rubrics(shipped_rubrics()))
ITEMS = list(SHIPPED.items.values())
FIGURES = [figure for item in ITEMS for figure in item.figures]


def test_what_is_loaded_by_area_grade_and_country() -> None:
    assert {area.id: (len(area.items), sum(len(item.figures) for item in area.items)) for area in SHIPPED.areas} == {
        "ai-governance": (25, 54),
        "cloud-control": (15, 34),
        "cyber-hygiene": (71, 131),
        "open-source-choice": (11, 13),
        "organisation": (5, 6),
    }
    assert Counter(figure.grade.value for figure in FIGURES) == {"A": 63, "B": 107, "C": 61, "D": 7}
    countries = Counter(figure.country for figure in FIGURES)
    assert len(countries) == 22
    assert " ".join(f"{country} {n}" for country, n in countries.most_common()) == (
        "AU 32 GB 31 CA 19 US 19 NL 16 DE 15 CH 12 IT 11 SE 11 FR 10 JP 10 NO 9 "
        "BE 8 BR 7 FI 5 DK 5 AT 5 PL 4 NZ 3 IE 3 PT 2 ES 1"
    )


def test_the_core_has_thirty_one_and_two_are_not_yes_or_no() -> None:
    assert sum(item.core for item in ITEMS) == 31
    assert [item.id for item in ITEMS if not item.is_asked] == ["ai-impact-share", "training-share"]


def test_questions_with_an_exact_comparison() -> None:
    """28 have a companion question that a survey asked, grade D left out; of one of these all figures were printed in
    words, which are told and set beside no answer. 20 rest on figures of 2020 or later, printed as numbers, of a known
    base; 18 of them on such figures about councils alone, that speak for more than eight bodies.
    """
    of = {question: item for item in ITEMS for question in item.questions}
    told = {question for item in ITEMS for question in item.questions if any(f.grade != "D" for f in item.figures)}
    beside = {q for item in SHIPPED.asked for q in item.questions if any(not f.is_background for f in item.figures)}
    solid = {
        question
        for item in SHIPPED.asked
        for question in item.questions
        if any(not f.is_background and f.is_base_known and (f.year or 0) >= 2020 for f in item.figures)
    }

    assert told == set(of)
    assert len(told) == 28
    assert told - beside == {"cloud-control/cloud-access"}
    assert len(solid) == 20
    assert {"cyber-hygiene/cyber-staff-mfa", "open-source-choice/os-components"} < solid  # eight bodies; all tiers


def test_every_question_is_its_own_and_what_was_printed_in_words_stays_in_words() -> None:
    assert len({item.ask for item in ITEMS}) == len(ITEMS)
    assert sum(figure.rough is not None for figure in FIGURES) == 25
    assert sum(figure.lacking for figure in FIGURES) == 39
    assert all(figure.is_background for figure in FIGURES if figure.rough or figure.grade == "D")


def test_a_yes_is_filled_in_only_from_the_listed_levels_of_one_version() -> None:
    assert {
        item.id: (item.implied_by.question.partition("/")[2], item.implied_by.level, item.implied_by.version)
        for item in ITEMS
        if item.implied_by
    } == {
        "ai-any-tool": ("ai-register", 1, "2.0.0"),
        "ai-policy": ("ai-permitted-uses", 3, "2.0.0"),
        "ai-overseer": ("ai-accountability", 3, "2.0.0"),
        "cloud-any": ("cloud-inventory", 1, "2.0.0"),
        "cloud-policy": ("cloud-policy", 2, "2.0.0"),
        "mail-spf": ("cyber-mail", 1, "2.0.0"),
        "mail-dmarc": ("cyber-mail", 2, "2.0.0"),
        "training-any": ("cyber-training", 3, "2.0.0"),
        "awareness-12-months": ("cyber-training", 3, "2.0.0"),
        "backups-kept": ("cyber-backups", 1, "2.0.0"),
        "os-open-standards": ("os-open-standards", 3, "2.0.0"),
    }


READ_AT_ITS_OWN_PLACE = {"webwereld-2009", "flanders-parliament-2021"}  # the magazine and the member asked themselves


def test_a_figure_that_was_read_in_an_article_names_it_beside_its_publisher() -> None:
    read_in_one = {figure.source for figure in FIGURES if figure.grade == "B"} - READ_AT_ITS_OWN_PLACE

    assert [source for source in read_in_one if (SHIPPED.sources or {})[source].read_in is None] == []


def test_a_publishers_page_and_the_article_are_two_places() -> None:
    for source in (SHIPPED.sources or {}).values():
        assert source.link is not None
        if (source.read_in or "").startswith("http"):
            assert urlsplit(source.read_in or "").hostname != urlsplit(source.link).hostname, source.id
        elif (
            source.read_in and source.id != "queensland-audit-2023"
        ):  # the article was read in a copy, which is no link
            assert source.read_in.rpartition(" on ")[2] in source.link, source.id
