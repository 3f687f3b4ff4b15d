"""The codes are plain data, kept equal to what ISO 3166 says."""

import pycountry
import pytest

from assessment.files import countries
from assessment.instrument import country_problem, region_problem
from assessment.instrument.countries import COUNTRY_CODES
from assessment.instrument.regions import REGION_CODES


def test_the_countries_are_those_of_iso_3166_and_kosovo() -> None:
    assert {country.alpha_2 for country in pycountry.countries} | {"XK"} == COUNTRY_CODES


def test_every_country_has_a_name() -> None:
    assert set(countries()) == COUNTRY_CODES


def test_the_regions_are_those_of_iso_3166_2() -> None:
    assert {region.code for region in pycountry.subdivisions} == REGION_CODES


@pytest.mark.parametrize(
    ("code", "write"),
    [("UK", "GB"), ("uk", "GB"), ("EL", "GR"), ("el ", "GR"), ("gb", "GB"), ("GBR", "GB"), ("xk", "XK")],
)
def test_a_code_that_is_nearly_one_says_which_to_write(code: str, write: str) -> None:
    assert country_problem(code) == f"'{code}' is not the code that is used here; write {write}"


@pytest.mark.parametrize("code", ["ZZ", "XX", "QM", "England", "", "G", "\0", "🇬🇧"])
def test_a_code_of_no_country_says_what_one_looks_like(code: str) -> None:
    assert str(country_problem(code)).endswith("is no country's code; write one such as GB (ISO 3166-1)")


@pytest.mark.parametrize(
    ("code", "write"), [("UK-ENG", "GB-ENG"), ("gb-eng", "GB-ENG"), ("EL-A", "GR-A"), ("GB_SCT", "GB-SCT")]
)
def test_a_region_that_is_nearly_one_says_which_to_write(code: str, write: str) -> None:
    assert region_problem(code) == f"'{code}' is not the code that is used here; write {write}"


@pytest.mark.parametrize("code", ["GB-QQQ", "XK-01", "GB", "", "-", "GB-"])
def test_a_code_of_no_region_says_what_one_looks_like(code: str) -> None:
    assert "is no region's code; write one such as GB-ENG" in str(region_problem(code))


@pytest.mark.parametrize("code", ["GB", "XK", "AU"])
def test_right_codes_have_no_problem(code: str) -> None:
    assert country_problem(code) is None


@pytest.mark.parametrize("code", ["GB-ENG", "AU-NSW", "NL-UT"])
def test_right_regions_have_no_problem(code: str) -> None:
    assert region_problem(code) is None
