"""Threads in which requests ask the database: their own, so that one that says nothing keeps nobody else waiting."""

from asyncio import Lock
from collections.abc import Callable
from functools import cache, partial
from typing import ParamSpec, TypeVar
from weakref import WeakValueDictionary

from anyio import CapacityLimiter, fail_after, to_thread

from assessment.ui.guard import visitor

MOST = 20
Given = ParamSpec("Given")
Found = TypeVar("Found")
turns: WeakValueDictionary[str, Lock] = WeakValueDictionary()
"""By address. Used by the web server's own thread alone."""


@cache
def _limiter() -> CapacityLimiter:
    return CapacityLimiter(MOST)


async def ask(question: Callable[Given, Found], *args: Given.args, **named: Given.kwargs) -> Found:
    return await to_thread.run_sync(partial(question, *args, **named), limiter=_limiter(), abandon_on_cancel=True)


async def ask_in_turn(question: Callable[Given, Found], *args: Given.args, **named: Given.kwargs) -> Found:
    """For what takes a processor for long: one at a time for an address."""
    address = visitor()
    if address is None:
        return await ask(question, *args, **named)
    turns[address] = mine = turns.get(address) or Lock()
    async with mine:
        return await ask(question, *args, **named)


async def ask_soon(seconds: float, question: Callable[Given, Found], *args: Given.args, **named: Given.kwargs) -> Found:
    """Raises TimeoutError where the answer doesn't come within so many seconds."""
    with fail_after(seconds):
        return await ask(question, *args, **named)
