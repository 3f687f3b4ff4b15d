"""`maturity audit`: what happened, as JSON lines."""

import json
from contextlib import closing

import pytest
from typer.testing import CliRunner

from assessment.command import app
from assessment.instrument import Council, Scope
from assessment.store import Store


def test_each_event_is_one_line_of_json(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATURITY_DATABASE_URL", database_url)
    with closing(Store(database_url)) as store:
        token = store.create(Council(name="Sherwood"), Scope.FULL, {"core": "1.0.0"})
        desk = store.open(token)
        assert desk is not None
        desk.add_link("Marian")

    result = CliRunner().invoke(app, ["audit"])

    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [(line["event"], line["assessment"]) for line in lines] == [
        ("created", desk.public_id),
        ("opened first", desk.public_id),
        ("link made", desk.public_id),
    ]


def test_a_database_that_cannot_be_opened_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATURITY_DATABASE_URL", "sqlite:////nowhere/at/all.db")

    result = CliRunner().invoke(app, ["audit"])

    assert result.exit_code == 1
    assert result.stderr.startswith("the database: ")
    assert len(result.stderr.splitlines()) == 1
