"""pack diff: what changed between two versions of a pack, and what learners keep."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from interview_cli.commands.options import Json
from interview_cli.commands.pack.add import warn_if_private
from interview_cli.core.errors import UsageError
from interview_cli.core.questions import diff as versions
from interview_cli.core.questions.diff import Change, Difference, PackVersion
from interview_cli.core.questions.variants import template_of
from interview_cli.core.safe_text import clean
from interview_cli.core.sentences import count, quote_yaml
from interview_cli.packs.format.pack_read import PackRead
from interview_cli.packs.format.reader import read
from interview_cli.packs.library.catalogue import open_catalogue
from interview_cli.packs.not_a_pack import explain, is_another_file
from interview_cli.packs.sources import address, fetch, git, sort_of_address
from interview_cli.packs.sources.folder import pack_at
from interview_cli.terminal.rendering.messages import download_bar, print_json, print_text, warn

_SOURCE = "A pack's id, or its folder, file, .zip or git address."

#: Characters; a longer right answer is shortened.
_LONGEST = 70

_NAMES = {"rekeyed": "re-keyed"}


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help=_SOURCE)],
    new: Annotated[str, typer.Argument(metavar="NEW", help=_SOURCE)],
    as_json: Json = False,
) -> int:
    """You see what learners keep of their progress, and which version number comes next."""
    with _read(old) as before, _read(new) as after:
        for side in (before, after):
            _warn_of_problems(side)
        found = versions.compare_packs(pack_version(before), pack_version(after))
    if as_json:
        print_json(to_json(found))
    else:
        print_text(clean(describe(found)))
    return 0


def pack_version(read: PackRead) -> PackVersion:
    """Return one side of a comparison; raises UsageError where *read* isn't a pack."""
    if read.info is None:
        raise UsageError(
            f"{read.path} can't be compared: it doesn't say which pack it is",
            f"see what is wrong: interview pack check {read.path}",
        )
    questions = tuple(template_of(placed.question) for placed in read.questions)
    return PackVersion(read.info.id, read.info.version, questions)


def describe(found: Difference, *, author: bool = True) -> str:
    """Return a difference as lines, for an *author* with the next version number."""
    old, new = found.old, found.new
    head = f"{old.pack} {old.version}".strip() + " -> " + f"{new.pack} {new.version}".strip()
    if found.bump is None:
        return f"{head}: no question changed."
    counted = ", ".join(
        f"{number} {_NAMES.get(what, what)}"
        for what in versions.CHANGE_KINDS
        if (number := found.count(what))
    )
    lines = [f"{head}: {count(len(found.changes), 'question')} changed: {counted}."]
    if old.pack != new.pack:
        lines.append(
            f"The pack's id changed. Progress is kept by PACK:ID, so it follows only where "
            f"`was: [{old.pack}:ID]` says so."
        )
    for change in found.changes:
        lines += ["", *_describe_change(change, author=author)]
    if not author:
        return "\n".join(lines)
    lines += ["", f"Version: {found.suggested} ({found.bump}). The rule: {versions.VERSION_RULE}."]
    if not found.enough:
        now = f"is {new.version}" if new.version else "is missing"
        lines.append(f"The new version's number {now}: write {found.suggested} or a higher one.")
    return "\n".join(lines)


def to_json(found: Difference) -> dict[str, Any]:
    """Return a difference as JSON values."""
    return {
        "old": {"pack": found.old.pack, "version": found.old.version},
        "new": {"pack": found.new.pack, "version": found.new.version},
        "changes": [
            {
                "question": change.name,
                "was": change.before or None,
                "what": list(change.whats),
                "fields": list(change.fields),
                "judges": list(change.judges),
                "picture": change.picture or None,
                "right": change.right and {"was": change.right[0], "is": change.right[1]},
                "place": change.place and {"was": change.place[0], "is": change.place[1]},
                "progress": change.progress,
                "hint": change.hint or None,
                "bump": change.bump,
            }
            for change in found.changes
        ],
        "bump": found.bump,
        "suggested": found.suggested,
        "enough": found.enough,
    }


def _describe_change(change: Change, *, author: bool) -> Iterator[str]:
    names = _NAMES | {"renamed": f"renamed from {change.before}"}
    yield f"{change.name}: " + ", ".join(names.get(what, what) for what in change.whats)
    if change.right:
        was, now = (quote_yaml(text, _LONGEST) for text in change.right)
        yield f"    right: was {was}, now {now}"
    if change.judges:
        yield f"    judged by new: {', '.join(change.judges)}"
    if change.place:
        yield f"    was {change.place[0]}; is {change.place[1]}"
    if change.picture:
        yield f"    picture: {change.picture}"
    if change.fields:
        yield f"    new wording in: {', '.join(change.fields)}"
    yield f"    progress: {change.progress}"
    if change.hint and author:
        yield f"    {change.hint}"


@contextmanager
def _read(source: str) -> Iterator[PackRead]:
    """Yield the pack that *source* names; one to be fetched is in a temporary folder."""
    path = Path(os.path.expanduser(source))
    archive = path.suffix.lower() == ".zip"
    if path.exists() and not archive and not git.is_repository(path):
        if is_another_file(path):
            raise explain(source)
        yield read(pack_at(path))
        return
    if not path.exists() and not archive and not address.is_address(source):
        catalogue, _ = open_catalogue()
        if shelf := catalogue.shelf(source):
            yield read(shelf.pack.path)
            return
    with download_bar(sort_of_address(source)) as progress:
        fetched = fetch(source, progress=progress)
    warn_if_private(fetched)
    with tempfile.TemporaryDirectory(prefix="interview-", ignore_cleanup_errors=True) as folder:
        for name, data in fetched.files.items():
            file = Path(folder).joinpath(*name.split("/"))
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        yield read(Path(folder))


def _warn_of_problems(read: PackRead) -> None:
    if read.problems:
        lost = f", {count(read.left_out, 'question')} left out" if read.left_out else ""
        warn(f"{read.path}: {count(len(read.problems), 'problem')}{lost}: not all is compared")
