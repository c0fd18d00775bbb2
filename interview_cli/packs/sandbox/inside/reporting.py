"""What the child tells its parent: a line of JSON for each event, which no answer can forge.

Each line begins with a secret that the parent made up for this run. It stands in no file,
no environment and no argument: the child reads it before any code of the learner runs.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    #: Writes an event: its type, and what belongs to it.
    Send = Callable[..., None]


def make_sender(fd: int, secret: str) -> Send:
    """Return what writes events to *fd*; whatever an answer patches, it goes on doing so."""
    write, get_pid, to_json, end = os.write, os.getpid, _make_encoder(), os._exit
    pid = get_pid()

    def send(event: str, **values: Any) -> None:
        if get_pid() != pid:
            end(0)  # a copy that the answer made of this process
        data = f"\n{secret}{to_json({'event': event, **values})}\n".encode("ascii", "replace")
        while data:
            data = data[write(fd, data) :]

    return send


def make_marker(fd: int, word: str) -> Callable[[], int]:
    """Return what begins a new part of what is printed to *fd*, and says its number.

    A mark is *word*, which no answer knows either, with the number. Who flushes before it is
    sure that what was printed until then lies before the mark.
    """
    write, get_pid, set_blocking, end = os.write, os.getpid, os.set_blocking, os._exit
    pid = get_pid()
    number = 0

    def mark() -> int:
        nonlocal number
        if get_pid() != pid:
            end(0)
        number += 1
        data = f"{word}{number}\n".encode()
        try:
            set_blocking(fd, True)
            while data:
                data = data[write(fd, data) :]
        except OSError:
            pass  # the answer closed it: then nothing more is printed
        return number

    return mark


def _make_encoder() -> Callable[[Any], str]:
    """Return what writes plain values as JSON, without the functions of ``json``.

    Those are Python, so that an answer could put its own in their place, and see the secret.
    """
    try:
        from _json import encode_basestring_ascii as quote
    except ImportError:  # another Python than CPython
        from json.encoder import py_encode_basestring_ascii as quote
    kinds = (str, int, float, bool, dict, list, tuple)
    is_a, text, join = isinstance, str, ",".join
    string, integer, real, yes_no, table, row, fixed = kinds
    write_int, write_float = int.__repr__, float.__repr__

    def encode(value: Any) -> str:
        if value is None:
            return "null"
        if is_a(value, string):
            return text(quote(value))
        if is_a(value, yes_no):
            return "true" if value else "false"
        if is_a(value, integer):
            return write_int(value)
        if is_a(value, real):
            return write_float(value)
        if is_a(value, table):
            return "{" + join([quote(k) + ":" + encode(v) for k, v in value.items()]) + "}"
        if is_a(value, (row, fixed)):
            return "[" + join([encode(item) for item in value]) + "]"
        raise TypeError(value)

    return encode
