"""How a pack of a test begins; its questions are written behind that."""

from __future__ import annotations


def head(id_: str, *, title: str = "", more: str = "", defaults: str = "") -> str:
    """Return the head of a pack as YAML.

    *more* are further fields of ``pack``, as in ``version: 1.0.0``; *defaults* are those of
    its questions, as in ``level: mid``.
    """
    fields = f"id: {id_}, title: {title or id_.capitalize()}{', ' if more else ''}{more}"
    below = f"defaults: {{{defaults}}}\n" if defaults else ""
    return f"format: 1\npack: {{{fields}}}\n{below}"


#: A pack in one file: questions that name neither level nor topic can follow.
MINE = head("mine", defaults="level: mid, topic: a") + "questions:\n"
