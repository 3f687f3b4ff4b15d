"""A hundred people at work at once: open sessions over WebSocket that do what the browser does.

Each answers a level every six seconds or so and repeats every fragment that asked for it (`run_every`), exactly as
Streamlit's own script in the browser does: a rerun message with the fragment's id, marked as automatic. Each also hears
of changes as the product's `watch.js` does, and presses its button for those that the page doesn't show. A rerun is
over when the server says that the run with that fragment in it has finished.
"""

import asyncio
import random
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.typing import Origin

from tests.benchmarks.figures import Table, cpu_seconds, interval, load_of_others, memory_mb, p95
from tests.benchmarks.servers import Field, Product, Program

RAMP_SECONDS = 0.08  # between two who arrive, on average
THINK_SECONDS = 6.0
LEVELS = 5
PATIENCE_SECONDS, OPENING_SECONDS = 10, 60
SETTLES_SECONDS = 0.3  # watch.js
REVISION = re.compile(r'data-revision=\\?"(\d+)')
WATCHED = re.compile(r'class=\\?"watch\\?" data-name=\\?"([0-9a-f]+)')
BUTTON = "Look for changes"


@dataclass
class Tally:
    """What all sessions met, counted from `since` on."""

    since: float = float("inf")
    until: float = float("inf")
    opened: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    watches: list[float] = field(default_factory=list)
    all_answers: int = 0
    unended: int = 0  # answers whose run never said that it had finished
    unsaid: int = 0  # and of these, answers whose new state never reached the page either
    heard: int = 0  # words of a change
    page_runs: int = 0  # of the whole page, where only a fragment was asked for
    errors: list[str] = field(default_factory=list)

    def counts(self) -> bool:
        return self.since <= time.perf_counter() < self.until


