"""One row of a pool's table: judged as a whole, then gathered as bytes."""

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from assessment.files.characters import without_invisible
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
WHOLE = re.compile(r"([0-9]{1,4})[.,]0{1,6}", re.ASCII)  # a whole number with decimals
# What spreadsheets make of 2026-05; of 01/05/2026 nobody knows whether it is May
YEAR_FIRST = re.compile(r"(?P<year>20[0-9]{2})[-/.](?P<month>1[0-2]|0?[1-9])[-/.][0-9]{1,2}([ T][0-9:.]+Z?)?", re.ASCII)
YEAR_LAST = re.compile(r"(?P<month>1[0-2]|0?[1-9])[-/.](?P<year>20[0-9]{2})", re.ASCII)
DAY_FIRST = re.compile(r"[0-9]{1,2}\.\s?(?P<month>1[0-2]|0?[1-9])\.\s?(?P<year>20[0-9]{2})", re.ASCII)
SLASHES = re.compile(r"(?P<first>[0-9]{1,2})[/-](?P<second>[0-9]{1,2})[/-](?P<year>20[0-9]{2})", re.ASCII)
NAMED = re.compile(r"([0-9]{1,2}[-. ]+)?(?P<name>[^\W\d_]{3,})[-. /]+(?P<year>(20)?[0-9]{2})")
MONTHS = (  # in English, French, German, Dutch, Spanish, Italian and Portuguese: how each begins
    ("jan", "ene", "gen"),
    ("feb", "fév", "fev"),
    ("mar", "mär", "mrz", "mrt", "maa"),
    ("apr", "avr", "abr"),
    ("may", "mai", "mei", "mag"),
    ("jun", "juin", "giu"),
    ("jul", "juil", "lug"),
    ("aug", "aoû", "aou", "ago"),
    ("sep", "set"),
    ("oct", "okt", "ott", "out"),
    ("nov",),
    ("dec", "déc", "dez", "dic"),
)


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
    """Reads rows in the header's order of columns into arrays in ours. Columns without a name hold nothing."""

    def __init__(self, header: list[str], rubrics: Sequence[Rubric], latest: str, *, cut_short: bool = False) -> None:
        self.latest = latest
        questions = [question for rubric in rubrics for question in rubric.questions]
        self.cut_short = cut_short
        self.width = len(header)
        self.needed = max(place for place, name in enumerate(header) if name) + 1
        self.unnamed = [place for place, name in enumerate(header) if not name]
        self.facts = {fact: header.index(fact) for fact in FACTS}
        self.paths = questions_of(rubrics)
        self.places = [header.index(path) for path in self.paths]
        self.codes = [codes_up_to(question.top) for question in questions]
        self.tops = [question.top for question in questions]
        self.stamps = {f"{rubric.id}@{stamp(rubric)}" for rubric in rubrics}
        self.columns = Columns(len(questions))

    def read(self, row: list[str], line: int) -> list[str]:
        """Takes the row in, or says everything that is wrong with it."""
        if self.cut_short:
            row = [*row, *[""] * (self.needed - len(row))]
        if len(row) < self.needed or any(cell.strip() for cell in row[self.width :]):
            cells = "1 cell" if len(row) == 1 else f"{len(row)} cells"
            return [f"has {cells} where the header has {self.width}; the row may be cut off"]
        if any(len(cell) > LONGEST_CELL for cell in row):
            return [f"has a cell of more than {LONGEST_CELL:,} characters; shorten it"]
        facts = {fact: plain_fact(fact, row[place]) for fact, place in self.facts.items()}
        answers = [
            row[place] if row[place] in codes else plain_answer(row[place])
            for place, codes in zip(self.places, self.codes, strict=True)
        ]
        wrong = [
            *self.unnamed_problems(row),
            *fact_problems(facts),
            *self.record_problems(facts, line),
            *self.answer_problems(row, answers),
        ]
        if not wrong:
            wrong = [*self.odd(facts, answers)]
        if not wrong:
            self._take(facts, answers, line)
        return wrong

    def unnamed_problems(self, row: list[str]) -> Iterator[str]:
        for place in self.unnamed:
            if place < len(row) and row[place].strip():
                yield f"'{quoted(row[place])}' stands in column {place + 1}, which has no name; name it, or empty it"
                return

    def odd(self, facts: Mapping[str, str], answers: list[str]) -> Iterator[str]:
        """What is well written and can't be."""
        strong = sum(answer in STRONG for answer in answers)
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

    def answer_problems(self, row: list[str], answers: list[str]) -> Iterator[str]:
        asked = zip(self.paths, self.places, answers, self.codes, self.tops, strict=True)
        for path, place, answer, codes, top in asked:
            if answer not in codes:
                yield f"{path}: '{quoted(row[place])}' is no answer; write a level from 0 to {top}, dk or na"

    def _take(self, facts: Mapping[str, str], answers: list[str], line: int) -> None:
        columns = self.columns
        columns.ids[facts["record"]] = line
        columns.month.append(month_number(facts["month"]))
        columns.country.append(country_code(facts["country"] or None))
        columns.type.append(type_code(CouncilType(facts["type"]) if facts["type"] else None))
        columns.band.append(band_code(facts["band"] or None))
        columns.evidenced.append(int(facts["evidenced"]))
        columns.answers += bytes(codes[answer] for answer, codes in zip(answers, self.codes, strict=True))


