"""The bundled questions, which several tests ask for while they are collected: read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from interview_cli.packs.discovery import find_packs
from interview_cli.packs.format.pack_read import PackRead
from interview_cli.packs.format.reader import read
from interview_cli.packs.library.offered import is_offered
from interview_cli.storage.paths import bundled


@cache
def find_bank() -> Path:
    """Return the folder of the bundled pack that everyone practises."""
    (folder,) = (path for path in find_packs(bundled()) if not is_offered(str(path)))
    return folder


@cache
def read_bank() -> PackRead:
    """Return what is in it."""
    return read(find_bank())
