"""A pool's CSV file: every problem with its line, nothing lost on the way through, and memory bounded."""

import tracemalloc
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.files import demo_pool, dump_pool, load_pool, pool_csv, read_pool, stamps_of
from assessment.files.pool_csv import PoolReading
from assessment.instrument import BadInput
from tests.builders import a_rubric
from tests.files.faults import any_input

RUBRICS = [a_rubric(weights=(1, 1), id="one"), a_rubric(weights=(1,), id="two")]
HEADER = "record,month,country,type,band,evidenced,rubrics,one/q1,one/q2,two/q1"
STAMPS = stamps_of(RUBRICS)


def a_row(record: str = "r1", month: str = "2026-05", answers: str = "2,dk,na", **more: str) -> str:
    facts = {"country": "GB", "type": "district", "band": '"100,000 to 199,999"', "evidenced": "0", "rubrics": STAMPS}
    return ",".join([record, month, *(facts | more).values(), answers])


def read(*rows: str, header: str = HEADER) -> PoolReading:
    text = "\n".join([header, *rows]) + "\n"
    return read_pool(text.encode().splitlines(keepends=True), RUBRICS, "pool.csv", "2026-11")


def problems(*rows: str, header: str = HEADER) -> list[str]:
    return [str(problem) for problem in read(*rows, header=header).problems]


def refusal(data: bytes) -> list[str]:
    with pytest.raises(BadInput) as refused:
        read_pool(data.splitlines(keepends=True), RUBRICS, "pool.csv")
    return [str(problem) for problem in refused.value.problems]


def test_a_row_is_read() -> None:
    pool = read(a_row()).pool

    assert pool.answers.tolist() == [[3, 255, 0]]
    assert list(pool.ids) == ["r1"]
    assert problems(a_row()) == []


def test_what_is_not_known_may_be_left_empty() -> None:
    pool = read(a_row(country="", type="", band="", answers=",3,4")).pool

    assert (pool.country[0], pool.type[0], pool.band[0]) == (0, 0, 0)
    assert pool.answers.tolist() == [[255, 4, 5]]


def test_columns_may_stand_in_any_order() -> None:
    names = HEADER.split(",")
    turned = ",".join(reversed(names))
    row = f'na,dk,2,{STAMPS},0,"100,000 to 199,999",district,GB,2026-05,r1'

    assert read(row, header=turned).pool.answers.tolist() == [[3, 255, 0]]


def test_a_mark_at_the_beginning_and_empty_lines_are_no_matter() -> None:
    data = f"\N{ZERO WIDTH NO-BREAK SPACE}{HEADER}\r\n\r\n{a_row()}\r\n".encode()

    assert len(read_pool(data.splitlines(keepends=True), RUBRICS, "pool.csv").pool) == 1


# What is no pool at all


def test_a_wrong_header_names_what_is_missing_unknown_and_twice() -> None:
    header = HEADER.replace("month", "moth").replace("two/q1", "one/q1")

    assert refusal(f"{header}\n{a_row()}\n".encode()) == [
        "pool.csv:1: the header lacks 2 columns: month, two/q1; add what is missing",
        "pool.csv:1: the header names 1 column that a pool doesn't have: moth; take it out",
        "pool.csv:1: the header names twice: one/q1; keep one of each",
    ]


def test_a_line_of_commas_is_refused_at_once() -> None:
    assert refusal(b"," * 900_000) == ["pool.csv:1: line 1 has 900,001 columns; this can't be a pool"]


def test_a_line_without_an_end_is_refused_without_reading_it(tmp_path: Path) -> None:
    endless = tmp_path / "pool.csv"
    with endless.open("wb") as file:
        file.truncate(50_000_000_000)  # takes no room on the disk, and none in memory if nobody reads it

    with pytest.raises(BadInput) as refused:
        load_pool(endless, RUBRICS, date(2026, 11, 1))

    assert str(refused.value) == "pool.csv:1: no line ends for too long; this can't be a pool"


def test_an_empty_file_is_refused() -> None:
    assert refusal(b"") == ["pool.csv: is empty; its first line must name the columns"]


def test_another_encoding_is_named_with_its_line() -> None:
    latin = f"{HEADER}\n{a_row()}\n".encode() + "rä,2026-05".encode("latin-1")
    wide = f"{HEADER}\n".encode("utf-16-le")  # with its mark it would be read

    assert refusal(latin) == ["pool.csv:3: is not UTF-8 text; save it as CSV in UTF-8"]
    assert refusal(wide) == ["pool.csv:1: holds NUL characters; it may be UTF-16: save it as CSV in UTF-8"]


def test_a_quotation_mark_that_is_not_closed_is_named() -> None:
    (problem,) = refusal(f'{HEADER}\n"r1,2026-05'.encode())

    assert "a quotation mark is not closed" in problem


def test_too_many_records_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_csv, "MOST_RECORDS", 2)
    rows = [a_row(f"r{number}") for number in range(3)]

    assert len(read(*rows[:2]).pool) == 2
    assert refusal("\n".join([HEADER, *rows]).encode()) == ["pool.csv:4: holds more than 2 records; split it"]


