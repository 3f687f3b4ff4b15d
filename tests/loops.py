"""What a test does in a loop of its own."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor


def run(scene: Coroutine[None, None, None]) -> None:
    """In a thread of its own: the browser of other tests in this process has a loop in the first one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, scene).result()
