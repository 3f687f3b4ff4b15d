"""Small published figures for tests: a test says only what it is about."""


def a_figure(**more: object) -> dict[str, object]:
    parts: dict[str, object] = {
        "id": "survey-list",
        "says": "had a list",
        "questions": [{"question": "area/q1", "level": 2, "match": "close", "you": "keep a list"}],
        "value": "40",
        "n": 128,
        "population": "councils in Somewhere",
        "country": "GB",
        "year": 2025,
        "basis": "survey",
        "source": "survey",
        "grade": "A",
        "limits": "It says nothing of approval.",
    }
    return {name: value for name, value in (parts | more).items() if value is not None}


def a_match(**more: object) -> dict[str, object]:
    """Of a file of figures/2, where each names its version."""
    parts = {"question": "area/q1", "level": 2, "version": "2.0.0", "match": "exact", "you": "keep a list"} | more
    return {name: value for name, value in parts.items() if value is not None}


def a_file(*figures: dict[str, object], **source: object) -> dict[str, object]:
    named = {"id": "survey", "title": "A survey", "publisher": "Somebody", "link": "https://example.org/a"} | source
    return {"format": "figures/2", "sources": [named], "figures": list(figures)}
