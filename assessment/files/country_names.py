"""Names of countries (ISO 3166-1)."""

from functools import cache


@cache
def countries() -> dict[str, str]:
    """{"GB": "United Kingdom", ...}, by name."""
    import pycountry  # the commands that name no country don't wait for it to load

    named = {"XK": "Kosovo"} | {
        country.alpha_2: getattr(country, "common_name", country.name) for country in pycountry.countries
    }
    return dict(sorted(named.items(), key=lambda item: item[1]))


TAKES_ARTICLE = {"GB": "the United Kingdom", "US": "the United States", "NL": "the Netherlands"}


def country_name(code: str) -> str:
    """A country's name inside a sentence; the code itself where it stands for none."""
    return TAKES_ARTICLE.get(code) or countries().get(code, code)
