"""Who could usually say: the roles that a question names, and in rubrics that name none, who takes the first step."""

from assessment.instrument import Role
from assessment.words import who_could_say, who_text
from tests.builders import a_question


def test_a_question_names_whom_to_ask() -> None:
    question = a_question(ask=[Role.DATA_PROTECTION, Role.ICT], count="All.")

    assert who_could_say(question) == ("data protection", "ICT")
    assert who_text(question) == "Data protection, ICT"


def test_one_that_names_nobody_is_known_to_who_takes_the_first_step() -> None:
    assert who_could_say(a_question()) == ("Head of ICT",)
    assert who_text(a_question()) == "Head of ICT"
