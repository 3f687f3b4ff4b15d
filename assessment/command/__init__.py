"""The `maturity` command, one file a group of commands.

Bad input ends with exit code 1 and one line per problem on standard error.
"""

from assessment.command.app import app, main

__all__ = ["app", "main"]
