"""Who makes no document doesn't wait for what makes documents."""

import subprocess
import sys

import pytest

HEAVY = ("altair", "docx", "pandas", "pptx", "typst", "vl_convert", "xlsxwriter")


@pytest.mark.parametrize("room", ["assessment.command", "assessment.pack"])
def test_what_writes_documents_is_loaded_when_one_is_written(room: str) -> None:
    told = f"import sys, {room}; print(*sorted(set({HEAVY}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)

    assert done.stdout.split() == []
