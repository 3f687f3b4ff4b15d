"""Pydantic's complaints in the author's words: what is wrong, what was expected, how to mend it."""

from collections.abc import Iterable, Mapping
from typing import Any

from assessment.files.characters import misleading, odd_characters
from assessment.files.located import UNKNOWN_KEY, Fault, Place, at
from assessment.instrument import country_problem, quoted, region_problem

PLAIN = {
    "missing": "is missing; add it",
    "string_type": "must be text; put quotes around it if it looks like a number or a date",
    "string_unicode": "has half of a character (a lone surrogate); type it again",
    "string_too_long": "is longer than {max_length} characters; shorten it",
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
    "dict_type": "must be a group of keys and values",
    "model_type": "must be a group of keys and values",
    "tuple_type": "must be a list",
    "too_long": "may have at most {max_length} entries",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "enum": "must be one of {expected}",
}
PATTERNS = {
    "id": "must be an id: small letters, digits and hyphens, beginning with a letter, at most 64 characters",
    "theme": "must be the id of a theme: small letters, digits and hyphens",
    "version": "must be a version such as 1.0.0",
    "from": "must be a version such as 1.0.0",
    "to": "must be a version such as 1.0.0",
    "rubric": "must be the id of a rubric: small letters, digits and hyphens",
    "country": "must be a two-letter country code such as GB (ISO 3166-1)",
    "region": "must be a region code such as GB-ENG (ISO 3166-2)",
    "superseded_by": "must be the id of a question",
    "question": "must be the ids of a rubric and a question, such as cyber-hygiene/cyber-mail",
    "questions": "must be the ids of a rubric and a question, such as cyber-hygiene/cyber-mail",
    "area": "must be an id: small letters, digits and hyphens",
    "source": "must be the id of a source: small letters, digits and hyphens",
}
CODES = {"country": country_problem, "region": region_problem}
PLAIN_ONLY = {"string_pattern_mismatch", "enum", "literal_error", "refused", "int_type", "bool_type"}
KEY = "[key]"  # what pydantic ends a place with when the key itself is wrong


def explain(error: Mapping[str, Any], content: Any) -> Iterable[Fault]:
    """One pydantic error as faults of the content; a message begins with the key that it is about."""
    place: Place = error["loc"]
    context = error.get("ctx", {})
    kind = error["type"]
    if kind == "problems":
        return [Fault((*place, *inner), message) for inner, message in context["problems"]]
    if kind == "refused_whole":
        return [Fault(place, str(context["message"]))]
    if kind == "extra_forbidden":
        mend = odd_characters(str(place[-1])) or "take it out or correct its spelling"
        return [Fault(place, f"the key '{name_of(place)}' {UNKNOWN_KEY}; {mend}")]
    if is_about_key(place, content):
        return [Fault(place[:-1], f"'{name_of(place[:-1])}' {PATTERNS['id']}{odd_in(str(place[-2]))}")]
    if kind == "too_short" and len(at(content, place)) >= context["min_length"]:
        return []  # pydantic doesn't count the entries that are wrong themselves; those have their own faults
    odd = odd_in(error["input"], misled=kind != "string_pattern_mismatch") if kind in PLAIN_ONLY else ""
    return [Fault(place, f"{name_of(place)} {sentence(kind, context, place, error)}{odd}")]


def odd_in(value: object, *, misled: bool = False) -> str:
    """What of a word its author may not see, to go on from what is wrong with it."""
    odd = (misleading(value) if misled else odd_characters(value)) if isinstance(value, str) else ""
    return f"; {odd}" if odd else ""


def is_about_key(place: Place, content: Any) -> bool:
    around = at(content, place[:-1])
    return place[-1:] == (KEY,) and not (isinstance(around, Mapping) and KEY in around)


def sentence(kind: str, context: Mapping[str, Any], place: Place, error: Mapping[str, Any]) -> str:
    if kind == "refused":
        return str(context["message"])
    if kind == "string_type" and error["input"] is None:
        return "is empty; write something or leave the key out"
    if kind == "string_pattern_mismatch" and place[:-1] == ("council",):
        return CODES[str(place[-1])](str(error["input"])) or PATTERNS[str(place[-1])]
    if kind == "string_pattern_mismatch":
        return PATTERNS["version" if place[0] in ("rubrics", "companions") else last_key(place)]
    if kind == "literal_error":
        return f"must be {context['expected']}".replace("True", "true")
    if kind == "too_short":
        fewest = context["min_length"]
        return f"needs at least {fewest} {'entry' if fewest == 1 else 'entries'}"
    if kind in PLAIN:
        return PLAIN[kind].format(**context)
    return f"is not right: {quoted(str(error['msg']).lower())}"


def last_key(place: Place) -> str:
    return next((part for part in reversed(place) if isinstance(part, str)), "")


def name_of(place: Place) -> str:
    """The last key of a place: "levels, entry 2" for the second of the levels."""
    if not place:
        return "the file"
    if isinstance(place[-1], int):
        around = name_of(place[:-1])
        return f"{around}, entry {place[-1] + 1}"
    return quoted(str(place[-1]))
