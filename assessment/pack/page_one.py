"""Page one of a board pack, which stands alone: the same numbers and sentences as the first screen of Results."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from assessment.instrument import AnswerSheet, Scope
from assessment.pack.aims import aim_text
from assessment.pack.asked import Asked, asked_of
from assessment.pack.parts import Axis, Chart, Grid, Heading, Items, Paragraph, Part
from assessment.peers import PeerGroup, Position, Refusal
from assessment.planning import Plan, TargetResult, efforts_of, make_plan, own_targets
from assessment.scoring import AreaResult, QuestionResult, Result, double
from assessment.words import (
    QUICK_TEXT,
    Benchmark,
    answer_text,
    day_text,
    headline_text,
    is_drawn,
    is_ranged,
    known_text,
    level_cell,
    level_line,
    mean_text,
    named_holding,
    own_text,
    peer_cell,
    refusal_lines,
    score_and_range,
    score_headline,
    statement,
    target_cells,
    target_points,
    waiting_text,
)

GLANCE = "Areas at a glance"
MOST_NAMED = 3  # strengths, and gaps
WIDTHS = {"Area": 22, "Score": 22, "Level": 21, "Target": 17, "Peers'": 22}  # of the table, by a column's first word
Placed = tuple[AreaResult, QuestionResult]


@dataclass(frozen=True)
class PageOne:
    """Each text as it is shown; "" and () where there is nothing to say."""

    title: str
    about: str
    headline: str
    known: str
    remarks: tuple[str, ...]
    level: str
    holding: tuple[str, ...]
    mean: str
    target: str
    place: tuple[str, ...]
    areas: Grid
    chart: Chart | None
    strengths: tuple[str, ...]
    gaps: tuple[str, ...]
    asked: Asked

    def parts(self) -> Iterator[Part]:
        """What is asked comes early: a board has two minutes."""
        yield from self.intro()
        yield from self.ending()
        yield from self.glance()
        if self.chart is not None:
            yield self.chart
        yield self.areas
        for title, texts in self.lists():
            yield Heading(title)
            yield Items(texts)

    def intro(self) -> Iterator[Part]:
        """What stands first."""
        yield Paragraph(self.about)
        yield Paragraph("", lead=self.headline)
        yield Paragraph(self.known)
        yield from map(Paragraph, self.remarks)
        if self.level:
            name, colon, rest = self.level.partition(":")
            yield Paragraph(rest, lead=name + colon)
            yield from named(self.holding)
            yield from map(Paragraph, filter(None, [self.mean]))
        yield from map(Paragraph, filter(None, [self.target]))

    def glance(self) -> Iterator[Part]:
        """The heading of the areas, and who they are compared with."""
        yield Heading(GLANCE)
        yield from map(Paragraph, self.place)

    def lists(self) -> list[tuple[str, tuple[str, ...]]]:
        """Titles and texts of what stands side by side where there is room."""
        return [(title, texts) for title, texts in (("Strengths", self.strengths), ("Gaps", self.gaps)) if texts]

    def ending(self) -> Iterator[Part]:
        yield Heading(self.asked.title)
        yield from map(Paragraph, self.asked.why)
        if self.asked.texts:
            yield Items(self.asked.texts, numbered=True)
        yield from map(Paragraph, self.asked.then)


def named(texts: tuple[str, ...]) -> Iterator[Part]:
    if texts:
        yield Items(texts)


def page_one(sheet: AnswerSheet, benchmark: Benchmark, answered_by: str = "", *, plan: Plan | None = None) -> PageOne:
    """`answered_by`: a sentence with the roles or links that answered, where they are known. `plan`: of the result,
    where it is made already.
    """
    result, council = benchmark.result, sheet.council.name
    reported = any(area.scores.score is not None for area in result.areas)
    reach = own_targets(sheet, result)
    chart = chart_of(result, benchmark.peers, reach) if reported and is_drawn(result) else None
    strengths, gaps = strengths_and_gaps(result)
    day = f"Self-assessed; last answer on {day_text(sheet.date)}." if sheet.date else "Self-assessed; without a date."
    return PageOne(
        title=title_of(council),
        about=" ".join(filter(None, [day, answered_by])),
        headline=score_headline(result, sheet),
        known=known_text(result),
        remarks=tuple(filter(None, [waiting_text(sheet), QUICK_TEXT if result.scope is Scope.QUICK else ""])),
        level=level_line(result) if reported else "",
        holding=tuple(question.text for _, question in named_holding(result)) if reported else (),
        mean=mean_text(result) if reported else "",
        place=place_among_peers(benchmark) if reported else (),
        target=aim_text(sheet, reach) if reported else "",
        areas=areas_grid(
            result, benchmark.peers, target_cells(sheet, reach), numbered=chart is not None and chart.is_numbered
        ),
        chart=chart,
        strengths=tuple(map(told, strengths)),
        gaps=tuple(map(told, gaps)),
        asked=asked_of(sheet, plan or make_plan(result, efforts=efforts_of(sheet))),
    )


def title_of(council: str | None) -> str:
    return "Digital maturity" + (f": {council}" if council else "")


def place_among_peers(benchmark: Benchmark) -> tuple[str, ...]:
    peers = benchmark.peers
    if isinstance(peers, Refusal):
        return (" ".join(refusal_lines(peers)),)
    if peers is None:
        return ()
    own = [own_text(from_file=benchmark.from_file)] if benchmark.may_hold_own else []
    who = statement(peers, benchmark.name, from_file=benchmark.from_file)
    return (*own, headline_text(peers, benchmark.name), who)


def strengths_and_gaps(result: Result) -> tuple[list[Placed], list[Placed]]:
    """Three questions of the highest and three of the lowest value; of equal ones those with evidence first, then by
    weight, then in the rubrics' order. An unknown answer is neither, the lowest value is no strength, the highest no
    gap, and no question is both.
    """
    known = [(area, question) for area in result.areas for question in area.questions if question.value is not None]
    best = sorted(known, key=lambda one: (-(one[1].value or 0), not one[1].has_evidence, -one[1].weight))
    worst = sorted(known, key=lambda one: (one[1].value or 0, not one[1].has_evidence, -one[1].weight))
    values = {question.value for _, question in known}
    if len(values) < 2:
        return [], []
    strengths = [one for one in best if one[1].value != min(values, key=lambda value: value or 0)][:MOST_NAMED]
    gaps = [one for one in worst if one[1].value != max(values, key=lambda value: value or 0) and one not in strengths]
    return strengths, gaps[:MOST_NAMED]


def told(placed: Placed) -> str:
    """ "AI governance: Does the council keep one list? Level 3, Established."."""
    area, result = placed
    question = area.rubric.by_id[result.id]
    return f"{area.rubric.title}: {question.text} {answer_text(result.state, result.level, question.top)}."


def areas_grid(
    result: Result, peers: PeerGroup | Refusal | None, targets: Mapping[str, str], *, numbered: bool
) -> Grid:
    """As the table under the radar of Results; with the numbers of the radar's axes where it has no names."""
    full = result.scope is Scope.FULL
    ranged = any(is_ranged(area.scores) for area in result.areas)
    header = ["Area", "Score (range)" if ranged else "Score", *(["Level"] if full else [])]
    rows = [
        [title, score_and_range(area.scores), *([level_cell(area)] if full else [])]
        for area, title in zip(result.areas, titles_of(result, numbered=numbered), strict=True)
    ]
    if targets:
        header.append("Target level")
        rows = [[*row, targets[area.rubric.id]] for row, area in zip(rows, result.areas, strict=True)]
    beside = [peers_of(area, peers) for area in result.areas]
    if any(position is not None for position in beside):
        header.append("Peers' median (middle half)")
        rows = [[*row, peers_text(position)] for row, position in zip(rows, beside, strict=True)]
    widths = tuple(WIDTHS[name.partition(" ")[0]] for name in header) if len(header) > 3 else ()
    return Grid("Scores by area, 0 to 100", header, rows, widths)


