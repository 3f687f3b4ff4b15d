"""Days and numbers as people write them, read without a guess: what stays ambiguous is refused, in one sentence.

"5 Oct 2023", "5. Oktober 2023", "October 5th, 2023", "2023-10-05" and, outside the United States, "05/10/2023" are one
day; "118.000", "118,000" and "118 000" are one number. Whoever reads says back what it was taken for.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from assessment.instrument import BadInput, Problem, quoted
from assessment.words.months import ENGLISH, LANGUAGES, MONTH_FIRST, MONTH_NAMES, ROMAN, UNSETTLED, YEAR_FIRST
from assessment.words.naming import day_text

EARLIEST = date(1900, 1, 1)
SHORTEST = 3  # letters that a month may be shortened to
LONGEST_NUMBER = 15  # digits; more are out of any range
ASIDE = frozenset(  # words around a day that say nothing of it
    (  # noqa: SIM905
        "a am an d da de del den der dhen di do el er fomhair g gada il le m nd o of on r rd re st t th the "
        "º ª г година р року 年 月 日 년 월 일"
    ).split()
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae"})  # that Unicode doesn't take apart
LOOKALIKES = str.maketrans(
    {**dict.fromkeys("’‘ʼ`´′ʹ＇", "'"), "，": ",", "．": ".", "／": "/", "⁄": "/", "∕": "/", "−": "-"}
)

THOUSANDS = r"[1-9]\d{0,2}([., '])\d{3}(?:\1\d{3})*(?:(?!\1)[.,]0{1,2})?"
LAKHS = r"[1-9]\d?(?:,\d{2})+,\d{3}"  # India and its neighbours
PLAIN = r"\d+|(?:0|[1-9]\d*)[.,]0{1,2}"


def read_day(text: str, latest: date, country: str | None = None) -> date:
    """The day that somebody wrote; figures in the order of `country`, the British one where none is known.

    Raises BadInput with one problem: no whole day, no day of the calendar, two readings, before 1900 or after `latest`.
    """
    days = sorted(set(readings(text, country)))
    if not days:
        raise refused(f"“{quoted(text)}” is not a day of the calendar; please correct it.")
    if len(days) > 1:
        raise refused(
            f"“{quoted(text)}” may be {day_text(days[0])} or {day_text(days[1])}; please write the month's name."
        )
    if days[0] > latest:
        raise refused(f"“{quoted(text)}” is {day_text(days[0])}, which is still to come; please correct it.")
    if days[0] < EARLIEST:
        raise refused(f"“{quoted(text)}” is before {EARLIEST.year}; please correct it.")
    return days[0]


def readings(text: str, country: str | None) -> Iterator[date]:
    """The days that a text may mean: usually one, two where the order is open, none where it is in no calendar."""
    plain = folded(plain_text(text))
    if not re.fullmatch(r"[\w\s.,/'’-]+", plain) or "_" in plain:
        raise unreadable(text)
    tokens = [token for token in re.findall(r"\d+|[^\W\d]+", plain) if token not in ASIDE]
    numbers = [token for token in tokens if token.isdecimal()]
    weekdays = [found for token in tokens for found in [weekday(token)] if found is not None]
    months = [token for token in tokens if not token.isdecimal() and weekday(token) is None]
    if len(months) == 1 and len(numbers) == 2:
        found = named(text, months[0], numbers, country)
    elif not months and len(numbers) == 3:
        found = in_figures(text, numbers, country)
    elif not months and len(numbers) == 1 and len(numbers[0]) == 8:
        found = in_figures(text, split(numbers[0]), country)
    else:
        raise unreadable(text)
    return (day for day in found if not weekdays or weekdays == [day.weekday()])


def named(text: str, word: str, numbers: list[str], country: str | None) -> Iterator[date]:
    month = month_of(word, country)
    if month is None:
        raise refused(f"“{quoted(text)}” names no month that is known here; please write such as 5 October 2023.")
    day, year = numbers if len(numbers[0]) < 4 else reversed(numbers)
    yield from calendar_day(year_of(text, year, country), month, day_of(text, day))


def in_figures(text: str, numbers: list[str], country: str | None) -> Iterator[date]:
    first, second, last = numbers
    if len(first) == 4:
        yield from calendar_day(year_of(text, first, country), day_of(text, second), day_of(text, last))
        return
    one, two, year = day_of(text, first), day_of(text, second), year_of(text, last, country)
    british, american = list(calendar_day(year, two, one)), list(calendar_day(year, one, two))
    if country in UNSETTLED:
        yield from british + american
    elif country in MONTH_FIRST:
        yield from american or british
    else:
        yield from british or american


def split(digits: str) -> list[str]:
    """ "20231005" and "05102023": no month is 19 or 20, so that one of the two is never a day."""
    if digits[:2] in ("19", "20") and int(digits[4:6]) <= 12:
        return [digits[:4], digits[4:6], digits[6:]]
    return [digits[:2], digits[2:4], digits[4:]]


def calendar_day(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return


def day_of(text: str, digits: str) -> int:
    if len(digits) > 2:
        raise unreadable(text)
    return int(digits)


def year_of(text: str, digits: str, country: str | None) -> int:
    """A year of two digits is one of this century, where the year never stands first."""
    if len(digits) == 2 and country in YEAR_FIRST:
        raise refused(f"“{quoted(text)}” leaves the year open; please write it with four digits.")
    if len(digits) not in (2, 4):
        raise unreadable(text)
    return int(digits) + (2000 if len(digits) == 2 else 0)


def month_of(word: str, country: str | None) -> int | None:
    """The month that a word names, in English or the country's languages, else in every language that knows it."""
    own = [ENGLISH, ROMAN, *LANGUAGES.get(country or "", "").split()]
    for languages in (own, list(MONTH_NAMES)):
        for fits in (str.__eq__, str.startswith):
            found = {
                number
                for language in languages
                for number, names in enumerate(MONTH_NAMES[language].split(), 1)
                if any(fits(name, word) for name in names.split("/"))
            }
            if found and (fits is str.__eq__ or len(word) >= SHORTEST):
                return found.pop() if len(found) == 1 else None
    return None


