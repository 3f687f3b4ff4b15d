"""Results for tests of packs: ten generated ones, and one with hostile text wherever a person may write."""

import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from random import Random
from typing import Any

from assessment.figures import FigureSet
from assessment.files import country_name, demo_pool, source_of
from assessment.instrument import Answer, AnswerSheet, Council, Decision, Evidence, PlannedMove, Rubric
from assessment.pack import Pack, make_pack
from assessment.peers import Choice
from assessment.scoring import Result, score
from assessment.words import Benchmark, point
from tests.builders import DONT_KNOW, NA, a_question, a_rubric, a_sheet, rubrics_of

HOSTILE = (
    "<script>alert(1)</script><b>bold</b> &amp; <w:p/>",
    '#import "x.typ" $x^2$ *bold* _it_ ] } ) \\ #read("/etc/passwd") `raw` @label = heading',
    "]]><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>&b;",
    '=HYPERLINK("http://evil.example/","x")',
    "+1+1",
    "@SUM(1)",
    "-2+3",
    "https://evil.example/",
    "שלום עולם and العربية",
    "👩\u200d💻 🏛\ufe0f 🇬🇧",
    "_x0041_ and {0} %s",
    "x" * 200,
)
SOME = (0, 3, 4, 6)  # of the generated ones: 2, 13, 16 and 5 areas
ASKED = "Does the council keep one list of all systems that hold personal data, and is it checked each year?"
LONG = ("A line with ünïcödé.\n" * 500)[:10_000]
UNWRITABLE = "a\x01b\x1b[31mc\ufffe"
TURNED = "ab\u202egnirts\u2066"


def benchmark_of(result: Result, sheet: AnswerSheet, notice: str = "") -> Benchmark:
    return Benchmark(result, sheet.council, FigureSet(), None, country_name, notice=notice)


def a_pack(sheet: AnswerSheet, *rubrics: Rubric, notice: str = "", **more: object) -> Pack:
    return make_pack(sheet, benchmark_of(score(sheet, rubrics_of(*rubrics)), sheet, notice), **more)


def generated(number: int) -> Pack:
    """Two to sixteen areas, some with unknown answers and some without."""
    random = Random(number)
    areas, said = [], {}
    for place in range((2, 3, 4, 13, 16, 4, 5, 4, 6, 7)[number]):
        asked = random.randint(2, 8)
        name = f"area-{place}"
        areas.append(
            a_rubric(
                *[a_question(f"q{n}", weight=random.randint(1, 5)) for n in range(1, asked + 1)],
                id=name,
                title=f"Area {place}" + " with a long name that needs two lines" * (number % 2),
            )
        )
        likely = [0, 1, 2, 3, 4, *([DONT_KNOW, NA] if number % 3 else [])]
        said[name] = [random.choice(likely) for _ in range(asked)]
    sheet = a_sheet(areas=said, council=Council(name=f"Council {number}", country="GB"))
    return a_pack(sheet, *areas)


def shaped(
    areas: int,
    title: Callable[[int], str],
    council: str = "Ashby",
    *,
    missing: float = 0,
    peers: bool = False,
    **more: Any,
) -> Pack:
    """So many areas of four to nine questions, of which a share has no answer yet; peers are those of a demo."""
    random, rubrics, said = Random(areas), [], {}
    for place in range(areas):
        asked, id = random.randint(4, 9), f"area-{place}"
        questions = [
            a_question(f"q{n}", weight=random.randint(1, 4), text=ASKED, critical=n == 2, quick=n < 4)
            for n in range(1, asked + 1)
        ]
        rubrics.append(a_rubric(*questions, id=id, title=title(place)))
        any_level = [0, 1, 2, 3, 4]
        said[id] = [
            None if random.random() < missing else random.choice(any_level + [DONT_KNOW, NA] * (n != 1))
            for n in range(asked)
        ]
    sheet = a_sheet(
        areas=said, council=Council(name=council, country="GB", type="district", population=118_000), **more
    )
    result = score(sheet, rubrics_of(*rubrics))
    source = source_of(demo_pool(rubrics), None, None) if peers else None
    standing = source.standing(Choice(), result, sheet.council) if source else None
    notice = source.notice if source else ""
    return make_pack(sheet, Benchmark(result, sheet.council, FigureSet(), standing, country_name, notice=notice))


