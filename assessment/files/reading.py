"""Bytes of a file become text, and content a value of a model or all that is wrong with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from pydantic import BaseModel, ValidationError

from assessment.files.kinds import WIDE
from assessment.files.located import Fault
from assessment.files.wording import explain
from assessment.instrument import BadInput, Problem

RUBRIC_LIMIT = 1024 * 1024  # bytes

Model = TypeVar("Model", bound=BaseModel)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A file to read. Raises BadInput where there is none, or it can't be read."""
    try:
        with path.open("rb") as file:
            yield file
    except OSError as error:
        reason = "there is no such file" if isinstance(error, FileNotFoundError) else "can't be read"
        raise BadInput([Problem(f"{reason}; check the name and its permissions", path.name)]) from None


def read_file(path: Path, limit: int) -> bytes:
    """At most one byte more than the limit, so that whoever reads on sees that it is passed."""
    with opened(path) as file:
        return file.read(limit + 1)


def decode(data: bytes, name: str, limit: int) -> str:
    if len(data) > limit:
        raise BadInput([Problem(f"is larger than {limit // 1024**2} MiB; this can't be the right file", name)])
    try:
        return data.decode("utf-16" if data.startswith(WIDE) else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadInput([Problem("is not UTF-8 text; save it as UTF-8", name, line)]) from None


def validated(model: type[Model], content: Any) -> tuple[Model | None, list[Fault]]:
    """A value of the model, or all of pydantic's complaints."""
    try:
        return model.model_validate(content), []
    except ValidationError as refused:
        errors = refused.errors(include_url=False)
        return None, [fault for error in errors for fault in explain(error, content)]
