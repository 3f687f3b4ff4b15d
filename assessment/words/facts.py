"""Facts beside figures in words: one sentence a figure, that claims what was counted and no more.

"You do; 40 % of 128 councils in New South Wales did in 2025 (audit; press report, grade B)."
"""

from collections.abc import Iterator
from typing import Any

from assessment.figures import (
    Basis,
    CompanionFigure,
    CompanionItem,
    ComparedFact,
    FactLine,
    FactsSummary,
    FigureSource,
    Grade,
    Offers,
    share_of,
)
from assessment.instrument import Fact, Question

FACT_TEXTS = {Fact.YES: "Yes", Fact.NO: "No", Fact.DONT_KNOW: "I don't know"}
BASIS_TEXTS = {
    Basis.SURVEY: "survey",
    Basis.INFORMATION_REQUEST: "information request",
    Basis.AUDIT: "audit",
    Basis.REGISTER: "register",
    Basis.DESK_SEARCH: "search of public documents",
    Basis.SCAN: "scan",
}
READ_TEXTS = {
    Grade.A: "publisher's page",
    Grade.B: "press report",
    Grade.C: "open data",
    Grade.D: "vendor's, self-selected or undated study",
}


def fact_sentence(one: ComparedFact, line: FactLine) -> str:
    """What the council said, where it said yes or no, and what was counted; of background only that (R40)."""
    said = "" if line.figure.is_background else you_text(one.item, one.fact)
    told = f"{told_text(one.item, line.figure)} ({how_text(line.figure)})."
    return f"{said}; {told}" if said else f"{told[0].upper()}{told[1:]}"


def you_text(item: CompanionItem, fact: Fact | None) -> str:
    """ "You do", "You are not"; nothing for a council that doesn't know or has not said."""
    if fact is None or fact is Fact.DONT_KNOW:
        return ""
    verb = item.verbs[0]
    no = "cannot" if verb == "can" else f"{verb} not"
    return f"You {verb}" if fact is Fact.YES else f"You {no}"


def told_text(item: CompanionItem, figure: CompanionFigure) -> str:
    """ "40 % of 128 councils in New South Wales did in 2025"."""
    did = item.verbs[1]
    says = figure.says or (f"{did} not" if figure.lacking else did)
    return f"{value_text(figure)} {figure.population} {says}{when_text(figure)}"


def value_text(figure: CompanionFigure) -> str:
    """As it was printed, with the number it is of: "40 % of 128", "17 of 77", "half of 24", "343"."""
    n = "" if figure.n is None else f" {figure.n:,}"
    if figure.rough:
        return f"{figure.rough}{n}"
    if figure.unit == "%":
        return f"{figure.value} % of{n}"
    return f"{figure.value} of{n}" if n else figure.value


def when_text(figure: CompanionFigure) -> str:
    if figure.year is None:
        return ", in a source without a date"
    return f" in about {figure.year}" if figure.about else f" in {figure.year}"


def how_text(figure: CompanionFigure) -> str:
    """ "audit; press report, grade B"."""
    of_all = " of all" if figure.everyone and figure.basis is Basis.SURVEY else ""
    return f"{BASIS_TEXTS[figure.basis]}{of_all}; {READ_TEXTS[figure.grade]}, grade {figure.grade.value}"


def caution_text(line: FactLine) -> str:
    """Interval, notes, limits and sources in one line."""
    chance = (
        ""
        if line.interval is None
        else (f"Read as a sample, chance allows {line.interval[0]} % to {line.interval[1]} %.")
    )
    parts = (chance, *line.notes, line.figure.limits or "", f"Source: {source_text(line.source)}.")
    return " ".join(filter(None, parts))


def source_text(source: FigureSource) -> str:
    """Publisher, title and page, and where it was read if that is another place."""
    cited = ", ".join(filter(None, (source.publisher, source.title, source.link)))
    return f"{cited}; read in {source.read_in}" if source.read_in else cited


