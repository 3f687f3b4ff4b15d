"""What an opened sheet holds, as it is kept: all of its first revision."""

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, date, datetime

from assessment.instrument import Answer, AnswerSheet
from assessment.store.intended import Kept, Spot, intended_in
from assessment.store.records import Contents, Entry, Key, Said


def chosen_of(rubrics: Mapping[str, str], areas: Collection[str] | None) -> dict[str, str]:
    """Those of these areas; None means all. The answers of the others are kept as those of areas left out."""
    return {name: version for name, version in rubrics.items() if areas is None or name in areas}


def answers_of(sheet: AnswerSheet) -> Iterator[tuple[Key, Answer]]:
    for rubric, answers in sheet.answers.items():
        for question, answer in answers.items():
            yield Key(rubric, question), answer


def entries_of(sheet: AnswerSheet, by: str, before: Contents | None = None) -> dict[Key, Entry]:
    """A sheet's answers as its first revision; each of the same day, and by the same link, as in `before`."""
    found = {}
    for key, answer in answers_of(sheet):
        was = Entry() if before is None else before.entry(key)
        found[key] = Entry(answer, 1, was.by or by, was.at or midnight(sheet.date))
    return found


def said_of(sheet: AnswerSheet, by: str, before: Contents | None = None) -> dict[str, Said]:
    """The same of its facts."""
    found = {}
    for item, fact in sheet.facts.items():
        was = before.said.get(item, Said()) if before else Said()
        found[item] = Said(fact, was.at or midnight(sheet.date), 1, was.by or by)
    return found


def intended_of(sheet: AnswerSheet, by: str, before: Contents | None = None) -> dict[Spot, Kept]:
    """The same of what is intended."""
    found = {}
    for spot, value in intended_in(sheet):
        was = before.kept(spot) if before else Kept()
        found[spot] = Kept(value, 1, was.by or by, was.at or midnight(sheet.date))
    return found


def midnight(day: date | None) -> datetime | None:
    """When an opened file's answers were given, as far as it says: its own date, never today."""
    return None if day is None else datetime(day.year, day.month, day.day, tzinfo=UTC)
