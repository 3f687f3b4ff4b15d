"""How stable a result is: a sentence that is read without opening anything, and a table behind it."""

from assessment.instrument import Scope
from assessment.scoring import score
from assessment.ui.results import stability_part
from tests.builders import DONT_KNOW, Said, a_question, a_rubric, a_sheet, rubrics_of

RUBRIC = a_rubric(*(a_question(f"q{n}", quick=True) for n in range(1, 6)))


def part_of(*said: Said, scope: Scope = Scope.FULL) -> str:
    return stability_part(score(a_sheet(*said, scope=scope), rubrics_of(RUBRIC)))


def test_the_sentence_stands_outside_and_the_table_inside() -> None:
    summary, _, inside = part_of(4, 3, 3, 2, 1).partition("</summary>")

    assert "Under other plausible weights level" in summary
    assert "in how many cases" in inside
    assert "without “" in inside


def test_a_quick_check_has_no_level_to_be_stable() -> None:
    inside = part_of(4, 3, 3, 2, 1, scope=Scope.QUICK)

    assert "the score lies mostly between" in inside
    assert "Confirmed level" not in inside


def test_of_what_is_not_known_nothing_is_said_of_the_score() -> None:
    assert "score" not in part_of(*[DONT_KNOW] * 5).partition("</summary>")[0]
