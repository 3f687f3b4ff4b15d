"""The perception gap as a page: what the result would be if one role alone had answered, beside the other roles."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from assessment.charts import Spoke, build_radar_chart, chart_svg, describe_radar
from assessment.consensus import RoleResult, Spot, Tally, role_results, tally
from assessment.instrument import AnswerSheet, Rubric
from assessment.scoring import AreaResult, Scores
from assessment.store import Contents, Hall, Key, Round
from assessment.ui.shell import heading, paragraph, table
from assessment.words import (
    GAP_LEAD,
    GAP_LIMITS,
    GAP_NOTHING,
    GAP_ONE,
    GAP_TABLE,
    GAP_WIDEST,
    left_out_text,
    point,
    role_heading,
    score_and_range,
)

Rubrics = Mapping[tuple[str, str], Rubric]
RADAR_PX = 340
FEWEST_SPOKES = 3  # with fewer areas, the radars show themes


@dataclass(frozen=True)
class Gap:
    """All that the page is made of. `votes`: by role; `notice`: of invented data."""

    name: str
    sheet: AnswerSheet
    votes: Mapping[str, Mapping[Spot, Tally]]
    notice: str

    @classmethod
    def of(cls, hall: Hall, contents: Contents, notice: str = "") -> "Gap":
        sheet = contents.sheet()
        return cls(hall.workshop.name, sheet, votes_by_role(hall, sheet), notice)

    def markup(self, rubrics: Rubrics) -> bytes:
        """Takes some tenths of a second for each role."""
        found = role_results(self.sheet, rubrics, self.votes)
        told = paragraph(self.notice, "notice") if self.notice else ""
        lead = f"{told}{paragraph(self.name)}"
        if not found:
            return f"{lead}{paragraph(GAP_NOTHING)}".encode()
        areas = [
            rubric
            for rubric in self.sheet.rubrics
            if any(spot.rubric == rubric for one in self.votes.values() for spot in one)
        ]
        alone = paragraph(GAP_ONE) if len(found) == 1 else ""
        missing = left_out_text([role for role in self.votes if role not in {one.role for one in found}])
        notes = "".join(map(paragraph, filter(None, [*GAP_LIMITS, missing])))
        radars = "".join(figures(found, areas))
        return (
            f'{lead}{paragraph(GAP_LEAD)}{alone}{gap_table(found, areas)}<div class="multiples">{radars}</div>{notes}'
        ).encode()


def votes_by_role(hall: Hall, sheet: AnswerSheet) -> dict[str, dict[Spot, Tally]]:
    """Of each question's last revealed round, by the roles that may be told. A question whose text has changed since
    says nothing about the one of today.
    """
    frozen = hall.moment.workshop.questions
    found: dict[str, dict[Spot, Tally]] = {}
    for key, one in last_revealed(hall.rounds).items():
        asked = frozen[key.rubric]
        if sheet.rubrics.get(key.rubric) != asked.version:
            continue
        choices: dict[str, list[str]] = {}
        for ballot in one.ballots:
            if ballot.role is not None:
                choices.setdefault(ballot.role, []).append(ballot.choice)
        for role, given in choices.items():
            found.setdefault(role, {})[Spot(*key)] = tally(given, asked.levels[key.question])
    return {role: found[role] for role in sorted(found)}


def last_revealed(rounds: Sequence[Round]) -> dict[Key, Round]:
    shown = sorted((one for one in rounds if one.revealed_at), key=lambda one: one.number)
    return {one.key: one for one in shown}


def gap_table(found: Sequence[RoleResult], areas: Sequence[str]) -> str:
    """A row for each area, a column for each role, and how many points lie between the highest and the lowest."""
    header = ["Area", *(role_heading(one.role, one.people) for one in found), *([GAP_WIDEST] if len(found) > 1 else [])]
    rows = []
    for number, area in enumerate(found[0].result.areas):
        if area.rubric.id in areas:
            each = [one.result.areas[number].scores for one in found]
            rows.append([area.rubric.title, *map(score_and_range, each), *([between(each)] if len(found) > 1 else [])])
    return table(GAP_TABLE, header, rows)


def between(each: Sequence[Scores]) -> str:
    """In points, of the roles that have a score."""
    points = [point(one.score.value) for one in each if one.score is not None]
    return str(max(points) - min(points)) if len(points) > 1 else "–"


def figures(found: Sequence[RoleResult], areas: Sequence[str]) -> Iterator[str]:
    """One for each role, all with the same spokes."""
    for one in found:
        mine = [area for area in one.result.areas if area.rubric.id in areas]
        spokes = list(spokes_of(mine))
        told = describe_radar(spokes)
        name = role_heading(one.role, one.people)
        drawing = chart_svg(build_radar_chart(spokes, name="This role", width=RADAR_PX))
        yield (
            f'<figure role="group" aria-label="{escape(name)}">{heading(name, 2)}'
            f'<div role="img" aria-label="{escape(told)}">{drawing}</div></figure>'
        )


def spokes_of(areas: Sequence[AreaResult]) -> Iterator[Spoke]:
    if len(areas) >= FEWEST_SPOKES:
        named = [(area.rubric.title, area.scores) for area in areas]
    else:
        titles = {theme.id: theme.title for area in areas for theme in area.rubric.themes}
        named = [(titles[theme.id], theme.scores) for area in areas for theme in area.themes]
    for title, scores in named:
        low = float(scores.lowest.value) if scores.lowest else 0.0
        high = float(scores.highest.value) if scores.highest else 0.0
        yield Spoke(title, None if scores.score is None else float(scores.score.value), low, high)
