"""The facts about a council that its owner may give: asked on the start page, changed under "Your data"."""

from dataclasses import dataclass

import streamlit as st

from assessment.files import countries
from assessment.instrument import MOST_PEOPLE, NAME_LIMIT, BadInput, Council, CouncilType
from assessment.ui.shell import Field, text_field
from assessment.words import read_count

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


@dataclass(frozen=True)
class CouncilFields:
    name: Field
    country: str | None
    type: CouncilType | None
    residents: Field
    region: str | None  # asked nowhere: it came with a file, and stays with its country


def council_fields(place: str, council: Council | None = None) -> CouncilFields:
    known = council or Council()
    codes, types = list(countries()), list(TYPE_TEXTS)
    if known.country and known.country not in codes:
        codes.append(known.country)  # kept before codes were looked at: it stays until somebody changes it
    return CouncilFields(
        name=text_field("Name", f"{place}-name", known.name or ""),
        country=st.selectbox(
            "Country",
            codes,
            index=codes.index(known.country) if known.country else None,
            format_func=lambda code: countries().get(code, code),
            placeholder="Not given",
            key=f"{place}-country",
        ),
        type=st.selectbox(
            "Type",
            types,
            index=types.index(known.type) if known.type else None,
            format_func=TYPE_TEXTS.__getitem__,
            placeholder="Not given",
            key=f"{place}-type",
        ),
        residents=text_field(
            "Residents, about", f"{place}-residents", "" if known.population is None else f"{known.population:,}"
        ),
        region=known.region,
    )


def council_from(fields: CouncilFields) -> Council | None:
    """The council, or None after saying beside each field what is wrong with it."""
    fit, residents = [field.fits(NAME_LIMIT) for field in (fields.name, fields.residents)], None
    if not all(fit):
        return None
    try:
        residents = read_count(fields.residents.text, MOST_PEOPLE) if fields.residents.text else None
    except BadInput as refused:
        fields.residents.refuse(refused.problems[0].message)
        return None
    if residents is not None:
        fields.residents.show(f"{residents:,}")
    stays = fields.region and fields.country and fields.region.startswith(f"{fields.country}-")
    return Council(
        name=fields.name.text or None,
        country=fields.country,
        region=fields.region if stays else None,
        type=fields.type,
        population=residents,
    )


def residents_text(council: Council) -> str:
    """Says back what was understood; empty where nothing was given."""
    return "" if council.population is None else f"Residents: {council.population:,}."
