"""An address as a QR code, for the camera of a phone."""

from collections.abc import Iterable
from html import escape

import segno

QUIET = 4  # modules of white all round, without which cameras find nothing (ISO/IEC 18004)


def draw_code(address: str, told: str) -> str:
    """Markup of a square picture that grows with its place; black on white whatever the page's colours. `told`: what it
    is, for those who don't see it. Raises ValueError for an address that is too long for a code.
    """
    code = segno.make(address, error="m", micro=False)
    size = code.symbol_size(border=QUIET)[0]
    runs = "".join(
        f"M{x} {y}h{length}v1h-{length}z"
        for y, row in enumerate(code.matrix_iter(border=QUIET))
        for x, length in _runs(row)
    )
    return (
        f'<svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" role="img" '
        f'aria-label="{escape(told)}" shape-rendering="crispEdges" style="forced-color-adjust:none">'
        f'<rect width="{size}" height="{size}" fill="#fff"/><path d="{runs}" fill="#000"/></svg>'
    )


def _runs(row: Iterable[int]) -> list[tuple[int, int]]:
    """Where dark modules begin, and how many stand in a row."""
    found: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if dark and found and sum(found[-1]) == x:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((x, 1))
    return found
