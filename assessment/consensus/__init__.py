"""What a room agrees on: votes in, how far they agree, where to talk first, and what each role sees. Exact and pure."""

from assessment.consensus.gap import RoleResult, role_results
from assessment.consensus.measures import (
    AGREED_FROM,
    CLOSE_FROM,
    FEWEST_RATED,
    Flag,
    Label,
    Spread,
    flags,
    label_of,
    leik,
    mean_difference,
    split_threshold,
    spread,
    tastle_wierman,
    van_der_eijk,
)
from assessment.consensus.order import Spot, TalkFirst, Tallies, Why, talk_first
from assessment.consensus.reliability import alpha, icc, kendall_w
from assessment.consensus.roles import FEWEST_OF_A_ROLE, OTHER, shown_roles
from assessment.consensus.tallies import NOT_APPLICABLE, UNKNOWN, Tally, choices_of, tally

__all__ = [
    "AGREED_FROM",
    "CLOSE_FROM",
    "FEWEST_OF_A_ROLE",
    "FEWEST_RATED",
    "NOT_APPLICABLE",
    "OTHER",
    "UNKNOWN",
    "Flag",
    "Label",
    "RoleResult",
    "Spot",
    "Spread",
    "TalkFirst",
    "Tallies",
    "Tally",
    "Why",
    "alpha",
    "choices_of",
    "flags",
    "icc",
    "kendall_w",
    "label_of",
    "leik",
    "mean_difference",
    "role_results",
    "shown_roles",
    "split_threshold",
    "spread",
    "talk_first",
    "tally",
    "tastle_wierman",
    "van_der_eijk",
]
