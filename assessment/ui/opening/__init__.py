"""The first words of a page, as plain markup that the server sends at once; the live page takes their place."""

from assessment.ui.opening.words import first_words

__all__ = ["first_words"]
