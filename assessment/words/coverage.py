"""Which questions have a published figure, in words and in `benchmark/1`."""

from typing import Any

from assessment.figures import Coverage, counted_by_best


def coverage_text(found: tuple[Coverage, ...]) -> str:
    """ "Of 52 questions, 27 have a figure to compare exactly, beside the level or a fact; ..."."""
    of = counted_by_best(found)
    asked = "Of 1 question" if len(found) == 1 else f"Of {len(found)} questions"
    return (
        f"{asked}, {of['exact']} have a figure to compare exactly, beside the level or a fact; {of['close']} have only "
        f"a close one, {of['related']} only related ones; for {of['none']} we found none."
    )


def coverage_document(one: Coverage) -> dict[str, Any]:
    return {
        "rubric": one.rubric,
        "question": one.question,
        "best": one.best,
        "exact": one.exact,
        "close": one.close,
        "related": one.related,
        "countries": list(one.countries),
    }
