"""All plain pages' addresses together: what the server answers by itself, beside Streamlit's pages."""

from assessment.ui import hosting, projecting, recording, seats

ROUTES = [*seats.ROUTES, *hosting.ROUTES, *projecting.ROUTES, *recording.ROUTES]

__all__ = ["ROUTES"]
