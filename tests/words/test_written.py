"""Days and numbers as people write them: what is read, and what is refused with one sentence."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.instrument import MOST_PEOPLE, BadInput
from assessment.instrument.countries import COUNTRY_CODES
from assessment.words import day_text, read_count, read_day
from assessment.words.months import LANGUAGES, MONTH_FIRST, MONTH_NAMES, UNSETTLED, YEAR_FIRST

TODAY = date(2026, 11, 26)
FIFTH = date(2023, 10, 5)


def refusal_of(text: str, country: str | None = None) -> str:
    with pytest.raises(BadInput) as refused:
        read_day(text, TODAY, country)
    assert len(refused.value.problems) == 1
    return refused.value.problems[0].message


@pytest.mark.parametrize(
    "text",
    [
        *("2023-10-05", "2023/10/05", "2023.10.5", "2023 10 05", "20231005", "05102023"),
        *("05/10/2023", "5/10/2023", "5.10.2023", "05-10-2023", "5. 10. 2023", "5 10 2023", "5/10-2023", "5/10/23"),
        *("5 October 2023", "5 Oct 2023", "5 oct. 2023", "5-Oct-2023", "5 OCT 23", "5 Oct '23", "05Oct2023"),
        *("5th October 2023", "5th of October, 2023", "October 5, 2023", "Oct. 5th, 2023", "the 5th of October 2023"),
        *("Thursday 5 October 2023", "Thu, 5 Oct 2023", "2023 October 5", "  5 October 2023. "),
        *(
            "5 October 2023",
            "5\u202fOctober\u00a02023",
            "5\u200b October 2023",
            "５ October ２０２３",
            "05\u201110\u20112023",
        ),
        *("5. Oktober 2023", "5 octobre 2023", "5 de octubre de 2023", "le 5 octobre 2023", "2023. október 5."),
        *("5 Hydref 2023", "5 ottobre 2023", "5 października 2023", "5 Ekim 2023", "2023年10月5日", "2023년 10월 5일"),
        *("5 жовтня 2023", "5 Οκτωβρίου 2023", "5.X.2023", "5 Deireadh Fómhair 2023", "2023 m. spalio 5 d."),
    ],
)
def test_one_day_as_people_write_it(text: str) -> None:
    assert read_day(text, TODAY) == FIFTH


@pytest.mark.parametrize(
    ("text", "country", "day"),
    [
        ("10/05/2023", "US", FIFTH),
        ("10/05/2023", "GB", date(2023, 5, 10)),
        ("10/05/2023", None, date(2023, 5, 10)),
        ("10/05/2023", "DE", date(2023, 5, 10)),
        ("31/05/2023", "US", date(2023, 5, 31)),  # no other order makes a day of it
        ("05/31/2023", "GB", date(2023, 5, 31)),
        ("05/05/2023", "CA", date(2023, 5, 5)),
        ("31/05/2023", "CA", date(2023, 5, 31)),
        ("5 listopadu 2023", "CZ", date(2023, 11, 5)),
        ("5 listopada 2023", "HR", FIFTH),
        ("5 lip 2023", "PL", date(2023, 7, 5)),
        ("5 lip 2023", "HR", date(2023, 6, 5)),
        ("1er janvier 2024", "FR", date(2024, 1, 1)),
        ("1º de outubro de 2023", "PT", date(2023, 10, 1)),
        ("29 February 2024", None, date(2024, 2, 29)),
        ("3. März 2024", "DE", date(2024, 3, 3)),
        ("3 Mrz 2024", "DE", date(2024, 3, 3)),
        ("5 mai 2024", "FR", date(2024, 5, 5)),
        ("27 November 2026", None, None),
    ],
)
def test_the_country_decides_where_the_order_or_the_name_is_open(text: str, country: str | None, day: date) -> None:
    if day is None:
        assert "which is still to come" in refusal_of(text, country)
    else:
        assert read_day(text, TODAY, country) == day


@pytest.mark.parametrize(
    ("text", "country", "part"),
    [
        *(
            (text, None, "can't be read as a date; please write day, month and year, such as 5 October 2023.")
            for text in [
                *(
                    "yesterday",
                    "October 2023",
                    "10/2023",
                    "2023",
                    "5 October",
                    "5/10",
                    "0",
                    "5",
                    "x",
                    "/",
                    "5//10//23//1",
                ),
                *(
                    "5-6 October 2023",
                    "5 October or 6 November 2023",
                    "5/2023/10",
                    "123456",
                    "1/2/3",
                    "5 October 20233",
                ),
                *("2023-10-05T14:05", "=1+1", "<b>5</b> October 2023", "５" * 300, "5_10_2023", "٪", "½", "5/10/02023"),
            ]
        ),
        ("31/02/2023", None, "“31/02/2023” is not a day of the calendar"),
        ("29 February 2023", None, "is not a day of the calendar"),
        ("2023-13-05", None, "is not a day of the calendar"),
        ("13/13/2023", None, "is not a day of the calendar"),
        ("0/10/2023", None, "is not a day of the calendar"),
        ("0000-01-01", None, "is not a day of the calendar"),
        ("Friday 5 October 2023", None, "is not a day of the calendar"),
        ("05/10/2023", "CA", "may be 10 May 2023 or 5 October 2023; please write the month's name."),
        ("5/10/23", "HU", "leaves the year open; please write it with four digits."),
        ("5 listopada 2023", "GB", "names no month that is known here"),
        ("5 jui 2023", "FR", "names no month that is known here"),
        ("5 Octember 2023", None, "names no month that is known here"),
        ("5 October 2062", None, "is 5 October 2062, which is still to come"),
        ("5/10/62", None, "is 5 October 2062, which is still to come"),
        ("5 October 1023", None, "is before 1900"),
    ],
)
def test_what_is_no_day_or_stays_open_is_refused_in_one_sentence(text: str, country: str | None, part: str) -> None:
    message = refusal_of(text, country)

    assert part in message
    assert message.count(". ") == 0


def test_a_language_has_twelve_months_and_a_country_languages_that_are_known() -> None:
    assert {len(names.split()) for names in MONTH_NAMES.values()} == {12}
    assert {language for known in LANGUAGES.values() for language in known.split()} <= set(MONTH_NAMES)
    assert set(LANGUAGES) | MONTH_FIRST | UNSETTLED | YEAR_FIRST <= COUNTRY_CODES
    assert not MONTH_FIRST & UNSETTLED


@pytest.mark.parametrize("country", sorted(LANGUAGES))
def test_a_month_is_read_back_in_each_of_its_countrys_languages(country: str) -> None:
    for language in LANGUAGES[country].split():
        for month, names in enumerate(MONTH_NAMES[language].split(), 1):
            for name in names.split("/"):
                assert read_day(f"5. {name} 2023", TODAY, country) == date(2023, month, 5)


@given(st.dates(date(1900, 1, 1), TODAY), st.sampled_from([None, "GB", "DE", "US", "CA", "HU"]))
def test_a_day_as_it_is_shown_or_kept_is_read_as_itself(day: date, country: str | None) -> None:
    assert read_day(day_text(day), TODAY, country) == day
    assert read_day(day.isoformat(), TODAY, country) == day


@given(st.text(max_size=40), st.sampled_from([None, "GB", "US", "CA", "HU", "XX"]))
def test_any_text_is_a_day_and_a_number_or_is_refused_in_words(text: str, country: str | None) -> None:
    with suppress(BadInput):
        assert date(1900, 1, 1) <= read_day(text, TODAY, country) <= TODAY
    with suppress(BadInput):
        assert 0 <= read_count(text, MOST_PEOPLE) <= MOST_PEOPLE


@pytest.mark.parametrize(
    "text",
    [
        *("118000", "118.000", "118,000", "118 000", "118'000", "118’000", " 118 000 ", "118,000.", "0118000"),
        *(
            "118\u00a0000",
            "118\u2009000",
            "118\u202f000",
            "118\u2007000",
            "118\u200b,000",
            "１１８，０００",
            "1,18,000",
        ),
        *("118,000.00", "118.000,00", "118 000,0", "118000.0", "118000,00"),
    ],
)
def test_one_number_as_people_write_it(text: str) -> None:
    assert read_count(text, MOST_PEOPLE) == 118_000


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("1.118", 1118), ("1.000.000.000", 10**9), ("12,34,567", 1234567)]
)
def test_other_numbers(text: str, number: int) -> None:
    assert read_count(text, MOST_PEOPLE) == number


@pytest.mark.parametrize(
    ("text", "part"),
    [
        *(
            (text, "can't be read as a whole number; please write it in digits, such as 118,000.")
            for text in [
                *("lots", "118.5", "118,50", "1.234,567", "1,234.567", "1.234 567", "118.00.0", "11.80.00", "118, 000"),
                *(
                    "0.118",
                    "118k",
                    "1e5",
                    "118000 to 119000",
                    "118000¹",
                    "½",
                    "=118000",
                    "118.000,000",
                    "118000.000",
                    "+",
                ),
                *("1.1234", "118''000", "118..000", ".", "-", "1234,567"),
            ]
        ),
        ("-5", "is below 0"),
        ("−118,000", "is below 0"),
        ("5000000000", "“5000000000” is more than 1,000,000,000"),
        ("5.000.000.000", "is more than 1,000,000,000"),
        ("9" * 5000, "is more than 1,000,000,000"),
    ],
)
def test_what_is_no_whole_number_or_out_of_range_is_refused_in_one_sentence(text: str, part: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_count(text, MOST_PEOPLE)

    assert len(refused.value.problems) == 1
    assert part in refused.value.problems[0].message
