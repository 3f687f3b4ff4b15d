"""A folder of rubrics: which of its files are read, and what else lies in it.

rubrics/<id>.yaml       the rubrics that are asked, one version of each
rubrics/earlier/        versions before those, so that answers to them are still scored
rubrics/figures/        published figures
rubrics/companions/     companion questions, with the figures that asked the same
rubrics/crosswalks/     what an answer to one version says of the next
"""

from collections.abc import Iterator
from pathlib import Path

from assessment.figures import FigureFile, FigureSet
from assessment.files.companions import COMPANIONS
from assessment.files.crosswalks import CROSSWALKS
from assessment.files.figure_files import parse_figures
from assessment.files.loading import load_rubric
from assessment.files.reading import RUBRIC_LIMIT, read_file
from assessment.instrument import BadInput, Problem, Rubric, RubricSet, quoted

EARLIER, FIGURES = "earlier", "figures"
KNOWN_FOLDERS = {
    "": {EARLIER, FIGURES, COMPANIONS, CROSSWALKS},
    FIGURES: {"context"},
    COMPANIONS: set[str](),
    CROSSWALKS: set[str](),
    EARLIER: set[str](),
}
ENDINGS = (".yaml", ".yml")
NOT_FOR_US = {"readme.md", "thumbs.db", "desktop.ini", "__pycache__"}

Found = dict[tuple[str, str], tuple[Path, Rubric]]


def shipped_rubrics() -> Path:
    """The folder of rubrics: beside the package in a checkout, inside it in an installed wheel."""
    inside = Path(__file__).parent / "shipped" / "rubrics"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "rubrics"


def yaml_files(folder: Path) -> list[Path]:
    """A folder's YAML files, whatever the capitals of their endings."""
    return [path for path in entries(folder) if path.suffix.lower() in ENDINGS and not path.is_dir()]


def entries(folder: Path) -> list[Path]:
    """What is in a folder, without what systems and editors hide there."""
    if not folder.is_dir():
        return []
    return [path for path in sorted(folder.iterdir()) if path.name[:1] != "." and path.name.lower() not in NOT_FOR_US]


def not_read(folder: Path) -> list[Problem]:
    """What lies in a folder of rubrics and is not read: a file put there for nothing is told, not passed over."""
    return [problem for within in KNOWN_FOLDERS for problem in not_read_in(folder, within)]


def not_read_in(folder: Path, within: str) -> Iterator[Problem]:
    known = KNOWN_FOLDERS[within]
    for path in entries(folder / within):
        name = "/".join(filter(None, [within, quoted(path.name)]))
        if path.is_dir() and path.name not in known:
            *others, last = [f"{one}/" for one in sorted(known)] or [""]
            meant = (
                f"only {' and '.join(filter(None, [', '.join(others), last]))} are" if last else "no folder in it is"
            )
            yield Problem(f"is a folder and is not read; {meant}", f"{name}/")
        elif not path.is_dir() and path.suffix.lower() not in ENDINGS:
            yield Problem("is not read; only files whose names end in .yaml or .yml are", name)


def load_rubrics(folder: Path) -> dict[tuple[str, str], Rubric]:
    """Every rubric of a folder, its earlier versions too, by (id, version). Raises BadInput with every problem of every
    file.
    """
    found: Found = {}
    problems: list[Problem] = []
    for path in [*yaml_files(folder), *yaml_files(folder / EARLIER)]:
        try:
            rubric = load_rubric(path)
        except BadInput as refused:
            problems += refused.problems
            continue
        wrong = [*id_problems(path, rubric, found), *changed_problems(path, rubric, folder)]
        problems += wrong
        if not wrong:
            found[rubric.id, rubric.version] = path, rubric
    if problems:
        raise BadInput(problems)
    if not found:
        raise BadInput([Problem("holds no rubric; a rubric is a file whose name ends in .yaml", folder.name)])
    return {key: rubric for key, (_, rubric) in found.items()}