def hostile(text: str, notice: str = "") -> Pack:
    """The text wherever somebody may write: the council's name, a note, all of a piece of evidence, a planned move and
    the decision; and as the names of an area, its theme and its questions, which a folder of rubrics may have.
    """
    name = text[:200]
    piece = Evidence(title=name, owner=name, link=text, reviewed_by=name, date="2026-05-01")
    areas = [
        a_rubric(a_question("q1"), a_question("q2", weight=2), id=f"area-{n}", title=f"Area {n}") for n in range(4)
    ]
    line = " ".join(text.split())[:80] or "x"
    areas[0] = a_rubric(
        a_question("q1", text=line),
        a_question("q2", weight=2, text=line),
        a_question("q3", theme="other", text=line),
        id="area-0",
        title=line,
        themes=[{"id": "theme", "title": line}, {"id": "other", "title": line}],
    )
    move = PlannedMove(before=0, to=1, owner=name, due="2027-03-01", note=text, proof=text)
    intended = {
        "plan": {"area-0": {"q1": move}},
        "decision": Decision(text=text[:400], cost=text[:200], moves=({"rubric": "area-0", "question": "q1"},)),
    }
    given = {area.id: [Answer(level=n, note=text, evidence=(piece,)), 1] for n, area in enumerate(areas)}
    return a_pack(a_sheet(areas=given, council=Council(name=name), **intended), *areas, notice=notice)


def shown_numbers(pack: Pack) -> list[str]:
    """The whole numbers that page one shows of the overall score and of each area's."""
    scores = [pack.result.overall.scores, *(area.scores for area in pack.result.areas)]
    return [str(point(one.score.value)) for one in scores if one.score]


def letters(text: str) -> str:
    """The text without what lays it out: spaces and ends of lines."""
    return "".join(text.split())


def parts_of(data: bytes) -> Iterator[tuple[str, str]]:
    """Each part of a packed document as text, those of documents in it too."""
    with zipfile.ZipFile(BytesIO(data)) as packed:
        for name in packed.namelist():
            if name.endswith(".xlsx"):
                yield from parts_of(packed.read(name))
            elif name.endswith((".xml", ".rels")):
                yield name, packed.read(name).decode()


def outward(data: bytes) -> list[str]:
    """What in a packed document leads out of it."""
    return [name for name, text in parts_of(data) if 'TargetMode="External"' in text or re.search("<!DOCTYPE", text)]


LONG_COUNCIL = ("The Metropolitan Borough of Saint Aldhelm-under-Lyme and the United Parishes of " * 3)[:200]
WORD = "Verwaltungsdigitalisierungsbeschleunigungsgesetzgebung"


def short(place: int) -> str:
    return ("AI governance", "Cloud control", "Cyber hygiene", "Software choice", "Procurement", "Data", "Skills")[
        place % 7
    ]


def long(place: int) -> str:
    return f"{place + 1} Arrangements for the stewardship of information and of records held by others"[:80]


SHAPES: dict[str, Callable[[], Pack]] = {
    "4": lambda: shaped(4, short, peers=True),
    "4 long": lambda: shaped(4, long, LONG_COUNCIL, peers=True),
    "13 long": lambda: shaped(13, long, LONG_COUNCIL, peers=True),
    "16": lambda: shaped(16, short, peers=True),
    "16 words": lambda: shaped(16, lambda place: f"{WORD}{place}", "Y" * 200, peers=True),
    "13 half answered": lambda: shaped(13, short, missing=0.5),
    "4 unanswered": lambda: shaped(4, short, missing=1, peers=True),
    "quick": lambda: shaped(4, short, scope="quick", peers=True),
}
"""What has to look right in every format: many areas, long names, words without a break, few answers."""
