"""An invented pool of peers and an invented council, for trying things out. Not one number in it is real.

Each council has a maturity drawn from a bell curve around 1.6 of 4, each of its areas and answers stray from it, and
some answers are not known or do not apply. A seed makes the same pool every time.
"""

from collections.abc import Sequence
from datetime import date
from random import Random

import numpy as np

from assessment.instrument import Answer, AnswerSheet, Council, CouncilType, Evidence, Question, Reason, Rubric
from assessment.peers import BANDS, NOT_APPLICABLE, UNKNOWN, PeerPool, band_code, country_code, month_number, type_code

NOTICE = "Illustrative data, not real councils"
RECORD_START = "demo-"  # of the ids of invented records: whatever shows one carries the notice
SEED = 2020
COUNCILS = 300
LAST_MONTH = "2026-10"
DAY, EVIDENCE_DAY = date(2026, 10, 20), date(2026, 6, 1)
MONTHS = 18
MATURITY, SPREAD = 1.6, 0.7
COUNTRIES = {"GB": 60, "AU": 14, "NL": 12, "NZ": 6, "BE": 5, "CA": 3}  # in a hundred
TYPES = {
    "GB": [
        CouncilType.DISTRICT,
        CouncilType.DISTRICT,
        CouncilType.UNITARY,
        CouncilType.COUNTY,
        CouncilType.LONDON_BOROUGH,
    ],
    "AU": [CouncilType.CITY, CouncilType.REGIONAL],
    "NZ": [CouncilType.DISTRICT, CouncilType.CITY, CouncilType.REGIONAL],
}


def demo_pool(rubrics: Sequence[Rubric], councils: int = COUNCILS, seed: int = SEED) -> PeerPool:
    """`councils` invented records: country, type and band of real kinds, answers made up."""
    random = Random(seed)  # noqa: S311 (no secret: the same pool every time)
    questions = [question for rubric in rubrics for question in rubric.questions]
    rows, facts = [], []
    for number in range(1, councils + 1):
        country = random.choices(list(COUNTRIES), weights=list(COUNTRIES.values()))[0]
        kind = random.choice(TYPES.get(country, [CouncilType.MUNICIPALITY]))
        row = invented_answers(random, rubrics)
        strong = sum(3 < code < UNKNOWN for code in row)
        month = month_number(LAST_MONTH) - random.randrange(MONTHS)
        rows.append(row)
        band, evidenced = random.randrange(len(BANDS)), random.randint(0, strong)
        facts.append((f"{RECORD_START}{number:04}", country, kind, band, month, evidenced))
    ids, countries, kinds, bands, months, cited = zip(*facts, strict=True)
    return PeerPool(
        tuple(rubrics),
        np.array(rows, dtype=np.uint8).reshape(councils, len(questions)),
        np.array([country_code(country) for country in countries], dtype=np.int16),
        np.array([type_code(kind) for kind in kinds], dtype=np.int8),
        np.array([band_code(BANDS[band]) for band in bands], dtype=np.int8),
        np.array(months, dtype=np.int32),
        np.array(cited, dtype=np.int32),
        ids,
    )


def invented_answers(random: Random, rubrics: Sequence[Rubric]) -> list[int]:
    council = random.gauss(MATURITY, SPREAD)
    codes = []
    for rubric in rubrics:
        area = council + random.gauss(0, 0.4)
        codes += [invented_code(random, area, question) for question in rubric.questions]
    return codes


def invented_code(random: Random, maturity: float, question: Question) -> int:
    chance = random.random()
    if chance < 0.06:
        return UNKNOWN
    if chance < 0.08 and question.may_not_apply:
        return NOT_APPLICABLE
    level = round(maturity + random.gauss(0, 0.8))
    return min(max(level, 0), question.top) + 1


def demo_sheet(rubrics: Sequence[Rubric], seed: int = SEED) -> AnswerSheet:
    """A filled assessment of an invented district."""
    random = Random(seed + 1)  # noqa: S311
    answers = {rubric.id: {q.id: demo_answer(random, q) for q in rubric.questions} for rubric in rubrics}
    council = Council(name="Example Borough (invented)", country="GB", type=CouncilType.DISTRICT, population=118_000)
    versions = {rubric.id: rubric.version for rubric in rubrics}
    return AnswerSheet(date=DAY, council=council, rubrics=versions, answers=answers)


def demo_answer(random: Random, question: Question) -> Answer:
    code = invented_code(random, MATURITY + 0.4, question)
    if code == UNKNOWN:
        return Answer(unknown=True)
    if code == NOT_APPLICABLE:
        return Answer(not_applicable=Reason.NO_SUCH_ACTIVITY)
    shown = [Evidence(title="An invented document", date=EVIDENCE_DAY)] if code > 3 and random.random() < 0.6 else []
    return Answer(level=code - 1, evidence=tuple(shown))
