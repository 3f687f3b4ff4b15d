"""Targets: a level that an area aims at, more exactly one of its themes or questions; and how far it is to them."""

from collections.abc import Iterator, Mapping

import streamlit as st

from assessment.instrument import AreaTargets, BadInput, Rubric
from assessment.planning import AreaReach, TargetResult, own_targets
from assessment.store import Desk, Intends, Spot, StoreTrouble
from assessment.ui import session
from assessment.ui.planning.chosen import draw_chosen
from assessment.ui.planning.rows import Planning
from assessment.ui.planning.saved import draw_state
from assessment.ui.shell import NOT_WRITTEN, heading, html, markdown, paragraph, table
from assessment.words import aimed_level, capitalised, level_name, target_text

LEAD = (
    "Where you want to be. An area without a target of its own aims at its next level; what is more exact counts. "
    "Percent to target: how much of what the targets ask is there. In the radar and on the strips of Results the "
    "diamonds show the score once the targets are met."
)
QUICK = "A quick check has no levels, so there are no targets."
SHOW = "Set targets for single questions too"
Chosen = Mapping[int | None, str]


def draw_targets(desk: Desk, planning: Planning, carried: int | None) -> None:
    html(heading("Targets", 2))
    if planning.result.overall.level is None:
        html(paragraph(QUICK, "why"))
        return
    html(paragraph(LEAD, "why"))
    told = st.container()
    if not session.only_reads():
        with st.container(key="aims"):
            for area in planning.result.areas:
                if area.level is not None:
                    draw_area(desk, area.rubric, area.level.confirmed, carried)
    with told:
        sheet = desk.contents().sheet()
        html(targets_table(own_targets(sheet, planning.result), sheet.targets))


def targets_table(aims: TargetResult, targets: Mapping[str, AreaTargets]) -> str:
    rows = [row for one in aims.areas for row in area_rows(one, targets.get(one.area.rubric.id, AreaTargets()))]
    return table("Targets by area and theme", ("Area or theme", "Target level", "How far"), rows)


def area_rows(one: AreaReach, aims: AreaTargets) -> Iterator[tuple[str, str, str]]:
    """The area, and those of its themes that aim at something of their own."""
    title = one.area.rubric.title
    yield title, aimed_level(one, aims), target_text(one.whole)
    for theme in one.area.rubric.themes:
        own = any(question.id in aims.questions for question in one.area.rubric.questions_of(theme.id))
        if theme.id in one.themes and (own or theme.id in aims.themes):
            yield f"{title}: {theme.title}", aimed_level(one, aims, theme.id), target_text(one.themes[theme.id])


def draw_area(desk: Desk, rubric: Rubric, confirmed: int, carried: int | None) -> None:
    fold = st.expander(f"Targets for {markdown(rubric.title)}", key=f"aims-{rubric.id}", on_change="rerun")
    if not fold.open:
        return
    with fold, st.container(key=f"q-aims-{rubric.id}"):
        html(heading(f"Targets for {rubric.title}", 3, "question only-told"))
        following = level_name(min(confirmed + 1, rubric.top), rubric.top)
        problem = aim(
            desk, Spot(Intends.TARGET, rubric.id), rubric.title, levels(rubric.top, f"Next: {following}"), carried
        )
        for theme in rubric.themes:
            at = Spot(Intends.TARGET, rubric.id, theme=theme.id)
            problem = aim(desk, at, theme.title, levels(rubric.top, "As the area"), carried) or problem
        if st.checkbox(SHOW, key=f"{session.desk_name()}-aims-{rubric.id}-all"):
            for question in rubric.questions:
                at = Spot(Intends.TARGET, rubric.id, question=question.id)
                problem = aim(desk, at, question.text, levels(question.top, "As the theme"), carried) or problem
        mine = [
            kept
            for at, kept in desk.contents().intended.items()
            if at.what is Intends.TARGET and at.rubric == rubric.id
        ]
        newest = max(mine, key=lambda kept: kept.revision, default=None)
        draw_state(desk, newest, problem)


def levels(top: int, nothing: str) -> Chosen:
    return {None: nothing, **{level: capitalised(level_name(level, top)) for level in range(top + 1)}}


def aim(desk: Desk, at: Spot, label: str, options: Chosen, carried: int | None) -> str:
    """One target as a list to choose from. What keeps it from being saved."""
    kept = desk.contents().kept(at)
    stands = kept.value if isinstance(kept.value, int) and kept.value in options else None
    name = f"{session.desk_name()}-aim-{at.rubric}-{at.theme}-{at.question}"
    is_old = carried is not None and kept.revision > carried
    chosen, done = draw_chosen(markdown(label), name, options, stands, is_old=is_old)
    if chosen != stands:
        try:
            desk.intend(at, chosen)
        except StoreTrouble:
            return NOT_WRITTEN
        except BadInput as refused:
            return refused.problems[0].message
    done()
    return ""
