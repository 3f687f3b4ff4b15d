"""Planning, exactly: the least work to the next level of a full answer file, to level 3, and of a hard area.

The smallest set of moves is a minimum knapsack, whose bound is n x missing steps: "missing" is the weight that a level
still needs. The hard area has all 52 questions, and weights up to the most that a rubric may give.
"""

import random

from assessment.files import load_rubrics, shipped_rubrics
from assessment.instrument import Effort, Level, NextStep, Question
from assessment.planning import make_plan
from assessment.scoring import Result, score
from tests.benchmarks.bench_engine import timed
from tests.benchmarks.figures import Table
from tests.benchmarks.servers import full_sheet
from tests.builders import DONT_KNOW, a_question, a_rubric, a_sheet, rubrics_of

GOAL = "aim 200 ms"


def plans(table: Table, rounds: int) -> None:
    result, hard = score(full_sheet(), load_rubrics(shipped_rubrics())), hard_result()
    timed(table, "plan of 52 questions", {"ours": lambda: make_plan(result)}, rounds, GOAL)
    timed(table, "the same to level 3", {"ours": lambda: make_plan(result, 3)}, rounds, GOAL)
    timed(table, "52 in one hard area", {"ours": lambda: make_plan(hard, 3)}, rounds, GOAL)


def hard_result() -> Result:
    """Weights and efforts without a pattern, and every answer far below."""
    chance = random.Random(1)
    questions = [a_drawn_question(chance, f"q{number}") for number in range(1, 53)]
    said = [chance.choice([0, 1, 2, DONT_KNOW]) for _ in questions]
    return score(a_sheet(*said), rubrics_of(a_rubric(*questions)))


def a_drawn_question(chance: random.Random, id: str) -> Question:
    steps = [NextStep(action="Do it.", who="Head of ICT", effort=chance.choice(list(Effort))) for _ in range(4)]
    levels = [Level(description="x", evidence="x", next_step=step) for step in [*steps, None]]
    return a_question(id, weight=chance.randint(1, 1000), levels=levels)
