"""What a workshop shows beside its votes: the wall, a screen for the whole room, and the perception gap, by role."""

from assessment.ui.projecting.asking import ROUTES

__all__ = ["ROUTES"]
