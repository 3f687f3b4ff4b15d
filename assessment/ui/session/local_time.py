"""When something happened, in the reader's own time where the browser tells its zone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import streamlit as st

from assessment.words import day_text


def local(at: datetime) -> tuple[datetime, str]:
    """The same moment in the reader's zone, and what to add where the zone is not known."""
    try:
        return at.astimezone(ZoneInfo(st.context.timezone or "")), ""
    except (KeyError, ValueError, OSError, OverflowError, TypeError):
        return at.astimezone(UTC), " UTC"


def time_text(at: datetime, now: datetime) -> str:
    """ "at 14:05" for today, else "on 14 May 2026 at 14:05"."""
    here, zone = local(at)
    day = "" if here.date() == local(now)[0].date() else f"on {day_text(here.date())} "
    return f"{day}at {here:%H:%M}{zone}"
