"""A sheet goes out and comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.files import dump_answers, parse_answers
from assessment.instrument import Council
from tests.builders import (
    DONT_KNOW,
    NA,
    a_document,
    a_rubric,
    a_sheet,
    an_answer,
    rubrics_of,
)
from tests.files.faults import any_input


def a_full_sheet():
    return a_sheet(
        an_answer(2, note="Since spring.", evidence=[a_document(owner="ICT", link="x:y", reviewed_by="Audit")]),
        DONT_KNOW,
        NA,
        None,
        an_answer(NA, not_applicable="superseded_by", superseded_by="q1"),
        scope="quick",
        council=Council(name="Example Borough", country="GB", region="GB-ENG", type="district", population=118_000),
    )


def test_a_sheet_comes_back_as_it_went_out():
    sheet = a_full_sheet()

    assert parse_answers(dump_answers(sheet), rubrics_of(a_rubric(weights=(1,) * 5)), "ours.json") == sheet


def test_a_sheet_goes_out_in_the_documented_format():
    sheet = a_sheet(an_answer(2, note="Café"), DONT_KNOW)

    assert dump_answers(sheet).decode() == (
        "{\n"
        '  "format": "answers/1",\n'
        '  "scope": "full",\n'
        '  "date": "2026-05-14",\n'
        '  "rubrics": {\n'
        '    "area": "1.0.0"\n'
        "  },\n"
        '  "answers": {\n'
        '    "area": {\n'
        '      "q1": {\n'
        '        "level": 2,\n'
        '        "note": "Café"\n'
        "      },\n"
        '      "q2": {\n'
        '        "unknown": true\n'
        "      }\n"
        "    }\n"
        "  }\n"
        "}\n"
    )


def test_level_0_goes_out_and_comes_back():
    sheet = a_sheet(0)

    assert parse_answers(dump_answers(sheet), rubrics_of(a_rubric()), "ours.json").answer("area", "q1").level == 0


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert('x')</script> &amp; <b>bold</b>",
        "=1+1",
        "\u202eright to left\u202c and \u200f mark",
        "👩‍👩‍👧 🏛️ 🇬🇧",
        "e\u0301 is not é",
        "a\r\nb\tc\u2028d",
        "\u0001\u001b[31m",
        '"quotes" \\ and \\n',
        "  spaces around  ",
        "\ufeffmark",
        "中文 العربية हिन्दी",
    ],
)
def test_text_is_kept_exactly_as_it_was_typed(text):
    sheet = a_sheet(an_answer(2, note=text), council=Council(name=text))

    again = parse_answers(dump_answers(sheet), rubrics_of(a_rubric()), "ours.json")

    assert again.answer("area", "q1").note == text
    assert again.council.name == text


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(str.strip))
@any_input
def test_any_text_comes_back_as_it_went_out(text):
    sheet = a_sheet(an_answer(2, note=text))

    assert parse_answers(dump_answers(sheet), rubrics_of(a_rubric()), "ours.json") == sheet
