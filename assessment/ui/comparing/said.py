"""What a council said to companion questions, as it stands, and the one way to say something."""

from collections.abc import Mapping

from assessment.figures import ComparedFact, compare_facts
from assessment.instrument import Fact
from assessment.scoring import score
from assessment.store import Contents, Desk, Said
from assessment.ui import resources


class Facts:
    """All facts of one assessment beside their figures; read anew after each change."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.read()

    def read(self) -> None:
        self.contents = self.desk.contents()
        self.compared = {one.item.id: one for one in compared_facts(self.contents)}

    def said(self, item: str) -> Said:
        return said_here(self.contents).get(item, Said())

    def say(self, item: str, fact: Fact | None) -> None:
        self.desk.say(resources.companions().version, item, fact)
        self.read()


def said_here(contents: Contents) -> Mapping[str, Said]:
    """What answers the questions that are asked here: facts of another version are kept, and not shown."""
    return contents.said if contents.companions == resources.companions().version else {}


def facts_here(contents: Contents) -> dict[str, Fact]:
    return contents.facts if contents.companions == resources.companions().version else {}


def compared_facts(contents: Contents) -> tuple[ComparedFact, ...]:
    """Every companion question with its figures."""
    result = score(contents.sheet(), resources.rubrics())
    return compare_facts(resources.companions(), facts_here(contents), contents.council, result)


def other_version(contents: Contents) -> str:
    """Of facts that were given to other questions than those here, while none here is answered; "" where there are
    none.
    """
    if facts_here(contents):
        return ""
    unfit = next((one.version for one in contents.unfit if one.is_facts), "")
    return unfit or ("" if not contents.facts else contents.companions)
