"""A peer pool as a CSV file: one record a row, one question a column, what is exported reads back as the same.

    record,month,country,type,band,evidenced,rubrics,ai-governance/ai-register,...
    r001,2026-05,GB,district,"100,000 to 199,999",9,ai-governance@1.0.0:3f9c…,2,...

A level, `dk` (don't know) or `na` (doesn't apply) stands for each question; an empty cell is read as `dk`. Rows are
read one by one: what is kept of each is one byte a question.
"""

import csv
import io
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from assessment.answers import CouncilType
from assessment.errors import BadInput, Problem, listed, quoted
from assessment.peer_records import (
    BANDS,
    EVIDENCE_FROM,
    NOT_APPLICABLE_WORD,
    TYPES,
    UNKNOWN_WORD,
    band_code,
    country_code,
    country_of,
    month_number,
    month_of,
    stamp,
    type_code,
)
from assessment.pool import NOT_APPLICABLE, UNKNOWN, PeerPool
from assessment.rubric import Rubric

MOST_RECORDS = 200_000  # several times the councils of the world's larger countries together
MOST_PROBLEMS = 100
MOST_COLUMNS = 2_000  # ours has 59
Rows = Any  # what csv.reader returns has no public name
LONGEST_CELL = 1_000  # characters; the longest of ours has some 200
FACTS = ("record", "month", "country", "type", "band", "evidenced", "rubrics")
RECORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}", re.ASCII)
MONTH = re.compile(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])", re.ASCII)
COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)
STRONG = frozenset(str(level) for level in range(EVIDENCE_FROM, 7))
FORMULA_STARTS = ("=", "+", "-", "@", "\t")


@dataclass
class PoolReading:
    """The rows that are in order, as a pool, and one problem for each that is not."""

    pool: PeerPool
    problems: tuple[Problem, ...]
    refused: int


@dataclass
class Columns:
    """What the rows are gathered in."""

    questions: int
    answers: bytearray = field(default_factory=bytearray)
    country: "array[int]" = field(default_factory=lambda: array("h"))
    type: "array[int]" = field(default_factory=lambda: array("b"))
    band: "array[int]" = field(default_factory=lambda: array("b"))
    month: "array[int]" = field(default_factory=lambda: array("i"))
    evidenced: "array[int]" = field(default_factory=lambda: array("i"))
    ids: dict[str, int] = field(default_factory=dict)  # to the line of each

    def pool(self, rubrics: Sequence[Rubric]) -> PeerPool:
        return PeerPool(
            tuple(rubrics),
            np.frombuffer(bytes(self.answers), dtype=np.uint8).reshape(len(self.ids), self.questions),
            np.array(self.country, dtype=np.int16),
            np.array(self.type, dtype=np.int8),
            np.array(self.band, dtype=np.int8),
            np.array(self.month, dtype=np.int32),
            np.array(self.evidenced, dtype=np.int32),
            list(self.ids),
        )


def questions_of(rubrics: Sequence[Rubric]) -> list[str]:
    return [f"{rubric.id}/{question.id}" for rubric in rubrics for question in rubric.questions]


def stamps_of(rubrics: Sequence[Rubric]) -> str:
    return " ".join(f"{rubric.id}@{stamp(rubric)}" for rubric in rubrics)


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
        messages.append(f"the header lacks {count(missing)}: {listed(missing)}; add what is missing")
    if unknown:
        messages.append(f"the header names {count(unknown)} that a pool doesn't have: {listed(unknown)}; take it out")
    if twice:
        messages.append(f"the header names twice: {listed(twice)}; keep one of each")
    return [Problem(message, name, 1) for message in messages]


def count(names: Sequence[str]) -> str:
    return "1 column" if len(names) == 1 else f"{len(names)} columns"


