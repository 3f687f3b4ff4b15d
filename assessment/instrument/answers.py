"""Answers: what a council said, and what it could not say.

An answer is a level, "don't know", or "doesn't apply" with its reason. A question without an entry is blank; so is
one that has only a note or evidence so far. Blank and don't know count the same and are reported apart (rule R1).
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import Field, PrivateAttr, model_validator

from assessment.instrument.agreed import Agreed
from assessment.instrument.checks import raise_all
from assessment.instrument.countries import CountryCode, RegionCode
from assessment.instrument.fields import Frozen, IsoDate, Name, Slug, Text, Version, refuse_whole
from assessment.instrument.intentions import MaybeDecision, SomePlan, SomeTargets
from assessment.instrument.rubric import Rubric
from assessment.instrument.unfit import Unfit

MOST_EVIDENCE = 20  # pieces for one answer: enough for a council, too few to fill a disk
LONGEST_LINK = 2_000  # characters of a new piece of evidence's link; an older one may be longer
MOST_PEOPLE = 1_000_000_000

RubricSet = Mapping[tuple[str, str], Rubric]  # by (id, version)

NEW_IN_2 = ("companions", "facts", "targets", "plan", "decision")
NEW_IN_ANSWERS_OF_2 = ("agreed", "earlier")
MOST_FACTS = 2_000


class Scope(StrEnum):
    FULL = "full"
    QUICK = "quick"


class Reason(StrEnum):
    """Why a question doesn't apply (R7). "Another body does it" and "we chose not to" are not reasons."""

    NO_SUCH_ACTIVITY = "no_such_activity"
    OUTSIDE_LEGAL_REMIT = "outside_legal_remit"
    SUPERSEDED_BY = "superseded_by"
    OTHER = "other"


class State(StrEnum):
    LEVEL = "level"
    UNKNOWN = "unknown"
    BLANK = "blank"
    NOT_APPLICABLE = "not_applicable"


class CouncilType(StrEnum):
    DISTRICT = "district"
    COUNTY = "county"
    UNITARY = "unitary"
    METROPOLITAN = "metropolitan"
    LONDON_BOROUGH = "london_borough"
    MUNICIPALITY = "municipality"
    CITY = "city"
    REGIONAL = "regional"
    COMBINED = "combined"
    OTHER = "other"


class Council(Frozen):
    """Who answers. Everything is optional; country is ISO 3166-1 alpha-2, region ISO 3166-2."""

    name: Name | None = None
    country: CountryCode | None = None
    region: RegionCode | None = None
    type: Annotated[CouncilType, Field(strict=False)] | None = None
    population: Annotated[int, Field(ge=0, le=MOST_PEOPLE)] | None = None

    @model_validator(mode="after")
    def region_is_in_country(self) -> Self:
        if self.region and self.country and not self.region.startswith(self.country + "-"):
            raise refuse_whole(f"region {self.region} is not in country {self.country}; correct one of the two")
        return self


class Fact(StrEnum):
    """The answer to a companion question: what a survey asked, which says nothing of a level."""

    YES = "yes"
    NO = "no"
    DONT_KNOW = "dont_know"


class Evidence(Frozen):
    title: Name
    owner: Name | None = None
    date: IsoDate | None = None
    link: Text | None = None
    reviewed_by: Name | None = None


LevelNumber = Annotated[int, Field(ge=0)]


class Earlier(Frozen):
    """What was said under an earlier version of the question, while nobody has said it anew: the level that counts now
    waits to be confirmed, or the question to be answered again.
    """

    version: Version
    level: LevelNumber | None = None
    not_applicable: Annotated[Reason, Field(strict=False)] | None = None

    @model_validator(mode="after")
    def is_one_thing(self) -> Self:
        if (self.level is None) == (self.not_applicable is None):
            raise refuse_whole("earlier needs what was said: one of level and not_applicable")
        return self


