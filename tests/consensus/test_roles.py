"""Roles that would name their people are not told."""

from hypothesis import given
from hypothesis import strategies as st

from assessment.consensus import OTHER, shown_roles

ROLES = st.lists(st.sampled_from(["ict", "partner", "councillor", "security"]), max_size=12)


def test_a_role_with_fewer_than_three_votes_is_other() -> None:
    roles = ["ict"] * 3 + ["partner"] * 2 + ["councillor"]
    assert shown_roles(roles, anonymous=True) == ("ict",) * 3 + (OTHER,) * 3


def test_where_other_would_be_one_or_two_none_is_told() -> None:
    assert shown_roles(["ict"] * 3 + ["partner"], anonymous=True) == (None,) * 4
    assert shown_roles(["ict"] * 3 + ["partner", "councillor"], anonymous=True) == (None,) * 5
    assert shown_roles(["ict", "ict"], anonymous=True) == (None, None)


def test_in_a_named_workshop_all_are_told() -> None:
    assert shown_roles(["ict", "partner"], anonymous=False) == ("ict", "partner")


@given(ROLES)
def test_no_role_is_ever_told_of_fewer_than_three(roles) -> None:
    shown = shown_roles(roles, anonymous=True)
    assert len(shown) == len(roles)
    assert all(shown.count(role) >= 3 for role in shown if role is not None)
