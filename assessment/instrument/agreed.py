"""What a workshop agreed on: it stands beside the answer that it gave, as part of the choice."""

from typing import Annotated

from pydantic import Field

from assessment.instrument.fields import Frozen, IsoDate, Text

Choice = Annotated[str, Field(pattern=r"^([0-9]|unknown|not_applicable)$")]
"""What somebody votes: a level, "unknown" or "not_applicable"."""


class Agreed(Frozen):
    """`votes`: how many of each choice there were in the last round; without those that were given to other levels than
    today's. `dissent`: who sees it otherwise, in words.
    """

    date: IsoDate
    votes: dict[Choice, Annotated[int, Field(ge=1, le=10_000)]] = Field(default_factory=dict)
    dissent: Text | None = None
