"""What a seat's page shows of one moment."""

from dataclasses import dataclass
from html import escape

from assessment.store import Glance, Key, Moment, Stage, Vote
from assessment.ui.seats.asked import Rubrics, asked_of, head_of, is_for, own_vote, revealed, vote_form
from assessment.ui.seats.frame import typed_in_vain
from assessment.ui.seats.words import (
    ALL_OTHERS,
    BACK_TO_LIST,
    DONE,
    FOR_YOUR_ROLE,
    HOMEWORK_LEAD,
    LOOK_AGAIN,
    NEXT_QUESTION,
    OF_BEFORE,
    OPEN,
    ROOM_CLOSED,
    ROOM_WAITS,
    VOTE_SAVED,
    progress_of_homework,
)
from assessment.words import round_name


@dataclass(frozen=True)
class View:
    """`wanted`: the question of the homework that is asked for. `told`: why the last vote was not taken; `tried`: that
    vote.
    """

    seen: Glance
    rubrics: Rubrics
    wanted: Key | None = None
    told: str = ""
    tried: Vote | None = None
    tried_for: tuple[Key, int] | None = None

    @property
    def moment(self) -> Moment:
        return self.seen.moment


def part(view: View) -> str:
    """`data-asked` names what is asked: where it is the same still, the script leaves what is typed alone."""
    workshop, current = view.moment.workshop, view.moment.current
    if workshop.stage is Stage.CLOSED:
        name, body = "closed", f"<p>{escape(ROOM_CLOSED)}</p>"
    elif workshop.stage is Stage.HOMEWORK:
        name, body = homework(view)
    elif current is None:
        name, body = "", f"<p>{escape(ROOM_WAITS)}</p>"
    else:
        name = f"{current.key.rubric}.{current.key.question} {current.number}{' shown' if current.revealed_at else ''}"
        body = asked_now(view)
    look = f'<p class="again"><a href="./vote?w={workshop.public_id}">{escape(LOOK_AGAIN)}</a></p>'
    again = "" if workshop.stage is Stage.CLOSED else look
    alert = "" if not view.told or ('id="state"' in body and is_its_own(view)) else told_above(view)
    return f'<div id="part" data-turn="{workshop.turn}" data-asked="{escape(name)}">{alert}{body}{again}</div>'


def told_above(view: View) -> str:
    """Of what no form here was sent: with the reason that was typed, which can't be saved any more."""
    kept = typed_in_vain(view.tried.reason if view.tried else "")
    before = f"{OF_BEFORE} " if view.tried and view.moment.current and not is_its_own(view) else ""
    return f'<p role="alert" class="told">{escape(before + view.told)}</p>{kept}'


def state(view: View, vote: Vote | None) -> str:
    """What the last press did. The script writes here too."""
    if view.told and is_its_own(view):
        return f'<p id="state" role="alert" class="told">{escape(view.told)}</p>'
    return f'<p id="state" role="status">{escape(VOTE_SAVED) if vote else ""}</p>'


def asked_now(view: View) -> str:
    workshop, current = view.moment.workshop, view.moment.current
    assert current is not None  # noqa: S101 (its caller has looked)
    asked = asked_of(workshop, current.key, view.rubrics)
    vote = view.seen.mine.get((current.key, current.number))
    head = head_of(asked, round_name(current.number))
    if current.revealed_at is not None:
        return f"{head}{own_vote(vote)}{revealed(current, asked)}"
    return f"{head}{vote_form(workshop, current.key, current.number, asked, typed_in(view, vote))}{state(view, vote)}"


def typed_in(view: View, vote: Vote | None) -> Vote | None:
    """What could not be saved stays in the form, but only in that of its own question and round."""
    return (view.tried if is_its_own(view) else None) or vote


def is_its_own(view: View) -> bool:
    """Whether what was refused is of the question and round that the form asks."""
    current = view.moment.current
    asked = (view.wanted, 1) if current is None else (current.key, current.number)
    return view.tried_for in (None, asked)


def homework(view: View) -> tuple[str, str]:
    workshop = view.moment.workshop
    if view.wanted is None or not workshop.levels(view.wanted):
        return "list", homework_list(view)
    key = view.wanted
    asked = asked_of(workshop, key, view.rubrics)
    vote = view.seen.mine.get((key, 1))
    order = in_order(view)
    following = order[(order.index(key) + 1) % len(order)]
    links = (
        f'<p class="links"><a href="{address(view, following)}">{escape(NEXT_QUESTION)}</a> '
        f'<a href="./vote?w={workshop.public_id}">{escape(BACK_TO_LIST)}</a></p>'
    )
    form = vote_form(workshop, key, 1, asked, view.tried or vote)
    return f"{key.rubric}.{key.question} 1", f"{head_of(asked)}{form}{state(view, vote)}{links}"


def address(view: View, key: Key) -> str:
    return f"./vote?w={view.moment.workshop.public_id}&amp;q={escape(f'{key.rubric}.{key.question}')}"


def in_order(view: View) -> list[Key]:
    """One's own role's questions first."""
    workshop = view.moment.workshop
    own = [key for key in workshop.keys if is_for(view.seen.role, asked_of(workshop, key, view.rubrics).question)]
    return [*own, *(key for key in workshop.keys if key not in own)]


def homework_list(view: View) -> str:
    workshop, order = view.moment.workshop, in_order(view)
    own = [key for key in order if is_for(view.seen.role, asked_of(workshop, key, view.rubrics).question)]
    groups = [(FOR_YOUR_ROLE, own), (ALL_OTHERS if own else "", order[len(own) :])]
    done = sum((key, 1) in view.seen.mine for key in order)
    lists = "".join(
        (f"<h2>{escape(title)}</h2>" if title else "")
        + f'<ol class="homework">{"".join(homework_line(view, key) for key in keys)}</ol>'
        for title, keys in groups
        if keys
    )
    return (
        f"<p>{escape(HOMEWORK_LEAD)}</p><p><strong>{escape(progress_of_homework(done, len(order)))}</strong></p>{lists}"
    )


def homework_line(view: View, key: Key) -> str:
    is_done = (key, 1) in view.seen.mine
    mark = f'<span class="{"done" if is_done else "open"}">{escape(DONE if is_done else OPEN)}</span>'
    text = asked_of(view.moment.workshop, key, view.rubrics).text
    return f'<li><a href="{address(view, key)}">{escape(text)}</a> {mark}</li>'
