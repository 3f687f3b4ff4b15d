"""A council's logo for its pack: a PNG or SVG file of strangers, checked before it is decoded, and drawn anew.

What goes into a pack is a PNG made of pixels alone: no part of the file itself, and nothing that it says of itself.
"""

import io
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, NoReturn

from assessment.files import read_file
from assessment.instrument import BadInput, Problem
from assessment.pack.vector import drawable

LARGEST = 2 * 1024**2  # bytes of a file
MOST_WIDE, MOST_PIXELS = 4_000, 8_000_000
LONGEST_SIDE = 12  # times the shorter one
ROOM_PX = (900, 360)  # what it is drawn into: sharp at 45 mm
PNG, GZIP = b"\x89PNG\r\n\x1a\n", b"\x1f\x8b"
DRAWN = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}  # the parts of a PNG that make its pixels
ONE_AT_A_TIME = Lock()
PROCESSOR_SECONDS, DRAWN_SECONDS, MEMORY = 4, 15, 2 * 1024**3
DRAW = f"""
import sys
from contextlib import suppress
with suppress(ImportError):  # not on Windows, which has no such limits
    import resource
    resource.setrlimit(resource.RLIMIT_CPU, ({PROCESSOR_SECONDS}, {PROCESSOR_SECONDS}))
    resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
import vl_convert
sys.stdout.buffer.write(vl_convert.svg_to_png(sys.stdin.buffer.read().decode()))
"""
SAVE_ANEW = "open it in an image program and save it anew as PNG"


@dataclass(frozen=True)
class Logo:
    """`png`: pixels without anything else; `size`: of these."""

    png: bytes
    size: tuple[int, int]

    def within(self, width: float, height: float) -> tuple[float, float]:
        """Its width and height where it has so much room, in the same unit and its own shape."""
        scale = min(width / self.size[0], height / self.size[1])
        return self.size[0] * scale, self.size[1] * scale


def read_logo(data: bytes, name: str) -> Logo:
    """`name`: the file's, for messages. Raises BadInput. The same bytes give the same logo."""
    if len(data) > LARGEST:
        refuse(f"is larger than {LARGEST // 1024**2} MB; save it smaller", name)
    if data.startswith(GZIP):
        refuse("is compressed (SVGZ); save it as plain SVG or as PNG", name)
    if data.startswith(PNG):
        return logo_of(plain_png(data, name), name)
    if b"<svg" in data[:4096] or data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return logo_of(drawn(drawable(data, name, ROOM_PX), name), name)
    refuse("is neither PNG nor SVG, whatever its name says; save the logo as one of the two", name)


def load_logo(path: Path) -> Logo:
    return read_logo(read_file(path, LARGEST), path.name)


def refuse(message: str, name: str) -> NoReturn:
    raise BadInput([Problem(message, name)])


def plain_png(data: bytes, name: str) -> bytes:
    """The same picture of only those parts that make its pixels, whose size is known before any is unpacked."""
    kept, size = [PNG], (0, 0)
    for kind, part in parts_of(data, name):
        if kind == b"acTL":
            refuse("is animated; save one picture of it as PNG", name)
        if kind == b"IHDR":
            size = size_of(part, name)
        if kind in DRAWN:
            kept.append(packed(kind, part))
    if not size[0]:
        refuse(f"has no header, so it is damaged; {SAVE_ANEW}", name)
    return b"".join(kept)


def parts_of(data: bytes, name: str) -> Iterator[tuple[bytes, bytes]]:
    place = len(PNG)
    while place + 12 <= len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        kind, part = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        check = data[place + 8 + length : place + 12 + length]
        if len(part) != length or check != struct.pack(">I", zlib.crc32(kind + part)):
            break
        if place == len(PNG) and kind != b"IHDR":
            break
        yield kind, part
        if kind == b"IEND":
            return
        place += 12 + length
    refuse(f"is cut off or damaged; {SAVE_ANEW}", name)


def packed(kind: bytes, part: bytes) -> bytes:
    return struct.pack(">I", len(part)) + kind + part + struct.pack(">I", zlib.crc32(kind + part))


def size_of(header: bytes, name: str) -> tuple[int, int]:
    if len(header) != 13:
        refuse(f"has a damaged header; {SAVE_ANEW}", name)
    width, height = struct.unpack(">II", header[:8])
    if not width or not height:
        refuse(f"has no width or no height; {SAVE_ANEW}", name)
    if max(width, height) > MOST_WIDE or width * height > MOST_PIXELS:
        most = f"{MOST_WIDE:,} wide or high, and {MOST_PIXELS // 10**6} million in all"
        refuse(f"is {width:,} by {height:,} pixels; a logo has at most {most}: save it smaller", name)
    return width, height


def drawn(svg: str, name: str) -> bytes:
    """By a process of its own, which a drawing that never ends can be ended with, and which holds nobody else up."""
    if not ONE_AT_A_TIME.acquire(timeout=DRAWN_SECONDS):
        refuse("was not drawn, because others draw theirs; please try again in a minute, or save it as PNG", name)
    try:
        done = subprocess.run(  # noqa: S603 (our own words, with the drawing on its input)
            [sys.executable, "-I", "-c", DRAW], input=svg.encode(), capture_output=True, timeout=DRAWN_SECONDS
        )
    except subprocess.TimeoutExpired:
        refuse(f"takes more than {DRAWN_SECONDS} seconds to draw; save the logo as PNG", name)
    finally:
        ONE_AT_A_TIME.release()
    if done.returncode or not done.stdout.startswith(PNG):
        refuse("can't be drawn, or not in a few seconds; save the logo as PNG", name)
    return done.stdout


def logo_of(png: bytes, name: str) -> Logo:
    """Its pixels, not more than there is room for."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(png), formats=["PNG"]) as opened:
            picture = opened.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        refuse(f"is cut off or damaged; {SAVE_ANEW}", name)
    if max(picture.size) > LONGEST_SIDE * min(picture.size):
        refuse(f"is more than {LONGEST_SIDE} times as long as it is high or wide; cut it to the logo itself", name)
    if picture.getchannel("A").getextrema()[1] == 0:
        refuse("shows nothing: all of it is transparent", name)
    picture.thumbnail(ROOM_PX)
    return Logo(encoded(picture), picture.size)


def encoded(picture: Any) -> bytes:
    out = io.BytesIO()
    picture.info.clear()
    picture.save(out, "PNG", compress_level=9)
    return out.getvalue()
