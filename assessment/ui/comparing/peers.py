"""The council among its peers: filters, the sentence on who they are, strips, a table, and refusals in words."""

from contextlib import suppress
from functools import lru_cache
from typing import Any

import streamlit as st

from assessment.charts import Peers, Spoke, build_strips_chart, chart_svg, describe_radar
from assessment.files import country_name
from assessment.instrument import Council, State
from assessment.peers import Choice, PeerGroup, Position, Refusal, Shares, share_text
from assessment.scoring import Result
from assessment.store import StoreTrouble
from assessment.ui import resources
from assessment.ui.comparing.filters import draw_filters, widen
from assessment.ui.comparing.source import PagePeers
from assessment.ui.results import spoke
from assessment.ui.shell import details, heading, html, paragraph, question_link, table
from assessment.words import (
    band_text,
    day_text,
    given_text,
    group_text,
    headline_text,
    last_text,
    month_text,
    own_text,
    range_text,
    rank_text,
    refusal_lines,
    score_text,
    statement,
    sure_texts,
)

NO_PEERS = (
    "No position is shown. There is no group of peers yet: it takes ten other councils that have given their answers. "
    "Published figures stand below."
)
NO_PEERS_EARLIER = (
    "No position is shown. No edition was made under the version of the questions that you answered, and new ones "
    "count the newest version only. Published figures stand below."
)
NO_PEERS_IN_FILE = "No position is shown. The file has too few complete and recent records for a group of ten others."
TOO_FEW = "too few to say"
NOT_SHOWN = "not shown"
STATE_WORDS = {
    State.UNKNOWN: "don't know",
    State.BLANK: "not answered",
    State.NOT_APPLICABLE: "doesn't apply",
}
MEDIAN = (
    "The median is the score in the middle: half of the others are below it, half above. The middle half leaves out "
    "the lowest and the highest quarter of them."
)


def draw_peers(found: PagePeers, council: Council, result: Result) -> PeerGroup | Refusal | None:
    """Draws the section; returns what is shown."""
    html(heading("Among councils that took part", 2))
    if found.is_store:
        draw_given_so_far()
    if found.edition is None or not found.edition.groups:
        html(paragraph(NO_PEERS_EARLIER if found.is_earlier else NO_PEERS if found.is_store else NO_PEERS_IN_FILE))
        return None
    whatever = found.never(result)
    if whatever is not None:  # no filter would change it
        html(reasons_of(whatever))
        return whatever
    wanted = draw_filters(found, council)
    shown = found.standing(wanted, result, council)
    if isinstance(shown, Refusal):
        draw_refusal(shown, wanted)
    elif shown is not None:
        html(unchosen_text(found, wanted, council))
        draw_group(shown, result, found)
    return shown


def draw_given_so_far() -> None:
    """Left out where the database is away: all else here may have been read before."""
    with suppress(StoreTrouble):
        if told := given_text(resources.given_by(resources.today()), resources.newest()):
            html(paragraph(told, "why given-so-far"))


def unchosen_text(found: PagePeers, wanted: Choice, council: Council) -> str:
    """Why everybody is shown, where one would look for one's own country first."""
    if wanted != Choice() or not council.country or found.default_choice(council.country) != wanted:
        return ""
    return paragraph(
        f"Councils in {country_name(council.country)} alone can't be shown, so these are of all countries."
    )


def draw_refusal(refusal: Refusal, wanted: Choice) -> None:
    html(paragraph(f"The group: {group_text(wanted, country_name)}.") + reasons_of(refusal))
    if refusal.wider is not None:
        label = f"Show the next wider group: {group_text(refusal.wider, country_name)}"
        st.button(label, key="wider", on_click=widen, args=(refusal.wider,))


def reasons_of(refusal: Refusal) -> str:
    return "".join(paragraph(reason, "hint refusal") for reason in refusal_lines(refusal))


def draw_group(group: PeerGroup, result: Result, found: PagePeers) -> None:
    if found.may_hold_own:
        html(paragraph(own_text(from_file=not found.is_store), "hint"))
    html(paragraph(headline_text(group, country_name), "headline") + sure_details(group))
    html(paragraph(statement(group, country_name, from_file=found.is_file), "statement"))
    html(paragraph(f"{dated_text(group, found)} {left_out_text(found)}", "why"))
    spokes = peer_spokes(group, result)
    alt = "Your score among the others, area by area; the table below has the same numbers"
    spec = strips_spec(tuple(spokes), found.notice)
    st.vega_lite_chart(None, spec, theme=None, width="content", alt=alt, key="strips")
    words = details("The chart in words", paragraph(describe_radar(spokes)))
    html(words + paragraph(MEDIAN) + positions_table(group, result) + more_details(group))
    html(shares_details(group, result))


