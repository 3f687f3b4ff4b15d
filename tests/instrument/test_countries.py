"""The codes are plain data, kept equal to what ISO 3166 says."""

import pycountry

from assessment.files import countries
from assessment.instrument import COUNTRY_CODES


def test_the_countries_are_those_of_iso_3166() -> None:
    assert {country.alpha_2 for country in pycountry.countries} == COUNTRY_CODES


def test_every_country_has_a_name() -> None:
    assert set(countries()) == COUNTRY_CODES
