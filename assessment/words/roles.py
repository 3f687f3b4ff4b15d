"""Who in a council could usually say how a question is to be answered."""

from assessment.instrument import Question, Role

WHO_COULD_SAY = "Who could usually say"
ROLE_NAMES = {
    Role.ICT: "ICT",
    Role.SECURITY: "security",
    Role.DATA_PROTECTION: "data protection",
    Role.PROCUREMENT: "procurement",
    Role.PEOPLE_AND_COMMUNICATIONS: "people and communications",
    Role.SERVICE_HEAD: "heads of service",
    Role.CHIEF_EXECUTIVE: "chief executive",
    Role.COUNCILLOR: "councillors",
    Role.EMERGENCY_PLANNING: "emergency planning",
}


def who_could_say(question: Question) -> tuple[str, ...]:
    """Whom the question itself names; one of rubric/1 names nobody, so there it is who takes the first step."""
    if question.ask is not None:
        return tuple(ROLE_NAMES[role] for role in question.ask)
    first = question.levels[0].next_step
    return (first.who,) if first else ()


def who_text(question: Question) -> str:
    """ "Data protection, ICT"."""
    return capitalised(", ".join(who_could_say(question)))


def capitalised(text: str) -> str:
    """Its first letter, and only that: "heads of ICT" is "Heads of ICT"."""
    return text[:1].upper() + text[1:]
