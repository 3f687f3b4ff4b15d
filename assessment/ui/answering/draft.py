"""Between an answer and the widgets that show it: one choice, a reason, a note. Pure."""

from dataclasses import dataclass

from pydantic import ValidationError

from assessment.instrument import BLANK, Agreed, Answer, Earlier, Evidence, Question, Reason, State
from assessment.words import LETTERS

DONT_KNOW, NOT_APPLICABLE = "dont-know", "not-applicable"


@dataclass(frozen=True)
class Draft:
    """What the widgets say. `choice` is a level as text, don't know, doesn't apply, or None."""

    choice: str | None = None
    reason: str | None = None
    superseded_by: str | None = None
    note: str = ""

    @classmethod
    def of(cls, answer: Answer) -> "Draft":
        note = answer.note or ""
        if answer.state is State.NOT_APPLICABLE and answer.not_applicable is not None:
            return cls(NOT_APPLICABLE, answer.not_applicable.value, answer.superseded_by, note)
        if answer.state is State.UNKNOWN:
            return cls(DONT_KNOW, note=note)
        return cls(None if answer.level is None else str(answer.level), note=note)


@dataclass(frozen=True)
class Incomplete:
    """Not an answer yet; says what is missing, or what is wrong with it."""

    message: str


def choices(question: Question) -> list[str]:
    levels = [str(level) for level in range(len(question.levels))]
    return [*levels, *([NOT_APPLICABLE] if question.may_not_apply else []), DONT_KNOW]


def letter_of(choice: str) -> str:
    """What stands before a choice, and is typed for it: A to G for the levels, N, and a question mark."""
    return {DONT_KNOW: "?", NOT_APPLICABLE: "N"}.get(choice) or LETTERS[int(choice)]


def choice_text(question: Question, choice: str) -> str:
    if choice == DONT_KNOW:
        return "I don't know, or would have to ask"
    if choice == NOT_APPLICABLE:
        return "This doesn't apply to us"
    return question.levels[int(choice)].description


def still_waiting(draft: Draft, shown: Answer) -> Earlier | None:
    """What was taken over waits to be confirmed as long as the choice is the same: a note alone confirms nothing."""
    return shown.earlier if draft.choice == Draft.of(shown).choice else None


def still_agreed(draft: Draft, shown: Answer) -> Agreed | None:
    """What a workshop agreed on stands as long as the choice is the same."""
    return shown.agreed if draft.choice == Draft.of(shown).choice else None


def compose(
    draft: Draft, evidence: tuple[Evidence, ...], earlier: Earlier | None = None, agreed: Agreed | None = None
) -> Answer | Incomplete:
    """The answer that the widgets say, or what keeps them from being one."""
    values: dict[str, object] = {"note": (draft.note.strip() and draft.note) or None, "evidence": evidence}
    if earlier is not None:
        values |= {"earlier": earlier}
    if agreed is not None:
        values |= {"agreed": agreed}
    if draft.choice == NOT_APPLICABLE:
        if missing := missing_reason(draft):
            return Incomplete(missing)
        values |= {"not_applicable": draft.reason}
        if draft.reason == Reason.SUPERSEDED_BY:
            values |= {"superseded_by": draft.superseded_by}
    elif draft.choice == DONT_KNOW:
        values |= {"unknown": True}
    elif draft.choice is not None:
        values |= {"level": int(draft.choice)}
    elif values["note"] is None and not evidence and earlier is None:
        return BLANK
    try:
        return Answer.model_validate(values)
    except ValidationError:
        return Incomplete("the note has a character that can't be kept. Please type it again.")


def missing_reason(draft: Draft) -> str:
    if draft.reason is None:
        return "please choose why it doesn't apply."
    if draft.reason == Reason.SUPERSEDED_BY and draft.superseded_by is None:
        return "please choose the question that covers it."
    if draft.reason == Reason.OTHER and not draft.note.strip():
        return "please write the reason in the note."
    return ""
