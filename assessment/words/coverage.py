"""Which questions have a published figure, in words and in `benchmark/1`."""

from typing import Any

from assessment.figures import Coverage, counted_by_best


def coverage_text(found: tuple[Coverage, ...]) -> str:
    """ "Figures to compare exactly, beside the level or a fact: for 27 of 52 questions. ..."."""
    of = counted_by_best(found)
    asked = "1 question" if len(found) == 1 else f"{len(found)} questions"
    return (
        f"Figures to compare exactly, beside the level or a fact: for {of['exact']} of {asked}. Only close ones: for "
        f"{of['close']}; only related ones: for {of['related']}; none found: for {of['none']}."
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
