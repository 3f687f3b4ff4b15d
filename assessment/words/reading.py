"""How long answering takes: reading at 230 words a minute, and 5 seconds to choose. It is reckoned, not measured.

A question of 46 words with its reason and statements takes 46 / 230 of a minute and 5 seconds: 17 seconds.
"""

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache

from assessment.instrument import Question

WORDS_A_MINUTE = 230
SECONDS_TO_CHOOSE = 5


def words_of(question: Question) -> int:
    """Of what a reader has before choosing: the question, why it is asked, and its statements."""
    texts = [question.text, question.why, *(level.description for level in question.levels)]
    return sum(map(count_words, texts))


@lru_cache(2_000)  # each answer reckons anew how much is left
def count_words(text: str) -> int:
    return len(text.split())


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
