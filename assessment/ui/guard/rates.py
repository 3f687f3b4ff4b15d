"""How often an address may begin an assessment, try a link or code that opens nothing, or have a pack made."""

from enum import StrEnum
from functools import cache

from limits import RateLimitItemPerHour
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from streamlit import context

from assessment.ui.guard.addresses import address_of, asking
from assessment.ui.guard.settings import IN_ALL, Limits, limits


class Act(StrEnum):
    NEW = "new"
    WRONG = "wrong"
    PACK = "pack"


PACKS_AN_HOUR = 60  # each takes a processor for a second or more
SENTENCES = {
    Act.NEW: "Too many assessments were begun from your address within an hour. Nothing is begun; please try again "
    "later, or ask whoever runs this server. Assessments that were begun before stay open.",
    Act.WRONG: "Too many links that open nothing were tried from your address within an hour. Please try again later. "
    "A link that is right still opens.",
    Act.PACK: "Too many packs were made for your address within an hour. Please try again later.",
}


class Rates:
    """Counts by the hour, for one address and for all together."""

    def __init__(self, most: Limits) -> None:
        self.counts = MovingWindowRateLimiter(MemoryStorage())
        numbers = {Act.NEW: most.new, Act.WRONG: most.wrong, Act.PACK: PACKS_AN_HOUR}
        self.one = {act: RateLimitItemPerHour(number) for act, number in numbers.items()}
        self.all = {act: RateLimitItemPerHour(IN_ALL * number) for act, number in numbers.items()}

    def count(self, act: Act, address: str | None) -> str:
        """Count one more. Empty, or the sentence to refuse it with. An address that is unknown has no limit of its own,
        and one that is refused uses up nothing of the others'.
        """
        if not self.counts.test(self.all[act], act):
            return SENTENCES[act]
        if address is not None and not self.counts.hit(self.one[act], act, address):
            return SENTENCES[act]
        return "" if self.counts.hit(self.all[act], act) else SENTENCES[act]


@cache
def rates() -> Rates:
    """Those of this process."""
    return Rates(limits())


class TooOften(Exception):
    """With the sentence to refuse it with."""


def count(act: Act) -> str:
    """Count one more for whose request is being answered, or whose page is being drawn. Empty, or the sentence."""
    return rates().count(act, visitor())


def visitor() -> str | None:
    """The address for which that is counted, as far as it is known."""
    asked = asking.get()
    if asked is None:
        asked = (address_of([name.lower().encode() for name in context.headers], context.ip_address),)
    return asked[0]
