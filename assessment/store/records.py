"""What a kept assessment is made of, wherever it is kept: on the server, or in the council's own file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import NamedTuple

from assessment.instrument import BLANK, Answer, AnswerSheet, Council, Fact, Scope, Unfit
from assessment.store.hidden import alone, bare
from assessment.store.intended import Kept, Spot, bare_value, parts_of_sheet

Clock = Callable[[], datetime]


class Kind(StrEnum):
    """What a link may do."""

    OWNER = "owner"  # everything; one link of each assessment
    EDIT = "edit"  # answers, notes, evidence, the council's facts
    ROLE = "role"  # answers, notes and evidence of the questions that it names; of the others it knows nothing
    READ = "read"  # results and comparison
    BOARD = "board"  # one page, and the pack of it

    @property
    def only_reads(self) -> bool:
        return self in (Kind.READ, Kind.BOARD)


def utc_now() -> datetime:
    return datetime.now(UTC)


class Key(NamedTuple):
    rubric: str
    question: str


# Of an answer: what changes together, and may be changed by two people at once
PARTS = {
    "choice": {"level", "unknown", "not_applicable", "superseded_by", "earlier", "agreed"},
    "note": {"note"},
    "evidence": {"evidence"},
}


@dataclass(frozen=True)
class Entry:
    """An answer as it stands. `revision` 0 means that nobody has written it yet."""

    answer: Answer = BLANK
    revision: int = 0
    by: str = ""
    at: datetime | None = None

    def for_role(self, label: str) -> "Entry":
        """As a role's link of this label sees it."""
        return replace(self, answer=alone(self.answer), by=self.by if self.by == label else "")


@dataclass(frozen=True)
class Said:
    """A fact as it stands: what was said to a companion question; None once it was taken back. `revision` 0 means that
    nobody has said anything yet.
    """

    fact: Fact | None = None
    at: datetime | None = None
    revision: int = 0
    by: str = ""


@dataclass(frozen=True)
class Rival:
    """A second answer to a question that somebody else had just answered: kept until a person chooses."""

    id: int
    key: Key
    answer: Answer
    by: str
    at: datetime


@dataclass(frozen=True)
class Change:
    """One line of an answer's history; `before` or `after` is blank where there was nothing. An answer that was
    offered and not chosen never `stood`.
    """

    id: int
    key: Key
    before: Answer
    after: Answer
    by: str
    at: datetime | None
    stood: bool = True


@dataclass(frozen=True)
class Link:
    """A link that was not withdrawn. `used_on`: the day on which it was opened last; `ends_on`: the last on which it
    opens anything; `shows_notes`: to a reader; `may_have_given`: a record to the peer pool, in an earlier version of
    this app, and was not opened since; `only`: the questions of a role's link.
    """

    id: int
    label: str
    created_at: datetime
    kind: Kind = Kind.EDIT
    used_on: date | None = None
    ends_on: date | None = None
    shows_notes: bool = False
    may_have_given: bool = False
    only: frozenset[Key] | None = None


class Wording(NamedTuple):
    """Which text of an area's questions was answered: the hash of its content as well, "" where nobody knows it."""

    version: str
    hash: str = ""


def worded(known: Mapping[str, Wording], rubrics: Mapping[str, str], hashes: Mapping[str, str]) -> dict[str, Wording]:
    """With what is chosen now; an area keeps the text that its answers were given to."""
    now = dict(known)
    for name, version in rubrics.items():
        if name not in known or known[name].version != version:
            now[name] = Wording(version, hashes.get(name, ""))
    return now


