"""What a council intends, in its pack: targets, planned moves, and the decision it asks for."""

import pytest

from assessment.instrument import AreaTargets, Decision, Place, PlannedMove
from assessment.pack import ENDINGS, Pack, write_pack
from assessment.pack.aims import way_text
from assessment.pack.asked import asked_of
from assessment.pack.parts import Grid
from assessment.planning import Targets, make_plan, to_targets
from assessment.scoring import compare, score
from tests.builders import DONT_KNOW, a_question, a_rubric, a_sheet, rubrics_of
from tests.pack_readers import areas_of, text_of
from tests.packs import a_pack

AREAS = [
    a_rubric(*(a_question(f"q{n}", text=f"Is {name} {n} done?") for n in (1, 2, 3)), id=name, title=name.title())
    for name in ("first", "second", "third")
]
SAID = {"first": (1, 2, 3), "second": (0, 2, 2), "third": (4, 1, 2)}


def pack_with(**intended: object) -> Pack:
    return a_pack(a_sheet(areas=SAID, **intended), *AREAS)


MOVE = PlannedMove(before=0, to=1, owner="Ann Officer", due="2027-03-01", state="doing", note="Asked twice")
OTHER = PlannedMove(before=1, to=3, due="2027-06-30")
PLAN = {"second": {"q1": MOVE}, "first": {"q1": OTHER}}
DECISION = Decision(
    text="We ask the board to agree: a list of systems.",
    moves=({"rubric": "second", "question": "q1"},),
    cost="two officers for a month",
    date="2027-01-15",
)


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_decision_stands_on_page_one_with_its_moves_cost_and_date(ending: str) -> None:
    said = text_of(write_pack(pack_with(plan=PLAN, decision=DECISION), ending), ending)

    for words in (
        DECISION.text,
        "Ann Officer, by 1 March 2027",
        "Cost: two officers for a month",
        "by 15 January 2027",
    ):
        assert words in said
    assert "No decision is asked for" not in said


@pytest.mark.parametrize("ending", ENDINGS)
def test_without_a_decision_its_place_says_so_and_the_first_open_moves_follow(ending: str) -> None:
    done = PlannedMove(before=0, to=1, state="done")
    pack = pack_with(plan={"second": {"q1": done}})
    said = text_of(write_pack(pack, ending), ending)

    assert "No decision is asked for." in said
    assert len(pack.page.asked.texts) == 3
    assert "Second" not in str(pack.page.asked.texts[0])  # its move is done
    assert "does the answer now change?" in said or ending in (".pptx", ".xlsx")


def test_the_councils_own_moves_come_first() -> None:
    texts = pack_with(plan=PLAN).page.asked.texts

    assert len(texts) == 2
    assert "Ann Officer, by 1 March 2027; reaches level 1" in texts[0] + texts[1]
    assert "reaches level 3" in texts[0] + texts[1]


@pytest.mark.parametrize("ending", [".docx", ".pptx", ".xlsx"])
def test_each_areas_target_stands_in_page_ones_table(ending: str) -> None:
    aims = {"first": AreaTargets(level=3), "second": AreaTargets(questions={"q1": 2})}
    header, *rows = areas_of(write_pack(pack_with(targets=aims), ending), ending, 3)
    place = header.index("Target level")

    assert [row[place] for row in rows] == ["3", "several", "2"]


@pytest.mark.parametrize("ending", [".pdf", ".docx"])
def test_how_far_it_is_to_the_target_stands_with_the_plan(ending: str) -> None:
    aims = {name: AreaTargets(level=3) for name in SAID}
    said = text_of(write_pack(pack_with(targets=aims), ending), ending)

    assert "Counted from level 0, 59 % of the way is done." in said  # 16 of 27 levels


def test_the_chart_has_the_score_once_the_target_is_met() -> None:
    chart = pack_with(targets={"first": AreaTargets(level=3)}).page.chart

    assert chart is not None
    assert chart.axes[0].target == 75
    assert [one.name for one in chart.series] == ["This council", "Target"]


def test_the_plan_has_owner_day_and_state_and_what_else_is_left() -> None:
    (plan,) = [section for section in pack_with(plan=PLAN).sections if section.title == "Plan"]
    mine, others = [part for part in plan.parts if isinstance(part, Grid)]

    assert [row[1:5] for row in mine.rows] == [
        ("Ann Officer", "1 March 2027", "doing", "0 to 1"),
        ("Head of ICT", "30 June 2027", "to do", "1 to 3"),
    ]
    assert "Is second 1 done?" not in str(others.rows)


def test_where_owners_are_hidden_none_is_said_to_be_missing() -> None:
    hidden = {"second": {"q1": MOVE.model_copy(update={"owner": None, "note": None})}}
    pack = pack_with(plan=hidden)

    for ending in ENDINGS:
        said = text_of(write_pack(pack, ending), ending)
        assert "Ann" not in said
        assert "no owner" not in said.lower()


