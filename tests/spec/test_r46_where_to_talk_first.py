"""R46: where to talk first; P24, P25."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.consensus import Spot, Tally, Why, talk_first
from assessment.instrument import Answer, AnswerSheet
from tests.builders import a_question, a_rubric

LEVELS = 5


def four_questions():
    return a_rubric(*(a_question(f"q{at}", weight=weight) for at, weight in enumerate((3, 3, 2, 2))))


def ordered(tallies, answers=None):
    one = four_questions()
    sheet = AnswerSheet(rubrics={one.id: one.version}, answers={one.id: answers or {}})
    known = {(one.id, one.version): one}
    return talk_first(sheet, known, {Spot(one.id, name): votes for name, votes in tallies.items()})


def test_the_level_flip_comes_first_then_what_is_at_stake_then_dont_know_then_the_rubric() -> None:
    told = ordered(
        {
            "q0": Tally((0, 0, 3, 0, 0), 0),  # unanimous
            "q3": Tally((0, 0, 3, 0, 0), 2),  # somebody doesn't know
            "q2": Tally((0, 0, 0, 2, 2)),  # apart; from level 3 to 4 the area's level stays
            "q1": Tally((0, 2, 2, 0, 0)),  # apart; at 1 too little weight is left for the area's level
        },
    )
    assert [(one.question, one.reason) for one in told] == [
        ("q1", Why.LEVEL_FLIP),
        ("q2", Why.VOTES_APART),
        ("q3", Why.DONT_KNOW),
        ("q0", Why.IN_ORDER),
    ]


def test_the_stake_is_the_mean_difference_of_two_peoples_scores() -> None:
    """q3: weight 2 of 10 in the only area. MD of (2, 0, 2, 0, 0) is 1 level of 4: 100 x 0.2 x 1/4 = 5 points."""
    [one] = ordered({"q3": Tally((2, 0, 2, 0, 0))})
    assert one.stake == 5


def test_without_votes_it_is_the_order_of_the_questions() -> None:
    nothing = Tally((0,) * LEVELS)
    told = ordered({"q2": nothing, "q0": nothing, "q3": nothing})
    assert [(one.question, one.reason) for one in told] == [(name, Why.IN_ORDER) for name in ("q0", "q2", "q3")]


def test_what_the_sheet_says_of_other_questions_counts() -> None:
    votes = {"q3": Tally((2, 0, 2, 0, 0))}
    rest = {name: Answer(level=0) for name in ("q0", "q1", "q2")}
    assert ordered(votes, rest)[0].reason is Why.VOTES_APART  # the others hold the area down whatever is voted


def test_an_answer_that_does_not_apply_is_replaced_by_the_votes() -> None:
    assert ordered({"q3": Tally((2, 0, 2, 0, 0))}, {"q3": Answer(not_applicable="no_such_activity")})[0].stake == 5


COUNTS = st.lists(st.integers(0, 3), min_size=LEVELS, max_size=LEVELS).map(tuple)
VOTES = st.fixed_dictionaries({f"q{at}": st.builds(Tally, COUNTS, st.integers(0, 3)) for at in range(4)})


@settings(deadline=None)  # a busy machine is no fault
@given(VOTES)
def test_p25_unanimous_questions_have_no_stake_and_come_after_those_apart(tallies) -> None:
    told = ordered(tallies)
    assert len(told) == 4
    unanimous = [sum(1 for votes in tallies[one.question].counts if votes) <= 1 for one in told]
    assert all(one.stake == Fraction(0) for one, same in zip(told, unanimous, strict=True) if same)
    assert unanimous == sorted(unanimous)


@settings(deadline=None)  # a busy machine is no fault
@given(VOTES, st.randoms())
def test_p24_the_order_in_which_votes_are_read_changes_nothing(tallies, random) -> None:
    shuffled = dict(random.sample(list(tallies.items()), len(tallies)))
    assert ordered(shuffled) == ordered(tallies)