class Session:
    """One browser tab."""

    def __init__(self, program: Program, tally: Tally) -> None:
        self.address = f"ws://127.0.0.1:{program.port}"
        self.origin = Origin(f"http://127.0.0.1:{program.port}")
        way = program.new_way()
        self.page, self.query = way.page, way.query
        self.cookies = {"Cookie": "; ".join(f"{name}={kept}" for name, kept in way.cookies.items())}
        self.tally = tally
        self.script = ""
        self.options: dict[str, Sequence[str]] = {}  # of each radio
        self.fragment_of: dict[str, str] = {}
        self.values: dict[str, str | None] = {}
        self.repeated: dict[str, float] = {}  # fragments that repeat themselves, with their seconds
        self.said: set[str] = set()  # fragments whose state has come anew
        self.waiting: dict[str, asyncio.Future[None]] = {}
        self.watched = ""  # the assessment, where the page hears of its changes
        self.button, self.button_fragment = "", ""
        self.shown: set[int] = set()  # revisions that the page shows

    async def live(self, delay: float) -> None:
        await asyncio.sleep(delay)
        try:
            async with websockets.connect(
                f"{self.address}/_stcore/stream",
                subprotocols=["streamlit"],
                additional_headers=self.cookies,
                max_size=None,
                compression=None,
                ping_interval=None,
            ) as self.socket:
                reader = asyncio.create_task(self.read())
                began = time.perf_counter()
                await self.rerun("")
                self.tally.opened.append(1000 * (time.perf_counter() - began))
                others = [asyncio.create_task(self.repeat(*each)) for each in self.repeated.items()]
                others += [asyncio.create_task(self.hear())] if self.watched else []
                try:
                    await self.answer_until_the_end()
                finally:
                    for task in (*others, reader):
                        task.cancel()
                    await asyncio.gather(*others, reader, return_exceptions=True)
        except Exception as error:
            self.tally.errors.append(f"{type(error).__name__}: {error}")

    async def answer_until_the_end(self) -> None:
        turn = 0
        await asyncio.sleep(random.uniform(0, THINK_SECONDS))
        while time.perf_counter() < self.tally.until:
            radio = list(self.options)[turn % len(self.options)]
            self.values[radio] = self.options[radio][turn // len(self.options) % LEVELS]
            turn += 1
            self.tally.all_answers += 1
            self.said.discard(self.fragment_of[radio])
            began = time.perf_counter()
            try:
                await self.rerun(self.fragment_of[radio])
            except TimeoutError:
                self.tally.unended += 1
                self.tally.unsaid += self.fragment_of[radio] not in self.said
                continue
            if self.tally.counts():
                self.tally.answers.append(1000 * (time.perf_counter() - began))
            await asyncio.sleep(random.uniform(0.5, 1.5) * THINK_SECONDS)

    async def repeat(self, fragment: str, seconds: float) -> None:
        """At fixed moments, as the browser's own timer does: late answers must not make sessions fall into step."""
        due = time.perf_counter()
        while True:
            due += seconds
            await asyncio.sleep(due - time.perf_counter())
            began = time.perf_counter()
            try:
                await self.rerun(fragment, automatic=True)
            except TimeoutError:
                continue
            if self.tally.counts():
                self.tally.watches.append(1000 * (time.perf_counter() - began))

    async def hear(self) -> None:
        """As the page's script does: what came with an answer of this page's own needs no press."""
        address, known = f"{self.address}/watch?a={self.watched}", max(self.shown, default=0)
        async with websockets.connect(
            address, origin=self.origin, additional_headers=self.cookies, compression=None, ping_interval=None
        ) as socket:
            async for word in socket:
                await asyncio.sleep(SETTLES_SECONDS)
                while any(not over.done() for over in self.waiting.values()):
                    await asyncio.sleep(1)
                self.tally.heard += self.tally.counts()
                while known + 1 in self.shown:
                    known += 1
                if int(word) > known:
                    began = time.perf_counter()
                    await self.rerun(self.button_fragment, pressed=self.button)
                    known = int(word)
                    if self.tally.counts():
                        self.tally.watches.append(1000 * (time.perf_counter() - began))

    async def rerun(self, fragment: str, *, automatic: bool = False, pressed: str = "") -> None:
        """Ask for a run and wait for its end."""
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string, asked.fragment_id, asked.is_auto_rerun = self.query, fragment, automatic
        if self.script:
            asked.page_script_hash = self.script
        else:
            asked.page_name = self.page
        asked.widget_states.SetInParent()
        for name, value in self.values.items():
            widget = asked.widget_states.widgets.add(id=name)
            if value is not None:
                widget.string_value = value
        if pressed:
            asked.widget_states.widgets.add(id=pressed).trigger_value = True
        over = self.waiting[fragment] = asyncio.get_running_loop().create_future()
        await self.socket.send(message.SerializeToString())
        await asyncio.wait_for(over, PATIENCE_SECONDS if fragment else OPENING_SECONDS)

    async def read(self) -> None:
        async for data in self.socket:
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self.script = message.new_session.page_script_hash
            elif kind == "auto_rerun":
                self.repeated[message.auto_rerun.fragment_id] = message.auto_rerun.interval
            elif kind == "delta":
                self.note(message.delta)
            elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                self.finished(message.metadata.run.fragment_ids)

    def note(self, delta: object) -> None:
        element = delta.new_element
        kind = element.WhichOneof("type")
        if kind == "radio" and element.radio.id not in self.options:
            self.options[element.radio.id] = list(element.radio.options)
            self.fragment_of[element.radio.id] = delta.fragment_id
            self.values[element.radio.id] = None
        elif kind == "text_input":
            self.values.setdefault(element.text_input.id, element.text_input.default)
        elif kind == "button" and element.button.label == BUTTON:
            self.button, self.button_fragment = element.button.id, delta.fragment_id
        elif kind in ("html", "markdown"):
            self.note_words(str(element), delta.fragment_id)

    def note_words(self, words: str, fragment: str) -> None:
        if "Saved" in words:
            self.said.add(fragment)
        self.shown |= {int(revision) for revision in REVISION.findall(words)}
        if found := WATCHED.search(words):
            self.watched = found[1]

    def finished(self, fragments: Sequence[str]) -> None:
        """A run of the whole page ends whatever was asked for."""
        if not fragments and "" not in self.waiting and self.tally.counts():
            self.tally.page_runs += 1
        for fragment in fragments or list(self.waiting):
            over = self.waiting.pop(fragment, None)
            if over is not None and not over.done():
                over.set_result(None)


@dataclass
class Used:
    """By all servers together while all sessions are at work."""

    cpu: float  # seconds
    length: float  # of the measured time, in seconds
    memory: float  # MB, the most


async def crowd(programs: Sequence[Program], tally: Tally, count: int, seconds: float) -> Used:
    """So many sessions, spread over these servers."""
    pids, most = [program.process.pid for program in programs], 0.0
    tasks = [
        asyncio.create_task(
            Session(programs[number % len(programs)], tally).live(random.uniform(0, count * RAMP_SECONDS))
        )
        for number in range(count)
    ]
    await asyncio.sleep(count * RAMP_SECONDS + THINK_SECONDS)
    tally.since, used = time.perf_counter(), sum(map(cpu_seconds, pids))
    tally.until = tally.since + seconds
    while time.perf_counter() < tally.until:
        most = max(most, sum(map(memory_mb, pids)))
        await asyncio.sleep(0.25)
    used, length = sum(map(cpu_seconds, pids)) - used, time.perf_counter() - tally.since
    await asyncio.gather(*tasks)
    return Used(used, length, most)


def sessions(field: Field, table: Table, count: int, seconds: float) -> None:
    what, answers = f"{count} sessions: ", dict[str, list[float]]()
    for name, program in field.programs.items():
        tally, before = Tally(), memory_mb(program.process.pid)
        stored = program.changes() if isinstance(program, Product) else 0
        with load_of_others() as load:
            used = asyncio.run(crowd([program], tally, count, seconds))
        answers[name] = tally.answers
        table.add(what + "an answer", {name: tally.answers}, "p95 <= 2 x", load)
        if tally.watches:
            table.add(what + "a watch", {name: tally.watches}, "", load)
        lost = ""
        if isinstance(program, Product):
            lost = f"; {tally.all_answers - (program.changes() - stored)} answers lost"
        table.notes.append(f"{what}{name}: {told(tally, used, before, count)}{lost}")
    for name in field.products:
        ratio, chance = p95(answers[name]) / p95(answers["floor"]), interval(answers[name], answers["floor"], p95)
        table.notes.append(f"{what}{name}: the p95 of an answer is {ratio:.2f} x ({chance}) the floor's")


def told(tally: Tally, used: Used, before: float, count: int) -> str:
    reruns = len(tally.answers) + len(tally.watches) + tally.page_runs
    return (
        f"{len(tally.answers) / used.length:.1f} answers/s, {len(tally.watches) / used.length:.1f} watches/s, "
        f"{tally.heard / used.length:.1f} words of a change/s, "
        f"{1000 * used.cpu / max(1, len(tally.answers)):.1f} CPU ms an answer, "
        f"{1000 * used.cpu / max(1, reruns):.1f} a rerun, server CPU {100 * used.cpu / used.length:.0f} %, "
        f"memory {before:.0f} -> {used.memory:.0f} MB, {(used.memory - before) / count:.2f} MB a session, "
        f"opening p95 {p95(tally.opened or [float('nan')]):.0f} ms, "
        f"{tally.page_runs} whole-page runs; of {tally.all_answers} answers {tally.unended} without an end, "
        f"{tally.unsaid} without a word; errors: {len(tally.errors)} {tally.errors[:3] or ''}"
    )