def test_two_million_rows_are_refused_without_being_kept() -> None:
    def rows() -> Iterator[bytes]:
        yield f"{HEADER}\n".encode()
        for number in range(2_000_000):
            yield f"{a_row(f'r{number}')}\n".encode()

    tracemalloc.start()
    with pytest.raises(BadInput, match="holds more than 200,000 records"):
        read_pool(rows(), RUBRICS, "pool.csv")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 60_000_000


def test_a_million_wrong_rows_are_not_all_listed() -> None:
    found = read(*(a_row(f"r{number}", month="May") for number in range(5_000)))

    assert len(found.problems) == 101
    assert str(found.problems[-1]) == "pool.csv: 5,000 rows have problems in all; these are the first"
    assert len(found.pool) == 0


# One row at a time


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (a_row(answers="5,0,0"), "one/q1: '5' is no answer; write a level from 0 to 4, dk or na"),
        (a_row(answers="-1,0,0"), "one/q1: '-1' is no answer; write a level from 0 to 4, dk or na"),
        (a_row(answers="1.5,0,0"), "one/q1: '1.5' is no answer; write a level from 0 to 4, dk or na"),
        (a_row(answers="=1+1,0,0"), "one/q1: '=1+1' is no answer; write a level from 0 to 4, dk or na"),
        (a_row(answers="٢,0,0"), "one/q1: '٢' is no answer; write a level from 0 to 4, dk or na"),
        (a_row(answers="2,0"), "has 9 cells where the header has 10; the row may be cut off"),
        (a_row(answers="2,0,0,0"), "has 11 cells where the header has 10; the row may be cut off"),
        (a_row(month="2026-5"), "month '2026-5' is not right; write it like 2026-05"),
        (a_row(month="2026-13"), "month '2026-13' is not right; write it like 2026-05"),
        (a_row(country="UK!"), "country 'UK!' is no country's code; write one such as GB (ISO 3166-1)"),
        (a_row(evidenced="many"), "evidenced 'many' is not right; write how many answers cite evidence"),
        (a_row(answers="3,4,2", evidenced="3"), "evidenced 3 is more than the 2 answers at level 3 or above"),
        (a_row(month="2099-12"), "month 2099-12 is still to come; correct it"),
        (a_row(evidenced="-1"), "evidenced '-1' is not right; write how many answers cite evidence"),
        (
            a_row(record="=HYPERLINK(1)"),
            "record '=HYPERLINK(1)' is not right: it begins like a formula; use up to 64 letters, digits, dots and "
            "hyphens",
        ),
        (a_row(record="a b"), "record 'a b' is not right: use up to 64 letters, digits, dots and hyphens"),
    ],
)
def test_a_row_that_is_not_right_is_named_with_its_line(row: str, problem: str) -> None:
    assert problems(a_row("first"), row) == [f"pool.csv:3: {problem}"]


def test_an_unknown_type_or_band_names_the_known_ones() -> None:
    (kind,), (band,) = problems(a_row(type="borough")), problems(a_row(band="big"))

    assert kind.startswith("pool.csv:2: type 'borough' is not known; write one of district, county,")
    assert band.startswith("pool.csv:2: band 'big' is not known; write one of under 10,000; 10,000 to 24,999;")


def test_an_unknown_rubric_version_is_named() -> None:
    old = STAMPS.replace("one@1.0.0", "one@0.9.0")

    (problem,) = problems(a_row(rubrics=old))

    assert problem.startswith("pool.csv:2: rubrics: answered under other questions (one@0.9.0")
    assert problem.endswith(f"those here are {', '.join(STAMPS.split())}")


def test_a_repeated_record_is_named_with_the_line_of_the_first() -> None:
    assert problems(a_row("r1"), a_row("r2"), a_row("r1", month="2026-06")) == [
        "pool.csv:4: record 'r1' stands on line 2 already; keep one of the two"
    ]


def test_all_that_is_wrong_with_a_row_is_said_at_once() -> None:
    assert len(problems(a_row(record="", month="", country="gbx", answers="9,9,9"))) == 6


def test_the_rest_is_there_for_whoever_accepts_it() -> None:
    found = read(a_row("r1"), a_row("r2", month="never"), a_row("r3"))

    assert list(found.pool.ids) == ["r1", "r3"]
    assert (len(found.problems), found.refused) == (1, 1)


@given(st.binary(max_size=300))
@any_input
def test_no_bytes_break_the_reader(data: bytes) -> None:
    for content in (data, f"{HEADER}\n".encode() + data, f"{HEADER}\n{a_row()}\n".encode() + data):
        with suppress(BadInput):  # any other error fails the test
            read_pool(content.splitlines(keepends=True), RUBRICS, "pool.csv")


# There and back


@given(st.integers(0, 5000), st.integers(1, 40))
@any_input
def test_what_is_written_reads_back_and_writes_the_same_file(seed: int, councils: int) -> None:
    pool = demo_pool(RUBRICS, councils, seed)
    text = "".join(dump_pool(pool))

    again = read_pool(text.encode().splitlines(keepends=True), RUBRICS, "pool.csv")

    assert again.problems == ()
    for column in ("answers", "country", "type", "band", "month", "evidenced"):
        assert np.array_equal(getattr(again.pool, column), getattr(pool, column)), column
    assert list(again.pool.ids) == list(pool.ids)
    assert "".join(dump_pool(again.pool)) == text
