"""What a council said to companion questions, as it stands, and the one way to say something."""

from assessment.figures import ComparedFact, compare_facts
from assessment.instrument import Fact
from assessment.scoring import Result, score
from assessment.store import Contents, Desk, Said
from assessment.ui import resources


class Facts:
    """All facts of one assessment beside their figures; read anew after each change."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.contents = desk, desk.contents()
        self.result = score(self.contents.sheet(), resources.rubrics())  # no fact changes it
        self.compare()

    def compare(self) -> None:
        self.compared = {one.item.id: one for one in compared_with(self.contents, self.result)}

    def said(self, item: str) -> Said:
        return self.contents.said_under(resources.companions().version).get(item, Said())

    def say(self, item: str, fact: Fact | None) -> None:
        self.desk.say(resources.companions().version, item, fact)
        self.contents = self.desk.contents()
        self.compare()


def facts_here(contents: Contents) -> dict[str, Fact]:
    return contents.facts if contents.said_under(resources.companions().version) else {}


def compared_facts(contents: Contents) -> tuple[ComparedFact, ...]:
    """Every companion question with its figures."""
    return compared_with(contents, score(contents.sheet(), resources.rubrics()))


def compared_with(contents: Contents, result: Result) -> tuple[ComparedFact, ...]:
    return compare_facts(resources.companions(), facts_here(contents), contents.council, result)


def other_version(contents: Contents) -> str:
    """Of facts that were given to other questions than those here, while none here is answered; "" where there are
    none.
    """
    if facts_here(contents):
        return ""
    unfit = next((one.version for one in contents.unfit if one.is_facts), "")
    return unfit or ("" if not contents.facts else contents.companions)
