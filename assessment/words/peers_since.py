"""A council's place then and now among the councils that are in two files: as text and as a document."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from assessment.peers import PeerGroup, Refusal, Since
from assessment.scoring import Result
from assessment.words.display import score_text
from assessment.words.peers import period_text
from assessment.words.positions import position_text
from assessment.words.versions import QUESTIONS_CHANGED


def since_lines(since: Since | Refusal) -> Iterator[str]:
    yield "Place then and now, among the councils in both files"
    if isinstance(since, Refusal):
        yield f"Not shown. {' '.join(since.reasons)}"
        return
    yield (
        f"The same {since.n} others: answers given {period_text(since.before)}, and {period_text(since.after)}. They "
        "are self-assessed, and those in both files may differ from those that are not."
    )
    if changed(*since.results):
        yield f"{QUESTIONS_CHANGED} in between: compare the places, not the scores."
    for when, group in (("then", since.before), ("now", since.after)):
        if group.weak:
            yield f"No overall place {when}. {' '.join(group.weak)}"
    for area in (None, *(one.rubric.id for one in since.results[1].areas)):
        for when, group, result in zip(("then", "now"), (since.before, since.after), since.results, strict=True):
            if line := place_line(area, when, group, result):
                yield line


def place_line(area: str | None, when: str, group: PeerGroup, result: Result) -> str:
    """ "  Overall then 40: at about percentile 35, ..."; "" where there is no place. `area`: None for all."""
    position = group.overall if area is None else group.areas.get(area)
    if position is None:
        return ""
    if area is None:
        return f"  Overall {when} {score_text(result.overall.scores)}: {position_text(position)}."
    mine = next(one for one in result.areas if one.rubric.id == area)
    return f"  {mine.rubric.title} {when} {score_text(mine.scores)}: {position_text(position)}."


def changed(before: Result, after: Result) -> bool:
    hashes = [{area.rubric.id: area.rubric.content_hash for area in result.areas} for result in (before, after)]
    return any(hashes[0].get(area, hash) != hash for area, hash in hashes[1].items())


def since_document(since: Since | Refusal) -> dict[str, Any]:
    if isinstance(since, Refusal):
        return {"refused": list(since.reasons)}
    return {"n": since.n, "before": moment_document(since.before), "after": moment_document(since.after)}


def moment_document(group: PeerGroup) -> dict[str, Any]:
    return {
        "edition": group.day.isoformat(),
        "answers_from": group.first_month,
        "answers_to": group.last_month,
        "overall": None if group.overall is None else asdict(group.overall),
        **({"without_position": list(group.weak)} if group.weak else {}),
        "areas": {area: asdict(position) for area, position in group.areas.items()},
    }
