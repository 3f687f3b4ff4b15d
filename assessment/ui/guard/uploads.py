"""Files that visitors send: held in memory until they are used, so that there must be an end to them."""

from threading import Lock

from streamlit.runtime import get_instance
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFile, UploadedFileRec

from assessment.ui.guard.tabs import current_tab

MOST_FILES = 3  # that wait in one tab
MOST_BYTES = 10 * 1024 * 1024  # of them together
MOST_IN_ALL = 200 * 1024 * 1024
FULL_TAB = (
    "At most 3 files of 10 MB together can wait in one tab; use or remove one of them, then choose this one again."
)
FULL = "The server holds as many files as it can just now; please choose the file again in a minute."


class Uploads(MemoryUploadedFileManager):
    """Streamlit's own, which asks first whether there is room."""

    def __init__(self, upload_endpoint: str) -> None:
        super().__init__(upload_endpoint)
        self.sizes: dict[str, dict[str, int]] = {}  # by tab and file; also of those that are on their way
        self.guard = Lock()

    def reserve(self, tab: str, file: str, size: int) -> str:
        """Keep room for a file of so many bytes. Empty, or why there is none."""
        with self.guard:
            others = {name: held for name, held in self.sizes.get(tab, {}).items() if name != file}
            elsewhere = sum(sum(files.values()) for name, files in self.sizes.items() if name != tab)
            here = sum(others.values()) + size
            if len(others) >= MOST_FILES or here > MOST_BYTES:
                return FULL_TAB
            if here + elsewhere > MOST_IN_ALL:
                return FULL
            self.sizes.setdefault(tab, {})[file] = size
            return ""

    def release(self, tab: str, file: str) -> None:
        with self.guard:
            files = self.sizes.get(tab, {})
            files.pop(file, None)
            if not files:
                self.sizes.pop(tab, None)

    def settle(self, tab: str, file: str) -> None:
        """The request is over: what has come counts as large as it is, what has not as nothing."""
        found = self.get_files(tab, [file])
        if not found:
            self.release(tab, file)
            return
        with self.guard:
            self.sizes.setdefault(tab, {})[file] = len(found[0].data)

    def add_file(self, session_id: str, file: UploadedFileRec) -> None:
        super().add_file(session_id, file)
        self.settle(session_id, file.file_id)

    def remove_file(self, session_id: str, file_id: str) -> None:
        super().remove_file(session_id, file_id)
        self.release(session_id, file_id)

    def remove_session_files(self, session_id: str) -> None:
        super().remove_session_files(session_id)
        with self.guard:
            self.sizes.pop(session_id, None)


def free(file: UploadedFile) -> None:
    """This file was used, and is needed no longer."""
    if isinstance(held := get_instance().uploaded_file_mgr, Uploads):
        held.remove_file(current_tab(), file.file_id)
