"""The files that hold one JSON object, for the doctor: drafts, and what was allowed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from interview_cli.core.progress.finding import Finding
from interview_cli.core.progress.journal_check import JournalCheck
from interview_cli.core.sentences import count
from interview_cli.storage.doctor.places import Places, odd_kind
from interview_cli.storage.reading.owners import advise_on
from interview_cli.storage.reading.plain_files import read_plain

_DRAFTS = "drafts.json"


def _find_in_drafts(value: dict[str, Any]) -> str | None:
    for session, of in value.items():
        if not isinstance(of, dict) or not all(isinstance(text, str) for text in of.values()):
            return session
    return None


def _find_in_trust(value: dict[str, Any]) -> str | None:
    folders, packs = value.get("folders", []), value.get("packs", {})
    if not isinstance(folders, list) or not all(isinstance(one, str) for one in folders):
        return "folders"
    if not isinstance(packs, dict):
        return "packs"
    return next((path for path, hash_ in packs.items() if not isinstance(hash_, str)), None)


def _find_in_agreed(value: dict[str, Any]) -> str | None:
    hosts = value.get("hosts", [])
    fits = isinstance(hosts, list) and all(isinstance(one, str) for one in hosts)
    return None if fits else "hosts"


#: Each file, what returns the name that has the wrong thing behind it, and what that means.
_OBJECTS: dict[str, tuple[Callable[[dict[str, Any]], str | None], str]] = {
    _DRAFTS: (_find_in_drafts, "answers that you began and didn't send aren't shown"),
    "trust.json": (
        _find_in_trust,
        "no pack of yours is trusted: its code isn't run until you allow it again",
    ),
    "agreed.json": (_find_in_agreed, "nothing is sent to a model until you agree again"),
}


def check_objects(places: Places, check: JournalCheck | None) -> list[Finding]:
    """Return what is wrong with these files.

    Drafts of sessions that the journal in *check* doesn't have are named too, unless that
    couldn't be read.
    """
    found = []
    for name, (find_wrong, means) in _OBJECTS.items():
        path = places.home / name
        if odd := odd_kind(places, path, means):
            found.append(odd)
        elif path.is_file():
            try:
                value, says, line = _read(places, name, find_wrong)
            except OSError as error:  # it's whole, as far as anybody knows
                says = f"it can't be read: {error.strerror}"
                found.append(Finding("unreadable", name, says, means, advise_on(path)))
                continue
            if says:
                found.append(Finding("damaged", name, says, means, fix="put-aside", line=line))
            elif name == _DRAFTS and check:
                found += _find_gone(value, check)
    for name in places.list_top():
        if re.fullmatch(r"drafts-damaged.*\.json", name):
            says = "drafts that were damaged, kept beside the new ones"
            means = "if you need what you wrote, it's in there; else delete it"
            found.append(Finding("put-aside", name, says, means, harmless=True))
    return found


def _find_gone(drafts: dict[str, Any], check: JournalCheck) -> list[Finding]:
    gone = [name for name, of in drafts.items() if of and not check.has_session(name)]
    if not gone:
        return []
    many = count(len(gone), "session")
    says = f"drafts of {many} that your journal doesn't have"
    means = "they're kept, and shown once the file with the session is back"
    return [Finding("no-session", _DRAFTS, says, means, harmless=True)]


def _read(
    places: Places, name: str, find_wrong: Callable[[dict[str, Any]], str | None]
) -> tuple[dict[str, Any], str, int]:
    """Return what is in a file, what is wrong with it, and in which line; "" where nothing is.

    Raises OSError.
    """
    data = b""
    try:
        data = read_plain(places.home / name)
        if not data.strip():
            return {}, "it's empty, as a crash or a sync tool may leave a file", 0
        value = json.loads(data.decode("utf-8-sig"))
    except RecursionError:
        return {}, "it's nested too deeply", 0
    except UnicodeDecodeError as error:
        return {}, "it isn't text in UTF-8", data.count(b"\n", 0, error.start) + 1
    except json.JSONDecodeError as error:
        return {}, f"it isn't JSON: {error.msg}", error.lineno
    except ValueError:
        return {}, "it has a number that's too long", 0
    if not isinstance(value, dict):
        return {}, "it isn't a JSON object", 1
    wrong = find_wrong(value)
    if wrong is None:
        return value, "", 0
    lines = data.decode().split("\n")
    written = (json.dumps(wrong), json.dumps(wrong, ensure_ascii=False))
    line = next((n for n, text in enumerate(lines, 1) if any(one in text for one in written)), 0)
    return value, "what is here isn't what it should be", line
