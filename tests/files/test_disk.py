"""Files and folders on disk."""

import pytest

from assessment.files import RUBRIC_LIMIT, load_answers, load_rubrics, parse_answers
from assessment.files.loading import load_rubric
from assessment.instrument import BadInput, Problem
from tests.builders import (
    ANSWERS_FILE,
    RUBRIC_FILE,
    a_rubric_file,
)
from tests.files.faults import NO_CONTENT, RUBRICS


def test_a_rubric_is_loaded_from_its_file(tmp_path):
    path = tmp_path / "area.yaml"
    path.write_text(RUBRIC_FILE, encoding="utf-8")

    assert load_rubric(path) == RUBRICS["area", "1.0.0"]


def test_answers_are_loaded_from_their_file(tmp_path):
    path = tmp_path / "ours.json"
    path.write_text(ANSWERS_FILE, encoding="utf-8")

    assert load_answers(path, RUBRICS) == parse_answers(ANSWERS_FILE.encode(), RUBRICS, "ours.json")


@pytest.mark.parametrize("size", [RUBRIC_LIMIT + 1, 8 * RUBRIC_LIMIT])
def test_a_rubric_file_over_1_mib_is_refused(tmp_path, size):
    path = tmp_path / "area.yaml"
    path.write_bytes(RUBRIC_FILE.encode().ljust(size, b"#"))

    with pytest.raises(BadInput) as refused:
        load_rubric(path)

    assert list(refused.value.problems) == [Problem("is larger than 1 MiB; this can't be the right file", "area.yaml")]


def test_a_file_that_is_not_there_is_a_problem(tmp_path):
    with pytest.raises(BadInput) as refused:
        load_answers(tmp_path / "ours.json", RUBRICS)

    assert list(refused.value.problems) == [
        Problem("there is no such file; check the name and its permissions", "ours.json")
    ]


def test_a_folder_in_place_of_a_file_is_a_problem(tmp_path):
    with pytest.raises(BadInput) as refused:
        load_rubric(tmp_path)

    assert list(refused.value.problems) == [Problem("can't be read; check the name and its permissions", tmp_path.name)]


def test_all_rubrics_of_a_folder_are_loaded_by_id_and_version(tmp_path):
    (tmp_path / "area.yaml").write_text(RUBRIC_FILE, encoding="utf-8")
    (tmp_path / "area-2.yaml").write_text(a_rubric_file(line_3="version: 2.0.0"), encoding="utf-8")
    (tmp_path / "cloud.yaml").write_text(a_rubric_file(line_2="id: cloud"), encoding="utf-8")
    (tmp_path / "README.md").write_text("Not a rubric.", encoding="utf-8")

    assert set(load_rubrics(tmp_path)) == {("area", "1.0.0"), ("area", "2.0.0"), ("cloud", "1.0.0")}


def test_the_problems_of_all_files_of_a_folder_are_listed(tmp_path):
    (tmp_path / "a.yaml").write_text(a_rubric_file(line_1="format: rubric/3"), encoding="utf-8")
    (tmp_path / "b.yaml").write_text("", encoding="utf-8")
    (tmp_path / "c.yaml").write_text(RUBRIC_FILE, encoding="utf-8")
    (tmp_path / "d.yaml").write_text(RUBRIC_FILE, encoding="utf-8")

    with pytest.raises(BadInput) as refused:
        load_rubrics(tmp_path)

    assert list(refused.value.problems) == [
        Problem("format must be 'rubric/1' or 'rubric/2'", "a.yaml", 1),
        Problem(NO_CONTENT, "b.yaml"),
        Problem("'area' 1.0.0 is in another file too; keep one", "d.yaml", id="area"),
    ]


def test_a_folder_without_rubrics_is_a_problem(tmp_path):
    with pytest.raises(BadInput) as refused:
        load_rubrics(tmp_path)

    assert list(refused.value.problems) == [
        Problem("holds no rubric; a rubric is a file whose name ends in .yaml", tmp_path.name)
    ]
