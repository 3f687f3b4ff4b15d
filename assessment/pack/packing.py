"""Packed documents (ZIP) whose bytes depend on what is in them, and not on the day or the place they were made at."""

import io
import re
import zipfile

FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP file can say
MADE = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(?=<)")


def same_bytes(data: bytes) -> bytes:
    """The same document with fixed times, in it and in the workbooks behind its charts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in packed.namelist():
            part = packed.read(name)
            if name.endswith(".xlsx"):
                part = same_bytes(part)
            elif name == "docProps/core.xml":
                part = MADE.sub(rb"\g<1>2020-01-01T00:00:00Z", part)
            entry = zipfile.ZipInfo(name, FIRST_DAY)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            fixed.writestr(entry, part)
    return out.getvalue()
