"""Official languages of whole countries, by code: whose figures come next after those of one's own country.

The countries of the figures, and a few that share a language with one of them; a region's own languages are left out.
"""

LANGUAGES = {
    country: frozenset(languages.split())
    for country, languages in {
        "AR": "es",
        "AT": "de",
        "AU": "en",
        "BE": "nl fr de",
        "BR": "pt",
        "CA": "en fr",
        "CH": "de fr it",
        "CL": "es",
        "CO": "es",
        "CY": "el tr",
        "DE": "de",
        "DK": "da",
        "ES": "es",
        "FI": "fi sv",
        "FR": "fr",
        "GB": "en",
        "GR": "el",
        "IE": "en ga",
        "IT": "it",
        "JP": "ja",
        "LI": "de",
        "LU": "fr de lb",
        "MC": "fr",
        "MT": "mt en",
        "MX": "es",
        "NL": "nl",
        "NO": "nb nn",
        "NZ": "en mi",
        "PL": "pl",
        "PT": "pt",
        "SE": "sv",
        "SG": "en ms ta zh",
        "SM": "it",
        "US": "en",
        "ZA": "en af zu xh st tn nso ts ss ve nr",
    }.items()
}


def share_a_language(one: str | None, other: str) -> bool:
    return bool(LANGUAGES.get(one or "", frozenset()) & LANGUAGES.get(other, frozenset()))
