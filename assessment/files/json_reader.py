"""JSON read strictly, with the line of everything in it.

The standard library's reader keeps no lines, takes the last of two equal keys in silence, accepts NaN, and answers
nesting without end with an exception of its own. Only its reading of quoted text is used here.
"""

import re
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any, NoReturn

from assessment.files.characters import mending, misleading, named
from assessment.files.located import DEEPEST, MOST_DIGITS, MOST_VALUES, Fault, Located, Place, too_deep, too_many, twice
from assessment.instrument import BadInput, Problem

SPACE = re.compile(r"[ \t\n\r]*")
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
WORDS = {"true": True, "false": False, "null": None}
NO_NUMBERS = ("NaN", "Infinity", "-Infinity")  # JavaScript's, which JSON leaves out
TEXT_FAULTS = {
    "Unterminated": "a text has no closing double quote",
    "Invalid control": "a text has a line break, tab or control character; write \\n for a line break, \\t for a tab",
    "Invalid \\": "a text has a backslash with no meaning; write \\\\ for a backslash",
}


def read_json(text: str, name: str) -> Located:
    """One JSON value. Raises BadInput when it is no JSON; smaller faults are left in `faults`."""
    located = Located(name)
    located.content = JsonReader(text, located).whole()
    return located


class JsonReader:
    """A cursor over the text: each method reads one thing and stands behind it afterwards."""

    def __init__(self, text: str, located: Located) -> None:
        self.text, self.located = text, located
        self.at = 0
        self.counted, self.line = 0, 1  # the line of the index up to which line ends are counted
        self.values = 0

    def whole(self) -> Any:
        self.skip_space()
        content = self.value(())
        self.skip_space()
        if self.at < len(self.text):
            self.refuse("text after the end")
        return content

    def value(self, place: Place) -> Any:
        self.values += 1
        if self.values > MOST_VALUES:
            raise too_many(self.located.name, self.line_here())
        self.located.lines.setdefault(place, self.line_here())
        match self.text[self.at : self.at + 1]:
            case '"':
                return self.quoted_text()
            case "{" | "[" if len(place) >= DEEPEST:
                raise too_deep(self.located.name, self.line_here())
            case "{":
                return self.group(place)
            case "[":
                return self.entries(place)
        number = NUMBER.match(self.text, self.at)
        return self.number(number, place) if number else self.word(place)

    def group(self, place: Place) -> dict[str, Any]:
        found: dict[str, Any] = {}
        more = self.opened("}")
        while more:
            if not self.text.startswith('"', self.at):
                self.refuse("a key in double quotes is missing")
            line = self.line_here()
            key = self.quoted_text()
            self.skip_space()
            if not self.took(":"):
                self.refuse("a colon is missing")
            self.member(found, (*place, key), line)
            more = self.goes_on("}")
        return found

    def member(self, found: dict[str, Any], place: Place, line: int) -> None:
        """The value of a key. Of a repeated key the first value counts; the other is read and let go."""
        key = str(place[-1])
        if key not in found:
            self.located.lines[place] = line
            begun = self.at
            found[key] = self.value(place)
            if len(place) == 2 or place == ("facts",):
                self.located.texts[place] = self.text[begun : self.at]
            return
        kept, self.located = self.located, Located(self.located.name)
        self.value(place)
        self.located = kept
        self.located.faults.append(Fault(place, twice(key), line))

    def entries(self, place: Place) -> list[Any]:
        found: list[Any] = []
        more = self.opened("]")
        while more:
            found.append(self.value((*place, len(found))))
            more = self.goes_on("]")
        return found

    def opened(self, closing: str) -> bool:
        """Step inside a group or list; is there anything in it?"""
        self.at += 1
        self.skip_space()
        return not self.took(closing)

    def goes_on(self, closing: str) -> bool:
        """Step over a comma or the closing bracket; is there more?"""
        self.skip_space()
        if self.took(closing):
            return False
        if not self.took(","):
            self.refuse(f"a comma or {closing} is missing")
        return True

    def quoted_text(self) -> str:
        try:
            text, self.at = scanstring(self.text, self.at + 1, True)
        except JSONDecodeError as error:
            self.at = error.pos
            self.refuse(next(words for start, words in TEXT_FAULTS.items() if error.msg.startswith(start)))
        return str(text)

    def number(self, found: re.Match[str], place: Place) -> int | float:
        self.at = found.end()
        if found[1] or found[2]:
            whole = not found[2] and not found[1].strip(".0") and len(found[0]) < MOST_DIGITS
            number = float(found[0])  # no field of answers/1 is a decimal: a double is exact enough to be refused
            return int(number) if whole else number  # 2.0 is 2
        digits = len(found[0].removeprefix("-"))
        if digits > MOST_DIGITS:
            self.located.doubt(place, f"has a number of {digits:,} digits; correct it")
            return 0
        return int(found[0])

    def word(self, place: Place) -> bool | None:
        for word, value in WORDS.items():
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return value
        for word in NO_NUMBERS:
            if self.text.startswith(word, self.at):
                self.refuse(f"{word} is not a number")
        if not place:
            self.refuse_file(f"is not readable as JSON{self.odd_here()}; is it the right file?")
        self.refuse("a value is missing")

    def took(self, char: str) -> bool:
        if not self.text.startswith(char, self.at):
            return False
        self.at += 1
        if char in ":,":
            self.skip_space()
        return True

    def skip_space(self) -> None:
        self.at = SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]

    def line_here(self) -> int:
        self.line += self.text.count("\n", self.counted, self.at)
        self.counted = self.at
        return self.line

    def refuse(self, what: str) -> NoReturn:
        self.refuse_file(f"is not readable as JSON: {what}{self.odd_here()}; was the file cut short or edited by hand?")

    def odd_here(self) -> str:
        char = self.text[self.at : self.at + 1]
        return f", and here stands {named(char)}: {mending(char)}" if misleading(char) else ""

    def refuse_file(self, message: str) -> NoReturn:
        raise BadInput([Problem(message, self.located.name, self.line_here())])
