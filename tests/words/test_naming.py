"""Whose a page or a file is."""

from datetime import date

import pytest

from assessment.words import day_text, file_name, whose_text

DAY = date(2026, 5, 4)


@pytest.mark.parametrize(
    ("council", "day", "name"),
    [
        ("Example Borough", DAY, "maturity-result-example-borough-2026-05-04.json"),
        ("Åshford & Sons, <b>Ltd</b>", DAY, "maturity-result-ashford-sons-b-ltd-b-2026-05-04.json"),
        ("東京", DAY, "maturity-result-2026-05-04.json"),
        ("../../etc/passwd", None, "maturity-result-etc-passwd.json"),
        (None, None, "maturity-result.json"),
        ("x" * 200, None, f"maturity-result-{'x' * 40}.json"),
        ("CON", None, "maturity-result-con.json"),
        ("\u202egpj.exe", None, "maturity-result-gpj-exe.json"),
    ],
)
def test_a_files_name_says_whose_it_is_in_plain_letters(council: str | None, day: date | None, name: str) -> None:
    assert file_name("result", "json", council, day) == name


def test_whose_it_is_in_words() -> None:
    assert whose_text("Example Borough", DAY) == "Example Borough, last answer on 4 May 2026"
    assert (whose_text(None, DAY), whose_text("A", None), whose_text(None, None)) == (
        "Last answer on 4 May 2026",
        "A",
        "",
    )
    assert day_text(DAY) == "4 May 2026"
