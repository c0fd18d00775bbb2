"""The settings, for the doctor: each line that does nothing or stops commands, and no value."""

from __future__ import annotations

import re

from interview_cli.core.errors import InterviewError
from interview_cli.core.progress.finding import Finding
from interview_cli.core.sentences import find_nearest
from interview_cli.storage import settings
from interview_cli.storage.doctor.places import Places, odd_kind, without_path
from interview_cli.storage.reading.owners import advise_on
from interview_cli.storage.reading.plain_files import LARGEST, read_plain

_STOPS = "commands that ask for a setting stop, and say this"

_TABLE = re.compile(r"\s*\[\[?([^\[\]]+)\]")
_KEY = re.compile(r"\s*([\w.\"' -]+?)\s*=")


def check_config(places: Places) -> list[Finding]:
    """Return what is wrong with the settings; they're written by hand, so no fix is offered."""
    path = settings.file()
    if odd := odd_kind(places, path, "no command that asks for a setting runs"):
        return [odd]
    shown = places.show(path)
    lines = _read_lines(places)
    found = [
        Finding(
            "key-in-file",
            shown,
            "it looks as if the key of a service were here",
            "whoever can read this file, or what it's synced to, can use the key",
            "take it out, put it into an environment variable, and get a new key",
            line=number,
        )
        for number, line in enumerate(lines, 1)
        if settings.looks_like_key(line)
    ]
    try:
        wrong, unknown = settings.find_wrong(), settings.find_unknown()
    except InterviewError as error:
        line, says = without_path(error.message, path)
        hint = error.hint or advise_on(path)
        line = line or _find_bad_text(lines) or _find_line(lines, says.partition(" ")[0])
        return [*found, Finding("settings", shown, says, _STOPS, hint, line=line)]
    for name, must in wrong:
        says = f"{name} must be {must}"
        advice = f"fix it there, or: interview config --unset {name}"
        line = _find_line(lines, name)
        found.append(Finding("settings", shown, says, _STOPS, advice, line=line))
    return found + [_unknown(shown, name, _find_line(lines, name)) for name in unknown]


def _unknown(shown: str, name: str, line: int) -> Finding:
    called = "of that name" if settings.looks_like_key(name) else name
    says = f"this version has no setting {called}"
    meant = find_nearest(name, settings.ABOUT, 0.8)
    if not meant:
        return Finding("unknown-setting", shown, says, "it does nothing", line=line, harmless=True)
    advice = f"did you mean {meant}? Then change the name"
    return Finding("unknown-setting", shown, says, "it does nothing", advice, line=line)


def _read_lines(places: Places) -> list[str]:
    try:
        data = read_plain(settings.file(), LARGEST)
    except OSError:
        return []
    return data.decode("utf-8-sig", "surrogateescape").splitlines()


def _find_line(lines: list[str], name: str) -> int:
    """Return the line in which the setting *name* is, or its table; 0 where it isn't found."""
    table, begins = "", 0
    for number, line in enumerate(lines, 1):
        if match := _TABLE.match(line):
            table = f"{_plain(match[1])}."
            begins = begins or number * name.startswith(table)
        elif (match := _KEY.match(line)) and name.startswith(f"{table}{_plain(match[1])}"):
            return number
    return begins


def _plain(name: str) -> str:
    return re.sub(r"[\s\"']", "", name)


def _find_bad_text(lines: list[str]) -> int:
    """Return the first line that isn't UTF-8; 0 where all are."""
    bad = (n for n, line in enumerate(lines, 1) if any("\udc80" <= c <= "\udcff" for c in line))
    return next(bad, 0)
