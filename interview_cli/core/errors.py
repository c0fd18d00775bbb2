"""The errors that users read, and the exit codes of the program."""

from __future__ import annotations

DONE = 0
NO = 1
USAGE = 2
FAULT = 3
DISK = 4
STOPPED = 130

INPUT_CLOSED = "standard input is closed"


class InterviewError(Exception):
    """An error that the user can act on; it is printed without a traceback.

    ``message`` says what is wrong and where, ``hint`` what to do instead.
    """

    exit_code = USAGE

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(InterviewError):
    """The arguments or settings are wrong, or name what doesn't exist."""


class NotGood(InterviewError):
    """The result is negative: problems or damage were found."""

    exit_code = NO


class DiskError(InterviewError):
    """A file cannot be read or written."""

    exit_code = DISK
