"""Whether a YAML file is meant for a pack at all: other tools keep theirs beside and in packs.

Only a glance at the text, not a reading of it: so it also holds for a file that isn't sound YAML.
A file of which it isn't clear counts as a pack's, so that what's wrong with it is said.
"""

from __future__ import annotations

import re

from interview_cli.core.sentences import find_nearest

#: The fields at the top of a pack's file.
OURS = ("format", "pack", "defaults", "questions")
#: Fields of a question, at the top where the list of questions was forgotten or not indented.
_OF_QUESTIONS = frozenset(
    ("id", "ask", "answer", "level", "topic", "code", "hint", "quiz", "key_points", "sources")
)
#: What questions can't do without, wherever it stands.
_ASKS = re.compile(r"(?mi)(?:^|[\s{,-])[\"']?(?:ask|answer|questions?)[\"']?[ \t]*:(?=\s)")
#: A list of our questions alone: its first item has an id or asks.
_LISTS_QUESTIONS = re.compile(
    r"\ufeff?(?:[ ]*(?:#[^\n]*|---)?\r?\n)*[ ]*(?:-[ ]+|\[\s*\{\s*)[\"']?(?:id|ask)[\"']?:[ ]"
)
_ANSWERS = re.compile(r"[\s{,\"']answer[\"']?:[ ]")
_FIRST = re.compile(r"(?m)^([ ]*)(?!#|---|%)(\S[^\n]*)")
_IN_BRACES = re.compile(r"[{,]\s*[\"']?([\w.-]+)[\"']?\s*:")


def is_foreign(text: str) -> bool:
    """Whether a file that reads *text* is clearly not of a pack."""
    first = _FIRST.search(text)
    if first is None or "\0" in text or _ASKS.search(text):
        return False
    names = list_names(text)
    if not names and not first[2].startswith(("-", "[")):
        return False
    return not any(map(_is_nearly_ours, names))


def name_other_format(text: str) -> str:
    """Return the format that a file is in that isn't YAML at all, as in "Markdown"; "" if none."""
    if len(text) > 200_000 or _ANY_OF_OURS.search(text):
        return ""
    if _TABLE.search(text) and _EQUALS.search(text):
        return "TOML"
    if re.search(r"(?m)\{[ \t]*(?:\r?\n[ \t]*)?[=~]|^::.+?::", text):
        return "Moodle's GIFT"
    signs = sum(bool(sign.search(text)) for sign in _MARKDOWN)
    return "Markdown" if signs > 1 else ""


_ANY_OF_OURS = re.compile(
    r"(?m)^[ ]*(?:-[ ]+)?[\"']?(?:format|pack|questions|id|ask)[\"']?[ ]*:(?=\s)"
)
_TABLE = re.compile(r"(?m)^\[\[?[\w.-]+\]?\][ ]*$")
_EQUALS = re.compile(r"(?m)^[\w-]+[ ]*=[ ]*\S")
#: Two of these are no accident: a heading, a check box, numbered lines, bold at the start.
_MARKDOWN = (
    re.compile(r"(?m)^#{1,6}[ ][^\n]+\r?\n[ ]*\r?\n"),
    re.compile(r"(?m)^[ ]*[-*][ ]\[[ xX]\][ ]"),
    re.compile(r"(?m)^\d+[.)][ ]\S"),
    re.compile(r"(?m)^\*\*\S"),
)


def may_be_fixed(text: str) -> bool:
    """Whether a file that reads *text* is certainly of a pack, and has nothing of another tool."""
    names = list_names(text)
    if not names and _LISTS_QUESTIONS.match(text) and _ANSWERS.search(text):
        return True
    if lists_questions(find_rows(text)):
        return True
    strangers = [name for name in names if not (_is_nearly_ours(name) or _is_ours_too(name))]
    certain = "format" in names and not {"pack", "questions"}.isdisjoint(names)
    return certain or (any(map(_is_nearly_ours, names)) and not strangers)


def find_rows(text: str) -> list[re.Match[str]]:
    """Return the lines that are a mapping in braces each, where those are all the questions.

    None where the file is anything else, or of one such line only.
    """
    named = _NAMES_ROWS.search(text)
    start = named.end() if named else 0
    if not named and not text.lstrip("\ufeff \r\n").startswith("{"):
        return []
    found = list[re.Match[str]]()
    while start < len(text):
        row = _ROW.match(text, start)
        if row is None or row.end() == start:
            return []
        found += [row] if row["braces"] else []
        start = row.end()
    return found if len(found) > 1 else []


_NAMES_ROWS = re.compile(r"(?m)^questions:[ \t]*\r?\n(?=[ ]*\{)")
_ROW = re.compile(r"\ufeff?[ ]*(?:(?P<braces>\{[^\n]*\})(?P<comma>,?))?[ ]*\r?(?:\n|\Z)")
_ROW_ASKS = re.compile(r"\{[ ]*[\"']?(?:id|ask)[\"']?[ ]*:.*[\"' ,]answer[\"']?[ ]*:")


def lists_questions(rows: list[re.Match[str]]) -> bool:
    """Whether *rows*, each in braces, are questions of packs."""
    return bool(rows) and all(_ROW_ASKS.match(row["braces"]) for row in rows)


def list_names(text: str) -> list[str]:
    """Return the names at the top of a file that reads *text*, as far as a glance tells."""
    first = _FIRST.search(text.removeprefix("\ufeff"))
    if first is None:
        return []
    if first[2].startswith("{"):
        return _IN_BRACES.findall(text)
    indent = re.escape(first[1])
    name = rf"(?m)^\ufeff?{indent}[\"']?([^\s\"'#:-][^\s\"'#:]*)[\"']?[ \t]*:(?=\s|$)"
    return re.findall(name, text)


def _is_nearly_ours(name: str) -> bool:
    return bool(find_nearest(name.lower(), OURS, 0.7))


def _is_ours_too(name: str) -> bool:
    return name.startswith("x-") or name.lower() in _OF_QUESTIONS
