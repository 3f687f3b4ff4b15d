"""Crosswalks in: what leads from one version of a rubric to the next, every problem with its line and id."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from assessment.files.kinds import kind_of, refuse_other
from assessment.files.located import Fault
from assessment.files.readable import SLUG, VERSION, entries, readable
from assessment.files.reading import RUBRIC_LIMIT, decode, read_file, validated
from assessment.files.yaml_reader import read_yaml
from assessment.instrument import (
    Alteration,
    BadInput,
    Crossing,
    Crosswalk,
    CrosswalkEntry,
    Crosswalks,
    Problem,
    RubricSet,
    crossing,
    crosswalk_problems,
    quoted,
)

CROSSWALKS = "crosswalks"
ALTERATION: TypeAdapter[Alteration] = TypeAdapter(Alteration)


def parse_crosswalk(data: bytes, rubrics: RubricSet, name: str) -> Crosswalk:
    """A crosswalk/1 file, checked against both versions of its rubric. Raises BadInput with every problem."""
    refuse_other(kind_of(data), "crosswalk", name)
    located = read_yaml(decode(data, name, RUBRIC_LIMIT), name)
    file, faults = validated(Crosswalk, located.content)
    rubric = readable(SLUG, located.content, "rubric")
    if rubric is not None:
        versions = readable(VERSION, located.content, "from"), readable(VERSION, located.content, "to")
        read = [entry_of(question) for question in entries(located.content, "questions")]
        faults += [
            Fault(place, message, id=id) for place, id, message in crosswalk_problems(rubric, versions, read, rubrics)
        ]
    if file is None or faults or located.faults:
        raise located.refusal(faults)
    return file


def entry_of(question: Any) -> CrosswalkEntry:
    """What can be read of a question, whatever is wrong with the rest."""
    levels = [crossing_or_none(level) for level in entries(question, "levels")]
    return CrosswalkEntry(readable(SLUG, question, "id"), readable(ALTERATION, question, "change"), levels)


def crossing_or_none(level: Any) -> Crossing | None:
    if level == "ask" or isinstance(level, Mapping):
        try:
            return crossing(level)
        except ValueError:
            return None
    return None


def load_crosswalks(folder: Path, rubrics: RubricSet) -> Crosswalks:
    """The crosswalks in a folder of rubrics, if any, by rubric and the version that they lead from. Raises BadInput
    with every problem of every file.
    """
    found: dict[tuple[str, str], tuple[str, Crosswalk]] = {}
    problems: list[Problem] = []
    within = folder / CROSSWALKS
    for path in sorted(within.iterdir()) if within.is_dir() else ():
        if path.suffix.lower() not in (".yaml", ".yml") or path.name[:1] == "." or path.is_dir():
            continue
        try:
            one = parse_crosswalk(read_file(path, RUBRIC_LIMIT), rubrics, path.name)
        except BadInput as refused:
            problems += refused.problems
            continue
        other, _ = found.setdefault((one.rubric, one.before), (path.name, one))
        if other != path.name:
            message = f"leads from '{one.rubric}' {one.before}, as {quoted(other)} does; keep one"
            problems.append(Problem(message, path.name, id=one.rubric))
    if problems:
        raise BadInput(problems)
    return {key: one for key, (_, one) in found.items()}
