"""Characters that a reader can't see, or takes for others: named, so that an author finds them.

An id with a zero-width space looks right and is not; a word processor turns "bins" into “bins”, a hyphen into a dash.
"""

import re
import unicodedata

from assessment.instrument import quoted

INVISIBLE = {"Cf", "Zl", "Zp", "Cc"}
QUOTES = "“”„‟«»‘’‚‛‹›″′＂＇"
DASHES = "‐‑‒–—―−－"
PLAIN = {**dict.fromkeys(QUOTES, "a straight one"), **dict.fromkeys(DASHES, "a plain hyphen")}
NAMES = {
    "\t": "a tab",
    "\N{NO-BREAK SPACE}": "a no-break space",
    "\N{ZERO WIDTH NO-BREAK SPACE}": "a byte order mark",
    "\N{SOFT HYPHEN}": "a soft hyphen",
}
SEEN_AS_SPACE = re.compile(r"[\t\u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff\u00ad]")


def named(char: str) -> str:
    """ "an invisible character (zero width space, U+200B)"."""
    code = f"U+{ord(char):04X}"
    name = NAMES.get(char) or unicodedata.name(char, "").lower()
    if not name:
        return f"the character {code}"
    if char in NAMES:
        return f"{name} ({code})"
    if unicodedata.category(char) in INVISIBLE:
        return f"an invisible character ({name}, {code})"
    if unicodedata.category(char) == "Zs":
        return f"a space that is no plain one ({name}, {code})"
    if char in PLAIN:
        return f"the typographic character {char} ({name}, {code})"
    return f"the character {quoted(char)} ({name}, {code})"


def mending(char: str) -> str:
    if char in PLAIN:
        return f"write {PLAIN[char]}"
    if char in "\t\n\r" or unicodedata.category(char) == "Zs":
        return "write plain spaces"
    return "take it out" if unicodedata.category(char) in INVISIBLE else "write plain letters"


def odd_characters(text: str) -> str:
    """What is not plain in a word that must be, and how to mend it; empty where all of it is."""
    odd = next((char for char in text if not ("\x20" <= char <= "\x7e")), "")
    return f"it holds {named(odd)}: {mending(odd)}" if odd else ""


def misleading(text: str) -> str:
    """The same where letters of any language are no matter: only what can't be seen, or is taken for a plain sign."""
    odd = next((char for char in text if char in PLAIN or SEEN_AS_SPACE.match(char)), "")
    return f"it holds {named(odd)}: {mending(odd)}" if odd else ""


def without_invisible(text: str) -> str:
    """A cell's text without what nobody sees, at its ends and in it."""
    plain = text if text.isascii() else "".join(char for char in text if unicodedata.category(char) != "Cf")
    return " ".join(plain.split())
