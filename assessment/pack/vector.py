"""An SVG of strangers, written anew from a short list of elements and attributes: shapes, groups and gradients.

What could run, load, repeat itself without end or hide something is refused, by name; what only tells of the file (its
title, the notes of drawing programs) is left out.
"""

import re
from collections.abc import Iterator
from typing import NoReturn
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from assessment.instrument import BadInput, Problem, quoted

LARGEST = 512 * 1024  # bytes
MOST_ELEMENTS, MOST_DEEP, MOST_CLIPPED, MOST_UNITS = 2_000, 32, 20, 100_000
SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
OWN = ("", SVG)  # some forget to say which language it is
SHAPES = {"circle", "ellipse", "line", "path", "polygon", "polyline", "rect"}
TAKEN = {"svg", "g", "defs", "linearGradient", "radialGradient", "stop", "clipPath", *SHAPES}
TOLD = {"title", "desc", "metadata"}  # left out with all that is in them
LOOKS = re.compile(
    "clip-path|clip-rule|color|display|fill|fill-opacity|fill-rule|opacity|stop-color|stop-opacity|stroke"
    "|stroke-linecap|stroke-linejoin|stroke-miterlimit|stroke-opacity|stroke-width|visibility"
)
PLACES = re.compile(
    "clipPathUnits|cx|cy|d|fx|fy|gradientTransform|gradientUnits|height|id|offset|points|r|rx|ry|spreadMethod"
    "|transform|width|x|x1|x2|y|y1|y2"
)
REFUSED = {"stroke-dasharray", "filter", "mask", "marker", "marker-start", "marker-mid", "marker-end"}
OWN_PAINT = re.compile(r"url\(\s*['\"]?#[\w.-]{1,80}['\"]?\s*\)")
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")
AS_PNG = "save the logo as PNG"


def drawable(data: bytes, name: str, room: tuple[int, int]) -> str:
    """The same drawing as an SVG that fills the room in its own shape. `name`: the file's. Raises BadInput."""
    if len(data) > LARGEST:
        refuse(f"has more than {LARGEST // 1024} KB as SVG; {AS_PNG}", name)
    text = decoded(data, name)
    drawing = Drawing(name, room)
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    parser.StartDoctypeDeclHandler = drawing.declares
    parser.EntityDeclHandler = drawing.declares
    parser.StartElementHandler = drawing.begin
    parser.EndElementHandler = drawing.end
    try:
        parser.Parse(text.encode(), True)
    except expat.ExpatError as fault:
        refuse(f"is no well-formed SVG (line {fault.lineno}); {AS_PNG}", name)
    return "".join(drawing.written)


def refuse(message: str, name: str) -> NoReturn:
    raise BadInput([Problem(message, name)])


