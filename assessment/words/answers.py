"""An answer in words, as it stands in the list of all answers: on a screen, on paper and in a board pack."""

from assessment.instrument import Answer, Evidence, Question, Reason, Rubric
from assessment.words.display import counted, listed
from assessment.words.naming import day_text
from assessment.words.story import answer_text

LETTERS = "ABCDEFG"
REASON_TEXTS = {
    Reason.NO_SUCH_ACTIVITY: "We don't do this at all",
    Reason.OUTSIDE_LEGAL_REMIT: "The law gives this task to somebody else",
    Reason.SUPERSEDED_BY: "Another question covers it",
    Reason.OTHER: "Another reason, given in the note",
}
OTHER_CHOICES = {"unknown": "don't know", "not_applicable": "doesn't apply"}
DISSENT = "Seen otherwise: "
INCLUDES_TEXT = "Each statement includes those before it."


def said_text(rubric: Rubric, question: Question, answer: Answer) -> str:
    """ "C, level 2 of 4, Partly in place: What can be seen at it." """
    if answer.level is not None:
        name = answer_text(answer.state, answer.level, question.top)
        level, comma, words = name.partition(",")
        statement = question.levels[answer.level].description
        return f"{LETTERS[answer.level]}, {level.lower()} of {question.top}{comma}{words}: {statement}"
    text = answer_text(answer.state, None, question.top) + "."
    if answer.not_applicable is not None:
        text += f" {REASON_TEXTS[answer.not_applicable]}"
        if answer.superseded_by is not None:
            text += f": {rubric.by_id[answer.superseded_by].text}"
        text += "" if text.endswith("?") else "."
    return text


def agreed_text(answer: Answer) -> str:
    """ "Agreed in a workshop on 1 May 2026, after 5 votes for B and 1 for don't know."; empty where it wasn't."""
    agreed = answer.agreed
    if agreed is None:
        return ""
    known = {**{str(level): letter for level, letter in enumerate(LETTERS)}, **OTHER_CHOICES}
    given = [(known[choice], agreed.votes[choice]) for choice in known if choice in agreed.votes]
    told = [f"{counted(votes, 'vote') if not at else votes} for {name}" for at, (name, votes) in enumerate(given)]
    after = f", after {listed(told)}" if told else ""
    return f"Agreed in a workshop on {day_text(agreed.date)}{after}."


def evidence_text(piece: Evidence) -> str:
    """ "The rule; owner Head of ICT; dated 1 May 2026; at https://…; checked by Internal audit"."""
    parts = [piece.title]
    parts += [f"owner {piece.owner}"] if piece.owner else []
    parts += [f"dated {day_text(piece.date)}"] if piece.date else ["no date, so it does not count"]
    parts += [f"at {piece.link}"] if piece.link else []
    parts += [f"checked by {piece.reviewed_by}"] if piece.reviewed_by else []
    return "; ".join(parts)
