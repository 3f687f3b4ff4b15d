"""Page one of the demo's pack as a picture, with a plan, targets and a decision that are invented too:

    python -m tests.picture_of_the_pack .github/pack.png

It needs pdftoppm (Debian: poppler-utils). A file that ends in .pdf gets page one itself.
"""

import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from assessment.files import (
    NOTICE,
    country_name,
    demo_pool,
    demo_sheet,
    load_figures,
    load_rubrics,
    newest_of,
    shipped_rubrics,
    source_of,
)
from assessment.instrument import AnswerSheet, AreaTargets, Decision, MoveState, PlannedMove
from assessment.pack import make_pack, write_pack
from assessment.peers import Choice
from assessment.planning import make_plan
from assessment.scoring import score
from assessment.words import Benchmark

DOTS = 110  # an inch
OWNERS = ("Head of ICT", "Chief executive", "Information security lead")
DAYS = (date(2027, 3, 31), date(2027, 4, 30), date(2027, 5, 31))
STATES = (MoveState.TO_DO, MoveState.DOING, MoveState.TO_DO)
DECISION = (
    "We ask the board to agree: try out each year how the council would leave one critical software product; let no AI "
    "use start without one group's decision; tell senior management of known weaknesses every quarter, all by "
    "31 May 2027."
)


def intended(sheet: AnswerSheet) -> AnswerSheet:
    """The sheet with the first three moves planned, targets, and the decision that they need."""
    lines = make_plan(score(sheet, load_rubrics(shipped_rubrics()))).needed[:3]
    plan: dict[str, dict[str, PlannedMove]] = {}
    for line, owner, day, state in zip(lines, OWNERS, DAYS, STATES, strict=True):
        move = PlannedMove(before=line.move.before, to=line.move.to, owner=owner, due=day, state=state)
        plan.setdefault(line.move.rubric.id, {})[line.move.question.id] = move
    places = [{"rubric": line.move.rubric.id, "question": line.move.question.id} for line in lines]
    cost = "about 40 days of staff time in all; no new money."
    decision = Decision(text=DECISION, moves=places, cost=cost, date=date(2026, 12, 10))
    targets = {"cloud-control": AreaTargets(level=3)}
    more = {"plan": plan, "decision": decision, "targets": targets, "format": "answers/2"}
    return sheet.model_copy(update=more)


def demo_pack() -> bytes:
    known = load_rubrics(shipped_rubrics())
    sheet = intended(demo_sheet(newest_of(known)))
    result = score(sheet, known)
    standing = source_of(demo_pool(newest_of(known)), None, None).standing(Choice(), result, sheet.council)
    figures = load_figures(shipped_rubrics(), known)
    benchmark = Benchmark(result, sheet.council, figures, standing, country_name, notice=NOTICE, from_file=True)
    return write_pack(make_pack(sheet, benchmark, with_answers=False), ".pdf")


def main(out: Path) -> None:
    with TemporaryDirectory() as folder:
        whole, first = Path(folder) / "pack.pdf", Path(folder) / "first"
        whole.write_bytes(demo_pack())
        if out.suffix == ".pdf":
            subprocess.run(["pdfseparate", "-f", "1", "-l", "1", whole, out], check=True)
            return
        subprocess.run(["pdftoppm", "-r", str(DOTS), "-png", "-singlefile", whole, first], check=True)
        out.write_bytes(first.with_suffix(".png").read_bytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
