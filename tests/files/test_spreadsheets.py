"""A pool that went through a spreadsheet: what spreadsheets of several countries make of one."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from assessment.files import demo_pool, dump_pool, load_pool, pool_xlsx, read_pool, save_pool, stamps_of
from assessment.instrument import BadInput
from tests.builders import a_rubric
from tests.files.faults import any_input

RUBRICS = [a_rubric(weights=(1, 1), id="one"), a_rubric(weights=(1,), id="two")]
HEADER = ["record", "month", "country", "type", "band", "evidenced", "rubrics", "one/q1", "one/q2", "two/q1"]
ROW = ["r1", "2026-05", "GB", "district", "100,000 to 199,999", "0", stamps_of(RUBRICS), "2", "dk", "na"]
ANSWERS = [[3, 255, 0]]
LATEST = "2026-11"


def read(data: bytes):
    return read_pool(data.splitlines(keepends=True), RUBRICS, "pool", LATEST)


def in_order(data: bytes) -> list[list[int]]:
    found = read(data)
    assert found.problems == ()
    assert found.pool.month.tolist() == [2026 * 12 + 4] * len(found.pool)
    return found.pool.answers.tolist()


def refusal(data: bytes) -> str:
    with pytest.raises(BadInput) as refused:
        read(data)
    return str(refused.value)


def problem(data: bytes) -> str:
    (found,) = read(data).problems
    return str(found)


def as_csv(*rows: list[str], sign: str = ",", end: str = "\r\n") -> str:
    return end.join(sign.join(f'"{cell}"' if sign in cell else cell for cell in row) for row in rows) + end


def as_xlsx(*rows: list[object], more: Callable[[Workbook], None] = lambda book: None) -> bytes:
    book, data = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    more(book)
    book.save(data)
    return data.getvalue()


def changed(**cells: object) -> list[object]:
    return [cells.get(name.replace("/", "_"), cell) for name, cell in zip(HEADER, ROW, strict=True)]


PLAIN = as_csv(HEADER, ROW)


@pytest.mark.parametrize(
    "text",
    {
        "semicolons": as_csv(HEADER, ROW, sign=";"),
        "tabs": as_csv(HEADER, ROW, sign="\t"),
        "a sep= line": "sep=,\r\n" + PLAIN,
        "a sep= line for semicolons": "sep=;\r\n" + as_csv(HEADER, ROW, sign=";"),
        "a sep= line for tabs": "SEP=\t\n" + as_csv(HEADER, ROW, sign="\t"),
        "a sep= line in quotes, saved again": '"sep=;";;;\r\n' + as_csv(HEADER, ROW, sign=";"),
        "a sep= line that is no longer true": "sep=,;;;;\r\n" + as_csv(HEADER, ROW, sign=";"),
        "empty rows": as_csv([""] * 10, HEADER, [""] * 10, ROW, [""] * 10),
        "empty columns": as_csv(["", *HEADER, "", ""], ["", *ROW, "", ""]),
        "an empty column in the middle": as_csv([*HEADER[:3], "", *HEADER[3:]], [*ROW[:3], "", *ROW[3:]]),
        "empty columns that Excel cut off": as_csv([*HEADER, "", ""], ROW),
        "a title above": as_csv(["Our pool of 2026", *[""] * 9], [""] * 10, HEADER, ROW),
        "capitals": as_csv([name.upper() for name in HEADER], changed(country="gb", type="District", one_q2="DK")),
        "spaces around": as_csv([f" {name} " for name in HEADER], [f"{cell}\N{NO-BREAK SPACE}" for cell in ROW]),
        "invisible signs": as_csv([f"{name}\N{ZERO WIDTH SPACE}" for name in HEADER], ROW),
        "a whole row in a cell": "\n".join('"{}"'.format(line.replace('"', '""')) for line in PLAIN.splitlines()),
        "line ends of old": as_csv(HEADER, ROW, end="\r"),
        "decimals": as_csv(HEADER, changed(one_q1="2.0", evidenced="0.0")),
        "decimal commas": as_csv(HEADER, changed(one_q1="2,0"), sign=";"),
        "an en dash in the band": as_csv(HEADER, changed(band="100.000–199.999")),
        "a type of two words": as_csv(HEADER, changed(type="London borough")),
        "a day": as_csv(HEADER, changed(month="2026-05-01")),
        "a day and a time": as_csv(HEADER, changed(month="2026-05-01 00:00:00")),
        "a German day": as_csv(HEADER, changed(month="01.05.2026")),
        "an American day that can be only one": as_csv(HEADER, changed(month="5/14/2026")),
        "a British day that can be only one": as_csv(HEADER, changed(month="14/05/2026")),
        "a month as Excel shows it": as_csv(HEADER, changed(month="May-26")),
        "the same in German": as_csv(HEADER, changed(month="Mai 26"), sign=";"),
        "the same in French": as_csv(HEADER, changed(month="mai-26"), sign=";"),
    }.items(),
    ids=lambda case: case[0],
)
def test_what_a_spreadsheet_makes_of_a_csv_file_is_read(text: tuple[str, str]) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert in_order(text[1].encode(encoding)) == ANSWERS


def test_a_month_that_may_be_two_is_refused_with_the_reason() -> None:
    assert problem(as_csv(HEADER, changed(month="01/05/2026")).encode()) == (
        "pool:2: month '01/05/2026' is not right; a spreadsheet may have made a date of it; write it like 2026-05"
    )


def test_what_stands_in_a_column_without_a_name_is_not_passed_over() -> None:
    text = as_csv([*HEADER, ""], [*ROW, "ask Jo"])

    assert problem(text.encode()) == "pool:2: 'ask Jo' stands in column 11, which has no name; name it, or empty it"


def test_a_row_that_is_cut_off_is_still_refused_in_a_csv_file() -> None:
    assert "may be cut off" in problem(as_csv(HEADER, ROW[:-1]).encode())


def hide(sheet) -> None:
    sheet.sheet_state = "hidden"


def numbers() -> list[object]:
    return ["r1", datetime(2026, 5, 1), "GB", "district", "100,000 to 199,999", 0, stamps_of(RUBRICS), 2.0, None, "NA"]


@pytest.mark.parametrize(
    "data",
    {
        "texts": as_xlsx(HEADER, ROW),
        "numbers and dates": as_xlsx(HEADER, numbers()),
        "a title in merged cells": as_xlsx(
            ["Our pool"], HEADER, ROW, more=lambda book: book.active.merge_cells("A1:J1")
        ),
        "groups in merged cells": as_xlsx(
            [*[None] * 7, "One", None, "Two"], HEADER, ROW, more=lambda book: book.active.merge_cells("H1:I1")
        ),
        "empty rows and columns": as_xlsx([], [None, *HEADER], [], [None, *ROW], []),
        "a second sheet of notes": as_xlsx(
            HEADER, ROW, more=lambda book: book.create_sheet("Notes").append(["Ask Jo"])
        ),
        "notes first": as_xlsx(HEADER, ROW, more=lambda book: book.create_sheet("Notes", 0).append(["Ask Jo"])),
        "a hidden copy": as_xlsx(HEADER, ROW, more=lambda book: hide(book.copy_worksheet(book.active))),
        "all in column A": as_xlsx(*([line] for line in PLAIN.splitlines())),
    }.items(),
    ids=lambda case: case[0],
)
def test_what_a_spreadsheet_keeps_is_read_whatever_the_file_is_called(data: tuple[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "pool.csv").write_bytes(data[1])

    assert in_order(data[1]) == ANSWERS
    assert load_pool(tmp_path / "pool.csv", RUBRICS, date(2026, 11, 1)).pool.answers.tolist() == ANSWERS


def test_a_csv_file_is_read_that_is_called_a_workbook(tmp_path: Path) -> None:
    (tmp_path / "POOL.XLSX").write_text(PLAIN)

    assert load_pool(tmp_path / "POOL.XLSX", RUBRICS, date(2026, 11, 1)).pool.answers.tolist() == ANSWERS


def test_two_pools_in_one_workbook_are_named() -> None:
    data = as_xlsx(HEADER, ROW, more=lambda book: book.copy_worksheet(book.active))

    assert refusal(data) == (
        "pool: has a pool on each of the sheets 'Sheet' and 'Sheet Copy'; keep one of them in the file"
    )


def test_a_pool_on_a_hidden_sheet_is_not_read_in_silence() -> None:
    def more(book: Workbook) -> None:
        hide(book.active)
        book.create_sheet("Cover").append(["Our pool"])

    assert refusal(as_xlsx(HEADER, ROW, more=more)) == "pool: has its pool on the hidden sheet 'Sheet'; show that sheet"


def test_a_formula_that_was_never_worked_out_is_no_unknown_answer() -> None:
    assert "'=1+1' is no answer" in problem(as_xlsx(HEADER, changed(one_q1="=1+1")))


def test_a_problem_of_a_workbook_has_its_row() -> None:
    assert problem(as_xlsx(["Title"], HEADER, ROW, [], changed(record="r2", one_q1=9))).startswith(
        "pool:5: one/q1: '9'"
    )


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "is an older Excel file, or one with a password"),
        (b"PK\x03\x04 and no more", "is a damaged spreadsheet"),
        (b"%PDF-1.7 ...", "is a PDF, not a peer pool"),
        (b"<html><table><tr><td>record</td></tr></table>", "is a web page, not a peer pool"),
        (b'{\n  "format": "answers/1"\n}', "is a file of answers, not a peer pool"),
        (b'{\n  "format": "result/1"\n}', "is a result, not a peer pool"),
        (b"format: rubric/1\nid: bins\n", "is a rubric, not a peer pool"),
    ],
)
def test_another_file_is_called_what_it_is(data: bytes, told: str) -> None:
    assert refusal(data).startswith(f"pool: {told}")


def packed(**parts: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("_", "/", 1).replace("__", "."), content)
    return data.getvalue()


def test_other_packed_files_are_named() -> None:
    ods = packed(mimetype=b"application/vnd.oasis.opendocument.spreadsheet")

    assert refusal(ods) == "pool: is an OpenDocument file; save it as XLSX or CSV"
    assert refusal(packed(xl_workbook__bin=b"")).startswith("pool: is a binary Excel file")
    assert refusal(packed(notes__txt=b"")).startswith("pool: is a packed file (ZIP)")


def repacked(data: bytes, part: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, content if info.filename == part else old.read(info))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
EMPTY_SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'


def test_a_small_file_that_unpacks_without_end_is_refused_before_it_is_read() -> None:
    bomb = repacked(as_xlsx(HEADER, ROW), SHEET, b" " * 600_000_000)

    assert len(bomb) < 1_000_000
    assert "unpacks to more than any pool needs" in refusal(bomb)


def test_a_workbook_with_definitions_of_its_own_is_refused() -> None:
    laughs = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]>' + EMPTY_SHEET % b""

    for content in (laughs, laughs.decode().encode("utf-16")):
        assert "holds definitions of its own" in refusal(repacked(as_xlsx(HEADER, ROW), SHEET, content))


def test_a_sheet_of_rows_that_are_all_far_away_is_refused() -> None:
    row = b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>'
    far = EMPTY_SHEET % b"".join(row % (number, number) for number in (1, 999_999_999))
    wide = EMPTY_SHEET % b"".join(row % (number, number) for number in range(1, 20_000))
    book = as_xlsx(HEADER, ROW)

    assert refusal(repacked(book, SHEET, wide)).startswith("pool")
    assert refusal(repacked(book, SHEET, far)).startswith("pool")


@given(st.integers(0, 4000), st.binary(min_size=1, max_size=8))
@any_input
def test_no_damage_breaks_the_reader(at: int, instead: bytes) -> None:
    whole = as_xlsx(HEADER, ROW)
    with suppress(BadInput):  # any other error fails the test
        read(whole[:at] + instead + whole[at + len(instead) :])


# There and back


def test_a_pool_goes_through_a_workbook_and_back(tmp_path: Path) -> None:
    pool = demo_pool(RUBRICS, 25)
    save_pool(pool, tmp_path / "pool.XLSX")

    again = load_pool(tmp_path / "pool.XLSX", RUBRICS, date(2026, 11, 1))

    assert again.problems == ()
    assert "".join(dump_pool(again.pool)) == "".join(dump_pool(pool))
    assert pool_xlsx(again.pool) == pool_xlsx(pool) == (tmp_path / "pool.XLSX").read_bytes()


def test_a_workbook_has_numbers_where_a_sheet_would_count_them() -> None:
    sheet = load_workbook(io.BytesIO(pool_xlsx(demo_pool(RUBRICS, 3)))).active

    assert [cell.data_type for cell in sheet[2]][:7] == ["s", "s", "s", "s", "s", "n", "s"]
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row if cell.value in range(5)} == {"n"}
