"""Tags of YAML, which packs don't have: what each is for, and what to write instead."""

from __future__ import annotations

import re

from interview_cli.core.sentences import trim
from interview_cli.packs.yaml.first_signs import before_of, quote
from interview_cli.packs.yaml.source import Fixes, Source

#: Types, which a field has without them.
_TYPES = frozenset(
    re.findall(
        r"\S+",
        "str int float bool seq map null timestamp omap pairs python/str python/unicode python/int "
        "python/long python/float python/bool python/list python/tuple python/dict python/none",
    )
)
_OF_FILES = frozenset(
    re.findall(
        r"\w+",
        "include import file read load inc includefile includetext readfile loadfile content path "
        "includedirlist includedirmergelist includedirnamed includedirmergenamed",
    )
)
_OF_SETTINGS = frozenset(
    re.findall(
        r"\w+", "env envvar envtag secret vault var variable getatt ref sub reference config"
    )
)
_TOKEN = re.compile(r"!(?:<[^>\s]*>|[^\s,\[\]{}]*)")
_NAME = re.compile(r"[^\W\d_]{2}")
_WORD = re.compile(r"!\w[\w:.-]+")


def describe_tag(source: Source, at: int, *, container: bool) -> tuple[str, Fixes, bool]:
    """Return what to say of the tag at *at*, the fix, and whether the value can't be known.

    The tag is of a mapping or list, a *container*, or what was meant as text.
    """
    found = _TOKEN.match(source.text, at)
    token = found[0] if found else "!"
    name = token.strip("!<>").removeprefix("tag:yaml.org,2002:")
    folded = re.sub(r"[^a-z0-9/]", "", name.lower())
    what = f"{trim(token)} is a YAML tag, which packs can't have"
    if name and folded in _TYPES and token.startswith(("!!", "!<")):
        return f"{what}: leave it out", _leave_out(source, at, token), False
    if folded in _OF_FILES:
        return f"{what}: {_advise_on_file(source, at, len(token))}", (), True
    if folded in _OF_SETTINGS:
        return f"{what}: write the value itself, for nothing is looked up", (), True
    if token.startswith("!!python/"):
        return f"{what}: write the value itself, for nothing is run to read a pack", (), True
    if folded == "binary":
        return f"{what}: write the text itself, or keep a picture as a file", (), True
    if container and not _NAME.search(token):
        return f"{what}: remove it; or if a text begins so, quote the text", (), False
    if container:
        return f"{what}: remove it", _leave_out(source, at, token), False
    quoted = f"quote the text: {quote(source, at)}"
    rest = source.rest(at + len(token)).strip()
    if token.startswith("!!") and _WORD.fullmatch(token[1:]):
        return f"{what}: leave it out; or {quoted}", (), False
    if _WORD.fullmatch(token) and rest and rest[0] not in ",]}#":
        return f"{what}: leave it out; or if the text begins so, {quoted}", (), False
    return f"! begins a YAML tag: {quoted}", source.quote_value(at), False


def _advise_on_file(source: Source, at: int, length: int) -> str:
    path = re.match(r"[ ]+[\"']?([^\s\"',\]}]+)", source.rest(at + length))
    file = trim(path[1]) if path else "the file"
    before = before_of(source, at)
    if re.search(r"(?:^|[\s{])questions[ ]*:[ ]*$", before) or re.fullmatch(
        r"[ ]{0,4}-[ ]+", before
    ):
        return (
            f"remove it, for in a folder with a pack.yaml {file} is read by itself, if it begins "
            'with "questions:"'
        )
    return f"write here what {file} says, for no file is included"


def _leave_out(source: Source, at: int, token: str) -> Fixes:
    end = at + len(token)
    blank = len(source.rest(end)) - len(source.rest(end).lstrip(" "))
    if not source.rest(end).strip():  # the value is below
        at -= len(before_of(source, at)) - len(before_of(source, at).rstrip(" "))
        if before_of(source, at).rstrip(" ").endswith("-") or not before_of(source, at).strip():
            return ()
    return source.fix(f"left {trim(token)} out", (at, end + blank, ""))
