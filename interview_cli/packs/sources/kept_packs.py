"""The packs in the learner's folder, for the doctor: whether they can be used, and are trusted."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from shlex import quote

from interview_cli.core.errors import DiskError, InterviewError
from interview_cli.core.progress.finding import Finding
from interview_cli.core.sentences import count
from interview_cli.packs.discovery import HEAD, find_packs, is_yaml
from interview_cli.packs.library import compiled
from interview_cli.packs.library.glance import RECORD, glance_at_packs, read_keys
from interview_cli.packs.library.trust import digest, list_trusted
from interview_cli.packs.sources.installed import list_replaced, read_record
from interview_cli.storage import paths

_OUT = "its questions aren't asked; what you answered of them is kept"


def check_packs() -> list[Finding]:
    """Return what is wrong with the learner's packs; nothing is run, and nothing written."""
    folder = paths.own_packs()
    if not folder.is_dir():
        return _check_trust()  # what is in its place is said with the other folders
    found = [
        Finding(
            "half-replaced",
            f"packs/{old.name}",
            f"{name} was being replaced when the program ended",
            _OUT,
            "the next interview pack add or pack update puts it back",
        )
        for old, name in list_replaced(folder)
    ]
    for path in sorted(folder.iterdir()):
        if not path.name.startswith(".") and not _is_usual(path):
            says = "it's no file or folder that can be read"
            found.append(Finding("not-a-file", _show(path), says, _OUT, _MOVE))
    packs = find_packs(folder)
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path not in packs and not path.name.startswith("."):
            found += _check_headless(path)
    used: dict[str, str] = {}
    for path in packs:
        if _is_usual(path):
            found += _check_pack(path, used)
    return found + _check_trust()


_MOVE = "move it away"


def find_unknown(questions: Iterable[str]) -> list[str]:
    """Return those of *questions* that no pack has, by this or an older name.

    It's looked up in the compiled packs; where there are none yet nothing is known.
    """
    heads = glance_at_packs()
    known: set[str] = set()
    for head in heads:
        known |= head.get("renames", {}).keys()
        with suppress(OSError, ValueError, LookupError, TypeError):
            known |= {key for key, *_ in read_keys(head)}
    if not known:
        return []
    return sorted(one for one in questions if one.partition("/")[0] not in known)


def _check_pack(path: Path, used: dict[str, str]) -> list[Finding]:
    found = []
    if (path / RECORD).exists() and read_record(path) is None:
        says = "where the pack came from can't be read"
        advice = "add it again: interview pack add"
        means = "its questions are asked; pack update passes it over"
        found.append(Finding("pack-record", _show(path / RECORD), says, means, advice))
    advice = f"see why: interview pack check {quote(str(path))}"
    try:
        pack = compiled.load(path, None)
    except (InterviewError, OSError, ValueError):
        return [*found, Finding("pack", _show(path), "it can't be read", _OUT, advice)]
    if pack.problems:
        says = count(pack.problems, "problem")
        left = f"{count(pack.left_out, 'question')} of it left out"
        means = _OUT if pack.about is None else f"{left}; the others are asked"
        found.append(Finding("pack", _show(path), says, means, advice))
    if pack.about is not None and used.setdefault(pack.id, path.name) != path.name:
        says = f"it has the same id as {used[pack.id]}: {pack.id}"
        advice = "delete the one you don't need, or give it another id"
        found.append(Finding("same-id", _show(path), says, "it isn't used", advice))
    return found


def _check_headless(path: Path) -> list[Finding]:
    """Return a finding for a folder that isn't a pack, and seems to have been one."""
    if not (path / RECORD).exists() and not any(map(is_yaml, os.listdir(path))):
        return []
    says = f"it has no {HEAD} that can be read, so it isn't a pack"
    advice = f"bring back its {HEAD}, or add the pack again: interview pack add"
    return [Finding("pack", _show(path), says, _OUT, advice)]


def _check_trust() -> list[Finding]:
    """Return the packs whose code was allowed to run, and isn't any more."""
    found = []
    for path, hash_ in list_trusted().items():
        says = ""
        if not path.exists():
            says = f"{path} was trusted, and isn't there any more"
        else:
            try:
                if digest(path) != hash_:
                    says = f"{path} was changed since you trusted it"
            except (DiskError, OSError):
                says = f"{path} was trusted, and can't be read"
        if says:
            means = "its code isn't run until you allow it again"
            found.append(Finding("trust", "trust.json", says, means, harmless=True))
    return found


def _is_usual(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode)


def _show(path: Path) -> str:
    return path.relative_to(paths.home()).as_posix()