def id_problems(path: Path, rubric: Rubric, found: Found) -> Iterator[Problem]:
    """A file may not take the place of another in silence: a copy whose id was left is not its next version."""
    if (rubric.id, rubric.version) in found:
        message = f"'{rubric.id}' {rubric.version} is in another file too; keep one"
        yield Problem(message, path.name, id=rubric.id)
        return
    same = [(other, one) for (id, _), (other, one) in found.items() if id == rubric.id and other.parent == path.parent]
    if path.parent.name == EARLIER:
        current = [one for (id, _), (other, one) in found.items() if id == rubric.id and other.parent != path.parent]
        if not current or any(rubric.order > one.order for one in current):
            message = f"is no earlier version: the folder above has no newer one of '{rubric.id}'"
            yield Problem(message, f"{EARLIER}/{path.name}", id=rubric.id)
        return
    for other, one in same:
        if path.stem == other.stem or not (is_named_for(path, rubric) and is_named_for(other, one)):
            yield Problem(
                f"has the id '{rubric.id}' of {other.name}, which it would replace; give it an id of its own, or, if "
                f"it is another version, move the older one to {EARLIER}/",
                path.name,
                id=rubric.id,
            )
            return


def is_named_for(path: Path, rubric: Rubric) -> bool:
    """Whether a file is called as its rubric: area.yaml, area-2.yaml, area-2.0.0.yaml."""
    return path.stem == rubric.id or f"{rubric.id}-{rubric.version}.".startswith(f"{path.stem}.")


def changed_problems(path: Path, rubric: Rubric, folder: Path) -> Iterator[Problem]:
    """Another content under the id and version of a shipped rubric would be scored as if it were that one."""
    ours = shipped_rubrics()
    if folder.resolve() == ours.resolve():
        return
    for shipped in (ours / f"{rubric.id}.yaml", ours / EARLIER / f"{rubric.id}-{rubric.version}.yaml"):
        if not shipped.is_file():
            continue
        original = load_rubric(shipped)
        if original.version == rubric.version and original.content_hash != rubric.content_hash:
            message = (
                f"is not the shipped '{rubric.id}' {rubric.version}, but has its id and version; give a copy an id of "
                "its own, and a changed rubric a new version"
            )
            yield Problem(message, path.name, id=rubric.id)


def shared_id(path: Path, rubric: Rubric) -> Iterator[Problem]:
    """What a single file's id would do beside the shipped rubrics: a problem, or a warning."""
    ours = shipped_rubrics()
    yield from changed_problems(path, rubric, path.parent)
    shipped = ours / f"{rubric.id}.yaml"
    if path.parent.resolve() != ours.resolve() and shipped.is_file() and not is_named_for(path, rubric):
        message = f"warning: '{rubric.id}' is the id of a shipped rubric; if this is a copy, give it one of its own"
        yield Problem(message, path.name, id=rubric.id)


def newest_of(rubrics: RubricSet) -> list[Rubric]:
    """The newest version of each rubric, by id: the order that the pages show them in."""
    by_id: dict[str, Rubric] = {}
    for rubric in sorted(rubrics.values(), key=lambda rubric: rubric.order):
        by_id[rubric.id] = rubric
    return [by_id[name] for name in sorted(by_id)]


def load_figures(folder: Path, rubrics: RubricSet) -> FigureSet:
    """The published figures in a folder of rubrics, if it has any. Raises BadInput with every problem of every file."""
    files: list[FigureFile] = []
    problems: list[Problem] = []
    for path in yaml_files(folder / FIGURES):
        try:
            files.append(parse_figures(read_file(path, RUBRIC_LIMIT), rubrics, path.name))
        except BadInput as refused:
            problems += refused.problems
    sources = {source.id: source for file in files for source in file.sources}
    ids = [figure.id for file in files for figure in file.figures]
    for twice in sorted({name for name in ids if ids.count(name) > 1}):
        problems.append(Problem(f"the figure '{twice}' stands in two files; give one of them another id", "figures"))
    if problems:
        raise BadInput(problems)
    figures = tuple(figure for file in files for figure in file.figures)
    return FigureSet(figures, tuple(points for file in files for points in file.points), sources)
