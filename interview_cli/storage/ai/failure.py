"""What is said when a model could not be asked, or gave nothing that can be used."""

from __future__ import annotations

import re

from interview_cli.core.characters import UNSAFE
from interview_cli.errors import NO, InterviewError

#: What begins with ESC (or its one-character forms) and what belongs to it.
_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f]).*?(?:\x07|\x1b\\|\x9c|$)"
    r"|\x1b[ -/]*[0-~]",
    re.DOTALL,
)


class AiFailure(InterviewError):
    """A model was asked in vain; what could be done without it still can be."""

    exit_code = NO


def one_line(text: str, most: int = 200) -> str:
    """Make words of others one line without anything that a terminal acts on."""
    text = UNSAFE.sub("", _SEQUENCE.sub("", text[: most * 20]))
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
