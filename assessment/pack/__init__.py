"""The board pack: one result as a document that a council can put into its own papers.

A `Pack` is the model without a format, with the numbers and sentences of Results; a writer for each format says no more
and no less. The same pack gives the same bytes.
"""

from assessment.pack.model import Pack, make_pack
from assessment.pack.writing import ENDINGS, write_pack

__all__ = ["ENDINGS", "Pack", "make_pack", "write_pack"]
