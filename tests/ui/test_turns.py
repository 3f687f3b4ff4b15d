"""What takes a processor for long is done for an address one after the other."""

import asyncio
from time import sleep

from assessment.ui.guard import addresses
from assessment.ui.shell import ask_in_turn, threads
from tests.loops import run


def most_at_once(*askers: tuple[str | None, int]) -> int:
    """Of so many that each address asks for at the same time."""
    there, most = 0, 0

    def question() -> None:
        nonlocal there, most
        there += 1
        most = max(most, there)
        sleep(0.02)
        there -= 1

    async def asked(address: str | None) -> None:
        addresses.asking.set((address,))
        await ask_in_turn(question)

    async def all_of_them() -> None:
        await asyncio.gather(*(asked(address) for address, times in askers for _ in range(times)))

    run(all_of_them())
    return most


def test_an_address_has_one_turn_at_a_time_and_keeps_nobody_else_waiting() -> None:
    assert most_at_once(("192.0.2.7", 5)) == 1
    assert most_at_once(("192.0.2.7", 3), ("192.0.2.8", 3)) == 2
    assert most_at_once((None, 4)) > 1
    assert not threads.turns
