"""A pack in a ``.zip``: read in memory, within limits, and never unpacked.

What its directory says of sizes is checked first, and then not believed: what is read is
counted. An archive within it is a file like others, and no part of a pack.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from pathlib import Path

from interview_cli.core.errors import UsageError
from interview_cli.core.sentences import trim
from interview_cli.packs.file_names import file_key
from interview_cli.packs.sources import fetched

#: Text shrinks to a tenth, seldom to a fiftieth.
MOST_RATIO = 200
#: Below this nobody asks how well a file shrank.
_SMALL = 256 * 1024
_CHUNK = 1 << 16
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OverflowError, ValueError, RuntimeError)


def fetch(path: Path, inside: str = "") -> fetched.FetchedPack:
    """Read the pack in the archive at *path*; raises UsageError and DiskError."""
    shown = trim(path.name)
    data = fetched.read_files({"": path}, shown, follow_links=True)[""]
    return fetched.FetchedPack(
        "archive", str(path.absolute()), read_archive(data, shown, inside), inside
    )


def read_archive(data: bytes, shown: str, inside: str) -> dict[str, bytes]:
    """Return the files of the pack in the archive *data*, called *shown*; raises UsageError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            members = _check_members(opened, shown)
            left = fetched.MOST_BYTES

            def read_file(name: str) -> bytes:
                return _read_member(opened, members[name], fetched.MOST_BYTES, shown)

            root = fetched.find_root(members, shown, inside, read_file)
            files = {}
            for name, member in fetched.select_files(members, root, shown).items():
                files[name] = _read_member(opened, member, left, shown)
                left -= len(files[name])
            return files
    except _BROKEN as error:
        what = trim(str(error)) or type(error).__name__
        raise UsageError(
            f"{shown} isn't a valid archive: {what}", "make it again, or name the folder instead"
        ) from error


def _check_members(opened: zipfile.ZipFile, shown: str) -> dict[str, zipfile.ZipInfo]:
    """Return the archive's files by their names; raises UsageError for one that is refused."""
    found: dict[str, zipfile.ZipInfo] = {}
    seen: dict[str, bool] = {}  # whether it is a folder
    listed = opened.infolist()
    if len(listed) > fetched.MOST_FILES:
        fetched.check_size(len(listed), 0, shown)
    fetched.check_size(0, sum(max(0, info.file_size) for info in listed), shown)
    for info in listed:
        # What a NUL cuts off is kept in orig_filename, and says that somebody is cheating.
        raw = info.orig_filename if "\0" in info.orig_filename else info.filename
        name = fetched.safe_name(shown, raw)
        _check_kind(info, shown, raw)
        folder = info.is_dir()
        if (key := file_key(name)) in seen and not (folder and seen[key]):
            raise fetched.refusal(shown, raw, fetched.TWICE)
        seen[key] = folder
        if not folder:
            found[name] = info
    for name in found:
        parts = name.split("/")
        for n in range(1, len(parts)):
            if seen.get(file_key("/".join(parts[:n]))) is False:
                raise fetched.refusal(shown, name, "is inside something that is a file")
    return found


def _check_kind(info: zipfile.ZipInfo, shown: str, raw: str) -> None:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        raise fetched.refusal(shown, raw, fetched.LINK)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise fetched.refusal(shown, raw, "isn't a file")
    if info.flag_bits & 0x1:
        raise fetched.refusal(shown, raw, "is encrypted")
    if info.compress_type not in _METHODS:
        raise fetched.refusal(shown, raw, "is compressed with something other than deflate")
    if info.file_size > max(_SMALL, MOST_RATIO * info.compress_size):
        raise fetched.refusal(shown, raw, f"grows more than {MOST_RATIO} times when it is unpacked")


def _read_member(opened: zipfile.ZipFile, info: zipfile.ZipInfo, left: int, shown: str) -> bytes:
    """Read one file, at most *left* bytes of it, whatever the directory says."""
    most = min(left, max(_SMALL, MOST_RATIO * info.compress_size))
    parts, size = [], 0
    with opened.open(info) as file:
        while part := file.read(_CHUNK):
            size += len(part)
            if size > most:
                raise fetched.refusal(shown, info.filename, "is larger than the archive says")
            parts.append(part)
    return b"".join(parts)
