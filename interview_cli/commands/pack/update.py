"""pack update: fetch added packs again, show what changes, and ask before it is done."""

from __future__ import annotations

from shlex import quote
from typing import Annotated, Any

import typer

from interview_cli.commands.consent import confirm
from interview_cli.commands.options import Json, Yes
from interview_cli.commands.pack import add, diff
from interview_cli.core.errors import InterviewError, UsageError
from interview_cli.core.questions.diff import compare_packs
from interview_cli.packs.format.reader import read
from interview_cli.packs.sources import fetch_again, git, installed
from interview_cli.packs.sources.address import BRANCHES, TAGS, describe
from interview_cli.packs.sources.fetched import FetchedPack
from interview_cli.packs.sources.installed import AddedPack, Record
from interview_cli.terminal.rendering.messages import download_bar, print_json, warn

#: How many newer tags are printed.
_NEWER = 5


def update(
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PACK]...", help="Ids of added packs; all of them by default."),
    ] = None,
    ref: Annotated[
        str,
        typer.Option(
            "--ref",
            metavar="REF",
            help="Switch to this tag, branch or commit; HEAD is the default branch.",
        ),
    ] = "",
    yes: Yes = False,
    as_json: Json = False,
) -> int:
    """A pack that follows a branch is updated to its newest commit. One that was added at a tag
    or a commit stays there until you name another with --ref; --ref HEAD is the default
    branch.
    """
    if ref and len(ids or ()) != 1:
        raise UsageError(
            "--ref is for one pack", "name it: interview pack update PACK --ref " + quote(ref)
        )
    every = [add.find_added(id_) for id_ in dict.fromkeys(ids)] if ids else installed.list_added()
    code, rows = 0, []
    for n, one in enumerate(every):
        if n and not as_json:
            print()
        try:
            rows.append(_update(one, ref, yes=yes, as_json=as_json))
        except InterviewError as error:
            if len(every) == 1:
                raise
            # One source that is gone must not keep the others from being updated.
            warn(f"{one.record.id}: {error.message}")
            if error.hint:
                warn(error.hint)
            code = max(code, error.exit_code)
    if as_json:
        print_json({"packs": rows})
    elif not every:
        print("You haven't added a pack yet. Add one: interview pack add SOURCE")
    return code


def _update(one: AddedPack, ref: str, *, yes: bool, as_json: bool) -> dict[str, Any]:
    old = one.record
    if ref and old.sort != "git":
        raise UsageError(
            f"{old.id} came from {add.describe_source(old)}, not from git",
            "leave --ref out",
        )
    if not ref and old.ref and not old.ref.startswith(BRANCHES):
        return _keep(old, as_json=as_json)
    with download_bar(old.sort) as progress:
        fetched = fetch_again(old.sort, old.source, old.inside, ref or old.ref, progress)
    add.warn_if_private(fetched)
    with installed.lock_packs() as packs, installed.write_candidate(fetched, packs) as new:
        one = _find_again(old)
        old = one.record
        row: dict[str, Any] = {"pack": old.id, "was": old.commit or None}
        row |= {"commit": fetched.commit or None, "ref": fetched.ref or None}
        row |= {"sha256": fetched.download.sha256 if fetched.download else None}
        if installed.hash_files(new.path) == old.files:
            _print_same(one, fetched, as_json=as_json)
            return row | {"changed": False, "updated": False}
        if changed := one.changed():
            raise UsageError(
                f"{old.id} was changed here since it was added: {add.list_briefly(changed)}",
                f"copy {quote(str(one.path))} to keep your changes; "
                f"then: interview pack remove {old.id}, "
                f"and interview pack add {add.source_arguments(old)}",
            )
        id_ = add.check_usable(new, old.source)
        if id_ != old.id:
            raise UsageError(
                f"the pack at {old.source} calls itself {id_} now, not {old.id}",
                f"to have it instead: interview pack add {add.source_arguments(old)}",
            )
        found = compare_packs(diff.pack_version(read(one.path)), diff.pack_version(new.read))
        row |= {"changed": True, "diff": diff.to_json(found)}
        if not as_json:
            add.write(diff.describe(found, author=False))
            _print_step(old, fetched)
            add.print_left_out(new.read)
            add.print_passed_over(fetched)
        if as_json and not yes:
            return row | {"updated": False}
        if not yes and not confirm(f"Update {id_}?"):
            to = f" --ref {quote(ref)}" if ref else ""
            raise UsageError(
                f"{id_} wasn't updated",
                f"to do it without asking: interview pack update {id_}{to} --yes",
            )
        record = installed.install(new, one.path, one)
        if not as_json:
            add.write(f"Updated {add.label(record)}: sha256 {record.sha256 or record.hash}")
        added = add.to_json(record, one.path, new.read) | {"passed_over": [*fetched.foreign]}
        return row | {"updated": True, **added}


def _find_again(old: Record) -> AddedPack:
    """Return the pack as it is now, with the packs locked; raises UsageError if replaced."""
    one = add.find_added(old.id)
    now = one.record
    if (now.sort, now.source, now.inside, now.ref) != (old.sort, old.source, old.inside, old.ref):
        raise UsageError(
            f"{old.id} was added again in the meantime, from {add.describe_source(now)}",
            f"try again: interview pack update {old.id}",
        )
    return one


def _keep(old: Record, *, as_json: bool) -> dict[str, Any]:
    """Print that a pack stays at its tag or commit, and newer tags; return what --json writes."""
    tag = old.ref.removeprefix(TAGS) if old.ref.startswith(TAGS) else ""
    tags = git.list_tags(old.source) if tag else {}
    newer = git.newer_tags(tags, tag)
    now = tags.get(tag) if tag else old.commit
    row: dict[str, Any] = {"pack": old.id, "was": old.commit, "commit": old.commit, "ref": old.ref}
    row |= {"changed": False, "updated": False}
    if not as_json:
        add.write(f"{add.label(old)} stays at {describe(old.ref, old.commit)}.")
        if now is None:
            add.write(f"The tag {tag} is no longer at {old.source}.")
        elif now != old.commit:
            add.write(
                f"The tag {tag} was moved there, to commit {now}. "
                f"To follow it: interview pack update {old.id} --ref {quote(tag)}"
            )
        if newer:
            more = f" and {len(newer) - _NEWER} more" if len(newer) > _NEWER else ""
            add.write(
                f"Newer tags: {', '.join(newer[:_NEWER])}{more}. "
                f"To switch to one: interview pack update {old.id} --ref {quote(newer[0])}"
            )
    return row | {"newer": newer, "moved": now != old.commit}


def _print_same(one: AddedPack, fetched: FetchedPack, *, as_json: bool) -> None:
    """Print that the files are the same; keep the commit and the ref that they have now."""
    record = one.record
    hash_ = fetched.download.sha256 if fetched.download else ""
    if (fetched.commit, fetched.ref, hash_) != (record.commit, record.ref, record.sha256):
        record = installed.update_record(one, fetched)
    if not as_json:
        add.write(f"{add.label(record)} is as it was at {add.describe_source(record)}.")
        _print_step(one.record, fetched)


def _print_step(old: Record, fetched: FetchedPack) -> None:
    if fetched.ref != old.ref:
        add.write(
            f"From {describe(old.ref, old.commit)} to {describe(fetched.ref, fetched.commit)}."
        )
    elif fetched.commit != old.commit:
        add.write(f"Commit: {old.commit or 'none'} -> {fetched.commit or 'none'}")
    elif fetched.download and fetched.download.sha256 != old.sha256:
        add.write(f"The file was changed: sha256 {old.sha256} -> {fetched.download.sha256}")
