"""Files that visitors get: each belongs to the tab that made it, is named by a hash of all that is in it, and goes with
the tab, with the assessment, or a minute after the page stopped offering it.

Streamlit's own storage hands out what another made where the length, the beginning, the middle and the end are alike,
to everybody who knows the name, and drops it when the next visitor leaves.
"""

import hashlib
import time
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from streamlit import query_params
from streamlit.runtime import Runtime
from streamlit.runtime.media_file_storage import MediaFileKind, MediaFileStorageError
from streamlit.runtime.memory_media_file_storage import MemoryFile, MemoryMediaFileStorage

from assessment.ui.guard.tabs import current_tab

KEPT_SECONDS = 60  # after the page stopped offering a file
MOST_KEPT = 10  # such files of a tab
_maker: ContextVar[tuple[str, str]] = ContextVar("maker", default=("", ""))


@dataclass
class Held:
    file: MemoryFile
    tab: str
    assessment: str
    unused: float | None = None  # since when


class Downloads(MemoryMediaFileStorage):
    def __init__(self, media_endpoint: str) -> None:
        super().__init__(media_endpoint)
        self.held: dict[str, Held] = {}

    def load_and_get_id(
        self, path_or_data: str | bytes, mimetype: str, kind: MediaFileKind, filename: str | None = None
    ) -> str:
        data = Path(path_or_data).read_bytes() if isinstance(path_or_data, str) else bytes(path_or_data)
        tab, assessment = maker() if current_tab() else _maker.get()
        told = "\0".join((tab, assessment, mimetype, filename or "", ""))
        name = hashlib.sha256(told.encode() + data).hexdigest()
        self.held[name] = Held(MemoryFile(data, mimetype, kind, filename), tab, assessment)
        return name

    def get_file(self, filename: str) -> MemoryFile:
        found = self.held.get(filename.partition(".")[0])
        if found is None:
            raise MediaFileStorageError("no such file")
        return found.file

    def tab_of(self, filename: str) -> str:
        found = self.held.get(filename.partition(".")[0])
        return found.tab if found else ""

    def delete_file(self, file_id: str) -> None:
        """Streamlit's page offers it no longer, but somebody may just have clicked."""
        if found := self.held.get(file_id):
            found.unused = time.monotonic()
            unused = [name for name, one in list(self.held.items()) if one.tab == found.tab and one.unused is not None]
            for name in unused[:-MOST_KEPT]:
                self.held.pop(name, None)

    def end(self, ends: Callable[[Held], bool]) -> None:
        for name, one in list(self.held.items()):
            if ends(one):
                self.held.pop(name, None)

    def end_unused(self) -> None:
        now = time.monotonic()
        self.end(lambda one: one.unused is not None and now - one.unused > KEPT_SECONDS)


def maker() -> tuple[str, str]:
    """The tab that is being drawn, and the public name of the assessment that it shows."""
    return current_tab(), query_params.get("a", "")


def keep_makers(runtime: Runtime) -> None:
    """A file that is made only when it is asked for is made outside its page, and must still know whose it is."""
    add = runtime.media_file_mgr.add_deferred

    def added(data_callable: Callable[[], Any], *more: Any, **named: Any) -> str:
        whose = maker()

        def made() -> Any:
            _maker.set(whose)
            return data_callable()

        return add(made, *more, **named)

    runtime.media_file_mgr.add_deferred = added  # type: ignore[method-assign]
