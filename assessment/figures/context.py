"""Facts that stand beside a comparison: what the report counted by country, and how many councils there are."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from assessment.figures.figure import FigureSource
from assessment.instrument import CouncilType, Frozen, KnownCountry, Name, Slug, Text, refuse_whole

Names = Annotated[tuple[Name, ...], Field(strict=False, min_length=1)]
Counts = Annotated[tuple[Annotated[int, Field(ge=0, le=10_000)], ...], Field(strict=False)]


class Priorities(Frozen):
    """The technologies that one country's members put first, second and third."""

    country: KnownCountry
    first: Name
    second: Name
    third: Name

    @property
    def ordered(self) -> tuple[str, str, str]:
        return self.first, self.second, self.third


class Barrier(Frozen):
    category: Name
    remarks: Counts


class FactsSource(Frozen):
    document: Text
    priorities: Text
    barriers: Text


class ReportFacts(Frozen):
    """What the report counts: priorities named, and remarks about barriers. Remarks are no councils: two may come from
    one, so that they are never shown as a share.
    """

    format: Literal["report-facts/1"]
    source: FactsSource
    priorities: Annotated[tuple[Priorities, ...], Field(strict=False)]
    places: Names
    short_places: Names
    barriers: Annotated[tuple[Barrier, ...], Field(strict=False)]

    @model_validator(mode="after")
    def columns_agree(self) -> Self:
        if len(self.short_places) != len(self.places):
            raise refuse_whole("places and short_places must have the same number of entries")
        for barrier in self.barriers:
            if len(barrier.remarks) != len(self.places):
                raise refuse_whole(f"'{barrier.category}' needs one number for each of the {len(self.places)} places")
        return self

    @property
    def technologies(self) -> dict[str, dict[str, int]]:
        """Technology to {country: its place there}, those named by most countries first."""
        found: dict[str, dict[str, int]] = {}
        for named in self.priorities:
            for place, technology in enumerate(named.ordered, 1):
                found.setdefault(technology, {})[named.country] = place
        return dict(sorted(found.items(), key=lambda item: (-len(item[1]), sum(item[1].values()), item[0])))


class CouncilCount(Frozen):
    country: KnownCountry
    type: Annotated[CouncilType, Field(strict=False)] | None = None
    councils: Annotated[int, Field(ge=1, le=1_000_000)]
    year: Annotated[int, Field(ge=1990, le=2100)]
    source: Slug


class CouncilCounts(Frozen):
    """How many councils a country has, where a complete list was read."""

    format: Literal["council-counts/1"]
    sources: Annotated[tuple[FigureSource, ...], Field(strict=False)]
    counts: Annotated[tuple[CouncilCount, ...], Field(strict=False)]

    @model_validator(mode="after")
    def sources_agree(self) -> Self:
        known = {source.id for source in self.sources}
        for count in self.counts:
            if count.source not in known:
                raise refuse_whole(f"there is no source '{count.source}'; add it or correct its id")
        return self

    def of(self, country: str | None, type: CouncilType | None) -> CouncilCount | None:
        """The number of councils of a country, or of one type in it; None where no list was read."""
        return next((count for count in self.counts if (count.country, count.type) == (country, type)), None)
