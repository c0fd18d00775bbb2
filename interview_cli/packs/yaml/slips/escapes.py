r"""Backslashes of paths, patterns and formulas in double quotes, where YAML reads escapes.

``"C:\new"`` has a line break in it, and ``"\d+"`` is an error. Each text is reported once, and
read on behind all of its backslashes.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from interview_cli.core.sentences import join, quote_yaml, trim
from interview_cli.packs.yaml.source import Fixes, Source
from interview_cli.packs.yaml.structure import iterate_lines

#: Where there is none of these nothing is looked for: it takes long.
_ODD = re.compile(r'(?:^|[\s\[{,:-])"(?:[^"\\\n]|\\.)*?\\[^"\\/\n]', re.MULTILINE)
_NAME = r"""(?:[\w.-]+|"[^"\n\\]*"|'[^'\n]*')[ ]*:[ ]+"""
_TEXT = re.compile(r'"(?P<inner>(?:[^"\\]|\\.)*)"', re.DOTALL)
_BEFORE_TEXT = re.compile(r'(?:(?<=[\[{,:])|^)[ ]*(?=")')
#: A path that ends in a backslash, which YAML takes for a part of the quote behind it.
_ENDS_OPEN = re.compile(r'"(?P<inner>[^"\n]*\\)"[ \t]*(?:[ ]#[^\n]*)?\r?$', re.MULTILINE)
_FIELD_BELOW = re.compile(r"\n[ ]*(?:-[ ]+)*[a-z_]+:(?:\s|$)|\n[ ]*-[ ]")
_ENDS = re.compile(r"[ \t\r]*(?:$|[ ]#|[,\]}])", re.MULTILINE)
_ESCAPE = re.compile(
    r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|(?P<sign>.)|$)", re.DOTALL
)
_WORD = re.compile(r"\\(?:[A-Za-z][A-Za-z0-9]*|.|$)", re.DOTALL)
#: What means something, and what means a character that can't be in a text anyway.
_KNOWN, _NEVER = '0abt\tnvfre "/\\N_LP\n\r', "abvfe0NLP"
_BREAKS = "ntr"
#: Signs of formulas that begin like an escape. Without the letter of the escape, those of the
#: first pattern aren't words.
_SURE_SIGN = re.compile(
    r"\\(?:theta|times|triangle|text(?=[a-z]*\{)|tfrac|neq|nabla|notin|rightarrow|right(?=[)\]|.])"
    r"|rho|rangle|rfloor|rceil|tilde)(?![a-z])"
)
_SIGN = re.compile(r"\\(?:tan|tau|to|top|nu|ne|neg|ni|nmid|not|tanh|rm|text|triangleq)(?![a-z])")
_DRIVE = re.compile(r"(?:^|[^A-Za-z])[A-Za-z]:\\|^\W*\\\\")
#: Folders with which a path that nothing else gives away begins.
_FOLDER = re.compile(r"(?<![A-Za-z])[A-Za-z]:\\(?:temp|tmp|tools|tests?)(?![a-z])", re.IGNORECASE)


#: A text that is a path alone, on a drive that there is on nearly every computer.
_PATH_ALONE = re.compile(r"[CcDd]:\\[ntr][\w.-]{2,}(?:\\[\w.-]+)*\\?")
#: Fields that hold a path.
_OF_PATHS = re.compile(r"""(?:^|[\s{,])["']?file["']?[ ]*:[ ]+$""")


class _Escape(NamedTuple):
    """A backslash at *at* of a text, with what follows it, and whether that is how it's meant."""

    at: int
    word: str
    code: str
    is_meant: bool


def report_escapes(source: Source) -> None:
    """Report texts in double quotes whose backslashes are meant as such, and read on in them."""
    if "\\" not in source.text or not _ODD.search(source.text):
        return
    slashes, done = list[int](), 0
    for line in iterate_lines(source.text):
        row = source.text[line.body : line.end]
        if "\\" not in row and '"' not in row:
            continue
        name = re.match(_NAME, row) if not line.depth else None
        begin = line.body + (name.end() if name else 0)
        value = source.text[begin : line.end]
        if not line.depth and value[:1] not in ("[", "{", '"'):
            continue
        for before in _BEFORE_TEXT.finditer(value):
            at = begin + before.end()
            if at < done:
                continue
            text = _ENDS_OPEN.match(source.text, at) or _TEXT.match(source.text, at)
            if text is None or _FIELD_BELOW.search(text["inner"]):
                continue
            if not _ENDS.match(source.text, text.end("inner") + 1):
                continue  # more follows: all of it must be quoted
            done = text.end("inner") + 1
            slashes += _report(source, at, text["inner"])
            if not line.depth and value[0] == '"':
                break
    if slashes:
        signs = [*source.text]
        for at in slashes:
            signs[at] = "/"
        source.text = "".join(signs)


