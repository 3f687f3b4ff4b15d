"""Whose a page or a file is: a consultant has twenty of them open, and as many in one folder."""

import re
import unicodedata
from datetime import date

LONGEST = 40  # letters of a name in a file's name
MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def day_text(day: date) -> str:
    """ "14 May 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def file_name(what: str, ending: str, council: str | None, day: date | None) -> str:
    """ "maturity-result-example-borough-2026-05-14.json": letters, digits and hyphens, whatever a council is called."""
    plain = unicodedata.normalize("NFKD", council or "").encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST].strip("-")
    return "-".join(filter(None, ["maturity", what, name, day.isoformat() if day else ""])) + f".{ending}"


def whose_text(council: str | None, day: date | None) -> str:
    """ "Example Borough, last answer on 14 May 2026"; empty where neither is known."""
    told = f"{'last' if council else 'Last'} answer on {day_text(day)}" if day else ""
    return ", ".join(filter(None, [council, told]))
