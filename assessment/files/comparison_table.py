"""A comparison as a table for spreadsheets: one row a figure, beside the answer or the fact that it stands with."""

from collections.abc import Iterator, Mapping
from typing import Any

from assessment.files.tables import Cell, Table, table_csv, table_xlsx
from assessment.scoring import Result

HEADER = [
    "council",
    "date",
    "area",
    "asked",
    "item",
    "question_text",
    "your_answer",
    "filled_in_from_a_level",
    "use",
    "match",
    "text",
    "value",
    "unit",
    "counts_those_without",
    "n",
    "interval_low",
    "interval_high",
    "population",
    "country",
    "region",
    "year",
    "basis",
    "grade",
    "notes",
    "publisher",
    "title",
    "link",
    "read_in",
]


def table_of_comparison(document: Mapping[str, Any], result: Result, council: str | None, notice: str = "") -> Table:
    """Of a benchmark/1 document of this result: first what is asked by level, then by fact."""
    texts = {
        (area.rubric.id, question.id): question.text for area in result.areas for question in area.rubric.questions
    }
    told = [notice] if notice else []
    about = [council, document["date"]]
    rows = [[*about, *row, *told] for row in (*level_rows(document, texts), *fact_rows(document))]
    return Table("Comparison", [*HEADER, "notice"] if notice else HEADER, rows)


def comparison_csv(document: Mapping[str, Any], result: Result, council: str | None, notice: str = "") -> bytes:
    return table_csv(table_of_comparison(document, result, council, notice))


def comparison_xlsx(document: Mapping[str, Any], result: Result, council: str | None, notice: str = "") -> bytes:
    return table_xlsx([table_of_comparison(document, result, council, notice)])


def level_rows(document: Mapping[str, Any], texts: Mapping[tuple[str, str], str]) -> Iterator[list[Cell]]:
    for asked in document["published"]:
        said = asked["state"] if asked["level"] is None else f"level {asked['level']}"
        place = [asked["rubric"], "level", asked["question"], texts[asked["rubric"], asked["question"]], said, None]
        for figure in asked["figures"]:
            yield [*place, figure["use"], figure["match"], *figure_cells(figure)]


def fact_rows(document: Mapping[str, Any]) -> Iterator[list[Cell]]:
    for asked in document.get("facts", {}).get("answered", ()):
        implied = asked["implied_by"]
        filled = None if implied is None else f"{implied['question']} level {implied['level']}"
        place = [asked["area"], "fact", asked["item"], asked["ask"], asked["fact"], filled]
        for figure in asked["figures"]:
            match = "exact" if figure["use"] == "comparison" else None
            yield [*place, figure["use"], match, *figure_cells(figure)]


def figure_cells(figure: Mapping[str, Any]) -> list[Cell]:
    source = figure["source"]
    return [
        figure["text"],
        figure["value"],
        figure["unit"],
        "yes" if figure["lacking"] else "no",
        figure["n"],
        *(figure["interval"] or (None, None)),
        figure["population"],
        figure["country"],
        figure["region"],
        figure["year"],
        figure["basis"],
        figure["grade"],
        " ".join(figure["notes"]),
        source["publisher"],
        source["title"],
        source["link"],
        source["read_in"],
    ]
