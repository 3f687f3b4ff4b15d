"""How far an assessment has come: what is answered, what is open, what is unknown, and where to go on."""

from collections.abc import Iterable
from dataclasses import dataclass

from assessment.instrument import Question, State
from assessment.store import Contents
from assessment.ui.answering.places import Place, places_of
from assessment.words import minutes_for, minutes_text


@dataclass(frozen=True)
class Asked:
    """One question where it is asked, and how it is answered just now."""

    place: Place
    question: Question
    state: State
    is_to_confirm: bool = False  # taken over from an earlier version, and not confirmed so far

    @property
    def is_open(self) -> bool:
        return self.state is State.BLANK

    @property
    def is_unknown(self) -> bool:
        return self.state is State.UNKNOWN


def asked_in(contents: Contents) -> list[Asked]:
    """Every question of the assessment's areas and scope, in order."""
    return [
        Asked(place, question, answer.state, answer.earlier is not None and answer.level is not None)
        for place in places_of(contents)
        for question in place.questions
        for answer in [contents.entry(place.key(question)).answer]
    ]


def first_open(asked: Iterable[Asked]) -> Asked | None:
    return next((one for one in asked if one.is_open), None)


def first_to_confirm(asked: Iterable[Asked]) -> Asked | None:
    return next((one for one in asked if one.is_to_confirm), None)


def progress_text(asked: list[Asked]) -> str:
    """ "13 of 52 answered, about 36 minutes left"; the script of the page reads its first two numbers."""
    left = [one.question for one in asked if one.is_open]
    text = f"{len(asked) - len(left)} of {len(asked)} answered"
    return f"{text}, {minutes_text(minutes_for(left))} left" if left else text


def progress_bar(text: str, done: int, of: int) -> str:
    """Markup; `text` holds no more than numbers and our own words."""
    share = round(100 * done / of) if of else 100
    bar = f'<span class="bar" aria-hidden="true"><span style="width:{share}%"></span></span>'
    return f'<p class="progress">{bar}<span class="count">{text}</span></p>'


def progress_markup(asked: list[Asked]) -> str:
    return progress_bar(progress_text(asked), sum(not one.is_open for one in asked), len(asked))


def theme_state(asked: list[Asked]) -> str:
    """ "not begun", "2 of 4", "done, 1 unknown"."""
    done, unknown = sum(not one.is_open for one in asked), sum(one.is_unknown for one in asked)
    state = "not begun" if not done else "done" if done == len(asked) else f"{done} of {len(asked)}"
    confirm = sum(one.is_to_confirm for one in asked)
    more = [f"{unknown} unknown"] if unknown else []
    return ", ".join([state, *more, *([f"{confirm} to confirm"] if confirm else [])])


def left_text(asked: list[Asked]) -> str:
    """ "3 left, about 2 minutes"; empty where nothing is."""
    left = [one.question for one in asked if one.is_open]
    return f"{len(left)} left, {minutes_text(minutes_for(left))}" if left else ""
