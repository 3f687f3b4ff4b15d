"""Codes of countries and regions, and what is wrong with one: the same list at every door.

A file, a pool, the command and the pages take ISO 3166-1 alpha-2 and XK (Kosovo, which has no code there), and regions
of ISO 3166-2. What was kept before stays readable, whatever its code.
"""

from typing import Annotated

from pydantic import AfterValidator, Field

from assessment.instrument.errors import quoted
from assessment.instrument.fields import refuse
from assessment.instrument.regions import REGION_CODES

COUNTRY_CODES = frozenset(
    (  # noqa: SIM905 (as a list it would fill a page)
        "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW "
        "BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI "
        "FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN "
        "IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME "
        "MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF "
        "PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV "
        "SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE "
        "XK YT ZA ZM ZW"
    ).split()
)

CountryCode = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
RegionCode = Annotated[str, Field(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")]

OFTEN_MEANT = {"UK": "GB", "EL": "GR", "GBR": "GB", "XKX": "XK"}  # what the European Union and others write


def country_problem(code: str) -> str | None:
    """What is wrong with a country's code, to go on from "country"; None where it is one."""
    if code in COUNTRY_CODES:
        return None
    meant = meant_country(code)
    if meant in COUNTRY_CODES:
        return f"'{quoted(code)}' is not the code that is used here; write {meant}"
    return f"'{quoted(code)}' is no country's code; write one such as GB (ISO 3166-1)"


def region_problem(code: str) -> str | None:
    """The same for a region's code, to go on from "region"."""
    if code in REGION_CODES:
        return None
    country, _, rest = code.strip().upper().replace("_", "-").partition("-")
    meant = f"{meant_country(country)}-{rest}"
    if meant in REGION_CODES:
        return f"'{quoted(code)}' is not the code that is used here; write {meant}"
    return f"'{quoted(code)}' is no region's code; write one such as GB-ENG (ISO 3166-2), or leave it out"


def meant_country(code: str) -> str:
    upper = code.strip().upper()
    return OFTEN_MEANT.get(upper, upper)


def known_country(code: str) -> str:
    if wrong := country_problem(code):
        raise refuse(wrong)
    return code


def known_region(code: str) -> str:
    if wrong := region_problem(code):
        raise refuse(wrong)
    return code


KnownCountry = Annotated[str, AfterValidator(known_country)]
KnownRegion = Annotated[str, AfterValidator(known_region)]
