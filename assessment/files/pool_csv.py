"""A peer pool as a table: one record a row, one question a column, what is exported reads back as the same.

    record,month,country,type,band,evidenced,rubrics,ai-governance/ai-register,...
    r001,2026-05,GB,district,"100,000 to 199,999",9,ai-governance@1.0.0:3f9c…,2,...

A level, `dk` (don't know) or `na` (doesn't apply) stands for each question; an empty cell is read as `dk`. Rows are
read one by one: what is kept of each is one byte a question.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessment.files.csv_rows import MOST_HEAD_ROWS, Rows
from assessment.files.pool_rows import FACTS, RowReader, plain_name, questions_of, stamps_of
from assessment.instrument import BadInput, Problem, Rubric, shortlist
from assessment.peers import BANDS, NOT_APPLICABLE_WORD, TYPES, UNKNOWN, UNKNOWN_WORD, PeerPool, country_of, month_of

MOST_RECORDS = 200_000  # several times the councils of the world's larger countries together
MOST_PROBLEMS = 100
MOST_COLUMNS = 2_000  # ours has 59


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
    for row in pool_rows(pool):
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerow(row)
        yield text.getvalue()


def pool_rows(pool: PeerPool) -> Iterator[list[str | int | None]]:
    """The header, and one row for each record."""
    yield [*FACTS, *questions_of(pool.rubrics)]
    for facts, answers in zip(dumped_facts(pool), dumped_answers(pool), strict=True):
        yield [*facts, *answers]


def dumped_facts(pool: PeerPool) -> Iterator[list[str | int | None]]:
    stamps = stamps_of(pool.rubrics)
    facts = zip(pool.ids, pool.month, pool.country, pool.type, pool.band, pool.evidenced, strict=True)
    for id, month, country, kind, band, evidenced in facts:
        place = [country_of(int(country)), TYPES[kind - 1].value if kind else None, BANDS[band - 1] if band else None]
        yield [id, month_of(int(month)), *place, int(evidenced), stamps]


def dumped_answers(pool: PeerPool) -> Iterator[list[str]]:
    words = [NOT_APPLICABLE_WORD, *(str(level) for level in range(UNKNOWN - 1)), UNKNOWN_WORD]
    return ([words[code] for code in row] for row in pool.answers.tolist())


def read_pool_rows(
    rows: Rows, rubrics: Sequence[Rubric], name: str, latest: str, *, cut_short: bool = False
) -> PoolReading:
    """Read a pool row by row, without keeping it; `latest` is the newest month that an answer can be of. `cut_short`:
    a row may end where its last cells are empty, as a workbook's do. Raises BadInput where it is no pool at all.
    """
    line, header = header_row(rows, name)
    names = [plain_name(cell) for cell in header]
    problems = header_problems(names, rubrics, name, line)
    if problems:
        raise BadInput(problems)
    reader = RowReader(names, rubrics, latest, cut_short=cut_short)
    found: list[Problem] = []
    refused = 0
    for line, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        wrong = reader.read(row, line)
        refused += bool(wrong)
        found += [Problem(message, name, line) for message in wrong[: MOST_PROBLEMS - len(found)]]
        if len(reader.columns.ids) + refused > MOST_RECORDS:
            raise BadInput([Problem(f"holds more than {MOST_RECORDS:,} records; split it", name, line)])
    if refused and len(found) >= MOST_PROBLEMS:
        found.append(Problem(f"{refused:,} rows have problems in all; these are the first", name))
    return PoolReading(reader.columns.pool(rubrics), tuple(found), refused)


def header_row(rows: Rows, name: str) -> tuple[int, list[str]]:
    """The row that names the columns: the first with one called record, below whatever title somebody put above it;
    else the first with anything in it.
    """
    first: tuple[int, list[str]] | None = None
    for number, (line, row) in enumerate(rows, 1):
        if len(row) > MOST_COLUMNS:
            message = f"line {line} has {len(row):,} columns; this can't be a pool"
            raise BadInput([Problem(message, name, line)])
        if FACTS[0] in map(plain_name, row):
            return line, row
        if first is None and any(cell.strip() for cell in row):
            first = line, row
        if number >= MOST_HEAD_ROWS:
            break
    if first is None:
        raise BadInput([Problem("is empty; its first line must name the columns", name)])
    return first


def header_problems(header: list[str], rubrics: Sequence[Rubric], name: str, line: int) -> list[Problem]:
    found = Counter(cell for cell in header if cell)
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
    return [Problem(message, name, line) for message in messages]


def count(names: Sequence[str]) -> str:
    return "1 column" if len(names) == 1 else f"{len(names)} columns"