def implied_text(one: ComparedFact, question: Question) -> str:
    """Said beside an answer that a level gave; nothing where the council gave it."""
    if one.implied is None:
        return ""
    return f"Filled in from your answer to “{question.text}”. Change it if it is wrong."


def facts_summary(found: FactsSummary) -> str:
    """Nothing before the council itself has answered: what levels fill in is only ever a yes."""
    if found.counted == found.filled:
        return ""
    counted = "1 practice" if found.counted == 1 else f"{found.counted} practices"
    told = f"Of {counted} with a published figure, you have {found.held}{filled_text(found.filled)}."
    if found.lacking is None:
        return told
    one, line = found.lacking
    most = f"The most common in your country that you lack: “{one.item.ask}”"
    return f"{told} {most} {capital(told_text(one.item, line.figure))}."


def filled_text(filled: int) -> str:
    return f" ({filled} filled in from levels, which never say no)" if filled else ""


def capital(text: str) -> str:
    return text[0].upper() + text[1:]


def fact_lines(compared: tuple[ComparedFact, ...]) -> Iterator[str]:
    """As text, each answered question with its figures."""
    for one in answered(compared):
        filled = ", filled in from a level" if one.implied else ""
        yield f"\n{one.area.title}: {one.item.ask} ({FACT_TEXTS[one.fact or Fact.DONT_KNOW]}{filled})"
        for line in one.lines:
            head = "Background, not a comparison: " if line.figure.is_background else ""
            yield f"  - {head}{fact_sentence(one, line)}"
            yield f"    {caution_text(line)}"


def answered(compared: tuple[ComparedFact, ...]) -> tuple[ComparedFact, ...]:
    return tuple(one for one in compared if one.fact is not None)


def facts_document(
    version: str, compared: tuple[ComparedFact, ...], found: FactsSummary, offers: Offers
) -> dict[str, Any]:
    """What `benchmark/1` says of facts: each answered question, the summary, and what may be asked next, in order."""
    given = {one.item.id for one in answered(compared)}
    ordered = [item for batch in offers.first for item in batch] + [item for area in offers.rest for item in area.items]
    lacking = found.lacking
    return {
        "companions": version,
        "summary": {
            "practices": found.counted,
            "held": found.held,
            "filled_in": found.filled,
            "most_common_lacking": None
            if lacking is None
            else {
                "item": lacking[0].item.id,
                "figure": lacking[1].figure.id,
            },
            "text": facts_summary(found),
        },
        "answered": [fact_document(one) for one in answered(compared)],
        "not_answered": [item.id for item in ordered if item.id not in given],
    }


def fact_document(one: ComparedFact) -> dict[str, Any]:
    return {
        "item": one.item.id,
        "area": one.area.id,
        "questions": list(one.item.questions),
        "ask": one.item.ask,
        "fact": None if one.fact is None else one.fact.value,
        "implied_by": None if one.implied is None else one.implied.model_dump(),
        "better": one.item.better.value,
        "is_better": one.is_better,
        "figures": [line_document(one, line) for line in one.lines],
    }


def line_document(one: ComparedFact, line: FactLine) -> dict[str, Any]:
    figure, share = line.figure, share_of(line.figure)
    return {
        "id": figure.id,
        "use": "background" if figure.is_background else "comparison",
        "near": line.near.name.lower(),
        "text": fact_sentence(one, line),
        "says": figure.says,
        "lacking": figure.lacking,
        "value": figure.rough or figure.value,
        "unit": figure.unit,
        "share": None if share is None else float(share),
        "count": figure.count,
        "n": figure.n,
        "everyone": figure.everyone,
        "interval": line.interval,
        "population": figure.population,
        "country": figure.country,
        "region": figure.region,
        "year": figure.year,
        "basis": figure.basis.value,
        "grade": figure.grade.value,
        "notes": [*line.notes, *filter(None, [figure.limits])],
        "source": source_document(line.source),
    }


def source_document(source: FigureSource) -> dict[str, str | None]:
    return {"title": source.title, "publisher": source.publisher, "link": source.link, "read_in": source.read_in}
