"""Where a result's peers come from: one way for a file and for a store, for the command and for the pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.figures import CouncilCounts
from assessment.instrument import Council, Rubric
from assessment.peers.editions import Edition
from assessment.peers.records import PoolRecord
from assessment.peers.standing import Choice, PeerGroup, Refusal, stand_among
from assessment.scoring import Result


@dataclass(frozen=True)
class PeerSource:
    """One edition as one council may see it.

    `own` is the council's record that the edition counts, so that it is left out; `counts` says how many councils there
    are in all; `notice` must stand wherever these peers are shown; `from_file`: somebody chose the councils, they did
    not choose to take part.
    """

    edition: Edition
    rubrics: Sequence[Rubric]
    own: PoolRecord | None = None
    counts: CouncilCounts | None = None
    notice: str = ""
    from_file: bool = False

    def standing(self, choice: Choice, result: Result, council: Council) -> PeerGroup | Refusal:
        """The group that was chosen with the result's place in it, or why it may not be shown."""
        return stand_among(self.edition, choice, result, list(self.rubrics), self.own, self.counts, council)
