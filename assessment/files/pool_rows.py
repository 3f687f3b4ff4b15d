"""One row of a pool's CSV file: judged as a whole, then gathered as bytes."""

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from assessment.instrument import CouncilType, Rubric, country_problem, quoted, shortlist
from assessment.peers import (
    BANDS,
    EVIDENCE_FROM,
    NOT_APPLICABLE,
    NOT_APPLICABLE_WORD,
    UNKNOWN,
    UNKNOWN_WORD,
    PeerPool,
    band_code,
    country_code,
    month_number,
    stamp,
    type_code,
)

LONGEST_CELL = 1_000  # characters; the longest of ours has some 200
FACTS = ("record", "month", "country", "type", "band", "evidenced", "rubrics")
RECORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}", re.ASCII)
MONTH = re.compile(r"(19|20)[0-9]{2}-(0[1-9]|1[0-2])", re.ASCII)
STRONG = frozenset(str(level) for level in range(EVIDENCE_FROM, 7))
FORMULA_STARTS = ("=", "+", "-", "@", "\t")


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
            cells = "1 cell" if len(row) == 1 else f"{len(row)} cells"
            return [f"has {cells} where the header has {self.width}; the row may be cut off"]
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
            ours = shortlist(sorted(self.stamps))
            yield f"rubrics: answered under other questions ({shortlist(odd)} is odd or missing); those here are {ours}"

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
    if facts["country"] and (wrong := country_problem(facts["country"])):
        yield f"country {wrong}"
    if facts["type"] and facts["type"] not in list(CouncilType):
        yield f"type '{quoted(facts['type'])}' is not known; write one of {', '.join(CouncilType)}"
    if facts["band"] and facts["band"] not in BANDS:
        yield f"band '{quoted(facts['band'])}' is not known; write one of {'; '.join(BANDS)}"
    if not (facts["evidenced"].isascii() and facts["evidenced"].isdigit() and len(facts["evidenced"]) < 5):
        yield f"evidenced '{quoted(facts['evidenced'])}' is not right; write how many answers cite evidence"
