"""All assessments that a browser has links of: the list, its pool, and links that are handed over or carried away."""

from assessment.ui.councils import carrying, handing, listing

ROUTES = [*listing.ROUTES, *handing.ROUTES, *carrying.ROUTES]

__all__ = ["ROUTES"]