def weekday(word: str) -> int | None:
    found = [number for number, name in enumerate(WEEKDAYS) if len(word) >= SHORTEST and name.startswith(word)]
    return found[0] if found else None


def read_count(text: str, most: int) -> int:
    """The whole number that somebody wrote, 0 to `most`, its thousands set apart in any way or none.

    Raises BadInput with one problem.
    """
    plain = plain_text(text)
    digits = re.sub(r"(?<=\d)\.?$", "", plain)
    if re.fullmatch(r"-\s?[\d., ']+", plain):
        raise refused(f"“{quoted(text)}” is below 0; please correct it.")
    if grouped := re.fullmatch(f"{THOUSANDS}|{LAKHS}|{PLAIN}", digits):
        mark = grouped[1] or ("," if re.fullmatch(LAKHS, digits) else "")
        whole = re.split(r"[.,]", digits.replace(mark, "") if mark else digits)[0].lstrip("0") or "0"
        if len(whole) > LONGEST_NUMBER or int(whole) > most:
            raise refused(f"“{quoted(text)}” is more than {most:,}; please correct it.")
        return int(whole)
    raise refused(f"“{quoted(text)}” can't be read as a whole number; please write it in digits, such as 118,000.")


def plain_text(text: str) -> str:
    """One kind of digit, space, hyphen and apostrophe, and nothing invisible."""
    return " ".join("".join(plain_sign(sign) for sign in text.translate(LOOKALIKES)).split())


def plain_sign(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind == "Nd":
        return str(unicodedata.decimal(sign))
    return {"Zs": " ", "Cf": "", "Pd": "-"}.get(kind, sign)


def folded(text: str) -> str:
    """Small letters without their marks, as the names of months are kept."""
    apart = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", bare).translate(LETTERS)


def unreadable(text: str) -> BadInput:
    return refused(
        f"“{quoted(text)}” can't be read as a date; please write day, month and year, such as 5 October 2023."
    )


def refused(message: str) -> BadInput:
    return BadInput([Problem(message)])
