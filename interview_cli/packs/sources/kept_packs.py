"""The packs in the learner's folder, for the doctor: whether they can be used, and are trusted."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from shlex import quote

from interview_cli.core.errors import DiskError, InterviewError
from interview_cli.core.progress.finding import Finding
from interview_cli.core.safe_text import line as safe
from interview_cli.core.sentences import count
from interview_cli.packs.discovery import HEAD, find_packs, is_yaml
from interview_cli.packs.library import compiled
from interview_cli.packs.library.glance import RECORD
from interview_cli.packs.library.trust import digest, list_trusted, list_trusted_folders
from interview_cli.packs.sources.installed import AddedPack, list_replaced, read_record
from interview_cli.storage import paths
from interview_cli.storage.reading.owners import advise_on
from interview_cli.storage.reading.plain_files import describe_kind, read_plain

_OUT = "its questions aren't asked; what you answered of them is kept"


def check_packs() -> list[Finding]:
    """Return what is wrong with the learner's packs; nothing is run, and nothing written."""
    folder = paths.own_packs()
    if not folder.is_dir():
        return _check_trust()  # what is in its place is said with the other folders
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        says = f"it can't be read: {error.strerror}"
        return [Finding("unreadable", "packs", says, _OUT, advise_on(folder)), *_check_trust()]
    found = [
        Finding(
            "half-replaced",
            f"packs/{old.name}",
            f"{name} was being replaced when the program ended",
            _OUT,
            "the next interview pack add or pack update puts it back, too",
            fix="put-back",
        )
        for old, name in list_replaced(folder)
    ]
    for path in inside:
        if not path.name.startswith(".") and not _is_usual(path):
            says = _describe_odd(path)
            found.append(Finding("not-a-file", _show(path), says, _OUT, _MOVE))
    packs = find_packs(folder)
    for path in inside:
        if path.is_dir() and path not in packs and not path.name.startswith("."):
            found += _check_headless(path)
    used: dict[str, str] = {}
    for path in packs:
        if _is_usual(path):
            found += _check_inside(path) or _check_pack(path, used)
    return found + _check_trust()


_MOVE = "move it away"


def _check_pack(path: Path, used: dict[str, str]) -> list[Finding]:
    found = []
    if os.path.lexists(path / RECORD) and read_record(path) is None:
        says = "where the pack came from can't be read"
        advice = "add it again: interview pack add"
        means = "its questions are asked; pack update passes it over"
        found.append(Finding("pack-record", _show(path / RECORD), says, means, advice))
    changed = _check_changed(path)
    advice = f"see why: interview pack check {quote(str(path))}"
    if changed:
        advice += "; if you didn't change it, add it again: interview pack add"
    found += changed
    try:
        pack = compiled.load(path, None)
    except (InterviewError, OSError, ValueError):
        return [*found, Finding("pack", _show(path), "it can't be read", _OUT, advice)]
    if pack.problems:
        where, line = _find_first(path)
        says = count(pack.problems, "problem") + (", the first here" if line else "")
        left = f"{count(pack.left_out, 'question')} of it left out"
        means = f"{left}; {'the others are' if pack.count else 'there are no others to be'} asked"
        if pack.about is None:
            means = _OUT
        found.append(Finding("pack", _show(where), says, means, advice, line=line))
    if pack.about is not None and used.setdefault(pack.id, path.name) != path.name:
        says = f"it has the same id as {used[pack.id]}: {pack.id}"
        advice = "delete the one you don't need, or give it another id"
        found.append(Finding("same-id", _show(path), says, "it isn't used", advice))
    return found


def _find_first(path: Path) -> tuple[Path, int]:
    """Return the file and the line of the first problem of the pack at *path*."""
    from interview_cli.packs.format.reader import read  # YAML, for what is wrong alone

    try:
        first = min(read(path).problems, key=lambda one: (one.path, one.line))
    except (InterviewError, OSError, ValueError):
        return path, 0
    return (first.path, first.line) if first.path.is_relative_to(path) else (path, 0)


