"""The themes of an assessment in order: the pages that a reader walks through."""

from dataclasses import dataclass

from assessment.instrument import Question, Rubric, Theme
from assessment.scoring import in_scope
from assessment.store import Contents, Key
from assessment.ui import resources


@dataclass(frozen=True)
class Place:
    rubric: Rubric
    theme: Theme
    questions: tuple[Question, ...]
    first_number: int  # of the first question within its rubric

    @property
    def address(self) -> str:
        return f"{self.rubric.id}.{self.theme.id}"

    def key(self, question: Question) -> Key:
        return Key(self.rubric.id, question.id)


def rubrics_of(contents: Contents) -> list[Rubric]:
    return [resources.rubrics()[name, version] for name, version in contents.rubrics.items()]


def places_of(contents: Contents) -> list[Place]:
    places = []
    for rubric in rubrics_of(contents):
        number = 1
        for theme in rubric.themes:
            whole = tuple(q for q in in_scope(rubric, contents.scope) if q.theme == theme.id)
            asked = tuple(q for q in whole if contents.only is None or Key(rubric.id, q.id) in contents.only)
            if asked:
                places.append(Place(rubric, theme, asked, number))
            number += len(asked)
    return places
