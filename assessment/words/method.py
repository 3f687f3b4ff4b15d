"""How scoring works, in plain words: the page that councils read. Every figure in it is taken from the rules
themselves, and every example is scored by the engine while the page is made, so that the two can't drift apart.
"""

from dataclasses import dataclass
from fractions import Fraction

from assessment.instrument import (
    CRITICAL_LIMIT,
    DEFAULT_LAG,
    DEFAULT_THRESHOLD,
    Effort,
)
from assessment.scoring import (
    COVERAGE_FOR_SCORE,
    EVIDENCE_AGE_MONTHS,
    EVIDENCE_DAYS_AHEAD,
    LIMITED_SCOPE,
    LOW_LEVEL,
    PLAUSIBLE,
    STRESS,
    UNEVIDENCED_CAP,
)
from assessment.words.display import LEVEL_NAMES, decimals, listed, lower, percent, point, upper
from assessment.words.examples import CRITICAL_GAP, MIXED, ONE_GAP, confirmed, shown


@dataclass(frozen=True)
class Rule:
    """`code`: the rules of the method that it states."""

    code: str
    title: str
    text: str


def fraction(share: Fraction) -> str:
    return {Fraction(2, 3): "two thirds", Fraction(1, 3): "a third"}.get(share, percent(share))


ANSWER_RULES = (
    Rule(
        "R1",
        "An answer is one of four things",
        "A level; “I don't know”; “this doesn't apply to us”, with its reason; or nothing yet. “I don't know” and "
        "nothing yet count the same, and are shown apart.",
    ),
    Rule(
        "R2",
        "What a level is worth",
        f"The levels of a question divide the way from 0 to 1 into equal steps: of five levels, the lowest is "
        f"worth 0, the next {decimals(Fraction(1, 4))}, the top 1.",
    ),
)
LEFT_OUT_RULES = (
    Rule(
        "R7",
        "“Doesn't apply”",
        f"The question leaves the score on both sides: it is neither a good answer nor a bad one. A reason must be "
        f"given; that another body does the work, or that the council chose not to, is none. The result says how "
        f"many were left out and what the lowest would be had they counted as 0. Over {fraction(LIMITED_SCOPE)} of "
        f"an area left out is called a limited scope.",
    ),
)
OTHER_RULES = (
    Rule(
        "R8",
        "Claimed and evidenced",
        f"Beside the score stands what it would be if no answer without evidence counted for more than level "
        f"{UNEVIDENCED_CAP}. Evidence needs a date, and counts as none when it is more than {EVIDENCE_AGE_MONTHS} "
        f"months older than the last answer, or dated more than {EVIDENCE_DAYS_AHEAD} day after it.",
    ),
    Rule(
        "R9",
        "Weights",
        "All questions of an area weigh the same unless its rubric says otherwise; the weight stands beside each.",
    ),
    Rule(
        "R10",
        "The overall score",
        "The plain mean of the areas' scores, each area counting the same. It is shown only when every area has a "
        "score. An area where nothing applies is left out.",
    ),
    Rule(
        "R14",
        "Rounding",
        "Everything is computed exactly and rounded only to be shown: scores to the nearest whole number, a half "
        "upwards; the lowest downwards and the highest upwards, so that the range never looks narrower than it is.",
    ),
    Rule(
        "R16",
        "What may be compared",
        "Only results of exactly the same questions and weights. Each result carries a fingerprint of both. Where the "
        "questions changed, only those whose levels all stayed what they were are compared; without any, both results "
        "stand side by side, and no difference is computed.",
    ),
    Rule(
        "R16b",
        "What is called a change",
        "Every difference is shown. It is called a change only if it is at least what one answer, one level higher or "
        "lower, moves the score. How far two people would answer alike is not known yet, so that even a change may be "
        "chance.",
    ),
    Rule(
        "R17, R18, R19",
        "Other weights",
        f"How much each question and area should weigh is a matter of judgement. So we also say how often the level "
        f"would be the same under other plausible weights, and where the score would lie in about 19 of 20 cases. A "
        f"plausible weight is typically {percent(Fraction(PLAUSIBLE))} larger or smaller than ours; the detail also "
        f"has {percent(Fraction(STRESS))}. No chance is in it: the same answers always give the same shares.",
    ),
    Rule(
        "R20, R22",
        "Without one question, and other steps",
        "The detail also says what the score would be without any one question, and if the low levels were worth less "
        "or more than equal steps make them (their values squared, or the square roots). The level of an area looks "
        "only at which answer is higher, so no such steps change it.",
    ),
    Rule(
        "R47, R48",
        "The plan",
        "First comes the least work that brings each area to its next level: every question that lags too far behind "
        "for it, and of the others the choice with the least effort, out of all there are. An unknown answer counts as "
        "the lowest level until it is found out. What moves add to the lowest score adds up, whichever are made; "
        "levels are worked out anew.",
    ),
    Rule(
        "R15, R51",
        "Targets",
        "A question's own target wins over its theme's, and that over its area's; an area without one aims at its next "
        "level. Percent to target is how much of what the targets ask is there: what is above its own target makes up "
        "for no gap elsewhere.",
    ),
    Rule(
        "R50",
        "The order of the plan",
        f"Within the least work critical questions come first, and the areas that hold the overall level before the "
        f"others. After it come what is unknown and moves from levels 0 to {LOW_LEVEL}, then all others, each by what "
        f"it gains for its effort. The gain is in points of the lowest overall score, the one that holds whatever the "
        f"unknown answers are; a medium effort counts as {Effort.M.size} small ones, a large one as {Effort.L.size}.",
    ),
    Rule(
        "Quick",
        "The quick check",
        "Asks a few questions of each area. Its numbers are an indication, it states no level, and it is never "
        "compared with a full assessment.",
    ),
    Rule(
        "Limits",
        "What we don't claim",
        "This is self-assessment: nobody has checked the answers unless you name who did. The scale is the written "
        "levels, never other councils, so your score can't change because somebody else's did. How far two people "
        "would answer alike is not known: so far only automated readers, not people, have rated the questions that are "
        "shipped.",
    ),
)


