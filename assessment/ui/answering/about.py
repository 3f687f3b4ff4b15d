"""The facts about a council that its owner may give: asked on the start page, changed under "Your data"."""

import streamlit as st
from pydantic import ValidationError

from assessment.files import countries
from assessment.instrument import MOST_PEOPLE, NAME_LIMIT, Council, CouncilType

TYPE_TEXTS = {
    CouncilType.DISTRICT: "District",
    CouncilType.COUNTY: "County",
    CouncilType.UNITARY: "Unitary authority",
    CouncilType.METROPOLITAN: "Metropolitan",
    CouncilType.LONDON_BOROUGH: "London borough",
    CouncilType.MUNICIPALITY: "Municipality",
    CouncilType.CITY: "City",
    CouncilType.REGIONAL: "Regional council",
    CouncilType.COMBINED: "Combined authority",
    CouncilType.OTHER: "Other",
}
Fields = dict[str, object]


def council_fields(place: str, council: Council | None = None) -> Fields:
    known = council or Council()
    codes, types = list(countries()), list(TYPE_TEXTS)
    if known.country and known.country not in codes:
        codes.append(known.country)  # kept before codes were looked at: it stays until somebody changes it
    return {
        "name": st.text_input("Name", known.name or "", key=f"{place}-name", max_chars=NAME_LIMIT),
        "country": st.selectbox(
            "Country",
            codes,
            index=codes.index(known.country) if known.country else None,
            format_func=lambda code: countries().get(code, code),
            placeholder="Not given",
            key=f"{place}-country",
        ),
        "type": st.selectbox(
            "Type",
            types,
            index=types.index(known.type) if known.type else None,
            format_func=TYPE_TEXTS.__getitem__,
            placeholder="Not given",
            key=f"{place}-type",
        ),
        "population": st.number_input(
            "Residents, about", 0, MOST_PEOPLE, known.population, step=1, key=f"{place}-population"
        ),
        "region": known.region if known.region else None,
    }


def council_from(fields: Fields) -> Council | None:
    """The council, or None after saying what is wrong."""
    given = {name: value for name, value in fields.items() if value not in (None, "")}
    country, region = given.get("country"), given.get("region")
    if isinstance(region, str) and (country is None or not region.startswith(f"{country}-")):
        del given["region"]
    if isinstance(given.get("name"), str) and not str(given["name"]).strip():
        del given["name"]
    try:
        return Council.model_validate(given)
    except ValidationError:
        st.error("The council's name has a character that can't be kept, or is too long. Please type it again.")
        return None
