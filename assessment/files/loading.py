"""Files in: rubric and answer files become values, or one list of everything that is wrong with them.

The readers turn text into plain values with their lines, the models judge them, and every complaint of either is
listed at once, in the author's own words.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from assessment.figures import CompanionSet, CouncilCounts, ReportFacts
from assessment.files.advice import long_links
from assessment.files.companions import KnownCompanions, fact_faults, keys_of_2, unfit_facts
from assessment.files.json_reader import read_json
from assessment.files.kinds import kind_of, refuse_other
from assessment.files.located import Fault, Located
from assessment.files.readable import DAY, VERSION, group, is_slug, readable, readable_sheet, rubric_faults
from assessment.files.reading import RUBRIC_LIMIT, decode, read_file, validated
from assessment.files.yaml_reader import read_yaml
from assessment.instrument import (
    AnswerSheet,
    BadInput,
    Council,
    Problem,
    Rubric,
    RubricSet,
    Unfit,
    country_problem,
    region_problem,
    sheet_problems,
)

INTENDED = ("plan", "targets")  # each with a member of its own for each rubric
ANSWERS_LIMIT = 5 * 1024 * 1024

Model = TypeVar("Model", bound=BaseModel)


def load_rubric(path: Path) -> Rubric:
    """Raises BadInput with every problem of the file."""
    return load_located_rubric(path)[0]


def load_located_rubric(path: Path) -> tuple[Rubric, Located]:
    return parse_located_rubric(read_file(path, RUBRIC_LIMIT), path.name)


def load_report_facts(folder: Path) -> ReportFacts | None:
    """What the report counted by country; None in a folder of rubrics without it."""
    return load_context(folder, "report.yaml", ReportFacts)


def load_council_counts(folder: Path) -> CouncilCounts | None:
    return load_context(folder, "councils.yaml", CouncilCounts)


def load_context(folder: Path, name: str, model: type[Model]) -> Model | None:
    path = folder / "figures" / "context" / name
    return load_model(path, model) if path.is_file() else None


def load_model(path: Path, model: type[Model]) -> Model:
    """A YAML file as one value. Raises BadInput with every problem."""
    located = read_yaml(decode(read_file(path, RUBRIC_LIMIT), path.name, RUBRIC_LIMIT), path.name)
    value, faults = validated(model, located.content)
    if value is None or located.faults:
        raise located.refusal(faults)
    return value


def load_answers(path: Path, rubrics: RubricSet, companions: KnownCompanions = CompanionSet) -> AnswerSheet:
    return parse_answers(read_file(path, ANSWERS_LIMIT), rubrics, path.name, companions)


def parse_rubric(data: bytes, name: str) -> Rubric:
    """Read a rubric, of format rubric/1 or rubric/2. Raises BadInput with every problem."""
    return parse_located_rubric(data, name)[0]


def parse_located_rubric(data: bytes, name: str) -> tuple[Rubric, Located]:
    """A rubric, and where in its file each part of it stands. Raises BadInput with every problem."""
    refuse_other(kind_of(data), "rubric", name)
    located = read_yaml(decode(data, name, RUBRIC_LIMIT), name)
    rubric, faults = validated(Rubric, located.content)
    if rubric is None:
        faults += rubric_faults(located.content)
    if rubric is None or located.faults:
        raise located.refusal(faults)
    return rubric, located


def parse_answers(
    data: bytes, rubrics: RubricSet, name: str, companions: KnownCompanions = CompanionSet
) -> AnswerSheet:
    """Read an answers/1 or /2 file and check it against the rubrics and the companion questions. Raises BadInput with
    every problem.
    """
    return sheet_of(read_answers(data, name), rubrics, companions)


def open_answers(
    data: bytes, rubrics: RubricSet, name: str, companions: KnownCompanions = CompanionSet, *, new: bool = False
) -> AnswerSheet:
    """The same, but what is answered under rubrics or versions that are not here is left aside, in the sheet's `unfit`.
    Raises BadInput where nothing is left, or for what is wrong with the rest. `new`: it comes from somewhere else,
    so that the limits of what is new hold for it.
    """
    located = read_answers(data, name)
    unfit = [*unfit_in(located, rubrics)]
    if len(unfit) < len(group(located.content, "rubrics")):
        for one in unfit:
            for key in ("rubrics", *one.texts):
                located.content[key].pop(one.rubric, None)
        facts = [*unfit_facts(located, companions)]
        if facts:
            del located.content["facts"], located.content["companions"]
        unfit += facts
    else:
        unfit = []  # nothing is left: refused, with why
    sheet = sheet_of(located, rubrics, companions)
    if new and (faults := [*long_links(sheet)]):
        raise located.refusal(faults)
    return sheet.with_unfit(tuple(unfit))


def unfit_in(located: Located, rubrics: RubricSet) -> Iterator[Unfit]:
    content = located.content
    day = readable(DAY, content, "date")
    if not isinstance(content, dict) or not isinstance(content.get("answers", {}), dict):
        return
    for rubric in group(content, "rubrics"):
        version = readable(VERSION, group(content, "rubrics"), rubric)
        if is_slug(rubric) and version is not None and (rubric, version) not in rubrics:
            intended = tuple((key, located.texts[key, rubric]) for key in INTENDED if rubric in group(content, key))
            yield Unfit(rubric, version, located.texts.get(("answers", rubric)), day, intended=intended)


def read_answers(data: bytes, name: str) -> Located:
    refuse_other(kind_of(data), "answers", name)
    return read_json(decode(data, name, ANSWERS_LIMIT), name)


def sheet_of(located: Located, rubrics: RubricSet, companions: KnownCompanions) -> AnswerSheet:
    sheet, faults = validated(AnswerSheet, located.content)
    faults += format_faults(located.content)
    faults += fact_faults(located.content, companions)
    faults += place_faults(sheet)
    for place, where, message in sheet_problems(sheet or readable_sheet(located.content), rubrics):
        faults.append(Fault(place, message, id=where))
    if sheet is None or faults or located.faults:
        raise located.refusal(faults)
    return sheet


def refuse_what_is_to_come(sheet: AnswerSheet, name: str, today: date) -> AnswerSheet:
    """The same sheet. Raises BadInput where its date is later than tomorrow: it is tomorrow already somewhere."""
    if sheet.date is not None and sheet.date > today + timedelta(days=1):
        raise BadInput([Problem(f"date {sheet.date} is still to come; correct it, or leave it out", name)])
    return sheet


def dump_answers(sheet: AnswerSheet) -> bytes:
    """The file of a sheet: what `open_answers` reads back as the same sheet, and the unfit as it was. It is answers/2
    where it has something that only this may have, else answers/1.
    """
    content = sheet.model_dump(mode="json", exclude_defaults=True, exclude={"format"})
    is_2 = sheet.uses_2 or any(map(has_keys_of_2, sheet.unfit))
    whole = {"format": "answers/2" if is_2 else "answers/1", "scope": sheet.scope.value, **content}
    kept: dict[str, str] = {}
    for one in sheet.unfit:
        places = {key: place_of(one, key) for key in one.texts}
        kept |= {json.dumps(places[key]): text for key, text in one.texts.items()}
        if one.is_facts:
            whole |= {"companions": one.version, **places}
            continue
        for key, place in {"rubrics": one.version, **places}.items():
            whole[key] = {**whole.get(key, {}), one.rubric: place}
    return put_back(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", kept).encode()


def put_back(text: str, kept: Mapping[str, str]) -> str:
    """With what was kept letter for letter; in one go, for such a text may look like the place of another."""
    places = "|".join(map(re.escape, kept))
    return re.sub(places, lambda place: kept[place[0]], text) if kept else text


def has_keys_of_2(one: Unfit) -> bool:
    if one.is_facts or one.intended:
        return True
    found = read_json(one.text, "").content if one.text is not None else {}
    return any(True for _ in keys_of_2({"answers": {one.rubric: found}}))


def place_of(one: Unfit, key: str) -> str:
    """What stands in for a text until all else is written: with a NUL, which no text of a sheet may hold."""
    return f"\0{key}/{one.rubric}"


def place_faults(sheet: AnswerSheet | None) -> Iterator[Fault]:
    """Codes that stand for no country or region: the pages could not show them, nor a pool sort by them."""
    council = sheet.council if sheet else Council()
    if council.country is not None and (wrong := country_problem(council.country)):
        yield Fault(("council", "country"), f"country {wrong}")
    if council.region is not None and (wrong := region_problem(council.region)):
        yield Fault(("council", "region"), f"region {wrong}")


def format_faults(content: Any) -> Iterator[Fault]:
    """A sheet made by the app needs no format; a file must say which it has, or a later one is read as this one."""
    if isinstance(content, dict) and "format" not in content:
        yield Fault(("format",), "format is missing; add it")
