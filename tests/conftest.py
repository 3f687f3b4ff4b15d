"""What all tests share: how a missing browser or database is reported, and the app as a real process."""

pytest_plugins = ["tests.postgres", "tests.serving"]
