"""What is said of the part of an opened file that this server does not ask."""

from assessment.instrument import Unfit
from assessment.ui.shell import unfit_text

FACTS = Unfit("", "0.9.0", "{}", None, is_facts=True)
ANSWERS = Unfit("cloud-control", "0.1.0", "{}", None)


def test_facts_of_another_version_are_told_by_themselves() -> None:
    assert unfit_text([FACTS], in_file=True) == (
        "Your file also holds facts of version 0.9.0 of the companion questions, which this server does not ask. They "
        "stay in your file as they are. They are not shown here."
    )


def test_both_answers_and_facts_are_told() -> None:
    told = unfit_text([ANSWERS, FACTS], in_file=False)

    assert told.startswith(
        "Your file also holds answers to Cloud control, version 0.1.0, which this server does not ask"
    )
    assert told.count("They are only in the file that you opened; keep it.") == 2
    assert "facts of version 0.9.0" in told
