"""How comparing works, in words: made from the rules' own numbers."""

from assessment.figures import OLD_YEARS
from assessment.peers import (
    APART,
    COVERAGE_FOR_POOL,
    FEWEST_APART,
    FEWEST_FOR_DECILES,
    FEWEST_FOR_QUARTILES,
    FEWEST_FOR_SHARES,
    FEWEST_OTHERS,
    FINE_FROM,
    MOST_MONTHS,
    MOST_MONTHS_WAITED,
    SHARE_GRID,
    Rank,
    allowed_by_chance,
)
from assessment.words.display import percent
from assessment.words.method import Rule

LOW, HIGH = allowed_by_chance(Rank(FEWEST_FOR_QUARTILES // 2, 1, FEWEST_FOR_QUARTILES), None)["interval"]


DISCLOSURE_RULES = (
    Rule(
        "R31, R33, R35, R36",
        "Which groups are shown",
        f"A group needs {FEWEST_OTHERS} others. Of two groups that are shown, each holds all of the other or has "
        f"at least {FEWEST_APART} councils, besides your own, that the other has not. So subtracting one from the "
        "other tells nothing about a few. This is decided and rounded before anything reaches a page or a file. "
        "The same holds for a group without another inside it, and for all groups of an edition together: no sums "
        f"and differences of them give a set of fewer than {FEWEST_APART} councils besides your own. What may still "
        f"follow, blurred by the rounding alone: the numbers of {FEWEST_APART} or more councils from the groups around "
        "them, and something of fewer where several editions are combined by more than such a subtraction. Who tries "
        "many answers out can find where scores are, though not whose. Nor can it guard against somebody who gives "
        "many invented records.",
    ),
    Rule(
        "R31",
        "Their evidence",
        f"What share of their answers at level 3 or above cites evidence is said only where at least {FEWEST_OTHERS} "
        "others have such answers and none of them has more than half.",
    ),
    Rule(
        "R34",
        "Editions",
        "Peers are frozen in dated editions, at most one a month. A new one waits until, in every group shown so "
        f"far, either nobody or at least {APART} have left, and either nobody or at least {APART} have come; a "
        f"changed record counts as both. After {MOST_MONTHS_WAITED} months groups with fewer changes, and those "
        "that would give them away by subtraction, are left out instead. A record that is taken back is deleted "
        "at once; the numbers of the edition that counted it stay until the next. Peers from a file have no editions: "
        "whoever sees two files can compare them. The councils that are in both of two files are one more group, "
        "shown only where no sums and differences of it and of the groups of both files give a few away.",
    ),
)


FIGURE_RULES = (
    Rule(
        "R37, R38",
        "Published figures",
        "Each stands by itself with who was counted, how many, when, its source, its limits and a grade: A read "
        "on the publisher's own page, B in an article about it or a copy, C computed from open data, D a vendor's, "
        "self-selected, undated or disputed study. The source is linked to the publisher's own page where one is "
        "known; where it was read in an article, that is named too. Its interval is a Wilson interval; there is "
        "none where the number asked is not published or not certain, or where all were counted. A figure over "
        f"{OLD_YEARS} years older than the answers is called old.",
    ),
    Rule(
        "R39, R40",
        "What is compared with a figure",
        "Your answer is set against a figure only where it measures what our level says, exactly or closely, in the "
        "version of the questions that you answered, and is not of grade D. All others are context. A fact, yes or "
        "no, stands beside figures that asked the same; grade D and what was printed in words are background. A "
        "percentage that the number of councils can't give is refused.",
    ),
)


POSITION_RULES = (
    Rule(
        "R23",
        "Who is compared",
        f"Councils that chose to give their answers, under exactly the same questions, with at least "
        f"{percent(COVERAGE_FOR_POOL)} of the answers known, no area mostly not applicable, and no older than "
        f"{MOST_MONTHS} months. Your own council is left out. An area of yours that is left out, mostly not "
        "applicable, or has too few known answers has no position, and then the whole has none; the other areas keep "
        "theirs. A quick check is never compared.",
    ),
    Rule(
        "R24, R25",
        "The percentile",
        "How many of a hundred others score lower; those with the same score count half. Your unknown answers give "
        "it a range. A second range says what chance allows: were the others picked at random from all councils of "
        "their kind, such a range would hold your place among all of these in about 95 of 100 cases. It is a "
        "Wilson interval for all places that are rounded to the same percentile, so a little wider than for one. "
        "It is never wider than what those who did not take part could make of your place, where their number is "
        f"known. For a council in the middle of {FEWEST_FOR_QUARTILES} others it is {LOW} to {HIGH}.",
    ),
    Rule(
        "R26, R27, R32",
        "How much a group allows",
        f"With fewer than {FEWEST_OTHERS} others nothing is shown; below {FEWEST_FOR_QUARTILES} only the median "
        f"(the score in the middle) and on which side of it you are; from {FEWEST_FOR_QUARTILES} on the middle "
        f"half and your percentile; from {FEWEST_FOR_DECILES} on the middle eight tenths. Percentiles are rounded "
        f"to 5, from {FINE_FROM} others on to 1, and stop short of both ends, so that the lowest and the "
        "highest score are not told. The median is left out where it would be shown as 0 or 100, and the middle half "
        "or eight tenths where they would begin or end there. What may still follow: that a median is left out says "
        "that about half of the others have 0, or about half 100; and where several share the lowest or the highest "
        "score, who tries answers out may find it.",
    ),
    Rule(
        "R28, R29",
        "Quarters",
        "Quartiles are those of Hyndman and Fan's type 8, which err to neither side. Your quarter comes from your "
        "exact percentile, and the quarters that chance and your unknown answers allow are named beside it.",
    ),
    Rule(
        "R30",
        "What the others answered",
        f"Shares by level are shown from {FEWEST_FOR_SHARES} others on, to the nearest {SHARE_GRID} %; the "
        "smallest and the largest are not told apart.",
    ),
)


PEER_RULES = (*POSITION_RULES, *DISCLOSURE_RULES, *FIGURE_RULES)
