"""Files of crosswalks: each fault is one message with its line and id, and the shipped ones are in order."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.files import load_crosswalks, load_rubrics, parse_crosswalk, shipped_rubrics
from assessment.instrument import BadInput, Crossing, Problem
from tests.crosswalks import FILE, RUBRICS, a_walk, written
from tests.files.faults import any_input


def problems(text: str) -> list[Problem]:
    with pytest.raises(BadInput) as refused:
        parse_crosswalk(text.encode(), RUBRICS, "walk.yaml")
    return list(refused.value.problems)


def test_a_crosswalk_says_of_each_level_where_it_leads() -> None:
    walk = a_walk()

    assert (walk.rubric, walk.before, walk.after) == ("area", "1.0.0", "2.0.0")
    assert walk.of("q1").levels == (
        Crossing(0, True),
        Crossing(1),
        Crossing(None),
        Crossing(2),
        Crossing(4, True),
    )
    assert walk.common == ("q2",)


@pytest.mark.parametrize("change", ["reworded", "same"])
def test_a_question_whose_levels_all_become_themselves_is_common(change: str) -> None:
    assert a_walk(FILE.replace("change: same", f"change: {change}")).common == ("q2",)


MOVED = FILE.replace("becomes: 3, becomes: 4]", "becomes: 3, at_least: 3]")
ITSELF = "levels: [becomes: 0, becomes: 1, becomes: 2, becomes: 3, becomes: 4]"
FAULTS = {
    "a question is left out": (
        FILE.replace("  - id: gone\n    change: dropped\n", ""),
        5,
        "gone",
        "the question 'gone' of 1.0.0 is left out; add it",
    ),
    "a new question is left out": (
        FILE.replace("  - id: added\n    change: new\n", ""),
        5,
        "added",
        "the question 'added' of 2.0.0 is left out; add it",
    ),
    "a question of both is left out": (
        FILE[: FILE.index("  - id: q2")] + FILE[FILE.index("  - id: gone") :],
        5,
        "q2",
        "the question 'q2' of 1.0.0 and 2.0.0 is left out; add it",
    ),
    "a level that is not there": (
        FILE.replace("      - becomes: 4", "      - becomes: 5"),
        13,
        "q1",
        "level 5 does not exist; the levels in 2.0.0 are 0 to 4",
    ),
    "a level left out": (
        FILE.replace("      - ask\n", ""),
        8,
        "q1",
        "has 4 levels, but the question has 5 in 1.0.0; give one for each, lowest first",
    ),
    "a level too many": (
        FILE.replace("      - becomes: 4\n", "      - becomes: 4\n      - becomes: 4\n"),
        8,
        "q1",
        "has 6 levels, but the question has 5 in 1.0.0; give one for each, lowest first",
    ),
    "no levels at all": (
        FILE.replace(f"    {ITSELF}\n", ""),
        14,
        "q2",
        "has 0 levels, but the question has 5 in 1.0.0; give one for each, lowest first",
    ),
    "an unknown question": (
        FILE + "  - id: nowhere\n    change: new\n",
        21,
        "nowhere",
        "there is no question 'nowhere' in 1.0.0 or 2.0.0; check the id",
    ),
    "a question twice": (
        FILE + "  - id: added\n    change: new\n",
        21,
        "added",
        "'added' stands more than once; keep one",
    ),
    "a version that is not here": (
        FILE.replace("to: 2.0.0", "to: 3.0.0"),
        4,
        "area",
        "there is no rubric 'area' 3.0.0 here; the version here is 1.0.0, 2.0.0",
    ),
    "an unknown rubric": (
        FILE.replace("rubric: area", "rubric: arena"),
        2,
        "arena",
        "there is no rubric 'arena' here; the rubrics here are area",
    ),
    "the versions the wrong way round": (
        FILE.replace("from: 1.0.0\nto: 2.0.0", "from: 2.0.0\nto: 1.0.0"),
        4,
        "area",
        "1.0.0 must be a later version than 2.0.0; correct one of the two",
    ),
    "from a version to itself": (
        FILE.replace("to: 2.0.0", "to: 1.0.0"),
        4,
        "area",
        "1.0.0 must be a later version than 1.0.0; correct one of the two",
    ),
    "no version": (FILE.replace("from: 1.0.0", "from: one"), 3, "", "from must be a version such as 1.0.0"),
    "same, and a level moves": (
        MOVED,
        16,
        "q2",
        "the question is 'same', but level 4 does not become 4; write levels_moved",
    ),
    "reworded, and a level moves": (
        MOVED.replace("change: same", "change: reworded"),
        16,
        "q2",
        "the question is 'reworded', but level 4 does not become 4; write levels_moved",
    ),
    "moved, and no level moves": (
        FILE.replace("change: same", "change: levels_moved"),
        15,
        "q2",
        "the question is 'levels_moved', but each level becomes itself; write same or reworded",
    ),
    "same, and the words differ": (
        FILE[: FILE.index("    change: levels_moved")]
        + f"    change: same\n    {ITSELF}\n"
        + FILE[FILE.index("  - id: q2") :],
        7,
        "q1",
        "the question is 'same', but its words differ between the versions; write reworded or levels_moved",
    ),
    "new, and in both": (
        FILE.replace(f"    change: same\n    {ITSELF}", "    change: new"),
        15,
        "q2",
        "the question is in 1.0.0 and 2.0.0, so it can't be 'new'; write same, reworded or levels_moved",
    ),
    "dropped, and new": (
        FILE.replace("change: new", "change: dropped"),
        20,
        "added",
        "the question is in 2.0.0, so it can't be 'dropped'; write new",
    ),
    "new, and dropped": (
        FILE.replace("change: dropped", "change: new"),
        18,
        "gone",
        "the question is in 1.0.0, so it can't be 'new'; write dropped",
    ),
    "same, and dropped": (
        FILE.replace("change: dropped", f"change: same\n    {ITSELF}"),
        18,
        "gone",
        "the question is in 1.0.0, so it can't be 'same'; write dropped",
    ),
    "dropped, and levels": (
        FILE.replace("change: dropped", "change: dropped\n    levels: [ask]"),
        19,
        "gone",
        "a question that is dropped has no levels here; take them out",
    ),
    "a level below the one beneath it": (
        FILE.replace("      - at_least: 2\n", "      - at_least: 0\n"),
        12,
        "q1",
        "level 3 counts for less than a lower one, though it includes it; correct one",
    ),
    "a change that is none": (
        FILE.replace("change: same", "change: renamed"),
        15,
        "q2",
        "change must be one of 'same', 'reworded', 'levels_moved', 'dropped' or 'new'",
    ),
    "an unknown key": (
        FILE.replace("change: new", "change: new\n    note: It is new."),
        21,
        "added",
        "the key 'note' is not known here; take it out or correct its spelling",
    ),
    "another file": (
        "format: companions/1\n",
        None,
        "",
        "is a file of companion questions, not a crosswalk; it begins with the line format: crosswalk/1",
    ),
}


@pytest.mark.parametrize(("text", "line", "id", "message"), FAULTS.values(), ids=FAULTS)
def test_one_fault_is_one_message_at_its_line(text: str, line: int | None, id: str, message: str) -> None:
    assert problems(text) == [Problem(message, "walk.yaml", line, id)]


@pytest.mark.parametrize(
    "level",
    [
        "becomes: -1",
        "becomes: true",
        "becomes: 7",
        "becomes: 1.5",
        "at_least: many",
        "asks",
        "2",
        "null",
        "{becomes: 1, at_least: 1}",
        "[ask]",
        "{}",
    ],
)
def test_a_level_that_leads_nowhere_says_what_to_write(level: str) -> None:
    (problem,) = problems(FILE.replace("      - ask\n", f"      - {level}\n"))

    assert (problem.line, problem.id) == (11, "q1")
    assert problem.message == (
        "levels, entry 3 must be “becomes: 2”, “at_least: 2” or “ask”, with the number of a level"
    )


def test_one_fault_hides_no_other() -> None:
    found = problems(MOVED.replace("      - ask\n", "      - asks\n").replace("id: gone", "id: went"))

    assert [problem.id for problem in found] == ["gone", "q1", "q2", "went"]


def test_all_files_of_a_folder_are_read_and_only_one_leads_from_a_version(tmp_path: Path) -> None:
    folder = written(tmp_path, a=FILE, b=FILE)

    with pytest.raises(BadInput) as refused:
        load_crosswalks(folder, RUBRICS)

    assert [str(one) for one in refused.value.problems] == [
        "b.yaml: area: leads from 'area' 1.0.0, as a.yaml does; keep one"
    ]


def test_a_folder_without_crosswalks_has_none(tmp_path: Path) -> None:
    assert load_crosswalks(tmp_path, RUBRICS) == {}


def test_the_shipped_ones_lead_from_1_0_0_to_2_0_0_and_have_every_question_and_level() -> None:
    rubrics = load_rubrics(shipped_rubrics())
    found = load_crosswalks(shipped_rubrics(), rubrics)

    assert {key: walk.after for key, walk in found.items()} == {
        (name, "1.0.0"): "2.0.0" for name, version in rubrics if version == "1.0.0"
    }
    assert sum(len(walk.questions) for walk in found.values()) == 52
    assert sum(len(one.levels) for walk in found.values() for one in walk.questions) == 260


def test_nothing_in_place_then_is_nothing_in_place_now() -> None:
    """The lowest level counts as the lowest, in each of the 52 questions; no level counts for more than it was."""
    found = load_crosswalks(shipped_rubrics(), load_rubrics(shipped_rubrics()))

    for walk in found.values():
        for one in walk.questions:
            assert one.levels[0].level == 0, one.id
            assert all((to.level or 0) <= number for number, to in enumerate(one.levels)), one.id


@given(st.data())
@any_input
def test_any_crosswalk_cut_or_changed_anywhere_is_a_value_or_a_refusal(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(FILE)))
    until = data.draw(st.integers(at, min(len(FILE), at + 30)))
    instead = data.draw(st.sampled_from(["", "[", "{", "}", '"', ": ", "- ", "\n", "ask", "null", "9", "becomes: 1"]))

    told = problems_or_none(FILE[:at] + instead + FILE[until:])

    assert told is None or (told and all(str(problem).startswith("walk.yaml") for problem in told))


def problems_or_none(text: str) -> tuple[Problem, ...] | None:
    try:
        parse_crosswalk(text.encode(), RUBRICS, "walk.yaml")
    except BadInput as refused:
        return refused.problems
    return None
