"""The addresses of all plain pages."""

from assessment.ui import councils, hosting, projecting, recording, seats

ROUTES = [*seats.ROUTES, *hosting.ROUTES, *councils.ROUTES, *projecting.ROUTES, *recording.ROUTES]