def decoded(data: bytes, name: str) -> str:
    """In UTF-8, and nothing else: what is written otherwise could say to a parser what a check did not see."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    head = re.match(r"\s*<\?xml[^>]{0,200}\?>", text)
    named = re.search(r"encoding\s*=\s*['\"]([^'\"]*)", head[0]) if head else None
    if "\0" in text or (named and named[1].lower() not in ("utf-8", "us-ascii")):
        refuse(f"is not written in UTF-8; {AS_PNG}", name)
    return text[head.end() :] if head else text


class Drawing:
    """What is taken of a drawing while it is read."""

    def __init__(self, name: str, room: tuple[int, int]) -> None:
        self.name, self.room = name, room
        self.written: list[str] = []
        self.deep = self.left_out = self.elements = self.clipped = 0

    def declares(self, *_: object) -> NoReturn:
        self.refuse("declares a document type or an entity; save it as plain SVG or as PNG")

    def refuse(self, message: str) -> NoReturn:
        refuse(message, self.name)

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, element = tag.rpartition(" ")
        self.deep += 1
        self.elements += 1
        if self.deep > MOST_DEEP:
            self.refuse(f"has elements more than {MOST_DEEP} deep in each other; {AS_PNG}")
        if self.elements > MOST_ELEMENTS:
            self.refuse(f"has more than {MOST_ELEMENTS:,} elements; {AS_PNG}")
        if self.deep == 1 and (space not in OWN or element != "svg"):
            self.refuse(f"is no SVG: it begins with <{quoted(element)}>; {AS_PNG}")
        if self.left_out or space not in OWN or element in TOLD:
            self.left_out += 1
            return
        if element not in TAKEN or (element == "svg" and self.deep > 1):
            self.refuse(f"has <{quoted(element)}>, which a logo can't have here; turn it into paths, or {AS_PNG}")
        told = dict(self.attributes(element, attributes))
        told |= self.frame(attributes) if self.deep == 1 else {}
        self.written.append(f"<{element}{''.join(f' {key}={quoteattr(value)}' for key, value in told.items())}>")

    def end(self, tag: str) -> None:
        self.deep -= 1
        if self.left_out:
            self.left_out -= 1
            return
        self.written.append(f"</{tag.rpartition(' ')[2]}>")

    def attributes(self, element: str, attributes: dict[str, str]) -> Iterator[tuple[str, str]]:
        for full, value in attributes.items():
            space, _, key = full.rpartition(" ")
            if key == "style" and not space:
                for one in value.split(";"):
                    look, _, said = one.partition(":")
                    yield from self.attribute(element, look.strip(), said.replace("!important", "").strip())
            elif key == "href" and space in ("", XLINK):
                if not re.fullmatch(r"#[\w.-]{1,80}", value):
                    self.refuse(f"points to something outside itself (href in <{element}>); take it out, or {AS_PNG}")
                if element.endswith("Gradient"):
                    yield "href", value
            elif not space:
                yield from self.attribute(element, key, value)

    def attribute(self, element: str, key: str, value: str) -> Iterator[tuple[str, str]]:
        if key[:2].lower() == "on":
            self.refuse(f"has something to run ({quoted(key)} in <{element}>); take it out, or {AS_PNG}")
        if key in REFUSED and value != "none":
            self.refuse(f"has {key}, which a logo can't have here; turn it into paths, or {AS_PNG}")
        if "url(" in value.lower() and not OWN_PAINT.fullmatch(value.strip()):
            self.refuse(f"points to something outside itself ({quoted(key)} in <{element}>); take it out, or {AS_PNG}")
        if key == "clip-path" and value != "none":
            self.clipped += 1
            if self.clipped > MOST_CLIPPED:
                self.refuse(f"is clipped in more than {MOST_CLIPPED} places; {AS_PNG}")
        if LOOKS.fullmatch(key) or (PLACES.fullmatch(key) and element != "svg"):
            yield key, value

    def frame(self, attributes: dict[str, str]) -> dict[str, str]:
        """The root's: what of the drawing is shown, and the size in pixels that fills the room."""
        box = [float(one) for one in NUMBER.findall(attributes.get("viewBox", ""))]
        if len(box) != 4:
            sides = [NUMBER.match(attributes.get(side, "").strip()) for side in ("width", "height")]
            box = [0, 0, *(float(side[0]) for side in sides if side)]
        if len(box) != 4 or not all(0.001 <= side <= MOST_UNITS for side in box[2:]):
            self.refuse(f"needs a viewBox, or a width and height, of 1 to {MOST_UNITS:,} units; {AS_PNG}")
        if max(map(abs, box[:2])) > MOST_UNITS:
            self.refuse(f"has a viewBox that begins more than {MOST_UNITS:,} units away; {AS_PNG}")
        scale = min(self.room[0] / box[2], self.room[1] / box[3])
        width, height = (max(round(side * scale), 1) for side in box[2:])
        shown = " ".join(f"{one:g}" for one in box)
        return {"xmlns": SVG, "viewBox": shown, "width": str(width), "height": str(height)}
