"""A meeting, led by the owner's link: one question after the other before the room, and what the group agrees on."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from assessment.consensus import Tally
from assessment.instrument import Agreed
from assessment.store.hosting import Hosting
from assessment.store.records import Contents, Entry, Key
from assessment.store.rows import entry_of, remove_rivals, spot, standing, write
from assessment.store.schema import answer as answers
from assessment.store.schema import assessment as assessments
from assessment.store.whole import read_whole
from assessment.store.workshop import FEWEST_TO_REVEAL, Outcome, Round, Stage, Talk
from assessment.store.workshop_checks import check_outcome, refuse
from assessment.store.workshop_rows import homework_tallies, moment_of, read_rounds, workshop_of
from assessment.store.workshop_schema import round_ as rounds

STANDING = standing(select(answers), answers)
NOT_LIVE = "the meeting has not begun; begin it first"
NOTHING_OPEN = "no question is open; open one first"
NOT_REVEALED = "the votes on this question are not revealed; reveal them first"
NOT_ASKED = "this workshop doesn't ask that question; choose one of its list"

OTHER_NOW = "another question is before the room now; nothing was changed. Look at it first"

Seen = tuple[Key, int]
"""The question and the round that the host's page showed."""
Rank = Callable[[Contents, Mapping[Key, Tally]], Sequence[Talk]]
"""Puts questions in order; the only one to see votes before their reveal."""


class Leading(Hosting):
    def start_meeting(self, public_id: str, rank: Rank) -> None:
        """From homework to one question at a time. The order of talking is made now, once: were it made anew, what
        moves in it would tell who voted how.
        """
        with self._leading(public_id) as (connection, row):
            if row.stage == Stage.HOMEWORK.value:
                talk = rank(read_whole(connection, self.row_id), homework_tallies(connection, row))
                lines = [[*one.key, one.reason] for one in talk]
                self._turn(connection, row, stage="live", live_at=self.database.clock(), talk=json.dumps(lines))

    def open_round(self, public_id: str, key: Key, seen: Seen | None = None) -> None:
        """Everybody sees the question and may vote. A further round where the last was revealed; a round that was left
        before its reveal goes on. `seen`: of which the further round is one.
        """
        with self._leading(public_id) as (connection, row):
            if seen is not None:
                self._current(connection, row, seen)
            workshop = workshop_of(row)
            if workshop.stage is Stage.HOMEWORK:
                raise refuse(NOT_LIVE)
            if not workshop.levels(key):
                raise refuse("this workshop doesn't ask that question; choose one of its list")
            self._check_versions(connection, workshop.questions)
            here = rounds.c.workshop_id == row.id, rounds.c.rubric == key.rubric, rounds.c.question == key.question
            last = connection.execute(select(rounds).where(*here).order_by(rounds.c.number.desc()).limit(1)).first()
            if last is None or last.revealed_at is not None:
                place = {"rubric": key.rubric, "question": key.question, "number": last.number + 1 if last else 1}
                values = {"workshop_id": row.id, **place, "opened_at": self.database.clock()}
                round_id = connection.execute(insert(rounds).values(values).returning(rounds.c.id)).scalar_one()
            else:
                round_id = last.id
                connection.execute(update(rounds).where(rounds.c.id == last.id).values(opened_at=self.database.clock()))
            self._turn(connection, row, current_id=round_id)

    def reveal(self, public_id: str, seen: Seen | None = None) -> None:
        """For all at once, and for good. Raises BadInput where too few have voted to stay anonymous, or another
        question than the one `seen` is before the room.
        """
        with self._leading(public_id) as (connection, row):
            current = self._current(connection, row, seen)
            if current.revealed_at is not None:
                return
            needed = FEWEST_TO_REVEAL if row.anonymous else 1
            if current.cast < needed:
                more = "votes" if needed > 1 else "vote"
                raise refuse(f"fewer than {needed} {more}; with so few, everybody would know whose they are")
            mine = rounds.c.workshop_id == row.id, rounds.c.id == row.current_id
            connection.execute(update(rounds).where(*mine).values(revealed_at=self.database.clock()))
            self._turn(connection, row)

    def put_away(self, public_id: str, seen: Seen | None = None) -> None:
        """No question is before the room."""
        with self._leading(public_id) as (connection, row):
            if seen is not None:
                self._current(connection, row, seen)
            self._turn(connection, row, current_id=None)

    def agree(self, public_id: str, outcome: Outcome, seen: Seen | None = None) -> None:
        """What the group agrees on for the question that is before the room becomes the assessment's answer (R45). Its
        note and evidence stay.
        """
        with self._leading(public_id) as (connection, row):
            current = self._current(connection, row, seen)
            if current.revealed_at is None:
                raise refuse(NOT_REVEALED)
            self._check_versions(connection, workshop_of(row).questions)
            here = rounds.c.rubric == current.key.rubric, rounds.c.question == current.key.question
            choice = check_outcome(workshop_of(row), read_rounds(connection, row, *here)[0], outcome)
            self._write_agreed(connection, current, outcome)
            connection.execute(update(rounds).where(rounds.c.id == row.current_id).values(agreed=choice))
            self._turn(connection, row)

    def _write_agreed(self, connection: Connection, current: Round, outcome: Outcome) -> None:
        found = connection.execute(STANDING, spot(self.row_id, current.key)).one_or_none()
        before = Entry() if found is None else entry_of(found)
        given = [one.choice for one in current.ballots]
        counted = {choice: given.count(choice) for choice in sorted(set(given))}
        agreed = Agreed(date=outcome.day, votes=counted, dissent=outcome.dissent or None)
        kept = {"evidence": before.answer.evidence, "note": outcome.answer.note or before.answer.note, "agreed": agreed}
        answer = outcome.answer.model_copy(update=kept)
        if answer == before.answer:
            return
        mine = assessments.c.id == self.row_id
        counts = update(assessments).where(mine).values(revision=assessments.c.revision + 1)
        revision = connection.execute(counts.returning(assessments.c.revision)).scalar_one()
        remove_rivals(connection, self.row_id, current.key, before.answer)
        entry = Entry(answer, revision, self.label, self.database.clock())
        write(connection, self.row_id, current.key, before, entry)

    def _current(self, connection: Connection, row: Row[Any], seen: Seen | None) -> Round:
        found = moment_of(connection, row).current
        if found is None:
            raise refuse(NOTHING_OPEN)
        if seen is not None and seen != (found.key, found.number):
            raise refuse(OTHER_NOW)
        return found
