"""What a git address says: where the repository is, and which tag, branch or commit of it.

``https://host/repo.git@v1.2`` and ``git+https://host/repo.git@v1.2`` are written as pip
does; ``--ref v1.2`` says the same. What git would take for something else is refused here,
before git sees it.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from interview_cli.core.errors import UsageError
from interview_cli.core.safe_text import UNSAFE
from interview_cli.core.sentences import trim

ALLOWED = ("https", "ssh", "file")

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)(::|://)", re.IGNORECASE)
_HOST_PATH = re.compile(r"[A-Za-z0-9][\w.-]*@[A-Za-z0-9][\w.-]*:[^\s:-]\S*")
#: A name, a password or a token before a host, wherever an address stands in another.
_USER = re.compile(r"(?<![a-z0-9+.-])([a-z0-9+.-]*)(::|://)([^/?#]*)@", re.IGNORECASE)
_HOST_IS_OPTION = re.compile(r"[a-z]+://([^/@]*@)?-", re.IGNORECASE)
_WEB = re.compile(r"https?://", re.IGNORECASE)
_WEB_FILE = re.compile(r"[^?#]*\.(?:zip|ya?ml|tar|tgz|tar\.gz)(?:[?#].*)?", re.IGNORECASE)
#: A page that shows a folder or a file of a repository, as forges write it.
_WEB_PAGE = re.compile(r"(https://[^/]+/.+?)/(?:-/)?(?:tree|blob|src/branch)/([^/?#]+)/?([^?#]*)")
#: The word before a tag's, a branch's or a commit's name, as git writes them.
TAGS, BRANCHES = "refs/tags/", "refs/heads/"
#: What git calls the branch that comes first; `--ref HEAD` goes back to it.
DEFAULT = "HEAD"
COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_SHORT_COMMIT = re.compile(r"(?=.*\d)[0-9a-f]{7,63}")
#: What git has no tag, branch or commit for.
_NO_REF = re.compile(
    r"-|/|\.|.*(\s|\.\.|[~^:?*\[\\]|@\{|//|/\.)|.*(/|\.|\.lock)$|.{201}", re.DOTALL
)


class Address(NamedTuple):
    """A repository, and what of it: ``ref`` is a name, 40 or 64 hex digits, or empty."""

    url: str
    ref: str = ""


def is_address(source: str) -> bool:
    """Whether *source* can only be meant for git, allowed or not."""
    return bool(source.startswith("-") or _SCHEME.match(source) or _HOST_PATH.fullmatch(source))


def parse(source: str, ref: str = "") -> Address:
    """Return the address that *source* is, *ref* being what ``--ref`` says; raises UsageError."""
    url = re.sub(r"^git\+(?=[a-z]+://)", "", source, flags=re.IGNORECASE)
    check_url(url)
    at = _find_ref(url)
    if at >= 0 and ref:
        raise UsageError(
            f"the address names {trim(url[at + 1 :])!r} already, and --ref {trim(ref)!r}",
            "write one of them; an @ of the address itself is written %40",
        )
    if at >= 0:
        url, ref = url[:at], url[at + 1 :]
        if not ref:
            raise UsageError(
                "there is nothing after the @", "write a tag, a branch or a commit there"
            )
    _check_web(url, ref)
    return Address(url, check_ref(ref) if ref else "")


def check_ref(ref: str) -> str:
    """Return *ref* where it can be a tag, a branch or a commit; raises UsageError."""
    if UNSAFE.search(ref) or _NO_REF.match(ref):
        raise UsageError(
            f'git has no tag, branch or commit called "{trim(ref)}"',
            "write a name as git lists them: git ls-remote ADDRESS",
        )
    return ref


def is_short_commit(ref: str) -> bool:
    return bool(_SHORT_COMMIT.fullmatch(ref)) and not COMMIT.fullmatch(ref)


def describe(ref: str, commit: str) -> str:
    """Return what of a repository was taken: ``tag v1.2, commit 1234…``; *ref* as git writes it."""
    for start, word in ((TAGS, "tag "), (BRANCHES, "branch ")):
        if ref.startswith(start):
            return f"{word}{ref.removeprefix(start)}, commit {commit}"
    return f"commit {commit}"


def check_url(address: str) -> None:
    """Raise UsageError for what isn't an address, or that git would take for something else."""
    if not is_address(address):  # a path, which git was found at
        if re.search(r"[\t\n]", address) or UNSAFE.search(address):
            raise UsageError(
                f"{trim(address, 80)} is refused: it has control characters in it",
                "give the folder another name",
            )
        return
    found = _SCHEME.match(address)
    _check_secrets(address, found)
    shown = trim(address, 80)
    if address.startswith("-"):
        raise UsageError(
            f"{shown} isn't an address: it begins with -, as options do",
            "for a file of that name write ./ before it",
        )
    spaces = r"[\t\n]" if found and found[0].lower() == "file://" else r"\s"
    if UNSAFE.search(address) or re.search(spaces, address):
        raise UsageError(
            f"{shown} isn't an address: it has spaces or control characters in it",
            "write a space in an address as %20",
        )
    if found and (found[2] == "::" or found[1].lower() not in ALLOWED):
        to = "s" if found[0].lower() == "http://" else ""
        raise UsageError(
            f"{shown} is refused: packs come over https, ssh or from a path",
            f"write {trim('https' + address[4:], 80)}"
            if to
            else "write https://… or git@host:path",
        )
    if found and _HOST_IS_OPTION.match(address):
        raise UsageError(f"{shown} isn't an address: its host begins with -")
    if found and found[1].lower() in ("https", "ssh") and not urlsplit(address).hostname:
        raise UsageError(f"{shown} isn't an address: there is no host in it")


