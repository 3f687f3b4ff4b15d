"""`maturity purge`: it lists, and deletes only after a yes."""

from contextlib import closing
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner, Result

from assessment.command import app
from assessment.instrument import Council, Scope
from assessment.store import Deleted, Store

LONG_AGO = datetime(2020, 5, 14, tzinfo=UTC)


def purge(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["purge", *arguments])


def test_it_lists_without_names_and_deletes_after_a_yes(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATURITY_DATABASE_URL", database_url)
    with closing(Store(database_url, clock=lambda: LONG_AGO)) as store:
        token = store.create(Council(name="Sherwood"), Scope.FULL, {"core": "1.0.0"})
        desk = store.open(token)
        assert desk is not None

        listed = purge("--unused-for", "24m")
        assert listed.exit_code == 0
        assert f"{desk.public_id}  last used 2020-05-14" in listed.stdout
        assert "Nothing is deleted so far" in listed.stdout
        assert "Sherwood" not in listed.stdout
        assert desk.revision() == 0

        assert "1 deleted." in purge("--unused-for", "24m", "--yes").stdout
        with pytest.raises(Deleted):
            desk.revision()
        assert "No assessment has been unused" in purge("--unused-for", "24m").stdout


def test_a_wrong_term_is_one_sentence() -> None:
    result = purge("--unused-for", "two years")

    assert (result.exit_code, result.stderr) == (1, "--unused-for: must be a number of months, such as 24m\n")
