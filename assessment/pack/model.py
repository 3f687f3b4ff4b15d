"""A board pack without a format: one result, its page one and its sections, for each writer the same."""

from dataclasses import dataclass

from assessment.instrument import AnswerSheet, fitting_intentions
from assessment.pack.aims import way_text
from assessment.pack.logo import Logo
from assessment.pack.page_one import PageOne, page_one
from assessment.pack.parts import Section
from assessment.pack.plan_section import plan_section
from assessment.pack.sections import (
    answers_section,
    areas_section,
    comparisons_section,
    method_section,
    progress_section,
    sources_section,
)
from assessment.planning import Plan, efforts_of, make_plan, own_targets
from assessment.scoring import Comparison, Result
from assessment.words import Benchmark


@dataclass(frozen=True)
class Pack:
    """`notice`: what stands on every page where invented data are shown. `sheet` and the others: what the tables of a
    workbook are made of.
    """

    page: PageOne
    sections: tuple[Section, ...]
    notice: str
    sheet: AnswerSheet
    benchmark: Benchmark
    with_answers: bool
    comparison: Comparison | None
    plan: Plan
    logo: Logo | None = None

    @property
    def logo_told(self) -> str:
        """For those who don't see it."""
        return f"Logo of {self.sheet.council.name or 'the council'}"

    @property
    def result(self) -> Result:
        return self.benchmark.result


def make_pack(
    sheet: AnswerSheet,
    benchmark: Benchmark,
    comparison: Comparison | None = None,
    *,
    answered_by: str = "",
    with_answers: bool = True,
    logo: Logo | None = None,
) -> Pack:
    """`sheet`: as much of the answers as the reader may see. `with_answers`: whether the list of them goes in."""
    result = benchmark.result
    sheet = fitting_intentions(sheet, {(area.rubric.id, area.rubric.version): area.rubric for area in result.areas})
    plan = make_plan(result, efforts=efforts_of(sheet))
    found = (
        areas_section(result),
        plan_section(sheet, plan),
        progress_section(comparison, way_text(sheet, comparison, own_targets(sheet, result))) if comparison else None,
        comparisons_section(benchmark),
        answers_section(sheet, result) if with_answers else None,
        method_section(),
        sources_section(benchmark),
    )
    sections = tuple(section for section in found if section is not None)
    page = page_one(sheet, benchmark, answered_by, plan=plan)
    return Pack(page, sections, benchmark.notice, sheet, benchmark, with_answers, comparison, plan, logo)