def dated_text(group: PeerGroup, found: PagePeers) -> str:
    if found.is_store:
        last = f" {last_text(found.rubrics, resources.newest())}" if found.is_earlier else ""
        return f"Edition of {day_text(group.day)}: the numbers stay as they were that day.{last}"
    source = "Invented records" if resources.is_demo() and not found.is_opened else "From a file with records"
    return f"{source} up to {month_text(f'{group.day:%Y-%m}')}."


def left_out_text(found: PagePeers) -> str:
    return "Your own record in it is left out." if found.mine.counted is not None else ""


def peer_spokes(group: PeerGroup, result: Result) -> list[Spoke]:
    return [spoke(title, scores, peers_at(position)) for title, scores, position in scales_of(group, result)]


def peers_at(position: Position) -> Peers | None:
    """What a chart may show of them; None where not even the median is shown."""
    if position.median is None:
        return None
    lower, upper = position.quartiles or (None, None)
    return Peers(position.median, lower, upper, position.n)


@lru_cache(maxsize=64)
def strips_spec(spokes: tuple[Spoke, ...], notice: str) -> dict[str, Any]:
    spec: dict[str, Any] = build_strips_chart(spokes, note=notice).to_dict()
    return spec


def strips_svg(group: PeerGroup, result: Result, notice: str) -> str:
    """The strips of Compare as a picture."""
    return chart_svg(build_strips_chart(peer_spokes(group, result), note=notice))


def positions_table(group: PeerGroup, result: Result) -> str:
    rows = [
        (
            title,
            f"{score_text(scores)} ({range_text(scores)})",
            NOT_SHOWN if position.median is None else position.median,
            middle_text(position),
            place_text(position),
            pair_text(position.possible),
            pair_text(position.interval),
        )
        for title, scores, position in scales_of(group, result)
    ]
    header = (
        "Area",
        "You (range)",
        f"Median of {group.n}",
        "Middle half",
        "Your percentile",
        "If your unknown answers were known",
        "What chance allows",
    )
    return table("Your place among the others", header, rows)


def scales_of(group: PeerGroup, result: Result) -> list[tuple[str, Any, Position]]:
    """What has a position: title, scores and position."""
    areas = [(area.rubric.title, area.scores, group.areas.get(area.rubric.id)) for area in result.areas]
    found = [("Overall", result.overall.scores, group.overall), *areas]
    return [(title, scores, position) for title, scores, position in found if position is not None]


def place_text(position: Position) -> str:
    return TOO_FEW if position.rank is None else f"{rank_text(position, position.rank)}, {band_text(position)}"


def middle_text(position: Position) -> str:
    if position.quartiles is None:
        return TOO_FEW if position.rank is None else NOT_SHOWN
    return pair_text(position.quartiles)


def pair_text(pair: tuple[int, int] | None) -> str:
    return "" if pair is None else f"{pair[0]} to {pair[1]}"


def more_details(group: PeerGroup) -> str:
    lines = [
        "A percentile says how many of a hundred others score lower; those with the same score count half. With fewer "
        "than 100 others it is rounded to the nearest 5, and it stops short of both ends, so that the lowest and the "
        "highest score are not told.",
    ]
    if group.overall is not None and group.overall.deciles is not None:
        lines.append(f"Eight of ten others score {pair_text(group.overall.deciles)} overall.")
    return details("How to read this", "".join(paragraph(line) for line in lines))


def sure_details(group: PeerGroup) -> str:
    lines = sure_texts(group)
    return details("How sure?", "".join(paragraph(line) for line in lines)) if lines else ""


def shares_details(group: PeerGroup, result: Result) -> str:
    if not group.shares:
        return ""
    parts = []
    for area in result.areas:
        found = group.shares.get(area.rubric.id, {})
        top = area.rubric.top
        header = ("Question", "You", *(f"Level {level}" for level in range(top + 1)), "Don't know", "Doesn't apply")
        rows = [
            (question_link(area.rubric.id, question), *share_cells(found[question.id], top, own))
            for question, own in zip(area.rubric.questions, area.questions, strict=True)
            if question.id in found
        ]
        parts.append(
            details(area.rubric.title, table(f"Shares of the others by level: {area.rubric.title}", header, rows))
        )
    text = f"Of the {group.n} others, to the nearest 5 %. The smallest and the largest shares are not told apart."
    body = heading("What the others answered", 3) + paragraph(text) + "".join(parts)
    return f'<div class="only-screen">{body}</div>'


def share_cells(shares: Shares, top: int, own: Any) -> list[str]:
    said = f"level {own.level}" if own.level is not None else STATE_WORDS[own.state]
    levels = [share_text(share) for share in shares.levels] + [""] * (top + 1 - len(shares.levels))
    return [said, *levels, share_text(shares.unknown), share_text(shares.not_applicable)]
