"""YAML read strictly: what its library lets pass and an author can't have meant is refused.

Refused are a repeated key (the last one would win silently), the implicit booleans (`no` read as false), aliases (ten
lines of them can grow to billions), tags, and nesting without end.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, TypeGuard

import yaml

from assessment.files.characters import misleading, named
from assessment.files.located import DEEPEST, MOST_DIGITS, MOST_VALUES, Fault, Located, Place, too_deep, too_many, twice
from assessment.instrument import BadInput, Problem, quoted

WHOLE = re.compile(r"([-+]?)(0|[1-9][0-9]*)")
DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)\.[0-9]+")
QUOTED = ("'", '"', "|", ">")
PROSE = {"text", "why", "summary", "description", "evidence", "action", "reason"}  # where " #" is meant as text
COMMENT = re.compile(r"[ \t]+#")
CUT_OFF = re.compile(rf"\b({'|'.join(sorted(PROSE))}):[ \t]+[^\s\"'|>#][^\"']*[ \t]#")
LINE_END = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
LONGEST_DECIMAL = 40  # characters
AMBIGUOUS = {"yes", "no", "on", "off", "y", "n", "true", "false"}
DIRECTIVE = re.compile(r"^%", re.MULTILINE)  # thousands of them take the library seconds
NOT_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # YAML 1.1, 5.1
LIBRARY_TOO_DEEP = "maximum nesting depth"  # some builds of libyaml count for themselves, and look further ahead
STANDARD_TAG = "tag:yaml.org,2002:"


def read_yaml(text: str, name: str) -> Located:
    """One YAML document. Raises BadInput when it is no YAML at all; smaller faults are left in `faults`."""
    if stray := NOT_YAML.search(text):
        line = text.count("\n", 0, stray.start()) + 1
        message = f"has {code_of(stray[0])}, which YAML does not allow; take it out"
        raise BadInput([Problem(message, name, line)])
    if directive := DIRECTIVE.search(text):
        line = text.count("\n", 0, directive.start()) + 1
        raise BadInput([Problem("begins with %, which is for programs; take the line out", name, line)])
    located = Located(name)
    try:
        documents = YamlReader(text, located).read()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        if LIBRARY_TOO_DEEP in str(error):
            raise too_deep(name, mark.line + 1 if mark else None) from None
        raise BadInput([unreadable(text, name, error)]) from None
    if documents == 0:
        raise BadInput([Problem("is empty; is it the right file?", name)])
    if documents > 1:
        raise BadInput([Problem(f"holds {documents} documents; a file holds exactly one", name)])
    return located


def unreadable(text: str, name: str, error: yaml.YAMLError) -> Problem:
    """What its library can't read, with what is most often the reason for it."""
    mark, opened = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    last = mark.line if mark else 0
    lines = LINE_END.split(text)[: last + 1]
    in_braces = "flow" in str(getattr(error, "context", ""))
    for number in range(opened.line if opened and in_braces else max(last - 2, 0), len(lines)):
        if CUT_OFF.search(lines[number]):
            message = "is not readable as YAML: ' #' begins a comment, which took the rest of this line; "
            return Problem(f"{message}put the text in quotes", name, number + 1)
    what = quoted(str(getattr(error, "problem", None) or error))
    for number in range(len(lines) - 1, max(len(lines) - 4, -1), -1):
        if "tab" not in what and (odd := misleading(lines[number])):
            return Problem(f"is not readable as YAML: {what}; {odd}", name, number + 1)
    mend = "check indentation, quotes and colons here"
    return Problem(f"is not readable as YAML: {what}; {mend}", name, last + 1 if mark else None)


def code_of(char: str) -> str:
    return "the character NUL (U+0000)" if char == "\0" else named(char)


def line_of(event: yaml.Event) -> int:
    return event.start_mark.line + 1  # type: ignore[union-attr]  # only events made by hand have no mark


def bounded(events: Iterator[yaml.Event], name: str) -> Iterator[yaml.Event]:
    """The events, as long as what they describe stays within bounds."""
    depth = 0
    for count, event in enumerate(events):
        if isinstance(event, yaml.AliasEvent):
            message = f"'*{quoted(str(event.anchor))}' is an alias; aliases are not allowed, write the text out"
            raise BadInput([Problem(message, name, line_of(event))])
        depth += nesting(event)
        if depth > DEEPEST:
            raise too_deep(name, line_of(event))
        if count > 2 * MOST_VALUES:  # an empty list is one value and two events
            raise too_many(name, line_of(event))
        yield event


def nesting(event: yaml.Event) -> int:
    return isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)


