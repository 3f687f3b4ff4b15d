"""Two small versions of a rubric and what leads from one to the other: a test says only what it is about.

1.0.0 asks q1, q2, gone; 2.0.0 asks q1, q2, added. The words of q2 are the same in both.
"""

from pathlib import Path

from assessment.files import parse_crosswalk
from assessment.instrument import Crosswalk, Crosswalks, Level, NextStep, Question
from tests.builders import a_question, a_rubric, rubrics_of

STEP = NextStep(action="Do the next thing.", who="Head of ICT", effort="S")


def reworded(id: str) -> Question:
    levels = [Level(description=f"Newly said {n}.", evidence="It.", next_step=STEP) for n in range(5)]
    return a_question(id, levels=levels)


OLD = a_rubric(a_question("q1"), a_question("q2"), a_question("gone"))
NEW = a_rubric(reworded("q1"), a_question("q2"), a_question("added"), version="2.0.0")
RUBRICS = rubrics_of(OLD, NEW)

FILE = """\
format: crosswalk/1
rubric: area
from: 1.0.0
to: 2.0.0
questions:
  - id: q1
    change: levels_moved
    levels:
      - becomes: 0
      - at_least: 1
      - ask
      - at_least: 2
      - becomes: 4
  - id: q2
    change: same
    levels: [becomes: 0, becomes: 1, becomes: 2, becomes: 3, becomes: 4]
  - id: gone
    change: dropped
  - id: added
    change: new
"""


def a_walk(text: str = FILE) -> Crosswalk:
    return parse_crosswalk(text.encode(), RUBRICS, "walk.yaml")


def walks(*given: Crosswalk) -> Crosswalks:
    return {(walk.rubric, walk.before): walk for walk in given or (a_walk(),)}


def written(folder: Path, **files: str) -> Path:
    """A folder of rubrics with these crosswalks."""
    (folder / "crosswalks").mkdir()
    for name, text in files.items():
        (folder / "crosswalks" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder
