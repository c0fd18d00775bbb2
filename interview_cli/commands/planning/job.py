"""A job posting from a file or from standard input, and what it does to a plan."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from shlex import quote
from typing import Any

from interview_cli.core.errors import DiskError, UsageError
from interview_cli.core.job_posting.kept import to_kept
from interview_cli.core.job_posting.posting import read_posting
from interview_cli.core.planning.selection import Filters, filter_entries
from interview_cli.core.sentences import find_nearest
from interview_cli.packs.library.catalogue import Catalogue
from interview_cli.terminal.rendering.messages import print_stderr, print_text, wants_plain, warn

#: Bytes of a posting; it's a page or two.
LARGEST = 1024 * 1024

#: How files begin that hold text but aren't it, and what they are.
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word file, or another archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a compressed file"),
)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_COPY = "open it, copy the text, and paste it: interview plan --job -"


def read_job(file: str, catalogue: Catalogue) -> dict[str, Any]:
    """Return what is read in the posting *file* as the plan keeps it; see ``read_job_text``."""
    return understand(read_job_text(file), catalogue)


def understand(text: str, catalogue: Catalogue) -> dict[str, Any]:
    """Return what a posting's *text* asks for, as the plan keeps it."""
    topics = [entry.topic for entry in catalogue.entries()]
    return to_kept(read_posting(text, catalogue.topics), topics)


def narrow(
    filters: Filters, job: Mapping[str, Any], before: Mapping[str, Any] | None, catalogue: Catalogue
) -> Filters:
    """Return *filters* with the level that the posting *job* states, where there are questions.

    The level that a posting of *before* stated isn't kept.
    """
    if before and filters.levels == (before.get("level"),):
        filters = replace(filters, levels=())
    if not job["level"]:
        return filters
    narrowed = replace(filters, levels=(job["level"],))
    if filter_entries(narrowed, catalogue.entries(), catalogue.tracks):
        return narrowed
    warn(f"there are no {job['level']} questions for this plan: it has all levels")
    return filters


def show_job(job: Mapping[str, Any], weights: Mapping[str, float] | None, *, plain: bool) -> None:
    """Show what was read in a posting; *weights* are those of the plan, if it's in one."""
    from interview_cli.terminal import posting_page  # Rich

    if wants_plain(plain):
        print_text("\n".join(posting_page.lines(job, weights)))
    else:
        posting_page.show(job, weights)


def remind_of_job(job: Mapping[str, Any], weights: Mapping[str, float], *, plain: bool) -> None:
    """Say in a line which weights of a plan come from its posting."""
    from interview_cli.terminal import posting_page  # as above

    if wants_plain(plain):
        print_text(f"\n{posting_page.remind(job, weights)}")
    else:
        posting_page.show_reminder(job, weights)


def read_job_text(file: str) -> str:
    """Return the posting in *file*, where ``-`` is standard input.

    Raises UsageError for what isn't text, and DiskError for what can't be read.
    """
    if file == "-":
        if sys.stdin.isatty():
            end = "Ctrl-Z and Enter" if sys.platform == "win32" else "Ctrl-D on a line of its own"
            print_stderr(f"Paste the posting, then press {end}.")
        return _decode(sys.stdin.buffer.read(LARGEST + 1), "the posting")
    if "://" in file:
        raise UsageError(
            f"{file} is an address, and not on this machine",
            "copy the page's text, and paste it: interview plan --job -",
        )
    try:
        if not file or not (path := Path(file).expanduser()).exists():
            raise UsageError(*_explain_missing(file))
        if path.is_dir():
            raise UsageError(f"{file} is a folder", "name the file with the posting's text")
        with path.open("rb") as opened:
            data = opened.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise DiskError(f"cannot read {file}: {why}", "name a file that you can read") from error
    return _decode(data, file)


def _explain_missing(file: str) -> tuple[str, str]:
    if not file:
        return "--job names no file", "write --job posting.txt, or --job - to paste the text"
    path = Path(file).expanduser()
    beside = [item.name for item in path.parent.iterdir()] if path.parent.is_dir() else []
    near = find_nearest(path.name, beside)
    hint = f"did you mean {quote(str(path.with_name(near)))}?" if near else ""
    return f"there is no file {file}", hint or "name a file, or paste the text: --job -"


def _decode(data: bytes, name: str) -> str:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise UsageError(f"{name} is {what}, not text", _COPY)
    if b"\0" in data and not data.startswith(_UTF_16):
        raise UsageError(f"{name} isn't text", _COPY)
    if len(data) > LARGEST:
        raise UsageError(
            f"{name} is larger than {LARGEST // 1024 // 1024} MB, too large for a job posting",
            "save only the posting's text, and name that file",
        )
    text = _to_text(data, name)
    if not text.strip():
        raise UsageError(f"{name} is empty", "it should hold the text of a job posting")
    return text


def _to_text(data: bytes, name: str) -> str:
    if data.startswith(_UTF_16):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        warn(f"{name} isn't UTF-8 (line {line}): it's read as Latin-1, so check the quotes")
        return data.decode("cp1252", errors="replace")