@dataclass(frozen=True)
class Contents:
    """Everything of an assessment at one revision."""

    scope: Scope
    council: Council
    rubrics: Mapping[str, str]
    revision: int
    entries: Mapping[Key, Entry] = field(default_factory=dict)
    rivals: tuple[Rival, ...] = ()
    size: int = 0  # bytes that the server keeps of it, history included
    unfit: tuple[Unfit, ...] = ()  # of an opened file: what no rubric here asks for
    shows_notes: bool = True  # else notes and evidence are left out, but for what is counted of them
    companions: str = ""  # the version of the companion questions that `said` answers
    said: Mapping[str, Said] = field(default_factory=dict)
    wordings: Mapping[str, Wording] = field(default_factory=dict)  # of areas chosen once, left-out ones too
    intended: Mapping[Spot, Kept] = field(default_factory=dict)
    only: frozenset[Key] | None = None  # the questions of a role's link, where it holds no others

    @property
    def facts(self) -> dict[str, Fact]:
        return {item: said.fact for item, said in sorted(self.said.items()) if said.fact is not None}

    def said_under(self, version: str) -> Mapping[str, Said]:
        """What answers the companion questions of this version: facts of another one are kept, and not shown."""
        return self.said if version == self.companions else {}

    def saying(self, version: str, new: Mapping[str, Said]) -> "Contents":
        """With these facts; those of another version are not mixed with them."""
        said = {**self.said, **new} if version == self.companions else dict(new)
        newest = max([self.revision, *(one.revision for one in new.values())])
        return replace(self, revision=newest, companions=version, said=said)

    def kept(self, spot: Spot) -> Kept:
        return self.intended.get(spot, Kept())

    def intending(self, spot: Spot, kept: Kept) -> "Contents":
        intended = {**self.intended, spot: kept}
        return replace(self, revision=max(self.revision, kept.revision), intended=intended)

    def entry(self, key: Key) -> Entry:
        return self.entries.get(key, Entry())

    def rivals_of(self, key: Key) -> tuple[Rival, ...]:
        return tuple(rival for rival in self.rivals if rival.key == key)

    @property
    def day(self) -> date | None:
        """Of the last answer to one of the chosen rubrics."""
        days = [
            e.at.date() for key, e in self.entries.items() if e.at and e.answer != BLANK and key.rubric in self.rubrics
        ]
        return max(days, default=None)

    def without_notes(self) -> "Contents":
        """For a reader who sees neither notes nor evidence. That an answer has evidence counts in the result: a piece
        that says nothing stands for all of it.
        """
        day = self.day
        entries = {key: replace(entry, answer=bare(entry.answer, day)) for key, entry in self.entries.items()}
        intended = {
            spot: replace(kept, value=None if kept.value is None else bare_value(kept.value))
            for spot, kept in self.intended.items()
        }
        return replace(self, entries=entries, rivals=(), intended=intended, shows_notes=False)

    def narrowed(self, only: frozenset[Key], label: str) -> "Contents":
        """For a role's link of this label: its questions alone, and nothing that belongs to the whole, to a workshop
        or to other links. That something else was changed, the revision still tells.
        """
        entries = {key: entry.for_role(label) for key, entry in self.entries.items() if key in only}
        rivals = tuple(
            replace(one, answer=alone(one.answer), by=one.by if one.by == label else "")
            for one in self.rivals
            if one.key in only
        )
        return replace(self, entries=entries, rivals=rivals, companions="", said={}, intended={}, only=only, size=0)

    def shown_sheet(self) -> AnswerSheet:
        """The sheet for a table of answers, which has no piece that only stands for others."""
        if self.shows_notes:
            return self.sheet()
        nothing = {key: replace(e, answer=bare(e.answer, None, counted=False)) for key, e in self.entries.items()}
        return replace(self, entries=nothing).sheet()

    def sheet(self) -> AnswerSheet:
        """The answer sheet of the chosen rubrics; its date is the day of the last answer."""
        given = {
            key: entry
            for key, entry in sorted(self.entries.items())
            if entry.answer != BLANK and key.rubric in self.rubrics
        }
        answers: dict[str, dict[str, Answer]] = {}
        for key, entry in given.items():
            answers.setdefault(key.rubric, {})[key.question] = entry.answer
        days = [day for day in (self.day, *(one.day for one in self.unfit)) if day]
        return AnswerSheet(
            scope=self.scope,
            date=max(days, default=None),
            council=self.council,
            rubrics=dict(self.rubrics),
            answers=answers,
            companions=self.companions or None,
            facts=self.facts,
            **parts_of_sheet(self.intended, self.rubrics),
        ).with_unfit(self.unfit)
