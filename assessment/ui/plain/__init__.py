"""All plain pages together: what the server answers by itself, beside Streamlit's pages."""

from assessment.ui.plain.gathering import ROUTES

__all__ = ["ROUTES"]
