"""What a record is made of: the workshop's rounds as the store shows them, and what was agreed in them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from assessment.consensus import NOT_APPLICABLE, UNKNOWN, tally
from assessment.instrument import BLANK, Answer, Rubric
from assessment.pack import Meeting, RecordedQuestion, RecordedRound, Settled
from assessment.store import Contents, Key
from assessment.ui.recording.held import Desk, Frozen, Round, agreed_in
from assessment.words import who_text

Rubrics = Mapping[tuple[str, str], Rubric]


def meeting_of(desk: Desk, workshop: str, rubrics: Rubrics, told: str = "") -> Meeting:
    """Raises what the store says where the link may not, or there is no such workshop. `told`: of invented data."""
    hall, contents = desk.record(workshop), desk.contents()
    held = hall.moment.workshop
    rounds: dict[Key, list[Round]] = {}
    for one in hall.rounds:
        rounds.setdefault(one.key, []).append(one)
    agreed = {key: at for key, some in rounds.items() if (at := agreed_at(some)) is not None}
    settled = settled_of(agreed, contents, desk)
    return Meeting(
        name=held.name,
        council=contents.council.name,
        opened=held.opened_at.date(),
        closed=held.closed_at.date() if held.closed_at else None,
        is_anonymous=held.anonymous,
        told=told,
        asked=tuple(
            replace(
                one,
                rounds=shown_rounds(rounds.get(Key(*one.ids), ()), len(one.levels)),
                settled=settled.get(Key(*one.ids)),
            )
            for one in questions_of(held.questions, rubrics)
        ),
    )


def questions_of(frozen: Mapping[str, Frozen], rubrics: Rubrics) -> Iterator[RecordedQuestion]:
    """Those of the workshop in their areas' order, by their ids alone where this server no longer has their text."""
    for name, chosen in frozen.items():
        rubric = rubrics.get((name, chosen.version))
        known = [one.id for one in rubric.questions] if rubric else []
        for question in sorted(chosen.levels, key=lambda one: known.index(one) if one in known else len(known)):
            levels = chosen.levels[question]
            if rubric is None or question not in known:
                yield RecordedQuestion((name, question), rubric.title if rubric else name, question, ("",) * levels)
            else:
                asked = rubric.by_id[question]
                told = tuple(level.description for level in asked.levels)
                yield RecordedQuestion((name, question), rubric.title, asked.text, told, who_text(asked))


def shown_rounds(rounds: Iterable[Round], levels: int) -> tuple[RecordedRound, ...]:
    """Those that were revealed: what was voted in the others nobody may see."""
    return tuple(
        RecordedRound(
            one.number,
            tally((ballot.choice for ballot in one.ballots), levels),
            Counter(ballot.role for ballot in one.ballots if ballot.role is not None),
            one.reasons,
        )
        for one in sorted(rounds, key=lambda one: one.number)
        if one.revealed_at is not None
    )


def agreed_at(rounds: Iterable[Round]) -> datetime | None:
    return max((one.agreed_at for one in rounds if one.agreed_at is not None), default=None)


def settled_of(agreed: Mapping[Key, datetime], contents: Contents, desk: Desk) -> dict[Key, Settled]:
    """What was agreed in this workshop: the answer as it stands, or from the history where it has changed since."""
    found: dict[Key, Settled] = {}
    for key, at in agreed.items():
        answer = contents.entry(key).answer
        if is_of(answer, at):
            found[key] = settled_in(answer, at)
    changed = agreed.keys() - found.keys()
    earlier = desk.history() if changed else ()
    for key in changed:
        at = agreed[key]
        answers = (one.after for one in earlier if one.key == key and one.stood)
        found[key] = replace(settled_in(next((one for one in answers if is_of(one, at)), BLANK), at), stands=False)
    return found


def is_of(answer: Answer, at: datetime) -> bool:
    """Whether it was agreed on that day."""
    agreed = agreed_in(answer)
    return agreed is not None and agreed.date == at.date()


def settled_in(answer: Answer, at: datetime) -> Settled:
    agreed = agreed_in(answer)
    return Settled(at.date(), choice_of(answer), (agreed.dissent if agreed else None) or "")


def choice_of(answer: Answer) -> str:
    """As a vote says it; "" where there is no answer."""
    if answer.level is not None:
        return str(answer.level)
    return NOT_APPLICABLE if answer.not_applicable else UNKNOWN if answer.unknown else ""
