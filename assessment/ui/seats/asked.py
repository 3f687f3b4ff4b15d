"""A question as a workshop asks it: its text, its statements by letter, and a form to vote with."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

from assessment.consensus import NOT_APPLICABLE, UNKNOWN, Spread, flags, spread
from assessment.instrument import Question, Role, Rubric
from assessment.store import LONGEST_REASON, Key, Round, Vote, Workshop
from assessment.ui.seats.drawing import dots, legend, roles_in
from assessment.ui.seats.frame import button, field
from assessment.ui.seats.words import CHOOSE_ONE, NOT_VOTED, REASON_LABEL, REASON_SEEN, VOTE, you_voted
from assessment.words import (
    FLAG_TEXTS,
    LETTERS,
    MEDIAN_MARK,
    NO_QUESTION_TEXT,
    ROOM_AGREED,
    TOO_FEW_RATED,
    choice_name,
    counted,
    wall_spread,
)

Rubrics = Mapping[tuple[str, str], Rubric]


class Asked(NamedTuple):
    """Empty but for the statements' number where this server has the text no more."""

    area: str
    text: str
    statements: Sequence[str]
    question: Question | None = None


def asked_of(workshop: Workshop, key: Key, rubrics: Rubrics) -> Asked:
    rubric = rubrics.get((key.rubric, workshop.questions[key.rubric].version))
    question = rubric.by_id.get(key.question) if rubric else None
    if rubric is None or question is None:
        return Asked(key.rubric, NO_QUESTION_TEXT, ("",) * workshop.levels(key))
    return Asked(rubric.title, question.text, tuple(level.description for level in question.levels), question)


def choices_in(asked: Asked) -> list[tuple[str, str, str]]:
    """Each choice with its letter and its words."""
    levels = [(str(at), LETTERS[at], text) for at, text in enumerate(asked.statements)]
    may = asked.question is None or asked.question.may_not_apply
    rest = [(NOT_APPLICABLE, "N", choice_name(NOT_APPLICABLE))] if may else []
    return [*levels, *rest, (UNKNOWN, "?", choice_name(UNKNOWN))]


def is_for(role: str, question: Question | None) -> bool:
    """Whether the question names this role as one that could usually say."""
    return role in set(Role) and question is not None and Role(role) in (question.ask or ())


def head_of(asked: Asked, name: str = "") -> str:
    area = " · ".join(filter(None, [asked.area, name]))
    count = f'<p class="count">{escape(asked.question.count)}</p>' if asked.question and asked.question.count else ""
    return f'<p class="area">{escape(area)}</p><h2 id="asked" tabindex="-1">{escape(asked.text)}</h2>{count}'


def vote_form(workshop: Workshop, key: Key, number: int, asked: Asked, vote: Vote | None) -> str:
    """`vote`: this seat's own, which may be one that could not be saved."""
    chosen, reason = vote or Vote("")
    radios = "".join(
        f'<label class="choice{" apart" if choice in (UNKNOWN, NOT_APPLICABLE) else ""}">'
        f'<input type="radio" name="choice" value="{choice}"{" checked" if choice == chosen else ""}>'
        f"<b>{letter}</b><span>{escape(text)}</span></label>"
        for choice, letter, text in choices_in(asked)
    )
    place = field("w", workshop.public_id) + field("q", f"{key.rubric}.{key.question}") + field("n", str(number))
    return (
        f'<form method="post" action="./vote" class="vote">{place}<fieldset><legend>{escape(CHOOSE_ONE)}</legend>'
        f'{radios}</fieldset><p><label for="reason">{escape(REASON_LABEL)}</label>'
        f'<input id="reason" name="reason" maxlength="{LONGEST_REASON}" value="{escape(reason)}" autocomplete="off" '
        f'aria-describedby="seen"></p><p id="seen" class="hint">{escape(REASON_SEEN)}</p>{button(VOTE, "main")}</form>'
    )


def own_vote(vote: Vote | None) -> str:
    return f"<p>{escape(you_voted(choice_name(vote.choice)) if vote else NOT_VOTED)}</p>"


def revealed(current: Round, asked: Asked) -> str:
    """What the room sees after the reveal: one row a statement, a dot for each vote."""
    votes, order = current.tally, roles_in(current)
    found = spread(votes)
    given = dict(zip(map(str, range(len(votes.counts))), votes.counts, strict=True))
    given |= {UNKNOWN: votes.unknown, NOT_APPLICABLE: votes.not_applicable}
    rows = "".join(
        row_of(current, letter, text, choice, found, order)
        for choice, letter, text in choices_in(asked)
        if choice.isdigit() or given[choice]
    )
    label, behind = wall_spread(found) if found else ("", TOO_FEW_RATED)
    told = " ".join([behind, *(text for flag, text in FLAG_TEXTS.items() if flag in flags(votes))])
    strong = f"<strong>{escape(label)}.</strong> " if label else ""
    agreed = (
        f'<p class="settled">{escape(ROOM_AGREED)} {escape(choice_name(current.agreed))}</p>' if current.agreed else ""
    )
    caption = counted(len(current.ballots), "vote")
    return (
        f'{agreed}<table class="votes"><caption>{escape(caption)}</caption><tbody>{rows}</tbody></table>'
        f"{legend(current)}<p>{strong}{escape(told)}</p>{reasons_of(current)}"
    )


def row_of(
    current: Round, letter: str, text: str, choice: str, found: Spread | None, order: Mapping[str | None, int]
) -> str:
    """The bar beside a row says that it is within the range."""
    level = int(choice) if choice.isdigit() else None
    within = found is not None and level is not None and found.lowest <= level <= found.highest
    mark = MEDIAN_MARK if found is not None and level == found.median else ""
    number = sum(one.choice == choice for one in current.ballots)
    counted_here = f'<b class="given" aria-hidden="true">{number}</b>' if number else ""
    drawn = counted_here + dots(current, choice, order, mark)
    css = ' class="within"' if within else ""
    return f'<tr{css}><th scope="row"><b>{letter}</b> {escape(text)}</th><td>{drawn}</td></tr>'


def reasons_of(current: Round) -> str:
    lines = "".join(f"<li><b>{escape(choice_name(choice))}</b> {escape(text)}</li>" for choice, text in current.reasons)
    return f'<ul class="reasons">{lines}</ul>' if lines else ""
