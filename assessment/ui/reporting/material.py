"""What a pack is made of, as much as the link that opened the page may read."""

from dataclasses import dataclass
from hashlib import sha256

import streamlit as st

from assessment.files import country_name, dump_answers
from assessment.instrument import AnswerSheet
from assessment.pack import Pack, make_pack
from assessment.peers import PeerGroup, Refusal
from assessment.scoring import Comparison, Result, comparison_document
from assessment.store import Contents
from assessment.ui import resources, session
from assessment.ui.comparing import PagePeers
from assessment.ui.reviewing import given_by
from assessment.words import Benchmark

_MADE = "pack-model"


@dataclass(frozen=True)
class Material:
    """`key` differs wherever anything in the documents differs; `size`: bytes of the answers, with what was written;
    `desk`: the name of the assessment that it is of.
    """

    contents: Contents
    benchmark: Benchmark
    key: str
    size: int
    desk: str
    comparison: Comparison | None = None

    def pack(self, *, with_answers: bool = True) -> Pack:
        """Kept for this visit, because it takes a tenth of a second."""
        key = f"{self.key} {with_answers}"
        held: tuple[str, Pack] = st.session_state.get(_MADE, ("", None))
        if held[0] != key:
            held = st.session_state[_MADE] = (key, self.made(with_answers=with_answers))
        return held[1]

    def made(self, *, with_answers: bool) -> Pack:
        by = given_by(self.contents)
        sheet, told = self.contents.shown_sheet(), self.comparison
        return make_pack(sheet, self.benchmark, told, answered_by=by, with_answers=with_answers)


def chosen_group(found: PagePeers, sheet: AnswerSheet, result: Result) -> PeerGroup | Refusal | None:
    """The group chosen on Compare, or why it may not be shown."""
    wanted = session.peer_choice() or found.default_choice(sheet.council.country)
    return found.standing(wanted, result, sheet.council)


def material_of(
    contents: Contents,
    result: Result,
    found: PagePeers,
    shown: PeerGroup | Refusal | None,
    comparison: Comparison | None = None,
) -> Material:
    """`result`: of the contents' whole sheet; `shown`: the group that the page shows, or why it shows none;
    `comparison`: with an earlier result.
    """
    sheet = contents.sheet()
    companions = resources.companions()
    benchmark = Benchmark(
        result,
        sheet.council,
        resources.figures(),
        shown,
        country_name,
        notice=session.data_notice(),
        from_file=found.is_file,
        may_hold_own=found.may_hold_own,
        companions=companions,
        facts=sheet.facts if sheet.companions == companions.version else {},
    )
    answers = dump_answers(sheet)
    told = (
        answers,
        contents.shows_notes,
        given_by(contents),
        shown,
        benchmark.notice,
        benchmark.from_file,
        benchmark.may_hold_own,
        comparison_document(comparison) if comparison else None,
    )
    key = sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()
    return Material(contents, benchmark, key, len(answers), session.desk_name(), comparison)
