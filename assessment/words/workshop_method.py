"""How a workshop's votes are read, in plain words: made from the rules' own numbers."""

from assessment.consensus import AGREED_FROM, CLOSE_FROM, FEWEST_OF_A_ROLE, FEWEST_RATED, spread, tally
from assessment.words.display import decimals, gain
from assessment.words.method import Rule

EXAMPLE = spread(tally("122223", 5))
DIFFERENCE, CONSENSUS = (gain(EXAMPLE.difference), decimals(EXAMPLE.consensus)) if EXAMPLE else ("", "")

WORKSHOP_RULES = (
    Rule(
        "R45",
        "Votes and the agreed answer",
        "Nobody sees a vote before all votes of a question are revealed at once: who hears others first is drawn "
        f"towards them. Below {FEWEST_RATED} votes for a level no median and no spread are shown. The answer is what "
        "the group agrees on, typed in by the host, never an average. One outside the first round's range needs a "
        "word on why. All rounds are kept.",
    ),
    Rule(
        "R41",
        "How far people agree",
        "Take two of the votes: by how many levels do they differ on average, over all pairs? That is what we say. For "
        f"the label it is set against the scale: the consensus is 1 when all votes are equal and 0 when they are "
        f"parted evenly between the two ends. For example one vote for B, four for C and one for D: two people here "
        f"differ by {DIFFERENCE} levels, and the consensus is {CONSENSUS}.",
    ),
    Rule(
        "R42",
        "Agreed, close together, apart",
        f"Agreed is a consensus of {decimals(AGREED_FROM)} or more, about three quarters on one level and the rest "
        f"beside it; close together is {decimals(CLOSE_FROM)} or more; below that votes are apart.",
    ),
    Rule(
        "R43, R44",
        "A split room, and what is not known",
        "The room is split when a third of the votes are for the two lowest levels and a third for the two highest. "
        "Whether a question applies is disputed when a third say that it doesn't while others choose a level. When "
        "more than half don't know, we say so.",
    ),
    Rule(
        "R46",
        "Where to talk first",
        "First come questions whose area would be at another level with its highest vote than with its lowest. Then "
        "those on which two people's answers differ most, counted in points of the overall score; then those that "
        "most people don't know. Where a question has votes, their lower median stands for its answer meanwhile.",
    ),
    Rule(
        "Roles",
        "Results by role",
        f"A role has results only where at least {FEWEST_OF_A_ROLE} people of it voted. In an anonymous workshop a "
        f"role with fewer votes on a question is drawn as “other”, and where “other” would be one or two, no roles "
        "are drawn at all.",
    ),
)
