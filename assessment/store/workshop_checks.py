"""What a workshop takes from outside, and what it refuses: each refusal says what, and how to mend it."""

import re
import unicodedata

from assessment.consensus import OTHER, choices_of
from assessment.instrument import Answer, BadInput, Problem, Reason
from assessment.store.records import Key
from assessment.store.workshop import (
    CODE_LENGTH,
    CODE_SIGNS,
    LONGEST_NAME,
    LONGEST_ROLE,
    MOST_MINUTES,
    MOST_ROLES,
    Outcome,
    Plan,
    Round,
    Workshop,
)


def refuse(message: str, where: str = "") -> BadInput:
    return BadInput([Problem(message, id=where)])


def line_of(text: str, most: int, what: str) -> str:
    """One line of free text, its ends trimmed. Raises BadInput where it is too long, or holds what turns other text
    round or can't be seen.
    """
    found = " ".join(text.split())
    if len(found) > most:
        raise refuse(f"has {len(found)} characters; please shorten it to {most}", what)
    if any(is_unseen(char) for char in found):
        raise refuse("has a character that can't be shown; please type it again", what)
    return found


def is_unseen(char: str) -> bool:
    """Control signs, lone surrogates, and those that turn the reading direction; the joiners of names stay."""
    return (
        unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn")
        or char in "\u200e\u200f\u061c"
        or ("\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069")
    )


def check_plan(plan: Plan) -> Plan:
    """The same, trimmed. Raises BadInput."""
    name = line_of(plan.name, LONGEST_NAME, "name")
    roles = tuple(line_of(role, LONGEST_ROLE, "role") for role in plan.roles)
    folded = [role.casefold() for role in roles]
    if not name:
        raise refuse("please give the workshop a name", "name")
    if not any(asked.levels for asked in plan.questions.values()):
        raise refuse("please choose at least one theme", "themes")
    if not roles or not all(roles):
        raise refuse("please offer at least one role, each with a name", "roles")
    if len(roles) > MOST_ROLES or len(set(folded)) < len(roles):
        raise refuse(f"please offer at most {MOST_ROLES} roles, each of them once", "roles")
    if OTHER in folded:
        raise refuse('a role can\'t be called "other": roles that few hold are shown together under that name', "roles")
    if not 0 <= plan.minutes <= MOST_MINUTES:
        raise refuse(f"please give 0 to {MOST_MINUTES} minutes for a question", "minutes")
    return Plan(name, plan.themes, plan.questions, roles, plan.anonymous, plan.homework, plan.minutes)


def check_choice(workshop: Workshop, key: Key, choice: str) -> str:
    if choice not in choices_of(workshop.levels(key)) or not workshop.levels(key):
        raise refuse("this question has no such statement; please choose one of those shown", "vote")
    return choice


def choice_of(answer: Answer) -> str:
    """An answer as a vote for it; "" where it is none."""
    if answer.level is not None:
        return str(answer.level)
    return "unknown" if answer.unknown else "not_applicable" if answer.not_applicable else ""


def check_outcome(workshop: Workshop, first: Round, outcome: Outcome) -> str:
    """The choice, where it may be agreed on. Raises BadInput. A level outside the votes of the first round needs a word
    why (R45).
    """
    answer = outcome.answer
    choice = check_choice(workshop, first.key, choice_of(answer))
    if answer.not_applicable is Reason.SUPERSEDED_BY:
        raise refuse("please choose another reason here, or answer on the Answer page", "reason")
    if any(is_unseen(char) for char in outcome.dissent):
        raise refuse("has a character that can't be shown; please type it again", "dissent")
    levels = first.tally.levels
    outside = answer.level is not None and levels and not levels[0] <= answer.level <= levels[-1]
    if outside and not outcome.dissent:
        raise refuse("nobody voted so in the first round; please write down why the group agrees on it", "dissent")
    return choice


def code_in(typed: str) -> str:
    """A join code as somebody types it: "kqt-7mx" is "KQT7MX"; "" where it can't be one."""
    found = re.sub(r"[\s\-–—]", "", typed).upper()
    return found if len(found) == CODE_LENGTH and set(found) <= set(CODE_SIGNS) else ""
