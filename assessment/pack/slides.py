"""A pack as six slides for a board: native charts that can be edited, and in each slide's notes where its numbers
come from. What a slide has no room for is shortened there, and whole in its notes.
"""

from itertools import islice

from assessment.pack.model import Pack
from assessment.pack.parts import Axis, Chart, Series, legible
from assessment.pack.slide_charts import add_chart
from assessment.pack.slide_parts import CHART_IN, EDGE_IN, FULL_IN, ROOM_IN, TOP_IN, Place, Slides, deck, fitted
from assessment.scoring import Comparison, double
from assessment.words import compared_line, days_text

MOST_ROWS = 18  # of a table on a slide
WHOLE: Place = (EDGE_IN, TOP_IN, FULL_IN, ROOM_IN)
HALF_IN = (FULL_IN - 0.5) / 2
HALVES: tuple[Place, Place] = ((EDGE_IN, TOP_IN, HALF_IN, ROOM_IN), (EDGE_IN + HALF_IN + 0.5, TOP_IN, HALF_IN, ROOM_IN))
AT_LEFT: Place = (EDGE_IN - 0.2, TOP_IN - 0.1, CHART_IN, ROOM_IN + 0.1)
AT_RIGHT: Place = (EDGE_IN + CHART_IN, TOP_IN, FULL_IN - CHART_IN, ROOM_IN)
LOGO_IN = (3, 1)  # the most room of a logo
ALIKE = "No answer stands out: there are none yet, or all are alike."
DONE = "No move is left: every question that applies is at its highest level."
READING = (
    "The score is the mean of the areas' scores, from 0 to 100. The range is what the unknown answers leave open.",
    "The level is what the council can rely on everywhere: strengths don't make up for gaps.",
    "Nobody has checked the answers unless it says who did: this is self-assessment.",
)


def slides(pack: Pack) -> bytes:
    """The same pack gives the same bytes."""

    def write(to: Slides) -> None:
        write_first(to, pack)
        write_standing(to, pack)
        write_areas(to, pack)
        write_answers(to, pack)
        write_asked(to, pack)
        if pack.comparison is not None and pack.comparison.areas:
            write_progress(to, pack, pack.comparison)
        else:
            write_reading(to, pack)

    return deck(pack.page.title, pack.notice, source_of(pack), write)


def write_first(to: Slides, pack: Pack) -> None:
    page = pack.page
    slide = to.new("Digital maturity")
    if pack.logo is not None:
        to.picture(slide, pack.logo.png, pack.logo.within(*LOGO_IN), pack.logo_told)
    to.lines(slide, [pack.sheet.council.name or "This council", page.headline, page.about], WHOLE, lead=True)
    to.notes(slide, [page.title, page.about])


def write_standing(to: Slides, pack: Pack) -> None:
    page = pack.page
    slide = to.new("Where we stand")
    standing = [page.headline, page.known, *page.remarks, page.level, page.mean, page.target, *page.place[-2:-1]]
    if page.chart is not None:
        add_chart(slide, page.chart, page.chart.series, AT_LEFT, is_radar=page.chart.is_radar)
    to.lines(slide, standing, WHOLE if page.chart is None else AT_RIGHT, largest=18, lead=True)
    to.notes(slide, [*standing, *page.holding])


def write_areas(to: Slides, pack: Pack) -> None:
    areas = pack.page.areas
    slide = to.new("Scores by area")
    rows = [list(map(str, row)) for row in islice(areas.rows, MOST_ROWS)]
    more = len(areas.rows) - len(rows)
    to.table(slide, areas.title, areas.header, rows)
    whole = [": ".join(map(str, row)) for row in areas.rows]
    to.notes(slide, [f"{more} more areas stand in these notes." if more > 0 else "", *whole])


def write_answers(to: Slides, pack: Pack) -> None:
    slide, lists = to.new("Strengths and gaps"), pack.page.lists()
    largest = min((fitted(texts, place, 20)[0] for place, (_, texts) in zip(HALVES, lists, strict=False)), default=20)
    for place, (title, texts) in zip(HALVES, lists, strict=False):
        to.lines(slide, [f"{title}:", *texts], place, largest=largest, lead=True)
    if not lists:
        to.lines(slide, [ALIKE], WHOLE)
    to.notes(slide, [line for title, texts in lists for line in (f"{title}:", *texts)])


def write_asked(to: Slides, pack: Pack) -> None:
    asked = pack.page.asked
    slide = to.new(asked.title)
    listed = [f"{number}. {text}" for number, text in enumerate(asked.texts, 1)]
    said = [*asked.why, *listed, *asked.then]
    to.lines(slide, said if listed or pack.plan.lines else [*said, DONE], WHOLE)
    to.notes(slide, said)


def write_progress(to: Slides, pack: Pack, found: Comparison) -> None:
    slide = to.new("What has moved")
    sides = [(one.scores_before or one.before.scores, one.scores_after or one.after.scores) for one in found.areas]
    axes = tuple(Axis(one.after.rubric.title, None, 0, 100) for one in found.areas)
    lines = [compared_line(one) for one in found.areas]
    before, now = ([double(side[place].score) for side in sides] for place in (0, 1))
    chart = Chart(axes, "Bar chart of scores by area, before and now. " + " ".join(lines))
    add_chart(slide, chart, [Series("Now", tuple(now)), Series("Before", tuple(before))], AT_LEFT, is_radar=False)
    days = [told] if (told := days_text(found)) else []
    to.lines(slide, [*days, *lines], AT_RIGHT, largest=16)
    to.notes(slide, [*days, *lines, *READING, *pack.page.place])


def write_reading(to: Slides, pack: Pack) -> None:
    slide = to.new("How to read this")
    to.lines(slide, [*READING, *pack.page.place[-1:]], WHOLE, largest=20)
    to.notes(slide, pack.page.place)


def source_of(pack: Pack) -> str:
    """Where each number on a slide comes from."""
    versions = "; ".join(f"{area.rubric.title} {area.rubric.version}" for area in pack.result.areas)
    return legible(f"Source: the council's own answers. {pack.page.about} Questions: {versions}.")
