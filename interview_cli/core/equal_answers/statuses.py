"""HTTP status codes as people write them: ``HTTP 500``, ``404 Not Found``, ``a 503 error``."""

from __future__ import annotations

import re

#: The reason phrases of each code; several where a newer standard renamed it.
_PHRASES = """\
100 Continue
101 Switching Protocols
102 Processing
103 Early Hints
200 OK | Okay
201 Created
202 Accepted
203 Non-Authoritative Information
204 No Content
205 Reset Content
206 Partial Content
207 Multi-Status
208 Already Reported
226 IM Used
300 Multiple Choices
301 Moved Permanently
302 Found | Moved Temporarily
303 See Other
304 Not Modified
305 Use Proxy
307 Temporary Redirect
308 Permanent Redirect
400 Bad Request
401 Unauthorized | Unauthorised
402 Payment Required
403 Forbidden
404 Not Found
405 Method Not Allowed
406 Not Acceptable
407 Proxy Authentication Required
408 Request Timeout
409 Conflict
410 Gone
411 Length Required
412 Precondition Failed
413 Content Too Large | Payload Too Large | Request Entity Too Large
414 URI Too Long | Request-URI Too Long
415 Unsupported Media Type
416 Range Not Satisfiable | Requested Range Not Satisfiable
417 Expectation Failed
418 I'm a Teapot
421 Misdirected Request
422 Unprocessable Content | Unprocessable Entity
423 Locked
424 Failed Dependency
425 Too Early
426 Upgrade Required
428 Precondition Required
429 Too Many Requests
431 Request Header Fields Too Large
451 Unavailable For Legal Reasons
500 Internal Server Error
501 Not Implemented
502 Bad Gateway
503 Service Unavailable
504 Gateway Timeout
505 HTTP Version Not Supported
506 Variant Also Negotiates
507 Insufficient Storage
508 Loop Detected
510 Not Extended
511 Network Authentication Required
"""
_STATUS = re.compile(
    r"(?:http(?:/[\d.]+ | ?))?(?:(?:status|response|error) )?(?:code )?"
    r"(?P<code>[1-5]\d\d)(?: ?[:(-] ?| |$)(?P<after>.*?)\)?"
)
_NOUNS = frozenset(("", "status", "statuscode", "response", "code"))


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.casefold())


_REASONS = {
    line[:3]: frozenset(map(_letters, line[4:].split("|"))) for line in _PHRASES.splitlines()
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
