"""A peer pool as a CSV file: one record a row, one question a column, what is exported reads back as the same.

    record,month,country,type,band,evidenced,rubrics,ai-governance/ai-register,...
    r001,2026-05,GB,district,"100,000 to 199,999",9,ai-governance@1.0.0:3f9c…,2,...

A level, `dk` (don't know) or `na` (doesn't apply) stands for each question; an empty cell is read as `dk`. Rows are
read one by one: what is kept of each is one byte a question.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assessment.files.pool_rows import FACTS, RowReader, questions_of, stamps_of
from assessment.instrument import BadInput, Problem, Rubric, shortlist
from assessment.peers import BANDS, NOT_APPLICABLE_WORD, TYPES, UNKNOWN, UNKNOWN_WORD, PeerPool, country_of, month_of

MOST_RECORDS = 200_000  # several times the councils of the world's larger countries together
MOST_PROBLEMS = 100
MOST_COLUMNS = 2_000  # ours has 59
LONGEST_LINE = 1_000_000  # bytes; ours have some 300
Rows = Any  # what csv.reader returns has no public name


@dataclass
class PoolReading:
    """The rows that are in order, as a pool, and one problem for each that is not."""

    pool: PeerPool
    problems: tuple[Problem, ...]
    refused: int


def dump_pool(pool: PeerPool) -> Iterator[str]:
    """The lines of a pool's file. What a spreadsheet could take for a formula is not in it: ids begin with a letter or
    a digit.
    """
    yield line_of([*FACTS, *questions_of(pool.rubrics)])
    for facts, answers in zip(dumped_facts(pool), dumped_answers(pool), strict=True):
        yield line_of([*facts, *answers])


def line_of(row: Sequence[object]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(row)
    return text.getvalue()


def dumped_facts(pool: PeerPool) -> Iterator[list[object]]:
    stamps = stamps_of(pool.rubrics)
    facts = zip(pool.ids, pool.month, pool.country, pool.type, pool.band, pool.evidenced, strict=True)
    for id, month, country, kind, band, evidenced in facts:
        place = [country_of(int(country)), TYPES[kind - 1].value if kind else None, BANDS[band - 1] if band else None]
        yield [id, month_of(int(month)), *place, int(evidenced), stamps]


def dumped_answers(pool: PeerPool) -> Iterator[list[str]]:
    words = [NOT_APPLICABLE_WORD, *(str(level) for level in range(UNKNOWN - 1)), UNKNOWN_WORD]
    return ([words[code] for code in row] for row in pool.answers.tolist())


def decoded(lines: Iterable[bytes], name: str) -> Iterator[str]:
    """Text lines of a file's bytes. Raises BadInput where they are not UTF-8, or no line ends for too long."""
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            raise BadInput([Problem("no line ends for too long; this can't be a pool", name, number)])
        if b"\0" in line:
            raise BadInput([Problem("holds NUL characters; it may be UTF-16: save it as CSV in UTF-8", name, number)])
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise BadInput([Problem("is not UTF-8 text; save it as CSV in UTF-8", name, number)]) from None


def read_pool(lines: Iterable[bytes], rubrics: Sequence[Rubric], name: str, latest: str = "2099-12") -> PoolReading:
    """Read a pool's file line by line, without keeping it; `latest` is the newest month that an answer can be of.
    Raises BadInput where it is no such file at all: for a wrong header, another encoding, or too many rows.
    """
    rows = csv.reader(decoded(lines, name), strict=True)
    header = next_row(rows, name)
    if not header:
        raise BadInput([Problem("is empty; its first line must name the columns", name)])
    if len(header) > MOST_COLUMNS:
        raise BadInput([Problem(f"line 1 has {len(header):,} columns; this can't be a pool", name, 1)])
    problems = header_problems(header, rubrics, name)
    if problems:
        raise BadInput(problems)
    reader = RowReader([cell.strip() for cell in header], rubrics, latest)
    found: list[Problem] = []
    refused = 0
    while (row := next_row(rows, name)) is not None:
        if not row:
            continue
        wrong = reader.read(row, rows.line_num)
        refused += bool(wrong)
        found += [Problem(message, name, rows.line_num) for message in wrong[: MOST_PROBLEMS - len(found)]]
        if len(reader.columns.ids) + refused > MOST_RECORDS:
            raise BadInput([Problem(f"holds more than {MOST_RECORDS:,} records; split it", name, rows.line_num)])
    if refused and len(found) >= MOST_PROBLEMS:
        found.append(Problem(f"{refused:,} rows have problems in all; these are the first", name))
    return PoolReading(reader.columns.pool(rubrics), tuple(found), refused)


def next_row(rows: Rows, name: str) -> list[str] | None:
    try:
        return next(rows, None)
    except csv.Error as error:
        what = "a quotation mark is not closed" if "end of data" in str(error) else "the row can't be read as CSV"
        message = f"{what}; check the quotation marks in this row and before it"
        raise BadInput([Problem(message, name, rows.line_num)]) from None


def header_problems(header: list[str], rubrics: Sequence[Rubric], name: str) -> list[Problem]:
    found = Counter(cell.strip() for cell in header)
    separator = next((sign for sign in (";", "\t") if sign in header[0]), None)
    if len(header) == 1 and separator:
        sign = "semicolons" if separator == ";" else "tabs"
        return [Problem(f"the columns are separated by {sign}; save it with commas between them", name, 1)]
    wanted = [*FACTS, *questions_of(rubrics)]
    missing = [column for column in wanted if column not in found]
    unknown = [column for column in found if column not in wanted]
    twice = sorted(column for column, times in found.items() if times > 1 and column in wanted)
    messages = []
    if missing:
        messages.append(f"the header lacks {count(missing)}: {shortlist(missing)}; add what is missing")
    if unknown:
        messages.append(
            f"the header names {count(unknown)} that a pool doesn't have: {shortlist(unknown)}; take it out"
        )
    if twice:
        messages.append(f"the header names twice: {shortlist(twice)}; keep one of each")
    return [Problem(message, name, 1) for message in messages]


def count(names: Sequence[str]) -> str:
    return "1 column" if len(names) == 1 else f"{len(names)} columns"
