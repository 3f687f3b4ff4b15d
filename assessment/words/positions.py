"""A position in words: as a line, as a heading, and its parts."""

from fractions import Fraction

from assessment.figures import Points, mail_position
from assessment.peers import Band, PeerGroup, Position, Tier
from assessment.words.peers import CountryName, group_text


def points_text(points: Points, settings: int) -> str:
    low, _, high = points.position(settings)
    middle = mail_position(points, settings)[1]
    return (
        f"With {settings} of the four mail settings: about the {ordinal(middle)} percentile of {sum(points.counts):,} "
        f"{points.population} in {points.year} ({part_text(low)} have fewer, {part_text(100 - high)} have more)."
    )


def part_text(percent: Fraction) -> str:
    """ "none", "under 1 %", "12 %", downwards: nobody is called nobody."""
    return "none" if percent == 0 else "under 1 %" if percent < 1 else f"{int(percent)} %"


def ordinal(number: int) -> str:
    last = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{last}"


def position_text(position: Position) -> str:
    """A position in words, with all that it leaves open."""
    side = {-1: "below", 0: "at", 1: "above"}[position.against_median]
    text = f"{side} the median of {position.n} others ({position.median})"
    if position.tier is Tier.MEDIAN or position.rank is None or position.band is None:
        return text + "; they are too few to say more"
    text = f"at about percentile {rank_count(position, position.rank)}, in the {band_text(position)}; {text}"
    if position.quartiles is not None:
        text += f", middle half {position.quartiles[0]} to {position.quartiles[1]}"
    if position.deciles is not None:
        text += f", middle eighty per cent {position.deciles[0]} to {position.deciles[1]}"
    if position.possible is not None and position.possible[0] != position.possible[1]:
        low, high = position.possible
        text += f"; your unknown answers leave {rank_count(position, low)} to {rank_count(position, high)} open"
    if position.interval is not None:
        text += f"; chance allows {position.interval[0]} to {position.interval[1]}"
    if position.unasked is not None:
        text += f"; those who did not take part could make it {position.unasked[0]} to {position.unasked[1]}"
    return text


def headline_text(group: PeerGroup, name: CountryName) -> str:
    """ "Compared with whom?" and how, in one breath."""
    position, who = group.overall, f"{group.n} other {group_text(group.choice, name)}"
    if position.rank is None or position.interval is None:
        side = {-1: "below", 0: "at", 1: "above"}[position.against_median]
        return f"Compared with {who}, you are {side} the middle score (the median, {position.median})."
    text = f"Compared with {who}, you score higher than about {rank_count(position, position.rank)} in 100 "
    text += f"(equal scores count half). Chance allows {position.interval[0]} to {position.interval[1]}"
    if position.possible is not None and position.possible[0] != position.possible[1]:
        text += f"; with your unknown answers known, it would be {position.possible[0]} to {position.possible[1]}"
    if position.unasked is not None:
        text += f". Had all such councils taken part, anything from {position.unasked[0]} to {position.unasked[1]}"
    return text + "."


def rank_count(position: Position, rank: int) -> str:
    low, high = position.ends
    return f"{rank}{' or less' if rank <= low else ' or more' if rank >= high else ''}"


def rank_text(position: Position, rank: int) -> str:
    low, high = position.ends
    more = " or lower, rounded" if rank <= low else " or higher, rounded" if rank >= high else ""
    return f"{ordinal(rank)}{more}"


def band_text(position: Position) -> str:
    """ "upper-middle quarter (could be lower-middle to upper)" (R29)."""
    if position.band is None:
        return ""
    named = f"{position.band} quarter"
    if position.against_median < 0 and position.band in (Band.UPPER_MIDDLE, Band.UPPER):
        named = "middle"  # between the two others of whom the median is the mean
    if position.bands is None or position.bands[0] == position.bands[1]:
        return named
    low, high = position.bands
    if position.band in (low, high) and neighbours(low, high) and named != "middle":
        return f"{named} (or {high if position.band == low else low})"
    return f"{named} (could be {low} to {high})"


def neighbours(low: Band, high: Band) -> bool:
    return list(Band).index(high) - list(Band).index(low) == 1