class RowReader:
    """Reads rows in the header's order of columns into arrays in ours."""

    def __init__(self, header: list[str], rubrics: Sequence[Rubric], latest: str) -> None:
        self.latest = latest
        questions = [question for rubric in rubrics for question in rubric.questions]
        self.width = len(header)
        self.facts = {fact: header.index(fact) for fact in FACTS}
        self.paths = questions_of(rubrics)
        self.places = [header.index(path) for path in self.paths]
        self.codes = [codes_up_to(question.top) for question in questions]
        self.tops = [question.top for question in questions]
        self.stamps = {f"{rubric.id}@{stamp(rubric)}" for rubric in rubrics}
        self.columns = Columns(len(questions))

    def read(self, row: list[str], line: int) -> list[str]:
        """Takes the row in, or says everything that is wrong with it."""
        if len(row) != self.width:
            return [f"has {len(row)} cells where the header has {self.width}; the row may be cut off"]
        if any(len(cell) > LONGEST_CELL for cell in row):
            return [f"has a cell of more than {LONGEST_CELL:,} characters; shorten it"]
        facts = {fact: row[place].strip() for fact, place in self.facts.items()}
        wrong = [*fact_problems(facts), *self.record_problems(facts, line), *self.answer_problems(row)]
        if not wrong:
            wrong = [*self.odd(facts, row)]
        if not wrong:
            self._take(facts, row, line)
        return wrong

    def odd(self, facts: Mapping[str, str], row: list[str]) -> Iterator[str]:
        """What is well written and can't be."""
        strong = sum(row[place].strip() in STRONG for place in self.places)
        if int(facts["evidenced"]) > strong:
            yield f"evidenced {facts['evidenced']} is more than the {strong} answers at level 3 or above"
        if facts["month"] > self.latest:
            yield f"month {facts['month']} is still to come; correct it"

    def record_problems(self, facts: Mapping[str, str], line: int) -> Iterator[str]:
        record, given = facts["record"], set(facts["rubrics"].split())
        if not RECORD.fullmatch(record):
            hint = "it begins like a formula; " if record.startswith(FORMULA_STARTS) else ""
            yield f"record '{quoted(record)}' is not right: {hint}use up to 64 letters, digits, dots and hyphens"
        elif record in self.columns.ids:
            yield f"record '{record}' stands on line {self.columns.ids[record]} already; keep one of the two"
        if given != self.stamps:
            odd = sorted(given - self.stamps) or sorted(self.stamps - given)
            needs = listed(sorted(self.stamps))
            yield f"rubrics: {listed(odd)} is not among those here, or is missing; the row needs {needs}"

    def answer_problems(self, row: list[str]) -> Iterator[str]:
        for path, place, codes, top in zip(self.paths, self.places, self.codes, self.tops, strict=True):
            if row[place].strip() not in codes:
                yield f"{path}: '{quoted(row[place])}' is no answer; write a level from 0 to {top}, dk or na"

    def _take(self, facts: Mapping[str, str], row: list[str], line: int) -> None:
        columns = self.columns
        columns.ids[facts["record"]] = line
        columns.month.append(month_number(facts["month"]))
        columns.country.append(country_code(facts["country"] or None))
        columns.type.append(type_code(CouncilType(facts["type"]) if facts["type"] else None))
        columns.band.append(band_code(facts["band"] or None))
        columns.evidenced.append(int(facts["evidenced"]))
        columns.answers += bytes(
            codes[row[place].strip()] for place, codes in zip(self.places, self.codes, strict=True)
        )


def codes_up_to(top: int) -> dict[str, int]:
    levels = {str(level): level + 1 for level in range(top + 1)}
    return {**levels, UNKNOWN_WORD: UNKNOWN, "": UNKNOWN, NOT_APPLICABLE_WORD: NOT_APPLICABLE}


def fact_problems(facts: Mapping[str, str]) -> Iterator[str]:
    if not MONTH.fullmatch(facts["month"]):
        yield f"month '{quoted(facts['month'])}' is not right; write it like 2026-05"
    if facts["country"] and not COUNTRY.fullmatch(facts["country"]):
        yield f"country '{quoted(facts['country'])}' is not right; write two capital letters such as GB"
    if facts["type"] and facts["type"] not in list(CouncilType):
        yield f"type '{quoted(facts['type'])}' is not known; write one of {', '.join(CouncilType)}"
    if facts["band"] and facts["band"] not in BANDS:
        yield f"band '{quoted(facts['band'])}' is not known; write one of {'; '.join(BANDS)}"
    if not (facts["evidenced"].isascii() and facts["evidenced"].isdigit() and len(facts["evidenced"]) < 5):
        yield f"evidenced '{quoted(facts['evidenced'])}' is not right; write how many answers cite evidence"
