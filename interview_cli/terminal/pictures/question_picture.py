"""The picture of a question, and where it lies."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from interview_cli.core.questions.image import Image


class Picture(NamedTuple):
    """The picture of a question, in the pack of the *folder*."""

    folder: str
    image: Image

    @property
    def path(self) -> str:
        return str(Path(self.folder, *self.image.file.split("/")))