def _check_inside(path: Path) -> list[Finding]:
    """Return what in the folder of a pack can't be read: then the pack as a whole can't."""
    found: list[Finding] = []

    def fail(error: OSError) -> None:
        where = Path(error.filename)
        says = f"it can't be read: {error.strerror}"
        found.append(Finding("unreadable", _show(where), says, _OUT, advise_on(where)))

    for folder, folders, files in os.walk(path, onerror=fail) if path.is_dir() else ():
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for one in (Path(folder, name) for name in sorted(files) if not name.startswith(".")):
            if not _is_usual(one):
                advice = "bring back what it leads to, or remove it"
                means = "the pack is asked without it, or not at all"
                found.append(Finding("not-a-file", _show(one), _describe_odd(one), means, advice))
            elif not os.access(one, os.R_OK):
                says, means = "it can't be read: Permission denied", "the pack isn't asked"
                found.append(Finding("unreadable", _show(one), says, means, advise_on(one)))
    return found


def _check_changed(path: Path) -> list[Finding]:
    """Return a note where files of an added pack aren't as they came."""
    record = read_record(path)
    try:
        changed = AddedPack(path, record).changed() if record else []
    except (OSError, InterviewError):
        return []
    if not changed:
        return []
    names = ", ".join(changed[:3]) + (", …" if len(changed) > 3 else "")
    says = f"{count(len(changed), 'file')} changed since the pack was added: {names}"
    means = "it's asked as it is now; pack update asks before it replaces them"
    return [Finding("pack-changed", _show(path), says, means, harmless=True)]


def _describe_odd(path: Path) -> str:
    if path.is_symlink() and not path.exists():
        return f"it's {describe_kind(path)}"
    return f"it's {describe_kind(path)}, not a file or folder"


def _check_headless(path: Path) -> list[Finding]:
    """Return a finding for a folder that isn't a pack, and seems to have been one."""
    if not os.access(path, os.R_OK | os.X_OK):
        return [Finding("unreadable", _show(path), "it can't be read", _OUT, advise_on(path))]
    if is_yaml(path.name):
        return [Finding("pack", _show(path), "it's a folder, and was a file", _OUT, _MOVE)]
    if not os.path.lexists(path / RECORD) and not any(map(is_yaml, os.listdir(path))):
        return []
    says = f"it has no {HEAD} that can be read, so it isn't a pack"
    advice = f"bring back its {HEAD}, or add the pack again: interview pack add"
    return [Finding("pack", _show(path), says, _OUT, advice)]


def _check_trust() -> list[Finding]:
    """Return the packs whose code was allowed to run, and isn't any more."""
    found = [
        Finding(
            "trust",
            "trust.json",
            f"{safe(folder)} was trusted, and isn't there",
            _GONE,
            harmless=True,
        )
        for folder in list_trusted_folders()
        if not os.path.isdir(folder)
    ]
    for path, hash_ in list_trusted().items():
        says = ""
        if not os.path.exists(path):
            says = f"{path} was trusted, and isn't there any more"
        elif not path.is_absolute():
            says = f"{path} isn't a whole path, so it trusts nothing"
        else:
            try:
                if digest(path) != hash_:
                    says = f"{path} was changed since you trusted it"
            except (DiskError, OSError):
                says = f"{path} was trusted, and can't be read"
        if says:
            again = f"interview pack trust {quote(str(path))}"
            means = f"its code isn't run until you allow it again: {again}"
            found.append(
                Finding(
                    "trust",
                    "trust.json",
                    safe(says),
                    means if os.path.exists(path) else _GONE,
                    line=_find_line(str(path)),
                    harmless=True,
                )
            )
    return found


_GONE = "nothing: there's no code of it to run"


def _find_line(path: str) -> int:
    """Return the line of ``trust.json`` that has *path*; 0 where none has."""
    try:
        lines = read_plain(paths.home() / "trust.json").decode().splitlines()
    except (OSError, ValueError):
        return 0
    return next((n for n, line in enumerate(lines, 1) if json.dumps(path) in line), 0)


def _is_usual(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode)


def _show(path: Path) -> str:
    return path.relative_to(paths.home()).as_posix()
