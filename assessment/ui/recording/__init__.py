"""The record of a workshop: a page to read and print, and the same as files, for whoever holds the owner's link."""

from assessment.ui.recording.asking import ROUTES

__all__ = ["ROUTES"]
