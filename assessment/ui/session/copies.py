"""The copy of a file desk that its owner's browser keeps: copy/1, JSON text.

What comes back is as foreign as any file: its answers go through the same reader, and everything else is checked here.
The answers of left-out areas are in it too. History is not, nor is anything that opens an assessment on a server.
"""

import binascii
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from assessment.files import dump_answers, open_answers
from assessment.instrument import AnswerSheet, BadInput, Problem, Rubric
from assessment.store import Contents, Entry, FileDesk, Intends, Kept, Key, Moments, Said, Spot, Wording
from assessment.ui import resources

NAME = "The copy in this browser"
NAME_SHAPE = r"^[0-9a-f]{16}$"
LARGEST = 12 * 1024 * 1024  # letters; the answers in it have a limit of their own
LARGEST_POOL = 5 * 1024 * 1024  # bytes, as for a file that is opened
MOST_KNOWN = 20  # earlier copies that a new one names as taken in
LAST_REVISION = 10**9
Mark = Annotated[str, Field(pattern=NAME_SHAPE)]


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Copy(Strict):
    """`mark` tells this state from every other; a browser replaces only a copy whose mark is among `knows`."""

    format: Literal["copy/1"] = "copy/1"
    name: Mark
    mark: Mark
    knows: Annotated[tuple[Mark, ...], Field(max_length=MOST_KNOWN)] = ()
    server: Mark  # the run of the server that wrote it
    keep: Literal["yes", "no", "delete"]  # may, and shall, the browser keep it beyond this page?
    council: str = ""  # for the list of copies
    revision: Annotated[int, Field(ge=0, le=LAST_REVISION)]
    changed: AwareDatetime | None
    set_up: AwareDatetime | None
    asked: AwareDatetime | None
    holds: AwareDatetime | None
    place: Annotated[str, Field(max_length=200)] = ""
    chosen: Annotated[tuple[str, ...], Field(min_length=1, max_length=1000)]
    answers: str  # a file of answers
    times: Mapping[str, Mapping[str, AwareDatetime]]
    said: Mapping[str, AwareDatetime] = Field(default_factory=dict)  # when each fact was given, or taken back
    intended: Mapping[str, AwareDatetime] = Field(default_factory=dict)  # the same of what is intended, by its spot
    pool: str = ""  # the mark of the pool that is opened beside it


class Reply(Strict):
    """What the browser says when it is asked, or when another tab has changed the copy."""

    format: Literal["reply/1"]
    name: Mark
    cause: Literal["reloaded", "opened", "tab", "pool", "trouble"]
    trouble: Literal["", "none", "expired", "blocked", "deleted"] = ""
    copies: Annotated[tuple[str, ...], Field(max_length=2)] = ()
    pool: str = ""


def read_said(text: str) -> Copy | Reply | None:
    """What the browser sent, as far as it has the right shape; None where it has not."""
    if len(text) > 2 * LARGEST:
        return None
    for kind in (Copy, Reply):
        try:
            return kind.model_validate_json(text)
        except (ValidationError, ValueError):
            continue
    return None


def write_copy(desk: FileDesk, mark: str, knows: Iterable[str], server: str, pool: str, *, delete: bool) -> str:
    contents = desk.contents()
    times: dict[str, dict[str, datetime]] = {}
    for key, entry in contents.entries.items():
        if entry.at is not None:
            times.setdefault(key.rubric, {})[key.question] = entry.at
    moments = desk.moments
    return Copy(
        name=desk.name,
        mark=mark,
        knows=tuple(knows)[-MOST_KNOWN:],
        server=server,
        keep="yes" if desk.copied else "delete" if delete else "no",
        council=contents.council.name or "",
        revision=contents.revision,
        changed=moments.changed,
        set_up=moments.set_up,
        asked=moments.asked,
        holds=moments.holds,
        place=desk.place(),
        chosen=tuple(contents.rubrics),
        answers=dump_answers(whole(contents).sheet()).decode(),
        times=times,
        said={item: said.at for item, said in contents.said.items() if said.at is not None},
        intended={name_of(spot): kept.at for spot, kept in contents.intended.items() if kept.at is not None},
        pool=pool,
    ).model_dump_json()


def whole(contents: Contents) -> Contents:
    """With the rubrics of left-out areas too that were answered, so that a file of it lacks none of the answers: each
    under the version that was answered, which before this was noted was the first.
    """
    answered = {key.rubric for key in contents.entries} | {spot.rubric for spot in contents.intended if spot.rubric}
    known = contents.wordings
    first = {rubric.id: rubric.version for rubric in sorted(resources.rubrics().values(), key=newest_first)}
    left_out = {id: known[id].version if id in known else version for id, version in first.items() if id in answered}
    return replace(contents, rubrics={**left_out, **contents.rubrics})


