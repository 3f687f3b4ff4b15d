"""`maturity check --words`: what there is to read, by question and in all, counted as the minutes on the pages are."""

from collections.abc import Iterable, Iterator, Sequence

from assessment.instrument import Question, Rubric
from assessment.words import counted, minutes_for, minutes_text, terms_of, unfolded, words_in, words_of


def word_lines(rubrics: Iterable[Rubric]) -> Iterator[str]:
    """A line for each question: its words at first sight, and with all unfolded; then the sums."""
    asked: list[Question] = []
    for rubric in rubrics:
        yield f"{rubric.id} {rubric.version}: words at first sight, and with all unfolded"
        for question in rubric.questions:
            yield f"  {question.id:<26}{words_of(question):>6,}{words_in(unfolded(question)):>8,}"
        yield sums(f"{rubric.id} {rubric.version}", rubric.questions)
        asked += rubric.questions
    if asked:
        yield sums("all of them", asked)
        yield sums("the quick check", [question for question in asked if question.quick])


def sums(whose: str, questions: Sequence[Question]) -> str:
    """What the terms mean is counted once here, however many questions use them."""
    first, terms = sum(map(words_of, questions)), {term for question in questions for term in terms_of(question)}
    once = sum(
        words_in(unfolded(question)) - words_in(term.text for term in terms_of(question)) for question in questions
    )
    whole = once + words_in(term.text for term in terms)
    number = counted(len(questions), "question")
    return (
        f"{whose}: {number}, {first:,} words at first sight, {minutes_text(minutes_for(questions))}; {whole:,} unfolded"
    )
