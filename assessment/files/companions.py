"""Companion questions in, and the facts of an answer file beside them: every problem with its line and id."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from assessment.figures import CompanionArea, CompanionFile, CompanionSet, FigureSource
from assessment.files.kinds import kind_of, refuse_other
from assessment.files.located import Fault, Located, Place
from assessment.files.readable import SLUG, VERSION, entries, group, is_slug, readable
from assessment.files.reading import RUBRIC_LIMIT, decode, read_file, validated
from assessment.files.yaml_reader import read_yaml
from assessment.instrument import NEW_IN_2, NEW_IN_ANSWERS_OF_2, BadInput, Problem, RubricSet, Unfit, quoted

COMPANIONS = "companions"

KnownCompanions = Callable[[], CompanionSet]  # asked only where a file has facts: reading them takes a moment


def parse_companions(data: bytes, rubrics: RubricSet, name: str) -> CompanionFile:
    """A companions/1 file, checked against the rubrics. Raises BadInput with every problem."""
    refuse_other(kind_of(data), COMPANIONS, name)
    located = read_yaml(decode(data, name, RUBRIC_LIMIT), name)
    file, faults = validated(CompanionFile, located.content)
    faults += companion_faults(located.content, rubrics)
    if file is None or faults or located.faults:
        raise located.refusal(faults)
    return file


def companion_faults(content: Any, rubrics: RubricSet) -> Iterator[Fault]:
    """What the schema can't see, of whatever can be read."""
    yield from source_faults(content)
    area = readable(SLUG, content, "area")
    ids: list[tuple[Place, Any]] = [(("sources", at), source) for at, source in enumerate(entries(content, "sources"))]
    for at, item in enumerate(entries(content, "items")):
        ids.append((("items", at), item))
        ids += [(("items", at, "figures", n), figure) for n, figure in enumerate(entries(item, "figures"))]
        yield from question_faults(("items", at), item, area, rubrics)
    yield from repeated(ids)


def repeated(ids: list[tuple[Place, Any]]) -> Iterator[Fault]:
    counts: Counter[str] = Counter()
    for place, holder in ids:
        id = readable(SLUG, holder, "id")
        if id is not None:
            counts[id] += 1
            if counts[id] > 1:
                yield Fault((*place, "id"), f"the id '{id}' stands twice; give one of them another")


def source_faults(content: Any) -> Iterator[Fault]:
    sources = entries(content, "sources")
    known = {readable(SLUG, source, "id") for source in sources}
    named = set()
    for at, item in enumerate(entries(content, "items")):
        for n, figure in enumerate(entries(item, "figures")):
            source = readable(SLUG, figure, "source")
            named.add(source)
            if source is not None and source not in known:
                place = ("items", at, "figures", n, "source")
                yield Fault(place, f"there is no source '{source}'; add it or correct its id")
    if None in named:
        return  # which of them that figure means can't be told
    for at, source in enumerate(sources):
        id = readable(SLUG, source, "id")
        if id is not None and id not in named:
            yield Fault(("sources", at), f"no figure has the source '{id}'; take it out")


def question_faults(place: Place, item: Any, area: str | None, rubrics: RubricSet) -> Iterator[Fault]:
    """What an item belongs to and no rubric asks."""
    asked = {f"{rubric.id}/{question.id}" for rubric in rubrics.values() for question in rubric.questions}
    for n, path in enumerate(entries(item, "questions")):
        if not isinstance(path, str) or "/" not in path:
            continue
        if path not in asked:
            message = f"there is no question '{quoted(path)}' in the rubrics here; check the ids"
            yield Fault((*place, "questions", n), message)
        elif area is not None and path.partition("/")[0] != area:
            yield Fault((*place, "questions", n), f"'{quoted(path)}' is no question of the area '{area}'")
    implied = group(item, "implied_by")
    path, level, version = implied.get("question"), implied.get("level"), readable(VERSION, implied, "version")
    if not isinstance(path, str) or not isinstance(level, int) or version is None:
        return
    rubric = rubrics.get((path.partition("/")[0], version))
    question = rubric.by_id.get(path.partition("/")[2]) if rubric else None
    if path not in asked or (rubric and question is None):
        yield Fault((*place, "implied_by"), f"there is no question '{quoted(path)}' in the rubrics here; check the ids")
    elif question is not None and level > question.top:
        message = f"level {level} does not exist; the levels of '{path}' are 0 to {question.top}"
        yield Fault((*place, "implied_by"), message)