class YamlReader:
    """Turns the parser's events into values; its own reading of plain scalars replaces YAML 1.1's guesses."""

    def __init__(self, text: str, located: Located) -> None:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        self.located = located
        self.text = LINE_END.split(text)
        self.events = bounded(yaml.parse(text, Loader=loader), located.name)

    def read(self) -> int:
        """Read the first document; the number of documents."""
        documents = 0
        for event in self.events:
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents == 1 and isinstance(event, yaml.DocumentStartEvent):
                self.located.content = self.value(next(self.events), ())
        return documents

    def value(self, event: yaml.Event, place: Place) -> Any:
        self.located.lines.setdefault(place, line_of(event))
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, place)
        if tag := getattr(event, "tag", None):
            self.located.faults.append(Fault(place, tag_message(tag)))
        if isinstance(event, yaml.MappingStartEvent):
            return self.group(place, in_braces=bool(event.flow_style))
        return self.entries(place)

    def entries(self, place: Place) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            found.append(self.value(event, (*place, len(found))))
        return found

    def group(self, place: Place, *, in_braces: bool) -> dict[str, Any]:
        found: dict[str, Any] = {}
        unquoted = ""  # the key before, where its value is a text without quotes
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if in_braces and self.has_no_colon(event):
                self.skip(next(self.events))
                self.located.faults.append(Fault(place, comma_message(str(event.value), unquoted), line_of(event)))
                continue
            key = self.key(event, place, found)
            value = next(self.events)
            if key is None:
                self.skip(value)
                continue
            if in_braces and unquoted:
                self.located.after_comma[(*place, key)] = unquoted
            unquoted = key if isinstance(value, yaml.ScalarEvent) and value.style not in QUOTED else ""
            found[key] = self.value(value, (*place, key))
        return found

    def has_no_colon(self, key: yaml.Event) -> TypeGuard[yaml.ScalarEvent]:
        """Whether what stands between two commas is a word alone, which YAML takes for a key without a value."""
        return isinstance(key, yaml.ScalarEvent) and self.after(key).lstrip()[:1] in (",", "}", "")

    def after(self, event: yaml.Event) -> str:
        """The rest of the line behind a scalar."""
        mark = event.end_mark
        return self.text[mark.line][mark.column :] if mark.line < len(self.text) else ""  # type: ignore[union-attr]

    def key(self, event: yaml.Event, place: Place, found: dict[str, Any]) -> str | None:
        """The next key of a group, or None where its value has no place to go."""
        line = line_of(event)
        if not isinstance(event, yaml.ScalarEvent):
            self.located.faults.append(Fault(place, "a key must be a plain word", line))
            self.skip(event)
            return None
        key = str(event.value)
        if event.tag is not None:
            self.located.faults.append(Fault(place, tag_message(event.tag), line))
        if key in found:
            self.located.faults.append(Fault((*place, key), twice(key), line))
            return None
        self.located.lines[(*place, key)] = line
        return key

    def skip(self, event: yaml.Event) -> None:
        depth = nesting(event)
        while depth > 0:
            depth += nesting(next(self.events))

    def scalar(self, event: yaml.ScalarEvent, place: Place) -> Any:
        text = str(event.value)
        if event.tag is not None:
            self.located.doubt(place, tag_message(event.tag))
            return text
        is_quoted = event.style in QUOTED
        if not is_quoted and place and place[-1] in PROSE and COMMENT.match(self.after(event)):
            self.located.doubt(place, f"{place[-1]} ends before ' #', which begins a comment; put the text in quotes")
            return text
        if not is_quoted and text.lower() in AMBIGUOUS and text not in ("true", "false"):
            message = f"'{text}' may be read as true or false; write true or false, or put it in quotes"
            self.located.doubt(place, message)
            return text
        return text if is_quoted else plain(text)


def comma_message(words: str, before: str) -> str:
    if not before:
        return f"'{quoted(words)}' stands in {{…}} without a colon and a value; add them, or take it out"
    told = f"in {{…}} the comma ended the text of '{quoted(before)}' before '{quoted(words)}'"
    return f"{told}; put the whole text in quotes"


def tag_message(tag: str) -> str:
    written = "!!" + tag.removeprefix(STANDARD_TAG) if tag.startswith(STANDARD_TAG) else tag
    return f"has the tag '{quoted(written)}'; tags are not allowed, take it out"


def plain(text: str) -> Any:
    if text in ("true", "false"):
        return text == "true"
    if text in ("", "~", "null"):
        return None
    if whole := WHOLE.fullmatch(text):
        sign, digits = whole.groups()
        return int(sign + (digits if len(digits) <= MOST_DIGITS else "9" * MOST_DIGITS))  # too large is too large
    if not DECIMAL.fullmatch(text) or len(text) >= LONGEST_DECIMAL:
        return text
    number = Decimal(text)
    return int(number) if number == int(number) else number  # 2.0 is 2
