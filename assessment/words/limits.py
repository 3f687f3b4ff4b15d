"""How long the texts of a rubric may be, so that the minutes come true: 52 questions of 88 words take 24 minutes.

One statement and one count are judged by themselves, the averages over the rubrics that stand together: one area may
say more where another says less. Warnings never refuse a file. A rubric of format rubric/1 was written before.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from statistics import mean, median

from assessment.instrument import Question, Role, Rubric
from assessment.words.reading import words_in, words_of

MOST_IN_A_STATEMENT = 25
MEDIAN_OF_STATEMENTS = 14
MOST_IN_A_COUNT = 30
MEAN_OF_COUNTS = 22
AT_FIRST_SIGHT = Fraction(4600, 52)  # words a question: 24 minutes for the 52 that are shipped
AT_FIRST_SIGHT_QUICK = Fraction(1150, 12)  # 6 minutes for the 12 of the quick check
FEWEST_OF_A_ROLE = 3  # a filter that leaves one or two questions helps nobody


def length_warnings(question: Question) -> Iterator[str]:
    if question.count is None:
        return
    if (words := words_in([question.count])) > MOST_IN_A_COUNT:
        yield f"warning: count has {words} words; at most {MOST_IN_A_COUNT} are read before choosing"
    for number, level in enumerate(question.levels):
        if (words := words_in([level.description])) > MOST_IN_A_STATEMENT:
            yield f"warning: level {number} has {words} words; at most {MOST_IN_A_STATEMENT}, and only what it adds"


def set_warnings(rubrics: Iterable[Rubric]) -> Iterator[str]:
    """About rubrics that stand together; nothing of a single one."""
    of_two = [rubric for rubric in rubrics if rubric.format == "rubric/2"]
    questions = [question for rubric in of_two for question in rubric.questions]
    if len(of_two) < 2:
        return
    statements = [words_in([level.description]) for question in questions for level in question.levels]
    if (middle := median(statements)) > MEDIAN_OF_STATEMENTS:
        yield f"warning: half of all statements have {middle:g} words or more; at most {MEDIAN_OF_STATEMENTS}"
    if (usual := mean(words_in([question.count or ""]) for question in questions)) > MEAN_OF_COUNTS:
        yield f"warning: a count has {usual:.1f} words on average; at most {MEAN_OF_COUNTS}"
    yield from sight_warnings("all questions", questions, AT_FIRST_SIGHT)
    quick = [question for question in questions if question.quick]
    yield from sight_warnings("those of the quick check", quick, AT_FIRST_SIGHT_QUICK)
    yield from role_warnings(questions)


def sight_warnings(whose: str, questions: Sequence[Question], most: Fraction) -> Iterator[str]:
    words, limit = sum(map(words_of, questions)), int(most * len(questions))
    if words > limit:
        yield f"warning: {whose} have {words:,} words at first sight; at most {limit:,}"


def role_warnings(questions: Iterable[Question]) -> Iterator[str]:
    asked = Counter(role for question in questions for role in question.ask or ())
    for role in Role:
        if asked[role] < FEWEST_OF_A_ROLE:
            yield f"warning: '{role}' stands in ask {asked[role]} times in all; at least {FEWEST_OF_A_ROLE}"
