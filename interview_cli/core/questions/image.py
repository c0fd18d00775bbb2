"""The picture of a question: its file in the pack, and what it shows, in words."""

from __future__ import annotations

from dataclasses import dataclass

from interview_cli.core.serialise import Value


@dataclass(frozen=True, slots=True)
class Image(Value):
    """A picture as an author names it: ``file`` from the pack's folder, with ``/``."""

    file: str
    alt: str


@dataclass(frozen=True, slots=True)
class FoundImage(Image):
    """A picture whose file was looked at when the pack was read.

    Its hash is part of the question's fingerprint: who sees another picture is asked something
    else. The file's name isn't, so a picture can be moved.
    """

    sha256: str = ""