def titles_of(result: Result, *, numbered: bool) -> list[str]:
    if not numbered:
        return [area.rubric.title for area in result.areas]
    drawn = [area for area in result.areas if area.scores.lowest is not None]
    numbers = {area.rubric.id: f"{number}. " for number, area in enumerate(drawn, 1)}
    return [numbers.get(area.rubric.id, "") + area.rubric.title for area in result.areas]


def peers_of(area: AreaResult, peers: PeerGroup | Refusal | None) -> Position | None:
    """What may be shown of an area's peers; None where not even their median is."""
    position = peers.areas.get(area.rubric.id) if isinstance(peers, PeerGroup) else None
    return None if position is None or position.median is None else position


def peers_text(position: Position | None) -> str:
    return "not shown" if position is None else peer_cell(position.median or 0, position.quartiles)


def chart_of(result: Result, peers: PeerGroup | Refusal | None, reach: TargetResult) -> Chart:
    scored = [area for area in result.areas if area.scores.lowest is not None]
    targets = target_points(reach)
    axes = tuple(axis_of(area, peers_of(area, peers), targets.get(area.rubric.id)) for area in scored)
    cells = (f"{area.rubric.title}: {score_and_range(area.scores)}" for area in scored)
    kind = "Radar chart" if len(axes) > 2 else "Bar chart"
    return Chart(axes, f"{kind} of scores by area, 0 to 100; the table beside it has the values. {'; '.join(cells)}.")


def axis_of(area: AreaResult, position: Position | None, target: float | None) -> Axis:
    score, lowest, highest = (double(one) for one in (area.scores.score, area.scores.lowest, area.scores.highest))
    peers = (float(position.median), position.quartiles, position.n) if position and position.median is not None else ()
    return replace(Axis(area.rubric.title, score, lowest or 0.0, highest or 0.0, *peers), target=target)