def _check_secrets(address: str, scheme: re.Match[str] | None) -> None:
    """Raise UsageError for what has a password in it, or may have one; it is not shown."""
    for user in _USER.finditer(address):
        plain = user[2] == "::" or user[1].lower() in ("ssh", "git+ssh", "ssh+git")
        if not plain or re.search(":|%3a", user[3], re.IGNORECASE):
            raise UsageError(
                "the address has a password or a token in it, which would be kept with the pack",
                "write it without; git asks its own credential helper",
            )
    if scheme and scheme[2] == "://" and scheme[1].lower() != "file":
        try:
            _ = urlsplit(address).port
        except ValueError:
            # Of user:se/cret@host all before the / stands where a host and a port do.
            raise UsageError(
                "the address is refused: what follows its host isn't a port",
                "write it as https://host/path; a password isn't part of it",
            ) from None


def _find_ref(url: str) -> int:
    """Return the place of the @ before a tag, branch or commit; -1 where there is none."""
    scheme = _SCHEME.match(url)
    start = url.find("/", scheme.end()) if scheme else url.find(":")
    at = url.rfind("@", max(start, 0)) if start >= 0 else -1
    if at <= start + 1 or url[at - 1] in "/:":
        return -1
    if scheme and scheme[1].lower() == "file" and Path(url[scheme.end() :]).exists():
        return -1
    return at


def _check_web(url: str, ref: str) -> None:
    """Raise UsageError for a page or a file in the web, with what to write instead."""
    if not _WEB.match(url):
        return
    shown = trim(url, 80)
    if page := _WEB_PAGE.fullmatch(url):
        folder = f" --folder {shlex.quote(page[3].rstrip('/'))}" if page[3] else ""
        words = shlex.quote(f"{page[1]}@{ref or page[2]}")
        raise UsageError(
            f"{shown} is a page about a repository",
            f"name the repository: interview pack add {words}{folder}",
        )
    if _WEB_FILE.fullmatch(url) or "/archive/" in url:
        raise UsageError(
            f"{shown} is a file on the web, and only git repositories and .zip files are fetched "
            "from there",
            "download it first, and name the file: interview pack add FILE",
        )
