"""Files that visitors send: held in memory until they are used, so that there must be an end to them."""

from threading import Lock

from streamlit.runtime import get_instance
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFile, UploadedFileRec

from assessment.ui.guard.tabs import current_tab, is_known

MOST_FILES = 3  # that wait in one tab
MOST_BYTES = 10 * 1024 * 1024  # of them together
MOST_OF_ONE = 40 * 1024 * 1024  # address
MOST_IN_ALL = 200 * 1024 * 1024
FULL_TAB = (
    "At most 3 files of 10 MB together can wait in one tab; use or remove one of them, then choose this one again."
)
FULL = (
    "As many files wait as the server can hold, or as may come from your address; use or remove one of yours, or "
    "choose this one again in a minute."
)


class Uploads(MemoryUploadedFileManager):
    """Streamlit's own, which asks first whether there is room."""

    def __init__(self, upload_endpoint: str) -> None:
        super().__init__(upload_endpoint)
        self.sizes: dict[str, dict[str, int]] = {}  # by tab and file; also of those that are on their way
        self.owners: dict[str, str | None] = {}  # the address that each of these tabs has last sent from
        self.guard = Lock()

    def reserve(self, tab: str, file: str, size: int, address: str | None = None) -> str:
        """Keep room for a file of so many bytes. Empty, or why there is none. An address that is unknown has no share
        of its own.
        """
        with self.guard:
            others = {name: held for name, held in self.sizes.get(tab, {}).items() if name != file}
            elsewhere = {name: sum(files.values()) for name, files in self.sizes.items() if name != tab}
            owned = sum(held for name, held in elsewhere.items() if self.owners[name] == address)
            here = sum(others.values()) + size
            if len(others) >= MOST_FILES or here > MOST_BYTES:
                return FULL_TAB
            if here + sum(elsewhere.values()) > MOST_IN_ALL or (address is not None and here + owned > MOST_OF_ONE):
                return FULL
            self.sizes.setdefault(tab, {})[file] = size
            self.owners[tab] = address
            return ""

    def release(self, tab: str, file: str) -> None:
        with self.guard:
            files = self.sizes.get(tab, {})
            files.pop(file, None)
            if not files:
                self.sizes.pop(tab, None)
                self.owners.pop(tab, None)

    def settle(self, tab: str, file: str) -> None:
        """The request is over: what has come counts as large as it is, what has not as nothing."""
        found = self.get_files(tab, [file])
        if not found:
            self.release(tab, file)
            return
        with self.guard:
            self.sizes.setdefault(tab, {})[file] = len(found[0].data)
            self.owners.setdefault(tab, None)

    def add_file(self, session_id: str, file: UploadedFileRec) -> None:
        """Only for a tab that is still there: with one that is gone, nothing would ever end it."""
        if is_known(session_id):
            super().add_file(session_id, file)
        self.settle(session_id, file.file_id)

    def remove_file(self, session_id: str, file_id: str) -> None:
        super().remove_file(session_id, file_id)
        self.release(session_id, file_id)

    def remove_session_files(self, session_id: str) -> None:
        """What is still on its way keeps its room until it has come."""
        held = list(self.file_storage.get(session_id, ()))
        super().remove_session_files(session_id)
        for file in held:
            self.release(session_id, file)


def free(file: UploadedFile) -> None:
    """This file was used, and is needed no longer."""
    if isinstance(held := get_instance().uploaded_file_mgr, Uploads):
        held.remove_file(current_tab(), file.file_id)
