"""What an opened file holds that this server does not ask: said on every page, because it is easily thought lost."""

from collections.abc import Sequence

from assessment.instrument import Unfit
from assessment.ui import resources
from assessment.words import listed


def unfit_text(unfit: Sequence[Unfit], *, in_file: bool) -> str:
    """What an opened file holds that is not asked here, where it is kept, and where it can be opened."""
    kept = "They stay in your file as they are" if in_file else "They are only in the file that you opened; keep it"
    answers = [one for one in unfit if not one.is_facts]
    facts = [
        f"Your file also holds facts of version {one.version} of the companion questions, which this server does not "
        f"ask. {kept}. They are not shown here."
        for one in unfit
        if one.is_facts
    ]
    return " ".join([*([answers_text(answers, kept)] if answers else []), *facts])


def answers_text(unfit: Sequence[Unfit], kept: str) -> str:
    what = listed([f"{title_of(one.rubric)}, version {one.version}" for one in unfit])
    ids = {one.rubric for one in unfit}
    here = [f"{rubric.title} {rubric.version}" for rubric in resources.newest() if rubric.id in ids]
    other = f" (here it is {listed(here)})" if here else ""
    return (
        f"Your file also holds answers to {what}, which this server does not ask{other}. {kept}. They are neither "
        "shown nor counted here. They open where that version is: whoever runs this server can put it into the folder "
        "earlier/ of its rubrics."
    )


def title_of(rubric: str) -> str:
    return next((one.title for one in resources.newest() if one.id == rubric), rubric)
