"""Published figures in, each match held against the version of the rubric that it was judged on."""

from collections.abc import Iterator, Mapping
from typing import Any

from assessment.figures import FigureFile
from assessment.files.kinds import kind_of, refuse_other
from assessment.files.located import Fault, Place
from assessment.files.readable import VERSION, entries, group, readable
from assessment.files.reading import RUBRIC_LIMIT, decode, validated
from assessment.files.yaml_reader import read_yaml
from assessment.instrument import Question, RubricSet, quoted

WITHOUT, WITH_VERSION = "figures/1", "figures/2"


def parse_figures(data: bytes, rubrics: RubricSet, name: str) -> FigureFile:
    """A figures/1 or /2 file, checked against the rubrics. Raises BadInput with every problem."""
    refuse_other(kind_of(data), "figures", name)
    located = read_yaml(decode(data, name, RUBRIC_LIMIT), name)
    file, faults = validated(FigureFile, located.content)
    faults += figure_faults(located.content, rubrics)
    if file is None or faults or located.faults:
        raise located.refusal(faults)
    return file


def figure_faults(content: Any, rubrics: RubricSet) -> Iterator[Fault]:
    """What the schema can't see, of whatever can be read."""
    format = content.get("format") if isinstance(content, dict) else None
    for number, figure in enumerate(entries(content, "figures")):
        for at, match in enumerate(entries(figure, "questions")):
            if isinstance(match, Mapping):
                yield from match_faults(("figures", number, "questions", at), match, format, rubrics)
    for at, points in enumerate(entries(content, "points")):
        path = group({"": points}, "").get("question")
        if isinstance(path, str) and "/" in path and not asked(path, rubrics):
            yield Fault(("points", at), nobody_asks(path))
    for at, source in enumerate(entries(content, "sources")):
        if format == WITHOUT and "read_in" in group({"": source}, ""):
            yield only_with_version(("sources", at), "read_in")


def match_faults(place: Place, match: Mapping[str, Any], format: object, rubrics: RubricSet) -> Iterator[Fault]:
    """What is wrong with the question, version and level of one match."""
    path, version, level = match.get("question"), readable(VERSION, match, "version"), match.get("level")
    if format == WITH_VERSION and match.get("version") is None:
        yield Fault(place, "version is missing; add that of the rubric whose levels the figure was judged on")
    if format == WITHOUT and "version" in match:
        yield only_with_version(place, "version")
    if not isinstance(path, str) or "/" not in path:
        return
    asking, id = asked(path, rubrics), path.partition("/")[0]
    here = [version for one, version in rubrics if one == id]
    if not asking:
        yield Fault(place, nobody_asks(path))
    elif format == WITHOUT and len(here) > 1:
        message = f"'{id}' is here in the versions {' and '.join(here)}, and {WITHOUT} can't say which is meant"
        yield Fault(place, f"{message}; write format: {WITH_VERSION}, and the version beside each question")
    elif version is not None and version not in asking:
        message = f"'{path}' is not asked in version {version}, only in {' and '.join(asking)}; correct the version"
        yield Fault((*place, "version"), message)
    elif version is not None or format == WITHOUT:
        top = asking[version or here[0]].top
        if isinstance(level, int) and level > top:
            yield Fault(place, f"level {level} does not exist; the levels of '{path}' are 0 to {top}")


def asked(path: str, rubrics: RubricSet) -> dict[str, Question]:
    """The question of a path in each version that asks it."""
    id, _, question = path.partition("/")
    return {
        version: rubric.by_id[question]
        for (one, version), rubric in rubrics.items()
        if one == id and question in rubric.by_id
    }


def nobody_asks(path: str) -> str:
    return f"there is no question '{quoted(path)}' in the rubrics here; check the ids"


def only_with_version(place: Place, key: str) -> Fault:
    return Fault((*place, key), f"{key} belongs to {WITH_VERSION}; write that as the format, or take it out")