class Answer(Frozen):
    """`earlier` (answers/2) stands beside a level that was taken over and nobody has confirmed, or beside none;
    `agreed` (answers/2) beside a choice that a workshop made.
    """

    level: LevelNumber | None = None
    unknown: Literal[True] | None = None
    not_applicable: Annotated[Reason, Field(strict=False)] | None = None
    superseded_by: Slug | None = None
    note: Text | None = None
    evidence: Annotated[tuple[Evidence, ...], Field(strict=False, max_length=MOST_EVIDENCE)] = ()
    earlier: Earlier | None = None
    agreed: Agreed | None = None

    @property
    def state(self) -> State:
        if self.level is not None:
            return State.LEVEL
        if self.not_applicable is not None:
            return State.NOT_APPLICABLE
        return State.UNKNOWN if self.unknown else State.BLANK

    @model_validator(mode="after")
    def is_one_thing(self) -> Self:
        given = [self.level is not None, self.unknown is not None, self.not_applicable is not None]
        if sum(given) > 1:
            raise refuse_whole("says more than one thing; give one of level, unknown, not_applicable")
        if self.earlier is not None and (self.unknown or self.not_applicable):
            raise refuse_whole("earlier waits for an answer, and here is one; take it out")
        if self.agreed is not None and not any(given):
            raise refuse_whole("agreed stands beside an answer, and here is none; give one, or take it out")
        if not any(given) and self.note is None and not self.evidence and self.earlier is None:
            raise refuse_whole("says nothing; give level, unknown or not_applicable, or leave the question out")
        if (self.not_applicable is Reason.SUPERSEDED_BY) != (self.superseded_by is not None):
            raise refuse_whole('"not_applicable": "superseded_by" and "superseded_by": "<question id>" need each other')
        if self.not_applicable is Reason.OTHER and self.note is None:
            raise refuse_whole('the reason "other" needs a note that gives it')
        return self


BLANK = Answer.model_construct()  # what an absent entry means; never written to a file


class AnswerSheet(Frozen):
    """One council's answers to one or more rubrics, and its facts: the file answers/2, or answers/1 where nothing of
    2 is used. `facts` answer the companion questions of the version `companions`. No score and no pool looks at them,
    nor at `targets`, by rubric, at `plan`, by rubric and question, or at the `decision`.
    """

    format: Literal["answers/1", "answers/2"] = "answers/1"
    scope: Annotated[Scope, Field(strict=False)] = Scope.FULL
    date: IsoDate | None = None
    council: Council = Council()
    rubrics: Annotated[dict[Slug, Version], Field(min_length=1)]
    answers: dict[Slug, dict[Slug, Answer]] = Field(default_factory=dict)
    companions: Version | None = None
    facts: Annotated[dict[Slug, Annotated[Fact, Field(strict=False)]], Field(max_length=MOST_FACTS)] = Field(
        default_factory=dict
    )
    targets: SomeTargets = Field(default_factory=dict)
    plan: SomePlan = Field(default_factory=dict)
    decision: MaybeDecision = None

    _unfit: tuple[Unfit, ...] = PrivateAttr(())  # no field, because no file may say it of itself

    @property
    def unfit(self) -> tuple[Unfit, ...]:
        """What goes back into the file as it came out of it."""
        return self._unfit

    def with_unfit(self, unfit: tuple[Unfit, ...]) -> Self:
        """The same with these; one whose rubric is answered here anew gives way."""
        held = self.model_copy()
        held._unfit = tuple(one for one in unfit if not (self.facts if one.is_facts else one.rubric in self.rubrics))
        return held

    @model_validator(mode="after")
    def facts_are_of_a_version(self) -> Self:
        if self.facts and self.companions is None:
            message = 'facts need "companions" beside them: the version of the questions that they answer'
            raise_all([(("facts",), message)])
        object.__setattr__(self, "companions", self.companions if self.facts else None)
        object.__setattr__(self, "format", "answers/2" if self.uses_2 else "answers/1")
        return self

    def answers_alone(self) -> Self:
        """All that a score or a pool looks at."""
        nothing: dict[str, Any] = {"companions": None, "facts": {}, "targets": {}, "plan": {}, "decision": None}
        return self.model_copy(update={"format": "answers/2" if self.uses_2_in_answers else "answers/1", **nothing})

    @property
    def uses_2(self) -> bool:
        """Something in it is of answers/2; a copy that was changed may have it beside an older `format`."""
        return bool(self.facts) or self.uses_2_in_answers or self.intends

    @property
    def uses_2_in_answers(self) -> bool:
        return self.waits or any(a.agreed for answers in self.answers.values() for a in answers.values())

    @property
    def intends(self) -> bool:
        """There are targets, planned moves or a decision."""
        return bool(self.targets or self.plan or self.decision)

    @property
    def waits(self) -> bool:
        """Something taken over from an earlier version is not yet confirmed or answered anew."""
        return any(answer.earlier for answers in self.answers.values() for answer in answers.values())

    def answer(self, rubric: str, question: str) -> Answer:
        return self.answers.get(rubric, {}).get(question, BLANK)
