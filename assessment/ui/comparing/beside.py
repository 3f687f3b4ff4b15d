"""Facts beside published figures as markup: a line a figure, the nearest first, its caution folded."""

from collections.abc import Callable, Iterable, Sequence
from html import escape

from assessment.figures import ComparedFact, FactLine, share_of, summarised
from assessment.instrument import Fact
from assessment.ui.comparing.published import SHOWN_AT_ONCE, source_link, unbroken
from assessment.ui.shell import details, heading, paragraph
from assessment.words import FACT_TEXTS, counted, fact_sentence, facts_summary

COMPARED = (Fact.YES, Fact.NO)


def answered(compared: Iterable[ComparedFact]) -> list[ComparedFact]:
    """With yes or no: “I don't know” gives no comparison."""
    return [one for one in compared if one.fact in COMPARED]


def summary_markup(compared: Iterable[ComparedFact]) -> str:
    text = facts_summary(summarised(tuple(compared)))
    return f'<p class="statement">{unbroken(text)}</p>' if text else ""


def facts_by_area(
    compared: Iterable[ComparedFact], level: int, figures: Callable[[ComparedFact], str], css: str = ""
) -> str:
    """All that was answered, each with its figures, under a heading of this level for each area."""
    parts, area = [], ""
    for one in answered(compared):
        if one.area.id != area:
            area = one.area.id
            parts.append(heading(one.area.title, level))
        filled = ", filled in from a level" if one.implied else ""
        parts.append(paragraph(f"{one.item.ask} {FACT_TEXTS[one.fact or Fact.DONT_KNOW]}{filled}.", "label"))
        parts.append(figures(one))
    return f'<div class="facts {css}">{"".join(parts)}</div>' if parts else ""


def figures_beside(one: ComparedFact) -> str:
    """All figures beside one fact: comparisons first; what is only background is folded."""
    if one.fact not in COMPARED:
        return ""
    shown, rest = one.comparisons[:SHOWN_AT_ONCE], one.comparisons[SHOWN_AT_ONCE:]
    background = [line for line in one.lines if line.figure.is_background]
    body = listing(one, shown)
    if rest:
        body += details(counted(len(rest), "more figure"), listing(one, rest), f": {one.item.ask}")
    if background:
        number = counted(len(background), "figure")
        body += details(f"{number} as background, not a comparison", listing(one, background), f": {one.item.ask}")
    return body


def nearest_beside(one: ComparedFact) -> str:
    """The nearest figure alone, for a short list."""
    return listing(one, one.comparisons[:1])


def listing(one: ComparedFact, lines: Sequence[FactLine]) -> str:
    if not lines:
        return ""
    return f'<ul class="beside">{"".join(line_item(one, line) for line in lines)}</ul>'


def line_item(one: ComparedFact, line: FactLine) -> str:
    figure, source = line.figure, line.source
    shown = [] if line.interval is None else [f"Chance allows {line.interval[0]} % to {line.interval[1]} %."]
    shown += [note for note in line.notes if note.startswith("Old")]
    notes = " ".join(filter(None, [*line.notes, figure.limits]))
    read = f"; read in {escape(source.read_in)}" if source.read_in else ""
    more = f"<p>{unbroken(notes)} Source: {source_link(source)}{read}.</p>"
    small = f"<small>{unbroken(' '.join(shown))}</small>" if shown else ""
    return (
        f"<li>{unbroken(fact_sentence(one, line))}{bar(line)}{small}"
        f"{details('Limits and source', more, f': {figure.population}')}</li>"
    )


def bar(line: FactLine) -> str:
    """The share as a bar, striped where it counts those without: decoration beside the number in the text."""
    share = share_of(line.figure)
    if share is None:
        return ""
    css = "share lacking" if line.figure.lacking else "share"
    return f'<span class="{css}" aria-hidden="true"><span style="width:{float(share) * 100:.1f}%"></span></span>'
