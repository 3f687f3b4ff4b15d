"""Alembic migrations, one file a change of `schema.py`; they run at start-up."""
