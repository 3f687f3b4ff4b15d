"""The plan as a table and as days for a calendar: inert, whole, and the same bytes each time."""

import csv
import io
from datetime import date

import pytest
from icalendar import Calendar

from assessment.files import plan_csv, plan_ics, plan_xlsx
from assessment.files.workbooks import read_sheets
from assessment.instrument import AnswerSheet, Council, PlannedMove, printable
from assessment.planning import Plan, efforts_of, make_plan
from assessment.scoring import score
from tests.builders import DONT_KNOW, a_rubric, a_sheet, rubrics_of

RUBRIC = a_rubric(weights=(1, 1, 1, 1))
HOSTILE = ("=1+1", "@SUM(A1)", "a\nEND:VEVENT\nBEGIN:VEVENT", "<b>x</b>; y, z\\", "\u202eabc", "😀" * 60, "x" * 10_000)


def planned(**more: object) -> tuple[Plan, AnswerSheet]:
    move = PlannedMove(**{"before": 0, "to": 1, "due": date(2027, 3, 31), **more})
    over = PlannedMove(before=0, to=1, due=date(2027, 1, 1), state="done")
    sheet = a_sheet(0, DONT_KNOW, 1, 4).model_copy(
        update={"council": Council(name="Example Borough"), "plan": {"area": {"q1": move, "q4": over}}}
    )
    return make_plan(score(sheet, rubrics_of(RUBRIC)), efforts=efforts_of(sheet)), sheet


def entries(data: bytes) -> list:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def test_each_move_is_a_row_with_what_is_planned_of_it() -> None:
    plan, sheet = planned(owner="Ann Müller", note="Soon.")

    rows = list(csv.DictReader(io.StringIO(plan_csv(plan, sheet).decode("utf-8-sig"), newline="")))

    found = {row["question"]: row for row in rows}
    assert set(found) == {"q1", "q2", "q3", "q4"}
    assert (found["q1"]["planned_owner"], found["q1"]["planned_due"]) == ("Ann Müller", "2027-03-31")
    assert found["q2"]["find_out"] == "yes"
    assert (found["q4"]["order"], found["q4"]["planned_state"]) == ("", "done")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_in_every_file(text: str) -> None:
    plan, sheet = planned(owner=text[:200], note=text, proof=text)

    (row,) = [row for row in csv.reader(io.StringIO(plan_csv(plan, sheet).decode("utf-8-sig"))) if "q1" in row]
    assert [cell for cell in row if cell.startswith(("=", "@"))] == []
    (sheet_read,) = read_sheets(plan_xlsx(plan, sheet), "plan.xlsx")
    assert any(text[:200] in cells for _, cells in sheet_read.rows())
    data = plan_ics(plan.result, sheet)
    (one,) = entries(data)
    assert all(printable(line) in one["description"] for line in text.splitlines())
    assert data.count(b"\r\n") == data.count(b"\n")
    assert max(map(len, data.split(b"\r\n"))) <= 75


def test_an_open_move_with_a_day_is_an_all_day_entry_that_a_later_file_renews() -> None:
    plan, sheet = planned(owner="Head of ICT")
    later_plan, later = planned(due=date(2027, 6, 30))

    (one,) = entries(plan_ics(plan.result, sheet))
    (again,) = entries(plan_ics(later_plan.result, later))

    assert one["dtstart"].dt == date(2027, 3, 31)
    assert one["summary"] == "Do the next thing."
    assert one["uid"] == again["uid"]
    assert "attendee" not in one
    assert plan_ics(plan.result, sheet) == plan_ics(plan.result, sheet)


def test_without_days_the_calendar_is_empty_and_whole() -> None:
    plan, sheet = planned(due=None)

    assert entries(plan_ics(plan.result, sheet)) == []
