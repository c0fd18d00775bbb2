"""The failures that a user is meant to read, and the exit codes of the program."""

from __future__ import annotations

DONE = 0
NO = 1
USAGE = 2
FAULT = 3
DISK = 4
STOPPED = 130


class InterviewError(Exception):
    """Something the user can act on; it is printed without a traceback.

    ``message`` says what is wrong and where, ``hint`` what to do instead.
    """

    exit_code = USAGE

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(InterviewError):
    """What was asked for makes no sense or does not exist."""


class NotGood(InterviewError):
    """The answer is no: problems or damage were found."""

    exit_code = NO


class DiskError(InterviewError):
    """A file cannot be read or written."""

    exit_code = DISK