def codes_up_to(top: int) -> dict[str, int]:
    levels = {str(level): level + 1 for level in range(top + 1)}
    return {**levels, UNKNOWN_WORD: UNKNOWN, "": UNKNOWN, NOT_APPLICABLE_WORD: NOT_APPLICABLE}


def plain_name(cell: str) -> str:
    """A column's name as it is written here, whatever became of its capitals and spaces."""
    return without_invisible(cell).lower()


def plain_answer(cell: str) -> str:
    """ "2" of "2.0", as software writes a column that has gaps; small letters, and nothing that nobody sees."""
    text = without_invisible(cell).lower()
    whole = WHOLE.fullmatch(text)
    return whole[1] if whole else text


@lru_cache(maxsize=4096)  # most cells of a column are like others
def plain_fact(fact: str, cell: str) -> str:
    """A fact as it is written here, where a spreadsheet or its user wrote the same otherwise."""
    text = without_invisible(cell)
    match fact:
        case "month":
            return plain_month(text)
        case "country":
            return text.upper()
        case "type":
            return re.sub(r"[ -]", "_", text.lower())
        case "band":
            return BAND_AS_READ.get(band_key(text), text)
        case "rubrics":
            return text.lower()
    whole = WHOLE.fullmatch(text) if fact == "evidenced" else None
    return whole[1] if whole else text


def band_key(text: str) -> str:
    """ "100000 to 199999" of "100,000–199,999", "100.000 - 199.999" and the like."""
    joined = re.sub(r"(?<=\d)[,.'’\s](?=\d{3})", "", text.lower())
    return re.sub(r"\s*(?:-|–|—|\bto\b)\s*", " to ", joined)


BAND_AS_READ = {band_key(band): band for band in BANDS}


def plain_month(text: str) -> str:
    """2026-05 of what a spreadsheet makes of it where only one month can be meant; else the text itself."""
    for pattern in (YEAR_FIRST, YEAR_LAST, DAY_FIRST):
        if found := pattern.fullmatch(text):
            return f"{found['year']}-{int(found['month']):02}"
    if found := NAMED.fullmatch(text):
        month = next((number for number, names in enumerate(MONTHS, 1) if found["name"].lower().startswith(names)), 0)
        return f"{int(found['year']) % 100 + 2000}-{month:02}" if month else text
    if found := SLASHES.fullmatch(text):
        first, second = int(found["first"]), int(found["second"])
        if first == second or max(first, second) > 12:
            return f"{found['year']}-{first if second > 12 else second:02}"
    return text


def fact_problems(facts: Mapping[str, str]) -> Iterator[str]:
    if not MONTH.fullmatch(facts["month"]):
        became = facts["month"].isdigit() or SLASHES.fullmatch(facts["month"])
        why = "a spreadsheet may have made a date of it; " if became else ""
        yield f"month '{quoted(facts['month'])}' is not right; {why}write it like 2026-05"
    if facts["country"] and (wrong := country_problem(facts["country"])):
        yield f"country {wrong}"
    if facts["type"] and facts["type"] not in list(CouncilType):
        yield f"type '{quoted(facts['type'])}' is not known; write one of {', '.join(CouncilType)}"
    if facts["band"] and facts["band"] not in BANDS:
        yield f"band '{quoted(facts['band'])}' is not known; write one of {'; '.join(BANDS)}"
    if not (facts["evidenced"].isascii() and facts["evidenced"].isdigit() and len(facts["evidenced"]) < 5):
        yield f"evidenced '{quoted(facts['evidenced'])}' is not right; write how many answers cite evidence"