def rules() -> tuple[Rule, ...]:
    return (*ANSWER_RULES, *score_rules(), *LEFT_OUT_RULES, *level_rules(), *OTHER_RULES)


def score_rules() -> tuple[Rule, ...]:
    scores = MIXED.area().scores
    number, lowest, highest = (shown(each) for each in (scores.score, scores.lowest, scores.highest))
    known = scores.coverage or Fraction(0)
    return (
        Rule(
            "R4",
            "The score",
            f"The mean of the known answers' values, each counted with its weight, times 100. For example six "
            f"questions of weights {listed([str(weight) for weight in MIXED.weights])}, answered {MIXED.spelled()}: "
            f"100 × {decimals(number.numerator)} ÷ {number.denominator} = {decimals(number.value)}, "
            f"shown as {point(number.value)}.",
        ),
        Rule(
            "R5",
            "The range",
            f"Every score has a lowest, as if each unknown answer were the lowest level, and a highest, as if each "
            f"were the top. In the example: {lower(lowest.value)} to {upper(highest.value)}.",
        ),
        Rule(
            "R6",
            "When no score is shown",
            f"When less than {fraction(COVERAGE_FOR_SCORE)} of the weight is known, only the range is shown. From "
            f"there on, until all is known, the score is called provisional. In the example {percent(known)} is known.",
        ),
    )


def level_rules() -> tuple[Rule, ...]:
    gap, critical = ONE_GAP.area(), CRITICAL_GAP.area()
    names = ", ".join(f"{number} {name}" for number, name in enumerate(LEVEL_NAMES))
    return (
        Rule(
            "R11, R12",
            "The level",
            f"What the council can rely on; strengths don't make up for gaps here. An area is at a level when at least "
            f"{percent(DEFAULT_THRESHOLD)} of the weight of its applicable questions is at that level or above and no "
            f"question lags behind it by more than {DEFAULT_LAG} levels. A critical question may not lag at all; an "
            f"area has at most {CRITICAL_LIMIT}. For example nine questions at level 4 and one at 0: a score of "
            f"{point(shown(gap.scores.score).value)}, but level {confirmed(gap)}; and level {confirmed(critical)} if "
            f"the one is critical.",
        ),
        Rule("R13", "The names of the levels", f"{names}."),
        Rule(
            "R13",
            "Confirmed and possible",
            "The confirmed level holds even if every unknown answer turned out to be the lowest. The possible level is "
            "what could be reached if each were the top. The overall level is the lowest of the areas' levels.",
        ),
    )
