"""What a record is made of: the workshop's rounds as the store shows them, and what was agreed in them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import chain

from assessment.consensus import NOT_APPLICABLE, UNKNOWN
from assessment.instrument import Answer, Rubric
from assessment.pack import Meeting, RecordedQuestion, RecordedRound, Settled
from assessment.store import Asked, Contents, Key, Round, ServerDesk
from assessment.words import who_text

Rubrics = Mapping[tuple[str, str], Rubric]


def meeting_of(desk: ServerDesk, workshop: str, rubrics: Rubrics, told: str = "") -> Meeting:
    """Raises what the store says where the link may not, or there is no such workshop. `told`: of invented data."""
    hall, contents = desk.hall(workshop), desk.contents()
    held = hall.moment.workshop
    rounds: dict[Key, list[Round]] = {}
    for one in sorted(hall.rounds, key=lambda one: one.number):
        rounds.setdefault(one.key, []).append(one)
    last = {key: agreed[-1] for key, some in rounds.items() if (agreed := [one for one in some if one.agreed])}
    settled = settled_of(last, contents, desk, held.opened_at)
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
                rounds=shown_rounds(rounds.get(Key(*one.ids), ())),
                settled=settled.get(Key(*one.ids)),
            )
            for one in questions_of(held.questions, rubrics)
        ),
    )


def questions_of(frozen: Mapping[str, Asked], rubrics: Rubrics) -> Iterator[RecordedQuestion]:
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


def shown_rounds(rounds: Iterable[Round]) -> tuple[RecordedRound, ...]:
    """Those that were revealed: what was voted in the others nobody may see."""
    return tuple(
        RecordedRound(
            one.number,
            one.tally,
            Counter(ballot.role for ballot in one.ballots if ballot.role is not None),
            one.reasons,
        )
        for one in rounds
        if one.revealed_at is not None
    )


def settled_of(last: Mapping[Key, Round], contents: Contents, desk: ServerDesk, opened: datetime) -> dict[Key, Settled]:
    """`last`: the round after which each was agreed. Its day and dissent stand with the answer, or in the history
    where the answer has changed since.
    """
    standing = {key: contents.entry(key).answer for key in last}
    changes = desk.history() if any(not is_of(standing[key], held) for key, held in last.items()) else ()
    found: dict[Key, Settled] = {}
    for key, held in last.items():
        earlier = (one.after for one in changes if one.key == key and one.stood)
        source = next((one for one in chain([standing[key]], earlier) if is_of(one, held)), None)
        agreed = source.agreed if source else None
        day = agreed.date if agreed else (held.revealed_at or opened).date()
        stands = choice_of(standing[key]) == held.agreed
        found[key] = Settled(day, held.agreed or "", (agreed.dissent if agreed else None) or "", stands)
    return found


def is_of(answer: Answer, held: Round) -> bool:
    """Whether it is what was agreed after this round: the same choice, after the same votes."""
    agreed = answer.agreed
    votes = Counter(ballot.choice for ballot in held.ballots)
    return agreed is not None and choice_of(answer) == held.agreed and agreed.votes == votes


def choice_of(answer: Answer) -> str:
    """As a vote says it; "" where there is no answer."""
    if answer.level is not None:
        return str(answer.level)
    return NOT_APPLICABLE if answer.not_applicable else UNKNOWN if answer.unknown else ""
