"""A workshop's host: the owner's link of an assessment opens one, leads it, and writes down what is agreed on."""

from assessment.ui.hosting import leading, opening

ROUTES = [*opening.ROUTES, *leading.ROUTES]

__all__ = ["ROUTES"]