def _report(source: Source, at: int, inner: str) -> list[int]:
    """Report the text *inner* of the quotes at *at*; return where its backslashes are."""
    found = find_meant(inner)
    is_path = bool(_OF_PATHS.search(source.text[source.start_of(at) : at]))
    if is_path:
        found = [one._replace(is_meant=one.code == "\\\\") for one in found]
    escapes = [one for one in found if not one.is_meant]
    if not escapes:
        return []
    names = [*dict.fromkeys(one.word for one in escapes)]
    shown = [trim(name, 20) for name in names]
    named = join(shown) if len(shown) < 5 else f"{', '.join(shown[:3])} and others"
    one = len(names) == 1
    if any(_is_known(escape) for escape in escapes):
        what = "is an escape" if one else "are escapes"
    elif one and len(names[0]) > 2:
        what = "is not a character"
    else:
        what = "means nothing" if one else "mean nothing"
    fixes: Fixes
    if len(escapes) == len(found):
        written = "'" + inner.replace("'", "''") + "'"
        label = re.search(rf"(?:{_NAME}|-[ ]+)$", source.text[source.start_of(at) : at])
        how = f"use single quotes: {label[0].rstrip() + ' ' if label else ''}{quote_yaml(inner)}"
        edit = (at, at + len(inner) + 2, written)
        fixes = source.correct(f"put {trim(inner, 40)} in single quotes", edit)
    else:
        doubled = [f"\\{name}" for name in shown]
        how = f"write {join(doubled) if len(doubled) < 5 else 'two backslashes for each'}"
        edits = [(at + 1 + e.at, at + 1 + e.at, "\\") for e in escapes]
        fixes = source.correct("wrote two backslashes for one", *edits)
    if is_path:
        written = re.sub(r"\\+", "/", inner)
        how = f"write / between folders: file: {trim(written, 60)}"
        edit = (at + 1, at + 1 + len(inner), written)
        fixes = source.correct(f"wrote {trim(written, 40)}", edit)
    elif any(_is_doubtful(escape) for escape in escapes):
        fixes = ()
    first = escapes[0]
    message = f"{named} {what} in double quotes: {how}"
    source.flaw(at + 1 + first.at, message, "yaml", len(first.word), fixes)
    return [at + 1 + e.at + n for e in escapes for n, sign in enumerate(e.code) if sign == "\\"]


def find_meant(inner: str) -> list[_Escape]:
    r"""Return the escapes of a text in double quotes, with which of them are meant.

    A path, a pattern or a formula gives itself away by an escape that YAML doesn't have, or that
    is no character of a text; then ``\n`` and ``\t`` in it aren't meant either.
    """
    found = list[_Escape]()
    for escape in _ESCAPE.finditer(inner):
        word = _WORD.match(inner, escape.start())
        sure = _is_never_meant(inner, escape)
        found.append(_Escape(escape.start(), word[0] if word else "", escape[0], not sure))
    strays = [one for one in found if not one.is_meant]
    if not strays:
        return found
    runs = [run.span() for run in re.finditer(r"\S+", inner)]
    return [
        one._replace(is_meant=False) if one.is_meant and _is_like(inner, one, strays, runs) else one
        for one in found
    ]


def _is_never_meant(inner: str, escape: re.Match[str]) -> bool:
    sign, at = escape["sign"], escape.start()
    if sign is None:  # a character by its number, or a backslash at the end
        lone = re.fullmatch(r"\\u[dD][89a-fA-F]\w\w", escape[0])
        return escape[0] == "\\" or bool(lone)
    if sign not in _KNOWN or sign in _NEVER:
        return True
    if sign == "_":
        return bool(re.match(r"\w", inner[at + 2 :]))
    if sign not in _BREAKS:
        return False
    if _PATH_ALONE.fullmatch(inner):
        return True
    drive = _FOLDER.match(inner, at - 2) if at >= 2 else None
    before = inner[at - 3 : at - 2] if at >= 3 else ""
    return bool(_SURE_SIGN.match(inner, at) or (drive and not before.isalpha()))


def _is_like(inner: str, one: _Escape, strays: list[_Escape], runs: list[tuple[int, int]]) -> bool:
    """Whether *one*, which YAML can read, is a part of what the *strays* are."""
    if one.code[1:] not in {*_BREAKS, "\\"}:
        return False
    if _SIGN.match(inner, one.at):
        return True
    begin, end = next(run for run in runs if run[0] <= one.at < run[1])
    beside = [stray for stray in strays if begin <= stray.at < end]
    if not beside:
        return False
    if one.code == "\\\\":  # a server's name comes after two
        return one.at == begin and inner[begin + 2 : begin + 3].isalnum()
    words = len(one.word) > 2
    is_path = bool(_DRIVE.search(inner[begin:end])) or any(len(s.word) > 2 for s in beside)
    return is_path if words else True


def _is_doubtful(escape: _Escape) -> bool:
    """Whether *escape* may be meant otherwise: a break by itself, or half a character."""
    return escape.word in {f"\\{sign}" for sign in _BREAKS} or len(escape.code) == 6


def _is_known(escape: _Escape) -> bool:
    return escape.code[1:] in {*_KNOWN}
