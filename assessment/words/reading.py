"""How long answering takes: reading at 230 words a minute, and 5 seconds to choose. It is reckoned, not measured.

A question of 46 words at first sight takes 46 / 230 of a minute and 5 seconds: 17 seconds. First sight is what stands
there before anything is unfolded: the question, what counts, its statements and who could usually say. What stands at
every question in the same words is not counted: the choices "I don't know" and "this doesn't apply", the letters
before the statements, the words before those who could say, and the names of what is folded.
"""

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

from assessment.instrument import Question
from assessment.words.roles import who_could_say
from assessment.words.terms import terms_of

WORDS_A_MINUTE = 230
SECONDS_TO_CHOOSE = 5


def at_first_sight(question: Question) -> list[str]:
    """A question of rubric/1 has its reason in view: it says there what others say under the question."""
    under = [question.why] if question.count is None else [question.count]
    roles = () if question.ask is None else who_could_say(question)
    return [question.text, *under, *(level.description for level in question.levels), *roles]


def unfolded(question: Question) -> list[str]:
    """All of it: why it is asked as well, and what the terms in it mean."""
    folded = [] if question.count is None else [question.why, *(term.text for term in terms_of(question))]
    return [*at_first_sight(question), *folded]


def words_in(texts: Iterable[str]) -> int:
    return sum(map(count_words, texts))


@lru_cache(2_000)  # each answer reckons anew how much is left
def count_words(text: str) -> int:
    return len(text.split())


def words_of(question: Question) -> int:
    """Of what a reader has before choosing."""
    return words_in(at_first_sight(question))


def minutes_for(questions: Iterable[Question]) -> int:
    """Whole minutes, a half upwards; at least 1 where there is anything to answer."""
    asked = list(questions)
    return max(int(time_for(*asked) + Fraction(1, 2)), 1) if asked else 0


def time_for(*questions: Question) -> Fraction:
    """In minutes."""
    reading = Fraction(sum(map(words_of, questions)), WORDS_A_MINUTE)
    return reading + Fraction(SECONDS_TO_CHOOSE * len(questions), 60)


def minutes_text(minutes: int) -> str:
    return "about 1 minute" if minutes == 1 else f"about {minutes} minutes"
