"""pack update: added packs fetched anew; what changes is shown, and then asked about."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from interview_cli.commands.options import Json
from interview_cli.commands.pack import diff
from interview_cli.commands.pack.added import (
    agreed,
    find_added,
    named,
    plain,
    quoted,
    say,
    say_left_out,
    some,
    sound,
    source_words,
    told_source,
)
from interview_cli.core.errors import InterviewError, UsageError
from interview_cli.core.questions.diff import compare_packs
from interview_cli.packs.format.reader import read
from interview_cli.packs.sources import fetch_again, git, installed
from interview_cli.packs.sources.address import BRANCHES, TAGS, describe
from interview_cli.packs.sources.fetched import Fetched
from interview_cli.packs.sources.installed import Added, Record
from interview_cli.terminal.rendering.messages import document, warn

Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]

#: How many newer tags are named.
_NEWER = 5


def update(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[PACK]...", help="Ids; all that were added.")
    ] = None,
    ref: Annotated[
        str,
        typer.Option(
            "--ref",
            metavar="REF",
            help="Go over to this tag, branch or commit; HEAD is the default branch.",
        ),
    ] = "",
    yes: Yes = False,
    as_json: Json = False,
) -> int:
    """From git, what was added as it was newest, or as a branch, is renewed; a tag or a commit
    stays what it is until you name another with --ref, or the default branch: --ref HEAD.
    """

    if ref and len(ids or ()) != 1:
        raise UsageError(
            "--ref is for one pack",
            "name it: interview pack update PACK --ref " + quoted(ref),
        )
    every = [find_added(id_) for id_ in dict.fromkeys(ids)] if ids else installed.list_added()
    code, told = 0, []
    for n, one in enumerate(every):
        if n and not as_json:
            print()
        try:
            told.append(_update(one, ref, yes=yes, as_json=as_json))
        except InterviewError as error:
            if len(every) == 1:
                raise
            # One source that is gone must not keep the others from being renewed.
            _complain(one, error)
            code = max(code, error.exit_code)
    if as_json:
        document({"packs": told})
    elif not every:
        print("No pack was added yet. Add one: interview pack add SOURCE")
    return code


def _update(one: Added, ref: str, *, yes: bool, as_json: bool) -> dict[str, Any]:
    """Renew one pack; give what is said of it with --json."""

    old = one.record
    if ref and old.sort != "git":
        raise UsageError(
            f"{old.id} came from {told_source(old)}, and not from git",
            "write it without --ref",
        )
    if not ref and _stays(old):
        return _kept(old, as_json=as_json)
    fetched = fetch_again(old.sort, old.source, old.inside, ref or old.ref)
    with installed.lock_packs() as packs, installed.write_candidate(fetched, packs) as new:
        one = _anew(old)
        old = one.record
        said: dict[str, Any] = {"pack": old.id, "was": old.commit or None}
        said |= {"commit": fetched.commit or None, "ref": fetched.ref or None}
        if installed.hash_files(new.path) == old.files:
            _same(one, fetched, as_json=as_json)
            return said | {"changed": False, "updated": False}
        if changed := one.changed():
            raise UsageError(
                f"{old.id} was changed here since it was added: {some(changed)}",
                f"copy {quoted(str(one.path))} to keep your changes; "
                f"then: interview pack remove {old.id}, "
                f"and interview pack add {source_words(old)}",
            )
        id_ = sound(new, old.source)
        if id_ != old.id:
            raise UsageError(
                f"the pack at {old.source} calls itself {id_} now, and not {old.id}",
                f"to have it instead: interview pack add {source_words(old)}",
            )
        found = compare_packs(diff.side_of(read(one.path)), diff.side_of(new.read))
        said |= {"changed": True, "diff": diff.plain(found)}
        if not as_json:
            say(diff.told(found, author=False))
            _say_from(old, fetched)
            say_left_out(new.read)
        if as_json and not yes:
            return said | {"updated": False}
        if not yes and not agreed(f"Update {id_}?"):
            to = f" --ref {quoted(ref)}" if ref else ""
            raise UsageError(
                f"{id_} was not updated",
                f"to do it without asking: interview pack update {id_}{to} --yes",
            )
        record = installed.install(new, one.path, one)
        if not as_json:
            say(f"Updated {named(record)}: sha256 {record.hash}")
        return said | {"updated": True, **plain(record, one.path, new.read)}


def _anew(old: Record) -> Added:
    """Give the pack as it is now that nobody else changes it; raises UsageError."""

    one = find_added(old.id)
    now = one.record
    if (now.sort, now.source, now.inside, now.ref) != (old.sort, old.source, old.inside, old.ref):
        raise UsageError(
            f"{old.id} was added anew meanwhile, from {told_source(now)}",
            f"try it again: interview pack update {old.id}",
        )
    return one


def _stays(record: Record) -> bool:
    """Say whether a pack was added as a tag or as a commit, which stay what they are."""

    return bool(record.ref) and not record.ref.startswith(BRANCHES)


def _kept(old: Record, *, as_json: bool) -> dict[str, Any]:
    """Say that a pack stays at its tag or commit, and which tags are newer."""

    tag = old.ref.removeprefix(TAGS) if old.ref.startswith(TAGS) else ""
    there = git.list_tags(old.source) if tag else {}
    newer = git.newer_tags(there, tag)
    now = there.get(tag) if tag else old.commit
    said: dict[str, Any] = {"pack": old.id, "was": old.commit, "commit": old.commit, "ref": old.ref}
    said |= {"changed": False, "updated": False}
    if not as_json:
        say(f"{named(old)} stays at {describe(old.ref, old.commit)}.")
        if now is None:
            say(f"The tag {tag} is no more at {old.source}.")
        elif now != old.commit:
            say(
                f"The tag {tag} was moved there, to commit {now}. "
                f"To follow it: interview pack update {old.id} --ref {quoted(tag)}"
            )
        if newer:
            more = f" and {len(newer) - _NEWER} more" if len(newer) > _NEWER else ""
            say(
                f"Newer tags: {', '.join(newer[:_NEWER])}{more}. "
                f"To have one: interview pack update {old.id} --ref {quoted(newer[0])}"
            )
    return said | {"newer": newer, "moved": now != old.commit}


def _same(one: Added, fetched: Fetched, *, as_json: bool) -> None:
    """Say that the files are the same; keep the commit and the name that they have now."""

    record = one.record
    if (fetched.commit, fetched.ref) != (record.commit, record.ref):
        record = installed.update_record(one, fetched)
    if not as_json:
        say(f"{named(record)} is as it was at {told_source(record)}.")
        _say_from(one.record, fetched)


def _say_from(old: Record, fetched: Fetched) -> None:

    if fetched.ref != old.ref:
        say(f"From {describe(old.ref, old.commit)} to {describe(fetched.ref, fetched.commit)}.")
    elif fetched.commit != old.commit:
        say(f"Commit: {old.commit or 'none'} -> {fetched.commit or 'none'}")


def _complain(one: Added, error: InterviewError) -> None:

    warn(f"{one.record.id}: {error.message}")
    if error.hint:
        warn(error.hint)
