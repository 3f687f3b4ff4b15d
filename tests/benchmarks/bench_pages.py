"""From a blank tab to the words of the first question, to the question itself, and to the radar, in headless Chromium.

The page itself notes when every named element has a size and text and its fonts are there, counted from the start of
the navigation; nothing is polled from outside.
"""

import json
from collections.abc import Sequence

from playwright.sync_api import Browser, BrowserContext

from tests.benchmarks.figures import Table, Times, load_of_others
from tests.benchmarks.servers import Field, Program, Way

SEEN = """
window.seen = new Promise((resolve) => {
  const wanted = WANTED;
  const there = (selector) => {
    const found = document.querySelector(selector);
    return found && found.getBoundingClientRect().height > 0 && (found.tagName === "svg" || found.textContent.trim());
  };
  const blocking = (face) => face.status === "loading" && !face.family.includes("Material");
  const look = () => {
    if (wanted.every(there) && ![...document.fonts].some(blocking)) resolve(performance.now());
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
});
"""
RADAR = ('[data-testid="stVegaLiteChart"] svg',)


PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}


def load_time(context: BrowserContext, url: str, wanted: Sequence[str], *, slow: bool = False) -> float:
    page = context.new_page()
    if slow:
        line = context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", SLOW_LINE)
        line.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.add_init_script(SEEN.replace("WANTED", json.dumps(wanted)))
    page.goto(url, wait_until="commit")
    taken = float(page.evaluate("() => window.seen"))
    page.wait_for_timeout(300)  # let it finish before the next one has its turn
    page.close()
    return taken


def prepared(context: BrowserContext, program: Program, way: Way) -> str:
    """The address, in a browser that has opened the assessment before."""
    context.add_cookies([{"name": name, "value": kept, "url": program.url} for name, kept in way.cookies.items()])
    return f"{program.url}/{way.page}?{way.query}"


def first_question(browser: Browser, field: Field, table: Table, rounds: int) -> None:
    words: Times = {name: [] for name in field.programs}
    cold: Times = {name: [] for name in field.programs}
    warm: Times = {name: [] for name in field.programs}
    with load_of_others() as load:
        for turn in range(rounds + 1):
            for name, program in field.programs.items():
                context = browser.new_context()
                address = prepared(context, program, program.new_way())
                taken = [load_time(context, address, program.first_question) for _ in range(2)]
                context.close()
                blank = browser.new_context()
                said = load_time(blank, prepared(blank, program, program.new_way()), program.first_words)
                blank.close()
                if turn:  # the first turn warms the servers up
                    words[name].append(said)
                    cold[name].append(taken[0])
                    warm[name].append(taken[1])
    table.add("its words, cold cache", words, "<= 0.35 x", load)
    table.add("first question, cold cache", cold, "<= 1.1 x", load)
    table.add("first question, warm cache", warm, "<= 1.1 x", load)


def on_a_phone(browser: Browser, field: Field, table: Table, rounds: int) -> None:
    """The words of the first question on a phone four times slower, with 1.6 Mbit/s and round trips of 150 ms."""
    times: Times = {name: [] for name in field.products}
    with load_of_others() as load:
        for turn in range(rounds + 1):
            for name, program in field.products.items():
                context = browser.new_context(**PHONE)
                taken = load_time(
                    context, prepared(context, program, program.new_way()), program.first_words, slow=True
                )
                context.close()
                if turn:
                    times[name].append(taken)
    table.add("its words on a slow phone", times, "<= 1500 ms", load)


def results(browser: Browser, field: Field, table: Table, rounds: int) -> None:
    ways = {name: field.floor.new_way() for name in field.programs}
    wanted = dict.fromkeys(field.programs, RADAR) | {"floor": field.floor.first_question}
    for name, program in field.products.items():
        ways[name] = program.answered()
    times: Times = {name: [] for name in field.programs}
    with load_of_others() as load:
        for turn in range(rounds + 1):
            for name, way in ways.items():
                context = browser.new_context()
                taken = load_time(context, prepared(context, field.programs[name], way), wanted[name])
                context.close()
                if turn:
                    times[name].append(taken)
    table.add("results with their radar", times, "<= 1500 ms", load)
