"""Names that others gave to files, before anything is written under them."""

from __future__ import annotations

import re
import unicodedata

from interview_cli.core.characters import UNSAFE

#: What Windows keeps for devices, whatever ending follows.
_DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"}
_DEVICES |= {f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"}
_FORBIDDEN = re.compile(r'[<>:"|?*\n\t]')
_DRIVE = re.compile(r"[A-Za-z]:")

#: In bytes: what file systems take.
_LONGEST_PART = 200
_LONGEST = 400


class BadName(ValueError):
    """A name that no file of a pack may have; its text says why."""


def normal(name: str) -> str:
    """Give *name* in NFC, with ``/`` between its parts; raises BadName.

    Refused is what would lie elsewhere (``..``, ``/x``, ``C:x``), what cannot be shown, and
    what one of the three systems has no such file for.
    """
    if UNSAFE.search(name) or "\n" in name or "\t" in name:
        raise BadName("has a character in its name that cannot be shown")
    name = unicodedata.normalize("NFC", name).replace("\\", "/")
    if name.startswith("/") or _DRIVE.match(name):
        raise BadName("has an absolute path for a name")
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if ".." in parts:
        raise BadName("leaves the folder with ..")
    if not parts:
        raise BadName("has no name")
    for part in parts:
        _check(part)
    whole = "/".join(parts)
    if len(whole.encode()) > _LONGEST:
        raise BadName("has a name that is too long")
    return whole


def reserved(part: str) -> bool:
    """Say whether Windows keeps the name *part* for a device."""
    return part.partition(".")[0].rstrip(" ").casefold() in _DEVICES


def _check(part: str) -> None:
    if _FORBIDDEN.search(part):
        raise BadName("has a character in its name that Windows has no file for")
    if part.endswith((".", " ")) or part.startswith(" "):
        raise BadName("has a name with a space or a dot at its end")
    if reserved(part):
        raise BadName("has a name that Windows keeps for a device")
    if len(part.encode()) > _LONGEST_PART:
        raise BadName("has a name that is too long")


def same_file(name: str) -> str:
    """Give what names have in common that are one file where capitals don't count."""
    return unicodedata.normalize("NFC", name.casefold())
