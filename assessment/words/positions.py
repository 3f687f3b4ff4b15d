"""A position in words: as a line, as a heading, and its parts."""

from fractions import Fraction

from assessment.figures import Points, mail_position
from assessment.peers import Band, PeerGroup, Position, Tier
from assessment.words.peers import CountryName, group_text

SIDES = {-1: "below", 0: "at", 1: "above"}


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
    text = median_text(position)
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


def median_text(position: Position) -> str:
    if position.median is None or position.against_median is None:
        return f"the median of {position.n} others is not shown"
    return f"{SIDES[position.against_median]} the median of {position.n} others ({position.median})"


def headline_text(group: PeerGroup, name: CountryName) -> str:
    """ "Compared with whom?" and how, in one breath, with one range."""
    position, who = group.overall, f"{group.n} other {group_text(group.choice, name)}"
    if position is None:
        return (
            f"Compared with {who}: no overall position is shown. {' '.join(group.weak)} Other areas have theirs below."
        )
    if position.rank is None:
        if position.median is None or position.against_median is None:
            return f"Compared with {who}: no overall position is shown, for their middle score is not told."
        side = SIDES[position.against_median]
        return f"Compared with {who}, you are {side} the middle score (the median, {position.median})."
    rank = rank_count(position, position.rank)
    about = rank if " or " in rank else f"about {rank}"
    text = f"Compared with {who}, you score higher than {about} in 100 of them "
    return text + f"(equal scores count half).{allowed_text(position)}"


def allowed_text(position: Position) -> str:
    """All that chance and unknown answers leave open, as one range."""
    named = {"Chance": position.interval, "your unknown answers": possible_range(position)}
    found = {name: pair for name, pair in named.items() if pair is not None}
    if not found:
        return ""
    low, high = min(low for low, _ in found.values()), max(high for _, high in found.values())
    who = " and ".join(found)
    return f" {who[0].upper()}{who[1:]} {'allows' if list(found) == ['Chance'] else 'allow'} {low} to {high}."


def possible_range(position: Position) -> tuple[int, int] | None:
    """The places that unknown answers leave open; an end stands for all beyond it."""
    if position.possible is None or position.possible[0] == position.possible[1]:
        return None
    low, high = position.possible
    return (0 if low <= position.ends[0] else low), (100 if high >= position.ends[1] else high)


def sure_texts(group: PeerGroup) -> tuple[str, ...]:
    """Behind the one range of the headline: what each doubt by itself leaves open."""
    position, lines = group.overall, []
    if position is None:
        return ()
    possible = possible_range(position)
    if position.interval is not None:
        lines.append(
            f"Chance alone allows {position.interval[0]} to {position.interval[1]}: were the councils here picked at "
            "random from all of their kind, such a range would hold your place among all of these in about 95 of 100 "
            "cases. It does not cover that councils that are here may differ from those that are not."
        )
    if possible is not None:
        lines.append(f"Your unknown answers alone, once known, could make it {possible[0]} to {possible[1]}.")
    if position.unasked is not None and group.of is not None:
        lines.append(
            f"Of {group.of.councils} such councils, {group.n} others took part. Whatever the rest would have answered, "
            f"your overall place among all of them is between the {ordinal(position.unasked[0])} and the "
            f"{ordinal(position.unasked[1])} percentile."
        )
    return tuple(lines)


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
    if position.against_median == -1 and position.band in (Band.UPPER_MIDDLE, Band.UPPER):
        named = "middle"  # between the two others of whom the median is the mean
    if position.bands is None or position.bands[0] == position.bands[1]:
        return named
    low, high = position.bands
    if position.band in (low, high) and neighbours(low, high) and named != "middle":
        return f"{named} (or {high if position.band == low else low})"
    return f"{named} (could be {low} to {high})"


def neighbours(low: Band, high: Band) -> bool:
    return list(Band).index(high) - list(Band).index(low) == 1
