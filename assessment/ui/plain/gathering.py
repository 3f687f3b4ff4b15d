"""The addresses of all plain pages."""

from assessment.ui import hosting, projecting, recording, seats

ROUTES = [*seats.ROUTES, *hosting.ROUTES, *projecting.ROUTES, *recording.ROUTES]
