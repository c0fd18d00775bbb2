"""A pack in a git repository: fetched without a working tree, pinned to the commit.

Git is asked for as little as it can give: one commit, over https, ssh or from a path, into
a bare repository that is thrown away. Nothing is checked out, so there are no links, hooks,
filters or submodules to be careful with; the files are read out of the commit, within limits.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from interview_cli.errors import UsageError
from interview_cli.storage.packs.problems import brief
from interview_cli.storage.packs.sources.address import (
    BRANCHES,
    COMMIT,
    DEFAULT,
    TAGS,
    Address,
    check,
    checked_ref,
    is_short_commit,
)
from interview_cli.storage.packs.sources.asking_git import MOST_LISTED, ask, content, reach
from interview_cli.storage.packs.sources.fetched import Fetched, below, check_size, root_of
from interview_cli.storage.packs.sources.names import BadName, normal, same_file
from interview_cli.storage.packs.sources.stopping import stoppable
from interview_cli.storage.packs.sources.versions import newest_first

#: What the fetched commit is called in our repository.
_HERE = "refs/interview/pack"
#: How many tags and branches a message names.
_NAMED = 8


class _Blob(NamedTuple):
    mode: str
    name: str  # of the object
    size: int


def is_repository(path: Path) -> bool:
    """Say whether *path* is a bare repository, in which git alone finds files."""
    return (path / "HEAD").is_file() and (path / "objects").is_dir() and (path / "refs").is_dir()


def fetch(address: Address, inside: str = "") -> Fetched:
    """Read the pack in the commit that *address* names, by default the newest.

    Raises UsageError, and DiskError where the repository can't be reached.
    """
    check(address.url)
    git = _git()
    shown = brief(address.url, 80)
    with _for_a_while() as folder:
        refs = _refs(git, address.url, folder, shown)
        ref = _named(refs, address.ref, shown)
        repository = folder / "repository.git"
        _fetch(git, address.url, ref, refs, repository, shown)
        commit = _commit(git, repository, address.ref, shown)
        listed = _list(git, repository, commit, shown)
        root = root_of(listed, shown, inside)
        blobs = _pack(listed, root, shown)
        files = _contents(git, repository, blobs)
    kept = "" if ref == DEFAULT else ref
    return Fetched("git", address.url, files, inside, commit=commit, ref=kept)


def tags(url: str) -> dict[str, str]:
    """Give the commits of the tags at *url* by their names; raises as ``fetch`` does."""
    check(url)
    with _for_a_while() as folder:
        refs = _refs(_git(), url, folder, brief(url, 80))
    return {
        ref.removeprefix(TAGS): refs.get(f"{ref}^{{}}", commit)
        for ref, commit in refs.items()
        if ref.startswith(TAGS) and not ref.endswith("^{}")
    }


@contextmanager
def _for_a_while() -> Iterator[Path]:
    """Give a folder that is taken away again, however this ends."""
    with (
        stoppable(),
        tempfile.TemporaryDirectory(prefix="interview-", ignore_cleanup_errors=True) as folder,
    ):
        yield Path(folder)


def _git() -> str:
    git = shutil.which("git")
    if git is None:
        raise UsageError("git is not installed, and this is a git address", "install git first")
    return git


def _refs(git: str, url: str, folder: Path, shown: str) -> dict[str, str]:
    """Give what the repository at *url* calls its commits."""
    raw = reach(git, folder, shown, "ls-remote", "--quiet", "--", url)
    refs = {}
    for line in raw.decode("utf-8", "replace").splitlines():
        commit, _, name = line.partition("\t")
        if COMMIT.fullmatch(commit):
            refs[name] = commit
    return refs


def _named(refs: Mapping[str, str], ref: str, shown: str) -> str:
    """Give *ref* as git writes it; a tag goes before a branch of the same name."""
    if ref in ("", DEFAULT):
        if not refs:
            raise UsageError(
                f"there is no git repository at {shown}, or it has no commit yet",
                "look at its address again; commit the pack there first",
            )
        if DEFAULT not in refs:
            raise UsageError(
                f"{shown} does not say which of its branches comes first",
                f"name one with --ref; {_what_there_is(refs)}",
            )
        return DEFAULT
    if COMMIT.fullmatch(ref):
        return ref
    checked_ref(ref)
    for name in (f"{TAGS}{ref}", f"{BRANCHES}{ref}", ref):
        if name in refs and name.startswith((TAGS, BRANCHES)):
            return name
    if is_short_commit(ref):
        raise UsageError(
            f'there is no tag or branch "{brief(ref)}" at {shown}',
            "if it is a commit, write it out, all 40 digits: git rev-parse " + brief(ref),
        )
    raise UsageError(
        f'there is no tag or branch "{brief(ref)}" at {shown}',
        _what_there_is(refs) or "there is none at all: commit the pack there first",
    )


def _what_there_is(refs: Mapping[str, str]) -> str:
    said = []
    for start, word in ((TAGS, "tags"), (BRANCHES, "branches")):
        names = [n.removeprefix(start) for n in refs if n.startswith(start) and n[-3:] != "^{}"]
        names = newest_first(names) if start == TAGS else sorted(names)
        some = ", ".join(brief(name, 40) for name in names[:_NAMED])
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        if names:
            said.append(f"{word} there: {some}{more}")
    return "; ".join(said)


def _fetch(git: str, url: str, ref: str, refs: Mapping[str, str], into: Path, shown: str) -> None:
    """Fetch the one commit *ref* into a new repository, which calls it ``_HERE``."""
    long = len(refs.get(ref, ref)) == 64
    form = "sha256" if long else "sha1"
    reach(
        git, into, shown, "init", "--bare", "--quiet", "--template=", f"--object-format={form}",
        "--", str(into),
    )  # fmt: skip
    reach(
        git, into, shown, f"--git-dir={into}", "fetch", "--depth=1", "--no-tags", "--quiet",
        "--no-recurse-submodules", "--no-auto-maintenance", "--no-write-fetch-head",
        "--", url, f"+{ref}:{_HERE}",
    )  # fmt: skip


def _commit(git: str, repository: Path, ref: str, shown: str) -> str:
    said = ask(git, repository, "rev-parse", "--verify", "--quiet", f"{_HERE}^{{commit}}")
    commit = said.decode("ascii", "replace").strip()
    if not COMMIT.fullmatch(commit):
        raise UsageError(f'"{brief(ref)}" at {shown} is no commit', "name another tag or branch")
    return commit


def _list(git: str, repository: Path, commit: str, shown: str) -> dict[str, _Blob]:
    """Give what the commit holds, by name, but for names that no pack can have."""
    found: dict[str, _Blob] = {}
    raw = ask(git, repository, "ls-tree", "-r", "-l", "-z", "--full-tree", commit)
    if len(raw) > MOST_LISTED:
        check_size(len(raw), 0, shown)
    for item in raw.split(b"\0"):
        what, _, name = item.partition(b"\t")
        fields = what.decode("ascii", "replace").split()
        if len(fields) == 4:
            size = int(fields[3]) if fields[3].isdigit() else 0
            found[name.decode("utf-8", "replace")] = _Blob(fields[0], fields[2], size)
    return found


def _pack(listed: Mapping[str, _Blob], root: str, shown: str) -> dict[str, _Blob]:
    """Check the files of the pack at *root*; give them by their names in it."""
    for name, blob in listed.items():
        if blob.mode == "120000" and (not root or name == root or name.startswith(f"{root}/")):
            raise UsageError(
                f"{shown} is refused: {brief(name, 80)} is a link: put the file itself there",
                "nothing of it was written",
            )
    found: dict[str, _Blob] = {}
    names: set[str] = set()
    for name, full in below(listed, root).items():
        blob = listed[full]
        if not blob.mode.startswith("100"):
            continue
        try:
            kept = normal(name)
        except BadName as why:
            raise UsageError(
                f"{shown} is refused: {brief(name, 80)} {why}", "nothing of it was written"
            ) from None
        if same_file(kept) in names:
            raise UsageError(f"{shown} is refused: {brief(name, 80)} is in it twice")
        names.add(same_file(kept))
        found[kept] = blob
    check_size(len(found), sum(blob.size for blob in found.values()), shown)
    return found


def _contents(git: str, repository: Path, blobs: Mapping[str, _Blob]) -> dict[str, bytes]:
    files = {}
    for name, blob in blobs.items():
        data = content(git, repository, blob.name)
        if data is None or len(data) != blob.size:
            raise UsageError(f"git could not give {brief(name, 80)}", "try it again")
        files[name] = data
    return files
