"""How much room is left in an assessment, once little is."""

from assessment.store import MOST_BYTES, NEARLY, Contents
from assessment.ui.shell import html, paragraph

MEGABYTE = 1_000_000


def draw_room(contents: Contents) -> None:
    if contents.size >= NEARLY:
        html(paragraph(room_text(contents.size), "hint"))


def room_text(size: int) -> str:
    most = MOST_BYTES // MEGABYTE
    if size >= MOST_BYTES:
        told = f"This assessment has reached the {most} MB that the server keeps of one, its history included: choices "
        told += "and notes of up to 500 characters are still saved, but no evidence."
    else:
        taken = size // (MEGABYTE // 10) / 10  # never rounded up to all of it
        told = f"This assessment takes {taken} of the {most} MB that the server keeps of one, its history included. "
        told += "Beyond them choices and notes of up to 500 characters are still saved, but no evidence."
    return f"{told} To make room, go on in your own file and then keep that on this server, both on Your data: the " + (
        "history is not taken along."
    )
