"""What to do next and what to find out: each line with its question, so that "the policy" has a meaning."""

from collections.abc import Sequence
from html import escape

from assessment.instrument import State
from assessment.scoring import Result, Step, unknowns
from assessment.ui.shell import Markup, details, paragraph, part, question_link, table
from assessment.words import WHO_COULD_SAY, counted, gain, step_facts, who_text

MOST_STEPS = 10
PROOF = "What would show it"


def step_list(steps: Sequence[Step], start: int = 1, *, short: bool = False) -> str:
    """`short`: without what would show a step."""
    items = "".join(step_item(step, short=short) for step in steps)
    return f'<ol class="steps" start="{start}">{items}</ol>'


def step_item(step: Step, *, short: bool) -> str:
    facts = step_facts(step)
    told = escape(facts) if short or not proof(step) else f"{escape(facts)}<br>{PROOF}: {escape(proof(step))}"
    return (
        f"<li><strong>{escape(step.step.action)}</strong><br>{escape(step.rubric.title)}: "
        f"{question_link(step.rubric.id, step.question)}<br><small>{told}</small></li>"
    )


def proof(step: Step) -> str:
    return step.question.levels[step.level + 1].evidence or ""


def steps_part(steps: Sequence[Step], shown: int) -> str:
    """`shown`: how many of them stand on page one already; what would show those stands here."""
    if not steps:
        return ""
    most = steps[:MOST_STEPS]
    later = most[shown:]
    proofs = "".join(
        f'<li value="{n}">{escape(proof(step))}</li>' for n, step in enumerate(most[:shown], 1) if proof(step)
    )
    body = (
        paragraph(f"{PROOF}, for the steps on page one:", "label") + f'<ol class="steps">{proofs}</ol>'
        if proofs
        else ""
    )
    if later:
        body += step_list(later, shown + 1)
    if len(steps) > len(most):
        body += paragraph(f"{len(steps) - len(most)} more follow once these are taken.", "why")
    title = f"Steps {shown + 1} to {len(most)}" if later else "About these steps"
    return part(
        "steps", title, body + details("All by who takes them", by_owner(most)), "what would show them, and by owner"
    )


def by_owner(steps: Sequence[Step]) -> str:
    numbered = list(enumerate(steps, 1))
    owners = list(dict.fromkeys(step.step.who for step in steps))
    parts = []
    for owner in owners:
        mine = [(number, step) for number, step in numbered if step.step.who == owner]
        items = "".join(f'<li value="{number}">{escape(step.step.action)}</li>' for number, step in mine)
        parts.append(f'{paragraph(owner, "label")}<ol class="steps">{items}</ol>')
    return "".join(parts)


def unknown_part(result: Result) -> str:
    found = unknowns(result)
    if not found:
        return ""
    rows = [
        (
            Markup(question_link(one.rubric.id, one.question) + (" (critical)" if one.question.critical else "")),
            one.rubric.title,
            "don't know" if one.state is State.UNKNOWN else "not answered",
            who_text(one.question),
            f"0 to {gain(one.gain)}",
        )
        for one in found
    ]
    header = ("Question", "Area", "Answer", WHO_COULD_SAY, "Points at stake")
    text = "Finding out narrows the range; it can only raise the lowest score."
    return part(
        "unknown", "Unknown", paragraph(text) + table("Unknown answers", header, rows), counted(len(found), "answer")
    )