def newest_first(rubric: Rubric) -> tuple[int, ...]:
    return tuple(-number for number in rubric.order)


def read_copy(copy: Copy, now: datetime) -> FileDesk:
    """The desk that a copy tells of. Raises BadInput with every problem of it."""
    latest = now + timedelta(days=1)
    moments = (copy.changed, copy.set_up, copy.asked, copy.holds)
    answered = [at for questions in copy.times.values() for at in questions.values()]
    written = (*answered, *copy.said.values(), *copy.intended.values())
    if any(at is not None and at > latest for at in (*moments, *written)):
        raise BadInput([Problem("was changed at a time that is still to come; is this device's clock right?", NAME)])
    try:
        data = copy.answers.encode()
    except UnicodeEncodeError:
        raise BadInput([Problem("has a character that can't be kept", NAME)]) from None
    sheet = open_answers(data, resources.rubrics(), NAME, resources.companions)
    chosen = {name: version for name, version in sheet.rubrics.items() if name in copy.chosen}
    if not chosen:
        raise BadInput([Problem("names no area that it has answers of", NAME)])
    contents = Contents(
        sheet.scope,
        sheet.council,
        chosen,
        copy.revision,
        entries_of(sheet, copy),
        unfit=sheet.unfit,
        companions=resources.companions().version if copy.said or sheet.facts else "",
        said=said_of(sheet, copy),
        intended=intended_of(sheet, copy),
        wordings={name: Wording(version) for name, version in sheet.rubrics.items()},
    )
    changed, set_up, asked, holds = (None if at is None else utc(at) for at in moments)
    desk = FileDesk.again(copy.name, contents, Moments(changed, set_up, asked, holds), copy.place)
    desk.copied = copy.keep == "yes"
    return desk


def utc(at: datetime) -> datetime:
    """A file may be dated in the year 1, and another zone's year 1 lies before all time."""
    try:
        return at.astimezone(UTC)
    except OverflowError:
        return at.replace(tzinfo=UTC)


def entries_of(sheet: AnswerSheet, copy: Copy) -> dict[Key, Entry]:
    """Each answer with its time, and what was cleared, which has a time alone."""
    given = {Key(name, question) for name, answers in sheet.answers.items() for question in answers}
    timed = {
        Key(name, question): utc(at)
        for name, questions in copy.times.items()
        if (rubric := resources.rubrics().get((name, sheet.rubrics.get(name, ""))))
        for question, at in questions.items()
        if question in rubric.by_id
    }
    label = FileDesk.label
    return {
        key: Entry(sheet.answer(*key), copy.revision, label, timed.get(key)) for key in sorted(given | timed.keys())
    }


def said_of(sheet: AnswerSheet, copy: Copy) -> dict[str, Said]:
    """Each fact with its time, and what was taken back, which has a time alone."""
    timed = {item: utc(at) for item, at in copy.said.items() if item in resources.companions().items}
    revision, label = copy.revision, FileDesk.label
    return {
        item: Said(sheet.facts.get(item), timed.get(item), revision, label)
        for item in sorted(sheet.facts.keys() | timed.keys())
    }


def name_of(spot: Spot) -> str:
    return "/".join(spot)


def spot_of(name: str) -> Spot | None:
    """None where it names none."""
    what, *place = name.split("/")
    if what not in list(Intends) or len(place) != len(Spot._fields) - 1:
        return None
    return Spot(Intends(what), *place)


def intended_of(sheet: AnswerSheet, copy: Copy) -> dict[Spot, Kept]:
    """The same of what is intended."""
    here = FileDesk.of(sheet).contents().intended
    timed = {spot: utc(at) for name, at in copy.intended.items() if (spot := spot_of(name)) and is_here(spot, sheet)}
    return {
        spot: Kept(here[spot].value if spot in here else None, copy.revision, FileDesk.label, timed.get(spot))
        for spot in sorted(here.keys() | timed.keys())
    }


def is_here(spot: Spot, sheet: AnswerSheet) -> bool:
    return spot.what is Intends.DECISION or spot.rubric in sheet.rubrics


def pack(file: str) -> str:
    return b64encode(zlib.compress(file.encode())).decode()


def unpack(packed: str) -> bytes:
    """Raises BadInput where it is no packed pool, or one too large."""
    try:
        reader = zlib.decompressobj()
        data = reader.decompress(b64decode(packed.encode("ascii"), validate=True), LARGEST_POOL)
    except (ValueError, binascii.Error, zlib.error):
        raise BadInput([Problem("can't be read", NAME)]) from None
    if reader.unconsumed_tail or not reader.eof:
        raise BadInput([Problem("is larger than 5 MB, or cut short", NAME)])
    return data
