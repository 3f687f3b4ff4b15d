"""What the owner's link does with the assessment as a whole: its links, its record in the peer pool, its end."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update

from assessment.instrument import BadInput, Problem
from assessment.store.audit import Event, Noted, events_of, given_on, note
from assessment.store.database import truncate_log
from assessment.store.desk import NotAllowed
from assessment.store.disuse import GRACE
from assessment.store.limits import (
    GIVES_A_DAY,
    MOST_LINKS,
    NO_QUESTIONS,
    TOO_MANY_GIVES,
    TOO_MANY_LINKS,
    UNUSABLE,
)
from assessment.store.links import TOKEN, dump_keys, hash_of, link_of, new_link
from assessment.store.peers import Membership, PeerStore, forget, give, key_of, said_in
from assessment.store.pool_secret import PoolSecret, keep_secret, read_secret, take_in
from assessment.store.reached import OWNER, Reached
from assessment.store.records import Key, Kind, Link
from assessment.store.remains import mark_erased
from assessment.store.schema import assessment as assessments
from assessment.store.schema import link as links
from assessment.store.schema import rival as rivals
from assessment.store.watching import word_of_change
from assessment.store.workshop_rows import renew_codes


class Managed(Reached):
    """The part of a desk that only an owner has the use of."""

    def links(self) -> tuple[Link, ...]:
        """All that were not withdrawn, the owner's first."""
        mine = links.c.assessment_id == self.row_id, links.c.withdrawn_at.is_(None)
        statement = select(links).where(*mine).order_by(links.c.kind != Kind.OWNER.value, links.c.id)
        with self._reading(OWNER) as connection:
            return tuple(link_of(row) for row in connection.execute(statement))

    def add_link(
        self,
        label: str,
        kind: Kind = Kind.EDIT,
        *,
        ends_on: date | None = None,
        shows_notes: bool = False,
        only: Iterable[Key] = (),
    ) -> str:
        """A further link, whose token is seen only now; the history names it by its label. There is one owner. `only`:
        the questions of a role's link. Raises BadInput where there are too many, or a role has no question.
        """
        if kind is Kind.OWNER:
            raise NotAllowed
        questions = dump_keys(only) if kind is Kind.ROLE else None
        if questions == dump_keys(()):
            raise BadInput([Problem(NO_QUESTIONS, id="link")])
        with self._writing(OWNER) as (connection, _):
            mine = links.c.assessment_id == self.row_id, links.c.withdrawn_at.is_(None)
            if connection.execute(select(func.count()).where(*mine)).scalar_one() >= MOST_LINKS:
                raise BadInput([Problem(TOO_MANY_LINKS, id="link")])
            note(connection, Event.LINK_MADE, self.row_id, self.database.clock())
            more: dict[str, Any] = {"ends_on": ends_on, "shows_notes": shows_notes, "questions": questions}
            return new_link(connection, self.database, self.row_id, label, kind, **more)[0]

    def hand_over(self, token: str) -> None:
        """Put this token, which its new holder has seen already, in place of the owner's own: what was lost on its way
        back can be asked for again. Raises BadInput where it is none that `new_token` makes, or is in use.
        """
        if not TOKEN.fullmatch(token):
            raise BadInput([Problem(UNUSABLE, id="link")])
        self.replace_link(self.link_id, token)

    def replace_link(self, link_id: int, token: str = "") -> str | None:
        """Another token for the same link; the old one opens nothing any more. None where the link was withdrawn."""
        with self._writing(OWNER) as (connection, _):
            if token and connection.execute(select(links.c.id).where(links.c.token_hash == hash_of(token))).first():
                raise BadInput([Problem(UNUSABLE, id="link")])
            row = self._take_out(connection, link_id)
            if row is None:
                return None
            kept: dict[str, Any] = {
                name: getattr(row, name) for name in ("place", "ends_on", "shows_notes", "questions")
            }
            token, new_id = new_link(
                connection, self.database, self.row_id, row.label, Kind(row.kind), token=token, **kept
            )
            if link_id == self.link_id:
                keep_secret(connection, new_id, token, self.public_id, self._secret(connection))
                connection.execute(update(links).where(links.c.id == link_id).values(pool_secret=None, pool_key=None))
                renew_codes(connection, self.row_id, token)
            connection.execute(update(rivals).where(rivals.c.link_id == link_id).values(link_id=new_id))
            note(connection, Event.LINK_REPLACED, self.row_id, self.database.clock())
            return token

    def withdraw_link(self, link_id: int) -> bool:
        """From now on a link opens nothing, and says so to its visitors; whether there was such a link. The owner's own
        can only be replaced.
        """
        with self._writing(OWNER) as (connection, _):
            if link_id == self.link_id:
                raise NotAllowed
            found = self._take_out(connection, link_id) is not None
            if found:
                note(connection, Event.LINK_WITHDRAWN, self.row_id, self.database.clock())
            return found

    def _take_out(self, connection: Connection, link_id: int) -> Row[Any] | None:
        mine = links.c.id == link_id, links.c.assessment_id == self.row_id, links.c.withdrawn_at.is_(None)
        row = connection.execute(select(links).where(*mine)).one_or_none()
        connection.execute(update(links).where(*mine).values(withdrawn_at=self.database.clock()))
        out = links.c.assessment_id == self.row_id, links.c.withdrawn_at.is_not(None), links.c.handed_over.is_(None)
        longest_ago = select(links.c.id).where(*out).order_by(links.c.withdrawn_at.desc(), links.c.id.desc())
        connection.execute(delete(links).where(links.c.id.in_(longest_ago.offset(MOST_LINKS))))
        return row

    def show_notes(self, link_id: int, *, shown: bool) -> None:
        """Whether a reader's link shows notes and evidence from now on."""
        mine = links.c.id == link_id, links.c.assessment_id == self.row_id
        with self._writing(OWNER) as (connection, _):
            connection.execute(update(links).where(*mine).values(shows_notes=shown))

    def events(self) -> tuple[Noted, ...]:
        """What the audit log says of this assessment, newest first."""
        with self._reading(OWNER) as connection:
            return events_of(connection, self.row_id)

    def membership(self) -> Membership:
        """What the assessment has in the peer pool, as far as this link may know: nothing, but for an owner's."""
        with self._reading() as connection:
            held = read_secret(connection, self.link_id, self.token, self.public_id)
        peers = PeerStore(self.database)
        if held is not None:
            return peers.membership(held.secret)
        return Membership(None, None, withdrawn=False, day=peers.newest_day())

    def give(self, body: str) -> None:
        """Give a record to the pool, exactly these bytes of text, in place of an earlier one. Raises BadInput where
        that was done too often today.
        """
        with self._writing(OWNER) as (connection, _):
            if given_on(connection, self.row_id, self.database.clock()) >= GIVES_A_DAY:
                raise BadInput([Problem(TOO_MANY_GIVES, id="record")])
            held = self._secret(connection)
            give(connection, held.secret, body, self.database.clock(), held.version_of(said_in(body)))
            note(connection, Event.GIVEN, self.row_id, self.database.clock())

    def take_back(self) -> None:
        """Delete the record at once, and its copy in the newest edition."""
        with self._writing(OWNER) as (connection, _):
            done = self._forget(connection)
        if done:
            truncate_log(self.database.reading)

    def _forget(self, connection: Connection) -> bool:
        """Whether there was something to forget, also what another link of this assessment had given."""
        held, moved = self._taken_in(connection)
        done = forget(connection, key_of(held.secret), self.database.clock())
        if done:
            note(connection, Event.TAKEN_BACK, self.row_id, self.database.clock())
        return done or moved

    def _secret(self, connection: Connection) -> PoolSecret:
        return self._taken_in(connection)[0]

    def _taken_in(self, connection: Connection) -> tuple[PoolSecret, bool]:
        """The owner's link was perhaps opened when nothing could be written, or before another link was."""
        where = self.row_id, self.link_id
        return take_in(connection, where, self.token, self.public_id, self.database.clock())

    def delete(self) -> date:
        """Close the assessment to everybody, and remove its record from the pool: both, or neither. Returns the day on
        which it is gone for good; until then `bring_back` opens it again.
        """
        now = self.database.clock()
        with self._writing(OWNER) as (connection, _):
            self._forget(connection)
            mine = update(assessments).where(assessments.c.id == self.row_id)
            connection.execute(mine.values(gone_at=now + GRACE))
            note(connection, Event.DELETED, self.row_id, now)
        truncate_log(self.database.reading)
        return (now + GRACE).date()

    def bring_back(self) -> bool:
        """Open a deleted assessment again, without the record that it had given; whether there was one to open."""
        now = self.database.clock()
        mine = update(assessments).where(assessments.c.id == self.row_id, assessments.c.gone_at > now)
        with self.database.writing.begin() as connection:
            if Kind(self._link(connection).kind) is not Kind.OWNER:
                raise NotAllowed
            following = mine.values(gone_at=None, revision=assessments.c.revision + 1, opened_on=now.date())
            told = assessments.c.id, *word_of_change(connection.dialect.name)
            done = connection.execute(following.returning(*told)).one_or_none() is not None
            if done:
                note(connection, Event.BROUGHT_BACK, self.row_id, now)
            return done

    def erase(self) -> None:
        """The assessment with its history, its links and its record in the pool, for good and at once: all, or nothing;
        and on SQLite their bytes in the file.
        """
        with self._writing(OWNER) as (connection, _):
            forget(connection, key_of(self._secret(connection).secret), self.database.clock())
            connection.execute(delete(assessments).where(assessments.c.id == self.row_id))
            mark_erased(connection, self.database.clock())
            for event in (Event.DELETED, Event.GONE):
                note(connection, event, None, self.database.clock())
        truncate_log(self.database.reading)
