"""Workshops at work: phones over real sockets vote beside as many sessions of the bare page, in one run.

A phone does what its page does: it hears of a turn on `/room`, fetches its part, and posts a vote within some seconds.
"question" is from the host's press to the part on the last phone, "reveal" from the first phone's revealed part to the
last one's; a vote counts from its post to the server's answer, which comes after the commit.
"""

import asyncio
import random
import time
from dataclasses import dataclass, field

import httpx2
import websockets
from websockets.typing import Origin

from assessment.store import Asked, Plan, ServerDesk
from tests.benchmarks import bench_sessions
from tests.benchmarks.figures import Table, cpu_seconds, load_of_others, memory_mb
from tests.benchmarks.servers import Field, Product

ROUNDS, VOTE_SECONDS, IDLE_SECONDS, PATIENCE = 5, 6.0, 20.0, 30


@dataclass
class Seen:
    """Moments in seconds at which parts came, by turn, and how long votes took, in milliseconds."""

    parts: dict[int, list[float]] = field(default_factory=dict)
    votes: list[float] = field(default_factory=list)
    lost: int = 0


class Phone:
    def __init__(self, product: Product, workshop: str, secret: str, key: str, seen: Seen) -> None:
        self.product, self.workshop, self.key, self.seen = product, workshop, key, seen
        self.cookies = {"Cookie": f"seat_{workshop}={secret}"}

    async def live(self, ready: asyncio.Semaphore) -> None:
        origin = Origin(f"http://127.0.0.1:{self.product.port}")
        address = f"ws://127.0.0.1:{self.product.port}/room?w={self.workshop}&as=seat"
        headers = {**self.cookies, "origin": origin, "x-part": "1"}
        async with (
            httpx2.AsyncClient(base_url=self.product.url, headers=headers, timeout=PATIENCE) as client,
            websockets.connect(
                address, origin=origin, additional_headers=self.cookies, open_timeout=PATIENCE
            ) as socket,
        ):
            await socket.recv()
            ready.release()
            async for word in socket:
                await self.turn(client, int(str(word).split()[0]))

    async def turn(self, client: httpx2.AsyncClient, turn: int) -> None:
        part = await client.get(f"/vote?w={self.workshop}&part=1")
        self.seen.parts.setdefault(turn, []).append(time.perf_counter())
        if 'class="vote"' in part.text:
            await asyncio.sleep(random.uniform(0, VOTE_SECONDS))
            await self.vote(client, part.text.partition('name="n" value="')[2].partition('"')[0])

    async def vote(self, client: httpx2.AsyncClient, number: str) -> None:
        said = {"w": self.workshop, "q": self.key, "n": number, "choice": str(random.randrange(5))}
        began = time.perf_counter()
        answer = await client.post("/vote", data=said)
        if answer.status_code == 200:
            self.seen.votes.append(1000 * (time.perf_counter() - began))
        else:
            self.seen.lost += 1


@dataclass
class Room:
    desk: ServerDesk
    workshop: str
    key: str
    people: int
    seen: Seen = field(default_factory=Seen)
    questions: list[float] = field(default_factory=list)
    reveals: list[float] = field(default_factory=list)

    async def press(self, client: httpx2.AsyncClient, do: str, **more: str) -> tuple[float, list[float]]:
        """When it was pressed, and when the parts of that turn came."""
        turn = self.desk.hall(self.workshop).workshop.turn + 1
        began = time.perf_counter()
        address = f"/host?a={self.desk.public_id}&w={self.workshop}"
        headers = {"Cookie": f"a_{self.desk.public_id}={self.desk.token}", "origin": str(client.base_url).rstrip("/")}
        await client.post(address, data={"do": do, "q": self.key, **more}, headers=headers)
        end = began + PATIENCE
        while len(self.seen.parts.get(turn, ())) < self.people and time.perf_counter() < end:
            await asyncio.sleep(0.01)
        return began, self.seen.parts.get(turn, [])

    async def lead(self, client: httpx2.AsyncClient) -> None:
        for number in range(1, ROUNDS + 1):
            began, parts = await self.press(client, "open")
            self.questions.append(1000 * (max(parts) - began))
            await asyncio.sleep(VOTE_SECONDS + 2)
            _, parts = await self.press(client, "reveal", n=str(number))
            self.reveals.append(1000 * (max(parts) - min(parts)))
            await asyncio.sleep(1)


def a_room(product: Product, people: int) -> Room:
    way = product.new_way()
    [(_, token)] = way.cookies.items()
    desk = product.store.open(token)
    assert desk is not None
    name, version = next(iter(product.versions.items()))
    question = "q"
    plan = Plan("Room", (name,), {name: Asked(version, {question: 5})}, ("ict",), anonymous=False, homework=False)
    return Room(desk, desk.open_workshop(plan).public_id, f"{name}.{question}", people)


async def crowd(product: Product, rooms: list[Room]) -> tuple[float, float]:
    """All at work; returns MB for each seat, and milliseconds of processor for each idle seat and minute."""
    pid, ready, phones = product.process.pid, asyncio.Semaphore(0), []
    before = memory_mb(pid)
    for room in rooms:
        code = room.desk.workshop_code(room.workshop)
        for _ in range(room.people):
            secret = product.store.workshops.sit_down(code, "ict")
            phones.append(Phone(product, room.workshop, secret, room.key, room.seen))
    tasks = [asyncio.create_task(phone.live(ready)) for phone in phones]
    for _ in phones:
        await asyncio.wait_for(ready.acquire(), PATIENCE)
    began = cpu_seconds(pid)
    await asyncio.sleep(IDLE_SECONDS)
    idle = 1000 * (cpu_seconds(pid) - began) / len(phones) * 60 / IDLE_SECONDS
    async with httpx2.AsyncClient(base_url=product.url, timeout=PATIENCE) as client:
        await asyncio.gather(*(room.lead(client) for room in rooms))
    memory = (memory_mb(pid) - before) / len(phones)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return memory, idle


def floor_answers(floor: object, people: int, seconds: float) -> list[float]:
    tally = bench_sessions.Tally()
    asyncio.run(bench_sessions.crowd([floor], tally, people, seconds))  # type: ignore[list-item]
    return tally.answers


def rooms(field: Field, table: Table) -> None:
    for number, people in ((1, 60), (10, 20)):
        with load_of_others() as load:
            answers = floor_answers(field.floor, number * people, ROUNDS * VOTE_SECONDS)
            there = [a_room(field.ours, people) for _ in range(number)]
            memory, idle = asyncio.run(crowd(field.ours, there))
        name = f"{number} x {people}"
        votes = [vote for room in there for vote in room.seen.votes]
        table.add(f"vote, {name}", {"floor": answers, "ours": votes}, "p95 2 x", load)
        table.add(f"question, {name}", {"ours": [one for room in there for one in room.questions]}, "2000 ms", load)
        table.add(f"reveal, {name}", {"ours": [one for room in there for one in room.reveals]}, "2000 ms", load)
        lost = sum(room.seen.lost for room in there)
        table.notes.append(
            f"{name}: {memory:.2f} MB a seat, {idle:.1f} ms of processor an idle seat and minute, {lost} votes refused"
        )
