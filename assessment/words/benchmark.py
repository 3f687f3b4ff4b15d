"""A result set beside published figures and peers, as one document and as text: the same numbers everywhere."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

from assessment.figures import (
    CompanionSet,
    ComparedFact,
    Comparison,
    Coverage,
    FigureSet,
    FigureSource,
    Points,
    compare_facts,
    coverage,
    mail_position,
    offered,
    summarised,
)
from assessment.instrument import Council, Fact
from assessment.peers import Choice, PeerGroup, Refusal, Since
from assessment.scoring import Result
from assessment.words.coverage import coverage_document, coverage_text
from assessment.words.display import point
from assessment.words.facts import answered, fact_lines, facts_document, facts_summary, source_document
from assessment.words.peers import CountryName, group_text, own_text, refusal_lines, statement
from assessment.words.peers_since import since_document, since_lines
from assessment.words.positions import position_text
from assessment.words.published import Compared, compared, question_lines

BENCHMARK_FORMAT = "benchmark/1"


@dataclass(frozen=True)
class Benchmark:
    """Everything that one result is set beside. `peers` is None where there is no pool."""

    result: Result
    council: Council
    figures: FigureSet
    peers: PeerGroup | Refusal | None
    name: CountryName
    mail_settings: int | None = None
    notice: str = ""
    from_file: bool = False  # the peers are those of a file
    may_hold_own: bool = False  # nobody knows whether the council's own record is among them: the text says so first
    companions: CompanionSet = field(default_factory=CompanionSet)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    since: Since | Refusal | None = None  # the place then and now, where there are two files of peers

    @cached_property
    def questions(self) -> tuple[Compared, ...]:
        return compared(self.result, self.council, self.figures)

    @cached_property
    def coverage(self) -> tuple[Coverage, ...]:
        """Of every question that was asked."""
        return tuple(coverage(self.figures, self.companions, q.area.rubric, q.question.id) for q in self.questions)

    @cached_property
    def compared_facts(self) -> tuple[ComparedFact, ...]:
        return compare_facts(self.companions, self.facts, self.council, self.result)

    def document(self) -> dict[str, Any]:
        """The document benchmark/1. What may not be shown is not in it."""
        shown = [question for question in self.questions if question.has_figures]
        return {
            "format": BENCHMARK_FORMAT,
            **({"notice": self.notice} if self.notice else {}),
            "date": self.result.date.isoformat() if self.result.date else None,
            "published": [question_document(question, self.mail_settings) for question in shown],
            "no_published_figure": [f"{q.area.rubric.id}/{q.question.id}" for q in self.questions if not q.has_figures],
            "coverage": [coverage_document(one) for one in self.coverage],
            **({"facts": self.facts_document()} if self.companions.version else {}),
            "peers": peers_document(self.peers, self.name, from_file=self.from_file),
            **({"peers_since": since_document(self.since)} if self.since else {}),
        }

    def facts_document(self) -> dict[str, Any]:
        found, offers = summarised(self.compared_facts), offered(self.companions, self.council)
        return facts_document(self.companions.version, self.compared_facts, found, offers)

    def text(self) -> str:
        own = own_text(from_file=self.from_file) if self.may_hold_own else ""
        lines = [self.notice.upper(), ""] if self.notice else []
        lines += [
            *peers_lines(self.peers, self.result, self.name, own, from_file=self.from_file),
            "",
            *([*since_lines(self.since), ""] if self.since else []),
            "Published figures, question by question",
        ]
        shown = [question for question in self.questions if question.has_figures]
        lines += [line for question in shown for line in question_lines(question, self.mail_settings)]
        lines += ["", coverage_text(self.coverage)]
        if answered(self.compared_facts):
            summary = filter(None, [facts_summary(summarised(self.compared_facts))])
            lines += ["", "Facts beside surveys that asked the same", *summary, *fact_lines(self.compared_facts)]
        return "\n".join(lines)


def question_document(compared: Compared, mail_settings: int | None) -> dict[str, Any]:
    document: dict[str, Any] = {
        "rubric": compared.area.rubric.id,
        "question": compared.question.id,
        "state": compared.result.state.value,
        "level": compared.result.level,
        "figures": [figure_document(comparison) for comparison in compared.comparisons],
    }
    if compared.points and mail_settings is not None:
        document["positions"] = [points_document(points, source, mail_settings) for points, source in compared.points]
    return document


def figure_document(shown: Comparison) -> dict[str, Any]:
    figure = shown.figure
    return {
        "id": figure.id,
        "says": figure.says,
        "lacking": figure.lacking,
        "use": "context" if shown.is_context else "comparison",
        "match": shown.match.value,
        "speaks_to_level": shown.level,
        "judged_on": shown.judged_on,
        "council_meets_level": shown.meets,
        "text": shown.text,
        "value": figure.rough or figure.value,
        "unit": figure.unit,
        "interval": shown.interval,
        "n": figure.n,
        "population": figure.population,
        "country": figure.country,
        "region": figure.region,
        "year": figure.year,
        "basis": figure.basis.value,
        "grade": figure.grade.value,
        "notes": [*shown.notes, figure.limits],
        "source": source_document(shown.source),
    }


def points_document(points: Points, source: FigureSource, settings: int) -> dict[str, Any]:
    low, middle, high = mail_position(points, settings)
    return {
        "id": points.id,
        "country": points.country,
        "n": sum(points.counts),
        "year": points.year,
        "settings": settings,
        "share_below": low,
        "percentile": middle,
        "share_at_or_below": high,
        "grade": points.grade.value,
        "notes": [points.limits],
        "source": source_document(source),
    }


def peers_document(peers: PeerGroup | Refusal | None, name: CountryName, *, from_file: bool) -> dict[str, Any] | None:
    if peers is None:
        return None
    if isinstance(peers, Refusal):
        wider = None if peers.wider is None else choice_document(peers.wider)
        return {"refused": list(peers.reasons), "next_wider_group": wider}
    return {
        "edition": peers.day.isoformat(),
        "group": choice_document(peers.choice),
        "n": peers.n,
        "answers_from": peers.first_month,
        "answers_to": peers.last_month,
        "councils_in_all": peers.of.councils if peers.of else None,
        "statement": statement(peers, name, from_file=from_file),
        "overall": None if peers.overall is None else asdict(peers.overall),
        **({"without_position": list(peers.weak)} if peers.weak else {}),
        "areas": {area: asdict(position) for area, position in peers.areas.items()},
        "shares": {area: {q: asdict(s) for q, s in shares.items()} for area, shares in peers.shares.items()},
    }


def choice_document(choice: Choice) -> dict[str, str | None]:
    return {"country": choice.country, "type": choice.type.value if choice.type else None, "band": choice.band}


def peers_lines(
    peers: PeerGroup | Refusal | None, result: Result, name: CountryName, own: str, *, from_file: bool
) -> Iterator[str]:
    yield "Position among peers"
    if peers is None:
        yield "No position is shown. No peer pool was given."
        return
    if isinstance(peers, Refusal):
        yield from refusal_lines(peers)
        if peers.wider is not None:
            yield f"The next wider group that is shown: {group_text(peers.wider, name)}."
        return
    if own:
        yield own
    yield statement(peers, name, from_file=from_file)
    if peers.weak:
        yield f"No overall position is shown. {' '.join(peers.weak)}"
    scores = [result.overall.scores, *(area.scores for area in result.areas)]
    titles = ["Overall", *(area.rubric.title for area in result.areas)]
    positions = [peers.overall, *(peers.areas.get(area.rubric.id) for area in result.areas)]
    for title, found, position in zip(titles, scores, positions, strict=True):
        if position is not None:
            mine = "" if found.score is None else f"{point(found.score.value)}: "
            yield f"  {title} {mine}{position_text(position)}."
