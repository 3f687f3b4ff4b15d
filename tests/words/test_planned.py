"""What is planned and asked, in sentences."""

from datetime import date

from assessment.words import decision_draft

ACTION = "Ask every service head to list the AI they use."


def test_a_draft_names_the_actions_and_the_latest_day() -> None:
    text, number = decision_draft([(ACTION, date(2027, 3, 31)), ("Name who answers for AI.", None)])

    assert text == (
        "We ask the board to agree: ask every service head to list the AI they use; name who answers for AI by 31 "
        "March 2027."
    )
    assert number == 2


def test_a_draft_that_would_be_too_long_names_fewer_moves_and_never_half_a_word() -> None:
    text, number = decision_draft([(f"{ACTION} {'More. ' * 30}", None), ("x" * 200, date(2027, 1, 1))])

    assert number == 1
    assert len(text) <= 400
    assert text.endswith("More.")
    assert decision_draft([("x" * 400, None)]) == ("", 0)
    assert decision_draft([]) == ("", 0)
