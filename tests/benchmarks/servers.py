"""The two programs that are measured against each other, each a process of its own on a free port of 127.0.0.1."""

import re
import secrets
import sys
import tempfile
import urllib.request
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from assessment.files import load_rubrics, newest_of, shipped_rubrics
from assessment.instrument import AnswerSheet, Council, Scope
from assessment.store import Store
from tests.builders import a_document, an_answer
from tests.serving import ROOT, Server

DAY = "2026-05-14"


@dataclass(frozen=True)
class Way:
    """To an assessment: its address, and what the browser that opened it keeps."""

    page: str
    query: str
    cookies: Mapping[str, str] = field(default_factory=dict)


class Program(Server, ABC):
    """What can be measured: where it runs, and what its pages are called."""

    script = "app.py"
    place = ROOT
    alive = "/api/ready"
    first_words = ("h2.question", "#first-words label p")  # as the server sends them
    first_question = ("body:not(.first) h2.question", '[data-testid="stRadioOption"] p')  # to be answered
    saved = ".state"  # beside the clicked radio

    def command(self) -> list[str]:
        """By `streamlit run`: it takes what stands in the folder, so that two checkouts can be compared."""
        return [sys.executable, "-m", "streamlit", "run", self.script, "--server.port", str(self.port)]

    def folder(self) -> Path:
        return self.place

    def healthy(self) -> bool:
        try:
            with urllib.request.urlopen(self.url + self.alive, timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    @abstractmethod
    def new_way(self) -> Way:
        """To an assessment that nobody has opened yet."""


class Floor(Program):
    """The bare page, with the product's own settings but for its fonts."""

    script = str(Path(__file__).parent / "floor.py")
    alive = "/_stcore/health"
    first_question = first_words = ('[data-testid="stRadio"] > label p', '[data-testid="stRadioOption"] p')
    saved = ".st-key-saved"

    def __init__(self, home: Path) -> None:
        super().__init__(home, FLOOR_DATABASE=str(home / "floor.db"))
        self.place = home
        settings = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8").partition("[[theme.fontFaces]]")[0]
        (home / ".streamlit").mkdir()
        plain = re.sub(r"(?m)^(font|headingFont) = .*$|^enableStaticServing.*$", "", settings)
        (home / ".streamlit" / "config.toml").write_text(plain, encoding="utf-8")

    def new_way(self) -> Way:
        return Way("", f"t={secrets.token_urlsafe(24)}")


class Product(Program):
    """The product as it stands in a checkout: this one, or another to compare a change with."""

    def __init__(self, home: Path, checkout: Path = ROOT, database: str = "") -> None:
        super().__init__(home)
        self.place = checkout
        self.kept_in = database or f"sqlite:///{self.database}"
        self.environment["MATURITY_DATABASE_URL"] = self.kept_in

    def start(self) -> "Product":
        super().start()
        self.store = Store(self.kept_in)
        self.versions = {one.id: one.version for one in newest_of(load_rubrics(shipped_rubrics()))}
        return self

    def stop(self) -> None:
        self.store.close()
        super().stop()

    def new_way(self) -> Way:
        return self.way("answer", self.store.create(Council(), Scope.FULL, self.versions))

    def answered(self) -> Way:
        """To the results of an assessment in which everything is answered."""
        return self.way("results", self.store.adopt(full_sheet()))

    def way(self, page: str, token: str) -> Way:
        desk = self.store.open(token)
        name = desk.public_id if desk else ""
        return Way(page, f"a={name}", {f"a_{name}": token})

    def changes(self) -> int:
        """How many changes its database holds."""
        with self.store.database.reading.connect() as connection:
            return int(connection.exec_driver_sql("SELECT sum(revision) FROM assessment").scalar_one() or 0)


def full_sheet() -> AnswerSheet:
    """Every question answered with evidence, the levels taking turns."""
    rubrics = newest_of(load_rubrics(shipped_rubrics()))
    answers = {
        rubric.id: {
            question.id: an_answer(number % len(question.levels), evidence=(a_document(),), note="As agreed in May.")
            for number, question in enumerate(rubric.questions)
        }
        for rubric in rubrics
    }
    council = {"name": "Example Borough", "country": "GB", "population": 118_000}
    return AnswerSheet(
        date=DAY, council=Council(**council), rubrics={rubric.id: rubric.version for rubric in rubrics}, answers=answers
    )


@dataclass(frozen=True)
class Field:
    """All that take part, in the order of their turns."""

    floor: Floor
    ours: Product
    changed: Product | None

    @property
    def programs(self) -> dict[str, Program]:
        all_of_them = {"floor": self.floor, "ours": self.ours, "changed": self.changed}
        return {name: program for name, program in all_of_them.items() if program is not None}

    @property
    def products(self) -> dict[str, Product]:
        return {name: program for name, program in self.programs.items() if isinstance(program, Product)}


@contextmanager
def started(other_checkout: Path | None) -> Iterator[Field]:
    with tempfile.TemporaryDirectory(prefix="maturity-bench-") as home:
        homes = [Path(home) / name for name in ("floor", "ours", "changed")]
        for folder in homes:
            folder.mkdir()
        changed = Product(homes[2], other_checkout) if other_checkout else None
        field = Field(Floor(homes[0]), Product(homes[1]), changed)
        begun = []
        try:
            for program in field.programs.values():
                begun.append(program.start())
            yield field
        finally:
            for program in begun:
                program.stop()
