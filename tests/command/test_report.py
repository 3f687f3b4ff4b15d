"""`maturity report`: a pack by the ending of its file, the same bytes each time, and one line for what is wrong."""

import shutil
import sys
from html import unescape
from pathlib import Path
from subprocess import run

import pytest
from typer.testing import CliRunner, Result

from assessment.command import app
from assessment.files import NOTICE, demo_pool, demo_sheet, dump_answers, load_rubrics, newest_of, save_pool
from assessment.files import shipped_rubrics as folder
from assessment.instrument import AreaTargets
from assessment.pack import ENDINGS
from tests.pack_readers import areas_of
from tests.packs import parts_of
from tests.serving import require


def maturity(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("answers") / "answers.json"
    path.write_bytes(dump_answers(demo_sheet(newest_of(load_rubrics(folder())))))
    return path


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_input_gives_the_same_bytes(answers: Path, tmp_path: Path, ending: str) -> None:
    one, other = tmp_path / f"one{ending}", tmp_path / f"other{ending.upper()}"

    assert maturity("report", answers, "--out", one, "--compare-with", answers).exit_code == 0
    ask = "from assessment.command import main; main()"
    done = run(
        [sys.executable, "-c", ask, "report", answers, "--out", other, "--compare-with", answers],
        env={"PATH": "/usr/bin:/bin", "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
    )

    assert done.stdout == f"{other.name}: written\n", done.stderr
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_pool_of_the_demo_marks_the_pack_and_its_peers_stand_in_each_format(
    answers: Path, tmp_path: Path, ending: str
) -> None:
    pool, out = tmp_path / "pool.csv", tmp_path / f"pack{ending}"
    save_pool(demo_pool(newest_of(load_rubrics(folder()))), pool)

    assert maturity("report", answers, "--out", out, "--pool", pool, "--without-answers").exit_code == 0
    said = pdf_text(out) if ending == ".pdf" else " ".join(text for _, text in parts_of(out.read_bytes()))
    place = "you score higher than about"

    assert [one for one in (NOTICE, "Peers' median", place) if one not in " ".join(unescape(said).split())] == []
    if ending == ".pdf":
        first, second, *_ = said.split("\f")
        assert "3. " in first.partition("What to do first")[2]  # page one holds all that it has to say
        assert "Contents" in second
        assert "Open-source choice" in " ".join(first.split())  # each name in a line's room, and not over a number


def pdf_text(path: Path) -> str:
    reader = shutil.which("pdftotext")
    if reader is None:
        require("needs pdftotext (Debian: apt-get install poppler-utils)")
    return run([reader, path, "-"], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("out", ["pack.txt", "pack", "pack.xlsx.json"])
def test_an_ending_that_is_none_names_those_there_are(answers: Path, tmp_path: Path, out: str) -> None:
    done = maturity("report", answers, "--out", tmp_path / out)

    assert done.exit_code == 1
    assert done.stderr == f"{out}: has no known ending; a pack is one of {', '.join(ENDINGS)}\n"
    assert not (tmp_path / out).exists()


def test_what_is_read_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "answers.xlsx"
    path.write_text("{}")

    done = maturity("report", path, "--out", path)

    assert done.exit_code == 1
    assert done.stderr == "answers.xlsx: is one of the files to read; name another file to write\n"
    assert path.read_text() == "{}"


def test_a_folder_that_is_not_there_is_told(answers: Path, tmp_path: Path) -> None:
    done = maturity("report", answers, "--out", tmp_path / "nowhere" / "pack.xlsx")

    assert done.exit_code == 1
    assert done.stderr == "pack.xlsx: can't be written; check the folder and its permissions\n"


def aimed(path: Path, **targets: object) -> Path:
    sheet = demo_sheet(newest_of(load_rubrics(folder()))).model_copy(update={"targets": targets, "format": "answers/2"})
    path.write_bytes(dump_answers(sheet))
    return path


def test_targets_are_taken_from_another_file(answers: Path, tmp_path: Path) -> None:
    other = aimed(tmp_path / "aims.json", **{"cloud-control": AreaTargets(level=4)})
    out = tmp_path / "pack.xlsx"

    assert maturity("report", answers, "--out", out, "--targets", other).exit_code == 0
    rows = {row[0]: row[3] for row in areas_of(out.read_bytes(), ".xlsx", 4)[1:]}
    assert rows["Cloud control"] == "4"
    assert rows["AI governance"] == "2"


def test_a_file_without_targets_is_refused_by_name(answers: Path, tmp_path: Path) -> None:
    done = maturity("report", answers, "--out", tmp_path / "pack.xlsx", "--targets", answers)

    assert done.exit_code == 1
    assert done.stderr == "answers.json: has no target for an area of these answers; set one on Plan\n"


def test_a_target_above_the_top_is_refused_with_its_place(answers: Path, tmp_path: Path) -> None:
    other = aimed(tmp_path / "aims.json", **{"cloud-control": AreaTargets(level=9)})
    done = maturity("report", answers, "--out", tmp_path / "pack.xlsx", "--targets", other)

    assert done.exit_code == 1
    assert "aims.json" in done.stderr
    assert "write a whole number from 0 to 4" in done.stderr


def test_a_logo_that_would_run_is_refused_and_nothing_is_written(answers: Path, tmp_path: Path) -> None:
    logo, out = tmp_path / "logo.svg", tmp_path / "pack.pdf"
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>x()</script></svg>')
    done = maturity("report", answers, "--out", out, "--logo", logo)

    assert done.exit_code == 1
    assert done.stderr == (
        "logo.svg: has <script>, which a logo can't have here; turn it into paths, or save the logo as PNG\n"
    )
    assert not out.exists()
