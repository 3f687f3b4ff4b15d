"""The question that is before the room, as its host sees it: how many have voted, then what, then what is agreed."""

from collections.abc import Mapping
from html import escape

from assessment.consensus import NOT_APPLICABLE, UNKNOWN
from assessment.instrument import Answer, Reason
from assessment.store import Hall, Key, Round
from assessment.ui.hosting.forms import fold, form_to
from assessment.ui.hosting.words import (
    AGREE,
    AGREE_TITLE,
    AGREE_TOLD,
    CHANGE_ANSWER,
    DISSENT_LABEL,
    NOTHING_OPEN_NOW,
    NOW_OPEN,
    PUT_AWAY,
    REASON_Q,
    REVEAL,
    SECOND_ROUND,
    VOTES_HIDDEN,
    WHO_VOTED,
)
from assessment.ui.seats import Rubrics, asked_of, choices_in, field, head_of, revealed, typed_in_vain
from assessment.words import REASON_TEXTS, choice_name, role_name, round_name, round_text

WHY = (Reason.NO_SUCH_ACTIVITY, Reason.OUTSIDE_LEGAL_REMIT)


def now_open(hall: Hall, rubrics: Rubrics, address: str) -> str:
    current = hall.moment.current
    if current is None:
        return f"<section><h2>{escape(NOW_OPEN)}</h2><p>{escape(NOTHING_OPEN_NOW)}</p></section>"
    asked = asked_of(hall.workshop, current.key, rubrics)
    head = head_of(asked, round_name(current.number))
    this = of_round(current)
    away = form_to(address, "away", this, PUT_AWAY)
    if current.revealed_at is None:
        lines = "".join(f"<li><b>{letter}</b> {escape(text)}</li>" for _, letter, text in choices_in(asked))
        body = f'<ul class="statements">{lines}</ul><p>{escape(VOTES_HIDDEN)}</p>'
        presses = form_to(address, "reveal", this, REVEAL, "main") + away
    else:
        again = form_to(address, "open", this, SECOND_ROUND)
        body, presses = f"{revealed(current, asked)}{by_whom(current)}{before(hall, current)}", again + away
    return f'<section class="now">{head}{body}<div class="presses">{presses}</div></section>'


def of_round(current: Round) -> str:
    """What a press is about: another window may have opened another question since."""
    return field("q", f"{current.key.rubric}.{current.key.question}") + field("n", str(current.number))


def is_of(current: Round, said: Mapping[str, str]) -> bool:
    return (said.get("q"), said.get("n")) == (f"{current.key.rubric}.{current.key.question}", str(current.number))


def typed_for_another(hall: Hall, said: Mapping[str, str]) -> str:
    """What was typed and can't be put into the form of the question that is before the room now."""
    current = hall.moment.current
    stands = current is not None and current.revealed_at is not None and is_of(current, said)
    return "" if stands else typed_in_vain(said.get("dissent", ""))


def by_whom(current: Round) -> str:
    """Who voted for what, as far as it may be shown: by name or by role."""
    told: dict[str, list[str]] = {}
    for one in current.ballots:
        who = ", ".join(filter(None, [one.name, role_name(one.role) if one.role else ""]))
        if who:
            told.setdefault(one.choice, []).append(who)
    lines = "".join(
        f"<li><b>{escape(choice_name(choice))}</b> {escape('; '.join(who))}</li>" for choice, who in told.items()
    )
    return fold(WHO_VOTED, f'<ul class="reasons">{lines}</ul>') if lines else ""


def before(hall: Hall, current: Round) -> str:
    """The question's rounds before this one."""
    earlier = [one for one in hall.rounds_of(current.key) if one.number < current.number and one.ballots]
    return "".join(f'<p class="hint">{escape(round_text(one.number, one.tally))}</p>' for one in earlier)


def agree_form(
    hall: Hall, rubrics: Rubrics, answers: Mapping[Key, Answer], address: str, said: Mapping[str, str]
) -> str:
    """`said`: what was typed and could not be saved."""
    current = hall.moment.current
    if current is None or current.revealed_at is None:
        return ""
    said = said if is_of(current, said) else {}
    asked = asked_of(hall.workshop, current.key, rubrics)
    stands = answers.get(current.key)
    dissent = stands.agreed.dissent if current.agreed and stands and stands.agreed and stands.agreed.dissent else ""
    chosen, dissent = said.get("choice", current.agreed or ""), said.get("dissent", dissent)
    radios = "".join(
        f'<label class="choice{" apart" if choice in (UNKNOWN, NOT_APPLICABLE) else ""}">'
        f'<input type="radio" name="choice" value="{choice}"{" checked" if choice == chosen else ""}>'
        f"<b>{letter}</b><span>{escape(text)}</span></label>"
        for choice, letter, text in choices_in(asked)
    )
    inside = (
        f"{of_round(current)}<fieldset><legend>{escape(AGREE_TITLE)}</legend><p>{escape(AGREE_TOLD)}</p>{radios}</fieldset>"
        f"{why_part(said) if NOT_APPLICABLE in radios else ''}"
        f'<p><label for="dissent">{escape(DISSENT_LABEL)}</label>'
        f'<textarea id="dissent" name="dissent" rows="3" maxlength="2000">{escape(dissent)}</textarea></p>'
    )
    key = f"{hall.workshop.public_id} {current.key.rubric}.{current.key.question} {current.number}"
    form = form_to(address, "agree", inside, AGREE, "main")
    is_done = current.agreed and not said
    return f'<section data-keeps="{escape(key)}">{fold(CHANGE_ANSWER, form) if is_done else form}</section>'


def why_part(said: Mapping[str, str]) -> str:
    chosen = said.get("why")
    options = "".join(
        f'<option value="{one.value}"{" selected" if chosen == one else ""}>{escape(REASON_TEXTS[one])}</option>'
        for one in WHY
    )
    return (
        f'<p><label for="why">{escape(REASON_Q)}</label><select id="why" name="why"><option value=""></option>{options}'
        "</select></p>"
    )
