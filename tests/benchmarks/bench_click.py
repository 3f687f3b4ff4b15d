"""From a real click on a level to "Saved" with a new revision in the page, timed inside the page."""

from playwright.sync_api import Browser, Locator, Page

from tests.benchmarks.bench_pages import prepared
from tests.benchmarks.figures import Table, Times, load_of_others
from tests.benchmarks.servers import Field, Program

PAUSE_MS = 250  # what a click leaves behind must not run in another's turn
LEVELS = 5
ARM = """
({radio, saved}) => {
  const groups = document.querySelectorAll('[data-testid="stRadio"]');
  const own = groups[radio].closest('[class*="st-key-q-"]') || document;
  const mark = () => {
    const found = own.querySelector(saved);
    return found && found.textContent.includes("Saved") ? found.dataset.revision || found.textContent : "";
  };
  const before = mark();
  let clicked = null;
  document.addEventListener("click", (event) => { clicked ??= event.timeStamp; }, {capture: true, once: true});
  window.taken = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      const now = mark();
      if (clicked === null || !now || now === before) return;
      resolve(performance.now() - clicked);
      observer.disconnect();
    });
    observer.observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true});
  });
}
"""


class Clicker:
    """One open page of a program, whose radios are answered in turn."""

    def __init__(self, browser: Browser, program: Program) -> None:
        self.program = program
        self.context = browser.new_context()
        self.page: Page = self.context.new_page()
        self.page.goto(prepared(self.context, program, program.new_way()))
        self.options(0).first.wait_for(timeout=60_000)
        self.page.wait_for_timeout(1000)
        self.radios = self.page.get_by_test_id("stRadio").count()

    def options(self, radio: int) -> Locator:
        return self.page.get_by_test_id("stRadio").nth(radio).get_by_test_id("stRadioOption")

    def click(self, turn: int) -> float:
        """Turn after turn another level than the one before, so that each click changes an answer."""
        radio, level = turn % self.radios, turn // self.radios % LEVELS
        option = self.options(radio).nth(level)
        option.scroll_into_view_if_needed()
        self.page.evaluate(ARM, {"radio": radio, "saved": self.program.saved})
        option.click()
        taken = float(self.page.evaluate("() => window.taken"))
        self.page.wait_for_timeout(PAUSE_MS)
        return taken


def clicks(browser: Browser, field: Field, table: Table, rounds: int) -> None:
    clickers = {name: Clicker(browser, program) for name, program in field.programs.items()}
    warm_up = max(clicker.radios for clicker in clickers.values())
    times: Times = {name: [] for name in clickers}
    with load_of_others() as load:
        for turn in range(warm_up + rounds):
            for name, clicker in clickers.items():
                taken = clicker.click(turn)
                if turn >= warm_up:
                    times[name].append(taken)
    for clicker in clickers.values():
        clicker.context.close()
    table.add('click to "Saved"', times, "<= 1.4 x", load)
