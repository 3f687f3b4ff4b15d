"""A record as a file: made beside the pages, in turn with the board packs, once for all who ask for the same."""

from asyncio import shield, wrap_future
from functools import partial
from hashlib import sha256

from assessment.pack import Meeting, make_record, write_record
from assessment.ui import guard
from assessment.ui.reporting import packs


class NotMade(Exception):
    """With the sentence that says why."""


async def made(meeting: Meeting, ending: str, assessment: str) -> bytes:
    """Raises NotMade where there were too many, and what its writer raises."""
    key = sha256(f"record {ending} {meeting!r}".encode("utf-8", "surrogatepass")).hexdigest()
    found = packs().find(key)
    if found is None or found.failed:
        if refused := guard.count(guard.Act.PACK):
            raise NotMade(refused)
        asked = packs().ask(key, partial(written, meeting, ending), guard.visitor(), assessment)
        if isinstance(asked, str):
            raise NotMade(asked)
        found = asked
    return await shield(wrap_future(found.done))  # whoever goes away ends the waiting, not the making


def written(meeting: Meeting, ending: str) -> bytes:
    return write_record(make_record(meeting), ending)
