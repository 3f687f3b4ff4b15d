"""The perception gap: each role's own result, where at least three of it voted."""

from assessment.consensus import Spot, Tally, role_results
from assessment.instrument import Answer, AnswerSheet
from tests.builders import a_question, a_rubric


def test_each_role_has_its_own_result_from_its_own_votes_alone() -> None:
    one = a_rubric(a_question("q0"), a_question("q1"))
    sheet = AnswerSheet(rubrics={one.id: one.version}, answers={one.id: {"q1": Answer(level=4)}})
    votes = {
        "ict": {Spot(one.id, "q0"): Tally((0, 0, 0, 3, 1)), Spot(one.id, "q1"): Tally((0, 0, 0, 0, 4))},
        "councillor": {Spot(one.id, "q0"): Tally((0, 2, 1, 0, 0)), Spot(one.id, "q1"): Tally((2, 0, 0, 0, 0), 9)},
        "partner": {Spot(one.id, "q0"): Tally((2, 0, 0, 0, 0), 4)},
    }
    found = {told.role: told for told in role_results(sheet, {(one.id, one.version): one}, votes)}
    assert set(found) == {"ict", "councillor"}
    levels = {role: [q.level for q in told.result.areas[0].questions] for role, told in found.items()}
    assert levels == {"ict": [3, 4], "councillor": [1, None]}
    assert (found["ict"].people, found["councillor"].people) == (4, 3)
