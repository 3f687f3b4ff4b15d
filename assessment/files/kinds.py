"""What a file is, by its content: names and endings are changed by people, mail programs and spreadsheets."""

import codecs
import re
from typing import NoReturn

from assessment.instrument import BadInput, Problem

LOOKED_AT = 64 * 1024  # bytes of a file's beginning
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

JSON_FORMAT = re.compile(r'"format"\s*:\s*"([a-z-]{1,30})/[0-9]')
YAML_FORMAT = re.compile(r"""^\{?["']?format["']?[ \t]*:[ \t]*["']?([a-z-]{1,30})/[0-9]""", re.MULTILINE)
POOL_HEADER = re.compile(r"^.*\brecord\b.*[,;\t].*$", re.IGNORECASE | re.MULTILINE)
STARTS = (
    (b"PK\x03\x04", "workbook"),
    (b"\xd0\xcf\x11\xe0", "workbook"),
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
)
FOUND = {
    "answers": "a file of answers",
    "result": "a result",
    "benchmark": "a comparison with other councils",
    "rubric": "a rubric",
    "figures": "a file of published figures",
    "companions": "a file of companion questions",
    "crosswalk": "a crosswalk from one version of a rubric to the next",
    "council-counts": "a file that goes with the published figures",
    "report-facts": "a file that goes with the published figures",
    "pool": "a table, such as a peer pool",
    "workbook": "a spreadsheet or another packed file",
    "pdf": "a PDF",
    "picture": "a picture",
    "page": "a web page",
}
WANTED = {
    "answers": ("answers", "choose the file of answers, whose name begins with maturity-answers"),
    "rubric": ("a rubric", "a rubric begins with the line format: rubric/2"),
    "figures": ("published figures", "these begin with the line format: figures/2"),
    "companions": ("companion questions", "these begin with the line format: companions/1"),
    "crosswalk": ("a crosswalk", "it begins with the line format: crosswalk/1"),
    "pool": ("a peer pool", "choose a table with one row for each council, as CSV or XLSX"),
}


def kind_of(data: bytes) -> str:
    """One of the keys of `FOUND`, another format's name, or nothing where it can't be told."""
    for start, kind in STARTS:
        if data.startswith(start):
            return kind
    text = beginning_of(data)
    if text.lower().startswith(("<!doctype", "<html", "<table", "<?xml")):
        return "page"
    if text.startswith(("{", "[")):
        named = JSON_FORMAT.search(text) or YAML_FORMAT.search(text)
        return named[1] if named else ""
    if named := YAML_FORMAT.search(text):
        return named[1]
    return "pool" if POOL_HEADER.search("\n".join(text.splitlines()[:30])) and "month" in text.lower() else ""


def beginning_of(data: bytes) -> str:
    encoding = "utf-16" if data.startswith(WIDE) else "utf-8-sig"
    return data[:LOOKED_AT].decode(encoding, "replace").lstrip()


def refuse_other(kind: str, wanted: str, name: str) -> None:
    """Raises BadInput where a file is known to be another than what was wanted."""
    if kind in FOUND and kind != wanted:
        refuse_as(kind, wanted, name)


def refuse_as(kind: str, wanted: str, name: str) -> NoReturn:
    what, instead = WANTED[wanted]
    raise BadInput([Problem(f"is {FOUND[kind]}, not {what}; {instead}", name)])
