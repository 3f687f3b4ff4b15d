"""Files out: whole, or not at all."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from assessment.files.loading import dump_answers
from assessment.instrument import AnswerSheet, BadInput, Problem


def write_whole(path: Path, pieces: Iterable[bytes]) -> None:
    """Raises BadInput if the file can't be written; what was there before is then still there."""
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file:
            file.writelines(pieces)
        part.replace(path)
    except OSError:
        raise BadInput([Problem("can't be written; check the folder and its permissions", path.name)]) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def save_answers(sheet: AnswerSheet, path: Path) -> None:
    """Into a new file: answers that are there already are never overwritten. Raises BadInput."""
    with suppress(OSError):  # a name that is no name: writing says so
        if path.exists():
            raise BadInput([Problem("exists already and is not overwritten; choose another name", path.name)])
    write_whole(path, [dump_answers(sheet)])
