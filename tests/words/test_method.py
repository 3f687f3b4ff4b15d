"""The method page says what the engine does: its figures are the rules' own, its examples are scored."""

from fractions import Fraction

import pytest

from assessment.consensus import FEWEST_RATED, spread, tally
from assessment.words import WORKSHOP_RULES, decimals, gain, method, rules


def text_of(code: str) -> str:
    return " ".join(rule.text for rule in rules() if rule.code == code)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("R4", "100 × 4.75 ÷ 9 = 52.78, shown as 53"),
        ("R5", "In the example: 39 to 65"),
        ("R6", "less than two thirds of the weight"),
        ("R6", "In the example 75 % is known"),
        ("R7", "Over a third of an area"),
        ("R8", "more than 24 months older"),
        ("R8", "counted for more than level 2"),
        ("R11, R12", "at least 80 % of the weight"),
        ("R11, R12", "a score of 90, but level 2; and level 0 if the one is critical"),
        ("R13", "0 Not in place, 1 Begun, 2 Partly in place, 3 Established, 4 Measured and improving"),
        ("R17, R18, R19", "typically 25 % larger or smaller than ours; the detail also has 50 %"),
        ("R50", "moves from levels 0 to 1, then all others"),
        ("R50", "a large one as 4"),
    ],
)
def test_each_figure_stands_on_the_page(code: str, words: str) -> None:
    assert words in text_of(code)


def test_a_changed_rule_changes_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(method, "DEFAULT_LAG", 3)

    assert "by more than 3 levels" in text_of("R11, R12")


def test_every_rule_of_the_method_is_told() -> None:
    told = {code for rule in rules() for code in rule.code.split(", ")}

    assert {
        f"R{number}"
        for number in (1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, "16b", 17, 18, 19, 20, 22, 47, 48, 50, 51)
    } <= told


def test_the_rules_of_a_workshop_have_the_numbers_of_its_measures() -> None:
    told = {rule.code: rule.text for rule in WORKSHOP_RULES}
    votes = spread(tally("122223", 5))
    assert votes is not None
    assert f"differ by {gain(votes.difference)} levels, and the consensus is {decimals(votes.consensus)}" in told["R41"]
    assert votes.consensus == Fraction(13, 18)  # PC-9's second row
    assert f"Below {FEWEST_RATED} votes" in told["R45"]
    assert {"R41", "R42", "R43", "R44", "R45", "R46"} <= {
        code for rule in WORKSHOP_RULES for code in rule.code.split(", ")
    }