def load_companions(folder: Path, rubrics: RubricSet) -> CompanionSet:
    """The companion questions in a folder of rubrics, if any. Raises BadInput with every problem of every file."""
    files: list[tuple[str, CompanionFile]] = []
    problems: list[Problem] = []
    within = folder / COMPANIONS
    for path in sorted(within.iterdir()) if within.is_dir() else ():
        if path.suffix.lower() in (".yaml", ".yml") and path.name[:1] != "." and not path.is_dir():
            try:
                files.append((path.name, parse_companions(read_file(path, RUBRIC_LIMIT), rubrics, path.name)))
            except BadInput as refused:
                problems += refused.problems
    problems += disagreements(files)
    if problems:
        raise BadInput(problems)
    in_order = sorted(
        (file for _, file in files), key=lambda file: (file.area not in {id for id, _ in rubrics}, file.area)
    )
    return CompanionSet(
        version=in_order[0].version if in_order else "",
        areas=tuple(CompanionArea(file.area, file.title, file.items) for file in in_order),
        sources={source.id: source for file in in_order for source in file.sources},
    )


def disagreements(files: list[tuple[str, CompanionFile]]) -> Iterator[Problem]:
    """What is wrong between files: an id or an area in two of them, or versions that differ. The same source may be
    named in several.
    """
    where: dict[str, str] = {}
    sources: dict[str, tuple[str, FigureSource]] = {}
    for name, file in files:
        ids = [item.id for item in file.items] + [figure.id for item in file.items for figure in item.figures]
        for what, id in [("area", file.area), *(("id", id) for id in ids)]:
            other = where.setdefault(f"{what} {id}", name)
            if other != name:
                yield Problem(f"the {what} '{id}' stands in {quoted(other)} too; give one of them another", name, id=id)
        for source in file.sources:
            other, same = sources.setdefault(source.id, (name, source))
            if same != source:
                message = f"the source '{source.id}' is another in {quoted(other)}; make them equal, or rename one"
                yield Problem(message, name, id=source.id)
        if file.version != files[0][1].version:
            message = f"is of version {file.version}, but {quoted(files[0][0])} of {files[0][1].version}"
            yield Problem(f"{message}; all files of the folder are of one", name)


def fact_faults(content: Any, known: KnownCompanions) -> Iterator[Fault]:
    """What is wrong with the facts of an answer file, and what only answers/2 may have."""
    if isinstance(content, dict) and content.get("format") == "answers/1":
        for place in keys_of_2(content):
            yield Fault(place, f'the key \'{place[-1]}\' belongs to answers/2; write "format": "answers/2"')
    facts, version = group(content, "facts"), readable(VERSION, content, "companions")
    if not facts or version is None:
        return
    companions = known()
    if version != companions.version:
        yield Fault(("companions",), f"facts of version {version} can't be read here; {here(companions)}")
        return
    for id in facts:
        item = companions.items.get(id)
        if not is_slug(id):
            continue
        if item is None:
            message = f"there is no companion question '{quoted(id)}' in version {version}; check the id"
            yield Fault(("facts", id), message)
        elif not item.is_asked:
            yield Fault(("facts", id), f"'{id}' is no yes or no question and is not asked yet; take it out")


def here(companions: CompanionSet) -> str:
    if not companions.version:
        return "there are no companion questions here"
    return f"the companion questions here are of version {companions.version}"


def keys_of_2(content: dict[str, Any]) -> Iterator[Place]:
    for key in NEW_IN_2:
        if key in content:
            yield (key,)
    for rubric in group(content, "answers"):
        for question, answer in group(group(content, "answers"), rubric).items():
            for key in NEW_IN_ANSWERS_OF_2:
                if isinstance(answer, dict) and key in answer:
                    yield "answers", rubric, question, key


def unfit_facts(located: Located, known: KnownCompanions) -> Iterator[Unfit]:
    """Facts of another version: they are kept as they were written."""
    version = readable(VERSION, located.content, "companions")
    text = located.texts.get(("facts",))
    if group(located.content, "facts") and version is not None and text and version != known().version:
        yield Unfit("", version, text, None, is_facts=True)
