"""What a workshop agreed on, in a council's file."""

from datetime import date

import pytest
from pydantic import ValidationError

from assessment.files import dump_answers, load_answers
from assessment.instrument import Agreed, Answer
from assessment.words import agreed_text
from tests.builders import a_rubric, a_sheet, rubrics_of

AGREED = Agreed(date=date(2026, 5, 14), votes={"1": 5, "2": 1, "unknown": 2}, dissent="Housing sees it at A.")


def test_it_is_written_as_answers_2_and_read_back(tmp_path) -> None:
    sheet = a_sheet(1)
    [(name, given)] = sheet.answers.items()
    [(question, answer)] = given.items()
    agreed = sheet.model_copy(update={"answers": {name: {question: answer.model_copy(update={"agreed": AGREED})}}})
    path = tmp_path / "answers.json"
    path.write_bytes(dump_answers(agreed))

    back = load_answers(path, rubrics_of(a_rubric()))

    assert '"format": "answers/2"' in path.read_text(encoding="utf-8")
    assert back.answer(name, question).agreed == AGREED
    assert back.answers_alone().format == "answers/2"


@pytest.mark.parametrize("votes", [{"x": 1}, {"1": 0}, {"10": 1}, {"1": True}, {"1": 1.5}])
def test_votes_that_are_none_are_refused(votes) -> None:
    with pytest.raises(ValidationError):
        Agreed(date=date(2026, 5, 14), votes=votes)


def test_it_stands_beside_an_answer() -> None:
    with pytest.raises(ValidationError, match="stands beside an answer"):
        Answer(agreed=AGREED)


def test_in_words() -> None:
    told = agreed_text(Answer(level=1, agreed=AGREED))
    assert told == "Agreed in a workshop on 14 May 2026, after 5 votes for B, 1 for C and 2 for don't know."
    bare = Agreed(date=date(2026, 5, 14))
    assert agreed_text(Answer(level=1, agreed=bare)) == "Agreed in a workshop on 14 May 2026."
    assert agreed_text(Answer(level=1)) == ""
