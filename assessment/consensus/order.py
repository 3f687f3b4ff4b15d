"""Where to talk first (rule R46): the questions on whose votes the council's result depends most."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from assessment.consensus.measures import FEWEST_RATED, mean_difference
from assessment.consensus.tallies import Tally
from assessment.instrument import Answer, AnswerSheet, RubricSet
from assessment.scoring import AreaResult, Result, Status, score


class Spot(NamedTuple):
    rubric: str
    question: str


class Why(StrEnum):
    LEVEL_FLIP = "level_flip"  # its area's confirmed level is another with its lowest vote than with its highest
    VOTES_APART = "votes_apart"
    DONT_KNOW = "dont_know"
    IN_ORDER = "in_order"


@dataclass(frozen=True)
class TalkFirst:
    """`stake`: by how many points of the overall score the answers of two people here differ on average (VAS)."""

    rubric: str
    question: str
    reason: Why
    stake: Fraction
    unknown_share: Fraction


Tallies = Mapping[Spot, Tally]


def talk_first(sheet: AnswerSheet, rubrics: RubricSet, tallies: Tallies) -> tuple[TalkFirst, ...]:
    """All questions of `tallies`, in the order of R46. The lower median of a question's votes stands for its answer.
    Raises BadInput where the sheet or the votes don't fit the rubrics.
    """
    supposed = provisional(sheet, tallies)
    result = score(supposed, rubrics)
    places = {
        Spot(name, question.id): (at, number)
        for at, (name, version) in enumerate(sheet.rubrics.items())
        for number, question in enumerate(rubrics[name, version].questions)
    }
    found = [look_at(supposed, rubrics, result, spot, votes) for spot, votes in tallies.items()]
    return tuple(sorted(found, key=lambda one: rank(one, places[Spot(one.rubric, one.question)])))


def rank(one: TalkFirst, place: tuple[int, int]) -> tuple[object, ...]:
    return one.reason is not Why.LEVEL_FLIP, -one.stake, -one.unknown_share, place


def provisional(sheet: AnswerSheet, tallies: Tallies) -> AnswerSheet:
    """The sheet with the lower median of the votes for each question that has some (R45)."""
    answers = {name: dict(given) for name, given in sheet.answers.items()}
    for spot, votes in tallies.items():
        if votes.rated:
            level = votes.levels[(votes.rated - 1) // 2]
            answers.setdefault(spot.rubric, {})[spot.question] = Answer(level=level)
    return sheet.model_copy(update={"answers": answers})


def look_at(sheet: AnswerSheet, rubrics: RubricSet, result: Result, spot: Spot, votes: Tally) -> TalkFirst:
    apart = mean_difference(votes.counts) if votes.rated else Fraction(0)
    stake = 100 * weight_in_all(result, spot) * apart / votes.top if votes.top else Fraction(0)
    unknown = Fraction(votes.unknown, votes.voters) if votes.voters else Fraction(0)
    reason = Why.IN_ORDER
    if votes.rated >= FEWEST_RATED and flips(sheet, rubrics, spot, votes):
        reason = Why.LEVEL_FLIP
    elif stake:
        reason = Why.VOTES_APART
    elif unknown:
        reason = Why.DONT_KNOW
    return TalkFirst(*spot, reason, stake, unknown)


def weight_in_all(result: Result, spot: Spot) -> Fraction:
    """The question's effective weight in the overall score (Ω), from 0 to 1."""
    asked = [area for area in result.areas if area.scores.status is not Status.NOT_APPLICABLE]
    for area in asked:
        if area.rubric.id == spot.rubric:
            of_all = sum(question.weight for question in area.questions if question.applies)
            own = sum(q.weight for q in area.questions if q.id == spot.question and q.applies)
            return Fraction(own, of_all * len(asked))
    return Fraction(0)


def flips(sheet: AnswerSheet, rubrics: RubricSet, spot: Spot, votes: Tally) -> bool:
    lowest, *_, highest = votes.levels
    if lowest == highest:
        return False
    both = {confirmed(sheet, rubrics, spot, level) for level in (lowest, highest)}
    return len(both) > 1


def confirmed(sheet: AnswerSheet, rubrics: RubricSet, spot: Spot, level: int) -> int | None:
    """The area's confirmed level with the question at this level."""
    version = sheet.rubrics[spot.rubric]
    given = {**sheet.answers.get(spot.rubric, {}), spot.question: Answer(level=level)}
    alone = sheet.model_copy(update={"rubrics": {spot.rubric: version}, "answers": {spot.rubric: given}})
    area: AreaResult = score(alone.answers_alone(), rubrics).areas[0]
    return None if area.level is None else area.level.confirmed
