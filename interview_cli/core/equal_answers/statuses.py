"""HTTP status codes as people write them: ``HTTP 500``, ``404 Not Found``, ``a 503 error``."""

from __future__ import annotations

import re
from http import HTTPStatus

#: Reason phrases beside those that this Python knows: other spellings, older and newer names.
_OTHER_NAMES = {
    200: ("Okay",),
    302: ("Moved Temporarily",),
    401: ("Unauthorised",),
    413: ("Content Too Large", "Payload Too Large", "Request Entity Too Large"),
    414: ("URI Too Long", "Request-URI Too Long"),
    416: ("Range Not Satisfiable", "Requested Range Not Satisfiable"),
    422: ("Unprocessable Content", "Unprocessable Entity"),
}
_STATUS = re.compile(
    r"(?:http(?:/[\d.]+ | ?))?(?:(?:status|response|error) )?(?:code )?"
    r"(?P<code>[1-5]\d\d)(?: ?[:(-] ?| |$)(?P<after>.*?)\)?"
)
_NOUNS = frozenset(("", "status", "statuscode", "response", "code"))


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.casefold())


_REASONS = {
    str(status.value): frozenset(
        map(_letters, (status.phrase, *_OTHER_NAMES.get(status.value, ())))
    )
    for status in HTTPStatus
}


def read_status(text: str) -> str | None:
    """Return the digits of the status code that tidied *text* names; None where it names none."""
    if not (found := _STATUS.fullmatch(text.casefold())):
        return None
    code, after = found["code"], _letters(found["after"])
    error = after in ("error", "errorcode") and code[0] in "45"
    # Signs that aren't words say something else: 401/403, 404?
    if re.search(r"[^\w\s'-]", found["after"]):
        return None
    return code if error or after in _NOUNS or after in _REASONS.get(code, ()) else None
