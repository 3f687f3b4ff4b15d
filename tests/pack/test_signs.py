"""Signs that no shipped font has, as people paste them: each pack is made, and they are named in it."""

import pytest

from assessment.pack import write_pack
from tests.builders import a_question, a_rubric, a_sheet, an_answer
from tests.packs import a_pack

SIGNS = {
    "Word's bullet": "\uf0b7",
    "a keycap": "1\ufe0f\u20e3",
    "a circle around a letter": "C\u20dd",
    "Thai": "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35",
    "Tamil": "\u0bb5\u0ba3\u0b95\u0bcd\u0b95\u0bae\u0bcd",
    "an apple": "\uf8ff",
    "an Arabic number sign": "\u0600",
    "nothing yet": "\u0378",
    "private": "\U000f0000",
}


@pytest.mark.parametrize("signs", SIGNS.values(), ids=SIGNS)
def test_a_pdf_is_made_of_any_sign(signs: str) -> None:
    rubric = a_rubric(a_question("q1"), a_question("q2"))
    sheet = a_sheet(an_answer(2, note=f"A {signs} list"), 1, council={"name": f"Council {signs}"})

    assert write_pack(a_pack(sheet, rubric), ".pdf").startswith(b"%PDF")
