"""All that the tables hold of one assessment as it stands."""

import json

from sqlalchemy import Connection, select

from assessment.instrument import Council, Scope
from assessment.store.desk import Gone
from assessment.store.facts import read_facts
from assessment.store.intended_rows import read_intended
from assessment.store.records import Contents, Key
from assessment.store.rows import entry_of, load_wordings, rival_of
from assessment.store.schema import answer as answers
from assessment.store.schema import assessment as assessments
from assessment.store.schema import rival as rivals


def read_whole(connection: Connection, row_id: int) -> Contents:
    """Raises Gone where there is none."""
    row = connection.execute(select(assessments).where(assessments.c.id == row_id)).one_or_none()
    if row is None:
        raise Gone
    found = connection.execute(select(answers).where(answers.c.assessment_id == row_id))
    waiting = connection.execute(select(rivals).where(rivals.c.assessment_id == row_id).order_by(rivals.c.id))
    companions, said = read_facts(connection, row_id)
    return Contents(
        scope=Scope(row.scope),
        council=Council.model_validate_json(row.council),
        rubrics=json.loads(row.rubrics),
        revision=row.revision,
        size=row.size,
        entries={Key(one.rubric, one.question): entry_of(one) for one in found},
        rivals=tuple(rival_of(one) for one in waiting.all()),
        companions=companions,
        said=said,
        wordings=load_wordings(row.wordings),
        intended=read_intended(connection, row_id),
    )
