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
    CODE = "code"  # a join code that opens nothing
    JOIN = "join"


PACKS_AN_HOUR = 60  # each takes a processor for a second or more
CODES_AN_HOUR, JOINS_AN_HOUR = 120, 600  # a whole room may come from one address
FIRST_CODES = 5  # that an address has however many others try
SENTENCES = {
    Act.NEW: "Too many assessments were begun from your address within an hour. Nothing is begun; please try again "
    "later, or ask whoever runs this server. Assessments that were begun before stay open.",
    Act.WRONG: "Too many links that open nothing were tried from your address within an hour. Please try again later. "
    "A link that is right still opens.",
    Act.PACK: "Too many packs were made for your address within an hour. Please try again later.",
    Act.CODE: "Too many codes that open nothing were tried from your address within an hour. Please try again later.",
    Act.JOIN: "Too many people joined from your address within an hour. Please try again later.",
}


class Rates:
    """Counts by the hour, for one address and for all together."""

    def __init__(self, most: Limits) -> None:
        self.counts = MovingWindowRateLimiter(MemoryStorage())
        numbers = {Act.NEW: most.new, Act.WRONG: most.wrong, Act.PACK: PACKS_AN_HOUR}
        numbers |= {Act.CODE: CODES_AN_HOUR, Act.JOIN: JOINS_AN_HOUR}
        self.first = RateLimitItemPerHour(FIRST_CODES)
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

    def is_spent(self, act: Act, address: str | None) -> bool:
        """Whether nothing is left to try, so that it isn't even looked up. The first few tries of an address are its
        own, so that others can't shut the door to it.
        """
        if address is not None and not self.counts.test(self.one[act], act, address):
            return True
        is_all_used = not self.counts.test(self.all[act], act)
        return is_all_used and (address is None or not self.counts.test(self.first, "first", act, address))

    def count_try(self, act: Act, address: str | None) -> None:
        for limit, *whose in ((self.one[act], act, address), (self.first, "first", act, address), (self.all[act], act)):
            if None not in whose:
                self.counts.hit(limit, *[str(one) for one in whose])


@cache
def rates() -> Rates:
    """Those of this process."""
    return Rates(limits())


class TooOften(Exception):
    """With the sentence to refuse it with."""


def count(act: Act) -> str:
    """Count one more for whose request is being answered, or whose page is being drawn. Empty, or the sentence."""
    return rates().count(act, visitor())


def is_spent(act: Act) -> bool:
    """Whether whose request is answered has tried too often, so that nothing more is looked up."""
    return rates().is_spent(act, visitor())


def count_try(act: Act) -> None:
    """Count one more that opened nothing."""
    rates().count_try(act, visitor())


def visitor() -> str | None:
    """The address for which that is counted, as far as it is known."""
    asked = asking.get()
    if asked is None:
        asked = (address_of([name.lower().encode() for name in context.headers], context.ip_address),)
    return asked[0]
