"""Which names the files of a pack may have: those that mean the same on every system.

They were chosen by others, so they're checked before anything is read or written under them.
"""

from __future__ import annotations

import re
import unicodedata

from interview_cli.core.safe_text import UNSAFE

#: What Windows keeps for devices, whatever ending follows.
_DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"}
_DEVICES |= {f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³"}
_FORBIDDEN = re.compile(r'[<>:"|?*\n\t]')
_DRIVE = re.compile(r"[A-Za-z]:")

#: In bytes: what file systems take.
_LONGEST_PART = 200
_LONGEST = 400


class InvalidName(ValueError):
    """A name that no file of a pack may have; its text says why."""


def normalize(name: str) -> str:
    """Return *name* in NFC, with ``/`` between its parts; raises InvalidName.

    What would lie elsewhere (``..``, ``/x``, ``C:x``), can't be shown, or can't be a file on
    one of the three systems is refused.
    """
    if UNSAFE.search(name) or "\n" in name or "\t" in name:
        raise InvalidName("has a character in its name that cannot be shown")
    name = unicodedata.normalize("NFC", name).replace("\\", "/")
    if name.startswith("/") or _DRIVE.match(name):
        raise InvalidName("has an absolute path for a name")
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if ".." in parts:
        raise InvalidName("leaves the folder with ..")
    if not parts:
        raise InvalidName("has no name")
    for part in parts:
        if _FORBIDDEN.search(part):
            raise InvalidName("has a character in its name that Windows has no file for")
        if part.endswith((".", " ")) or part.startswith(" "):
            raise InvalidName("has a name with a space or a dot at its end")
        if is_reserved(part):
            raise InvalidName("has a name that Windows keeps for a device")
    whole = "/".join(parts)
    if len(whole.encode()) > _LONGEST or max(len(p.encode()) for p in parts) > _LONGEST_PART:
        raise InvalidName("has a name that is too long")
    return whole


def is_reserved(part: str) -> bool:
    """Whether Windows keeps the name *part* for a device."""
    return part.partition(".")[0].rstrip(" ").casefold() in _DEVICES


def file_key(name: str) -> str:
    """Return what names share that are one file where upper and lower case are the same."""
    return unicodedata.normalize("NFC", name.casefold())