def test_a_quick_check_has_no_target() -> None:
    areas = [a_rubric(weights=(1, 1), quick=("q1", "q2"), id=f"area-{n}") for n in range(3)]
    pack = a_pack(a_sheet(areas={area.id: (1, 2) for area in areas}, scope="quick"), *areas)

    assert "Target level" not in pack.page.areas.header
    assert pack.page.target == ""


def test_page_one_says_what_the_decision_would_change() -> None:
    rubric = a_rubric(*[a_question(f"q{n}") for n in range(1, 6)])
    moves = {f"q{n}": PlannedMove(before=1, to=2) for n in (1, 2)} | {"q5": PlannedMove(find_out=True)}
    decided = Decision(text="Agree?", moves=tuple(Place(rubric="area", question=id) for id in ("q1", "q2", "q5")))
    pack = a_pack(a_sheet(1, 1, 2, 2, DONT_KNOW, plan={"area": moves}, decision=decided), rubric)

    told = " ".join(pack.page.asked.then)

    assert "If these 2 moves were done, the score would be" in told
    assert "The overall level would be 2; it is 1." in told


def test_progress_says_how_much_of_the_way_to_the_targets_is_done() -> None:
    known = rubrics_of(*AREAS)
    aims = {area.id: AreaTargets(level=4) for area in AREAS}
    before = a_sheet(areas=dict.fromkeys(SAID, (0, 0, 0)))
    now = a_sheet(areas=dict.fromkeys(SAID, (2, 2, 2)), targets=aims)
    way = "The score has moved 50 % of the distance from the earlier one, 0, to that of the targets, 100."

    assert way in str(a_pack(now, *AREAS, comparison=compare(before, now, known, {})).sections)
    without = now.model_copy(update={"targets": {}})
    assert "Of the way" not in str(a_pack(without, *AREAS, comparison=compare(before, without, known, {})).sections)


def test_a_move_that_ends_before_the_plans_own_is_not_one_of_those_needed() -> None:
    rubric = a_rubric(*[a_question(f"q{n}") for n in range(1, 6)])
    sheet = a_sheet(
        2, 2, 2, 0, 0, plan={"area": {"q4": PlannedMove(before=0, to=1), "q5": PlannedMove(before=0, to=1)}}
    )
    plan = make_plan(score(sheet, rubrics_of(rubric)), level=2)
    decided = Decision(text="Agree?", moves=(Place(rubric="area", question="q4"),))
    then = asked_of(sheet.model_copy(update={"decision": decided}), plan).then

    assert "would be" in " ".join(then)
    assert "above" not in " ".join(then)


def test_with_moves_of_its_own_order_none_says_what_holds_after_others() -> None:
    rubric = a_rubric(*[a_question(f"q{n}") for n in range(1, 6)])
    sheet = a_sheet(1, 1, 1, 1, 1, plan={"area": {"q4": PlannedMove(before=1, to=2)}})
    section = next(one for one in a_pack(sheet, rubric).sections if one.title == "Plan")
    cells = [cell for part in section.parts if isinstance(part, Grid) for row in part.rows for cell in row]

    assert any("needs for level 2" in str(cell) for cell in cells)
    assert not any("With it" in str(cell) for cell in cells)


def test_no_column_stands_empty() -> None:
    one = {"q1": PlannedMove(before=1, to=2)}
    sheet = a_sheet(1, 2, 3, plan={"area": one})
    rubric = a_rubric(*[a_question(f"q{n}") for n in range(1, 4)])

    for said in (sheet, sheet.model_copy(update={"plan": {}})):
        section = next(one for one in a_pack(said, rubric).sections if one.title == "Plan")
        for part in section.parts:
            if isinstance(part, Grid):
                assert len(part.header) == len(part.widths) == len(part.rows[0])
                assert any(row[-1] for row in part.rows), part.title


@pytest.mark.parametrize(
    ("before", "now", "level"),
    [
        ((4, 4, 3, 3, 0), (4, 4, 2, 2, 0), 1),  # the targets ask for less than was there
        ((1, 1, 1, 1, 1), (2, 2, 2, 2, DONT_KNOW), 2),  # an answer is unknown
    ],
)
def test_of_a_way_that_does_not_go_up_or_is_not_known_nothing_is_said(before, now, level: int) -> None:
    rubric = a_rubric(*[a_question(f"q{n}") for n in range(1, 6)])
    aims = {"area": AreaTargets(level=level)}
    sheets = a_sheet(*before), a_sheet(*now, targets=aims)
    found = compare(*sheets, rubrics_of(rubric), {})

    assert way_text(sheets[1], found, to_targets(found.after, Targets.of(aims))) == ""
