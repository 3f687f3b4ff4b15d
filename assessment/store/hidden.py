"""What a link doesn't show of an answer."""

from datetime import date

from assessment.instrument import BLANK, Answer, AnswerSheet, Evidence, Reason
from assessment.scoring import has_evidence
from assessment.store.intended import bare_move

NOT_SHOWN = "not shown"  # in place of a note or a title that a link doesn't show
ANY_DAY = date(2000, 1, 1)  # of such a piece of evidence, where no day counts


def alone(answer: Answer) -> Answer:
    """Without what a workshop left with it."""
    return answer.model_copy(update={"agreed": None}) if answer.agreed else answer


def bare(answer: Answer, day: date | None, *, counted: bool = True) -> Answer:
    """An answer without its note and evidence. `day`: the sheet's, on which evidence counts or doesn't."""
    counts = counted and has_evidence(answer, day)
    pieces = (Evidence(title=NOT_SHOWN, date=day or ANY_DAY),) if counts else ()
    agreed = answer.agreed and answer.agreed.model_copy(update={"dissent": None})
    left = answer.model_copy(update={"note": None, "evidence": pieces, "agreed": agreed})
    said_more = answer.not_applicable is Reason.OTHER or (left == BLANK and answer != BLANK)
    return left.model_copy(update={"note": NOT_SHOWN}) if said_more else left


def bare_sheet(sheet: AnswerSheet) -> AnswerSheet:
    """A sheet as a reader sees it who sees no notes."""
    answers = {
        name: {question: bare(answer, sheet.date) for question, answer in given.items()}
        for name, given in sheet.answers.items()
    }
    plan = {name: {id: bare_move(move) for id, move in moves.items()} for name, moves in sheet.plan.items()}
    return sheet.model_copy(update={"answers": answers, "plan": plan})
