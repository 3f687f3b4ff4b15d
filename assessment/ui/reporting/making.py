"""Packs in the making: a few at a time, each once for all who ask for the same, and the last ones kept for a while.

Their writers let other threads go on, but take seconds: so they run in threads of their own, at most one for each
address, and only so many may wait.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock, Timer
from time import monotonic

MOST_AT_ONCE = 2
MOST_WAITING = 20  # of all together
MOST_OF_ONE = 4  # address: one of each format
MOST_KEPT, MOST_BYTES, KEPT_SECONDS = 8, 20_000_000, 600
DELETED = "the assessment was deleted"
FULL = "As many packs are being made as the server can. Please ask for this one again in a minute."
FULL_OF_ONE = "Four packs are being made for your address already. Please ask for this one when they are done."


@dataclass(eq=False)
class Job:
    """`address`: for whom it is made first, as far as known; `assessment`: of which. What has failed is kept as long
    as what was made, so that its page says so, until it is asked for again.
    """

    key: str
    make: Callable[[], bytes] | None  # None from its beginning, for it holds all that is in the pack
    address: str | None
    assessment: str
    done: Future[bytes] = field(default_factory=Future)
    ended: float = 0
    is_kept: bool = True  # once it is done

    @property
    def failed(self) -> bool:
        return self.done.done() and self.done.exception() is not None

    @property
    def data(self) -> bytes | None:
        """None where it is not made yet, or can't be."""
        return self.done.result() if self.done.done() and not self.failed else None


class Packs:
    def __init__(self, workers: int = MOST_AT_ONCE) -> None:
        self.threads = ThreadPoolExecutor(workers, thread_name_prefix="packs")
        self.workers = workers
        self.lock = Lock()
        self.waiting: list[Job] = []
        self.running: list[Job] = []
        self.kept: list[Job] = []  # the newest last
        self.sweeper: Timer | None = None

    def find(self, key: str) -> Job | None:
        with self.lock:
            return self._find(key)

    def ask(self, key: str, make: Callable[[], bytes], address: str | None, assessment: str) -> Job | str:
        """The job that makes it, an earlier one of the same key where there is one; or why there is none."""
        with self.lock:
            found = self._find(key)
            if found and not found.failed:
                return found
            self.kept = [job for job in self.kept if job is not found]
            begun = [*self.running, *self.waiting]
            if address is not None and sum(job.address == address for job in begun) >= MOST_OF_ONE:
                return FULL_OF_ONE
            if len(self.waiting) >= MOST_WAITING:
                return FULL
            job = Job(key, make, address, assessment)
            self.waiting.append(job)
            self._start()
            return job

    def ahead_of(self, job: Job) -> int:
        """How many wait before it; 0 where it is being made."""
        with self.lock:
            return self.waiting.index(job) + 1 if job in self.waiting else 0

    def end(self, assessment: str) -> None:
        """It is deleted, and with it what was made of it, and what was to be made."""
        with self.lock:
            ended = [job for job in self.waiting if job.assessment == assessment]
            self.kept = [job for job in self.kept if job.assessment != assessment]
            self.waiting = [job for job in self.waiting if job.assessment != assessment]
            for job in self.running:
                job.is_kept = job.is_kept and job.assessment != assessment
        for job in ended:
            job.make = None
            job.done.set_exception(RuntimeError(DELETED))

    def _find(self, key: str) -> Job | None:
        self._let_go()
        return next((job for job in (*self.kept, *self.running, *self.waiting) if job.key == key), None)

    def _start(self) -> None:
        """One at a time for an address that is known, so that nobody else waits for all that it asks for."""
        for job in list(self.waiting):
            busy = {one.address for one in self.running} - {None}
            if len(self.running) < self.workers and job.address not in busy:
                self.waiting.remove(job)
                self.running.append(job)
                self.threads.submit(self._work, job)

    def _work(self, job: Job) -> None:
        make, job.make = job.make, None
        try:
            made: bytes | BaseException = make() if make else b""
        except BaseException as error:  # a library in another language may end in one; its place must be free again
            logging.getLogger(__name__).exception("a pack")
            made = error.with_traceback(None)  # whose frames hold what the pack is made of
        with self.lock:
            self.running.remove(job)
            job.ended = monotonic()
            if job.is_kept:
                self.kept.append(job)
            self._let_go(len(made) if isinstance(made, bytes) else 0)
            self._sweep_later()
            self._start()
        if isinstance(made, bytes):
            job.done.set_result(made)
        else:
            job.done.set_exception(made)

    def _sweep_later(self) -> None:
        """What is kept goes in time also where nobody asks for more."""
        if self.kept and self.sweeper is None:
            left = KEPT_SECONDS - (monotonic() - self.kept[0].ended)
            self.sweeper = Timer(left + 1, self._sweep)
            self.sweeper.daemon = True
            self.sweeper.start()

    def _sweep(self) -> None:
        with self.lock:
            self.sweeper = None
            self._let_go()
            self._sweep_later()

    def _let_go(self, coming: int = 0) -> None:
        since = monotonic() - KEPT_SECONDS
        self.kept = [job for job in self.kept if job.ended > since][-MOST_KEPT:]
        sizes = [len(job.data or b"") for job in self.kept]
        while len(self.kept) > 1 and coming + sum(sizes) > MOST_BYTES:
            del self.kept[0], sizes[0]
