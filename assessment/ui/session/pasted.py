"""Links as they come out of mail, chat and documents: wrapped, encoded, broken, or in the middle of a sentence.

A token is 32 letters, digits, hyphens and underscores. `Your link: https://council.example/open#` with one behind it,
the same behind a mail filter's own address, or cut in two by a line's end, all give it back.
"""

import binascii
import re
import unicodedata
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

TOKEN_LENGTH = 32
LONGEST = 20_000  # characters that are looked at
MOST = 8  # candidates
ROUNDS = 4  # filters wrap what another has wrapped
TOKEN = re.compile(rf"[A-Za-z0-9_-]{{{TOKEN_LENGTH}}}")
RUN = re.compile(r"[A-Za-z0-9_-]+")
MARK = re.compile(r"/open/?[#*]|[?&]t=(?:3D)?")  # a star stands for the # in links that Proofpoint rewrote
BASE64 = re.compile(r"[A-Za-z0-9_+/-]{40,}")
DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")  # what a word processor makes of a hyphen
BREAKS = re.compile(r"=\r?\n|\s+")


def tokens_in(text: str) -> tuple[str, ...]:
    """What may be a token in a pasted text, the likeliest first."""
    found: dict[str, None] = {}
    for version in versions(text[:LONGEST]):
        found |= dict.fromkeys(
            token for mark in MARK.finditer(version) if (token := token_after(version[mark.end() :]))
        )
    for version in versions(text[:LONGEST]):
        found |= dict.fromkeys(run for run in RUN.findall(version) if len(run) == TOKEN_LENGTH)
    whole = "".join(cleaned(text[:LONGEST]).split())
    if TOKEN.fullmatch(whole):
        found |= {whole: None}
    return tuple(found)[:MOST]


def token_after(text: str) -> str:
    """The token at the beginning of a text, in one piece or, where a line was broken, in several."""
    joined = ""
    rest = text
    while (run := RUN.match(rest)) and len(joined) < TOKEN_LENGTH:
        joined += run[0]
        rest = rest[run.end() :]
        gap = BREAKS.match(rest)
        if gap is None or len(joined) >= TOKEN_LENGTH:
            break
        rest = rest[gap.end() :]
    return joined if len(joined) == TOKEN_LENGTH else ""


def versions(text: str) -> Iterator[str]:
    """The text as it is, and with one wrapping after the other taken off."""
    version = cleaned(text)
    for _ in range(ROUNDS):
        yield version
        yield rewritten(version)
        yield from unpacked(version)
        following = unquote(unescape(version))
        if following == version:
            return
        version = following


def cleaned(text: str) -> str:
    """Without what nobody sees, and with plain hyphens."""
    return "".join(char for char in text.translate(DASHES) if unicodedata.category(char) != "Cf")


def rewritten(text: str) -> str:
    """An address as Proofpoint's second version writes it, - for % and _ for /, or its third, which ends it by __;."""
    if "/v3/__" in text:
        return text.replace("__;", " ;")
    return unquote(re.sub(r"-([0-9A-F]{2})", r"%\1", text.replace("_", "/"))) if "-3A__" in text else ""


def unpacked(text: str) -> Iterator[str]:
    """Addresses that a filter packed whole, as Sophos does."""
    for run in BASE64.findall(text):
        try:
            inner = urlsafe_b64decode(run.replace("+", "-").replace("/", "_") + "=" * (-len(run) % 4))
        except (binascii.Error, ValueError):
            continue
        if inner.startswith(b"http"):
            yield inner.decode("utf-8", "replace")
