"""What a plain page waits for: made beside the pages, in turn with the board packs, once for all who ask for it."""

from asyncio import shield, wrap_future
from collections.abc import Callable
from hashlib import sha256

from assessment.ui import guard
from assessment.ui.reporting.offering import packs


class NotMade(Exception):
    """With the sentence that says why."""


async def made(told: str, make: Callable[[], bytes], assessment: str) -> bytes:
    """`told`: all that it is made of, so that the same is made once. Raises NotMade where there were too many, and
    what `make` raises.
    """
    key = sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
    found = packs().find(key)
    if found is None or found.failed:
        if refused := guard.count(guard.Act.PACK):
            raise NotMade(refused)
        asked = packs().ask(key, make, guard.visitor(), assessment)
        if isinstance(asked, str):
            raise NotMade(asked)
        found = asked
    return await shield(wrap_future(found.done))  # whoever goes away ends the waiting, not the making
