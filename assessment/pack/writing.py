"""A pack in the format that an ending names."""

from assessment.pack.model import Pack
from assessment.pack.paper import paper
from assessment.pack.slides import slides
from assessment.pack.word_file import word_file
from assessment.pack.workbook import workbook

WRITERS = {".pdf": paper, ".pptx": slides, ".docx": word_file, ".xlsx": workbook}
ENDINGS = tuple(WRITERS)


def write_pack(pack: Pack, ending: str) -> bytes:
    """`ending`: one of ENDINGS."""
    return WRITERS[ending](pack)
