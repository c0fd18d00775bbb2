"""Texts that YAML has cut: by a comma in ``{ }``, or by ": ", after which it's a field."""

from __future__ import annotations

import re
from collections.abc import Callable

from interview_cli.core.sentences import quote_yaml, trim
from interview_cli.packs.yaml.source import UNKNOWN, Fixes, Map, Source


def report_cut_texts(source: Source, holder: Map, unknown: set[str]) -> set[str]:
    """Report the texts of *holder*, in { }, of which commas have made the names *unknown*.

    Returns those names, which are dropped from *holder*; what they belonged to is unknown.
    """
    if not holder.flows:
        return set()
    names, taken = [*holder], set[str]()
    for n, name in enumerate(names):
        pieces = list[str]()
        for piece in names[n + 1 :]:
            if piece not in unknown or (not pieces and holder[piece] is not None):
                break
            pieces.append(piece)
        value = holder[name]
        if name in unknown or not pieces or not isinstance(value, str):
            continue
        at, last = holder.at(name), n + len(pieces) + 1
        end = holder.key_at(names[last]) if last < len(names) else holder.end - 1
        text = source.text[at:end].rstrip(" ,")
        if text[:1] in "\"'|>" or "\n" in text or " #" in text or re.fullmatch(r"[-\d.,% ]*", text):
            continue
        quoted = quote_yaml(text, None)
        message = "text with a comma in it must be quoted inside { }: "
        message += f"{name}: {quote_yaml(text, 60)}"
        fixes = source.fix(f"quoted {trim(text, 40)}", (at, at + len(text), quoted))
        source.flaw(holder.key_at(pieces[0]), message, "unknown-field", fixes=fixes)
        taken |= {*pieces}
        holder[name] = UNKNOWN
    if taken:
        holder.keep({name: name for name in names if name not in taken})
    return taken


def quote_item(source: Source, item: Map, write: Callable[[str], str]) -> tuple[str, Fixes] | None:
    """Return how the text is written that ": " has made *item* of, and the fix; None if it isn't.

    *write* returns how a text is written in its place.
    """
    if len(item) != 1 or item.flows:
        return None
    (key,), (value,) = item.keys(), item.values()
    if " " not in key or not isinstance(value, str | None):
        return None
    at, text = item.key_at(key), f"{key}: {value}" if value else f"{key}:"
    line = re.split(r"[ ]+#", source.rest(at), maxsplit=1)[0].rstrip()
    written = write(line if line.startswith(key) and line.endswith(value or ":") else text)
    if not line.startswith(key) or not line.endswith(value or ":") or item.cut:
        return written, ()
    return written, source.fix(f"wrote {trim(written, 60)}", (at, at + len(line), written))
