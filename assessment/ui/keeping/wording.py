"""Whether the words that an assessment answered are those that this server has under the same version."""

from collections.abc import Mapping

from assessment.instrument import Rubric
from assessment.store import Contents, Wording
from assessment.ui import resources
from assessment.ui.shell import html, paragraph
from assessment.words import listed


def draw_wording(contents: Contents) -> None:
    if told := wording_text(contents.rubrics, contents.wordings, resources.rubrics()):
        html(paragraph(told, "hint"))


def wording_text(
    versions: Mapping[str, str], wordings: Mapping[str, Wording], known: Mapping[tuple[str, str], Rubric]
) -> str:
    """Says where the words differ; "" where they are the same, or nobody noted them."""
    changed = []
    for name, version in versions.items():
        rubric, noted = known.get((name, version)), wordings.get(name)
        if rubric and noted and noted.version == version and noted.hash not in ("", rubric.content_hash):
            changed.append(f"{rubric.title} {version}")
    if not changed:
        return ""
    return (
        f"The words of {listed(changed)} on this server are not those that this assessment was begun with, though the "
        "version is the same. Read your answers again before you rely on them, and tell whoever runs this server."
    )


def is_unknown(versions: Mapping[str, str], wordings: Mapping[str, Wording]) -> bool:
    """Nobody noted the words of one of these areas."""
    return any(name not in wordings or not wordings[name].hash for name in versions)
