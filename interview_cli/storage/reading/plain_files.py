"""Files read whole, where something else may lie in their place.

A pipe would be waited for for ever, and some devices have no end. Next to nothing is imported
here.
"""

from __future__ import annotations

import errno
import os
import stat

TYPE_CHECKING = False  # as in due_line.py, which reads with this
if TYPE_CHECKING:
    from io import BufferedReader
    from os import PathLike

#: So that a pipe that came there just now isn't waited for.
WITHOUT_WAITING = getattr(os, "O_NONBLOCK", 0)

#: What a system says where there is no more room for a file.
FULL = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))

#: More than any file of ours has.
LARGEST = 1 << 28


def read_plain(path: str | PathLike[str], largest: int = LARGEST) -> bytes:
    """Return what is in the file *path*; raises OSError where it's no file, or is too large.

    Raises FileNotFoundError only where there is nothing, not even a link that leads nowhere.
    """
    with open_plain(path) as file:
        if os.fstat(file.fileno()).st_size > largest:
            raise OSError(errno.EFBIG, "it's too large", str(path))
        return file.read()


def open_plain(path: str | PathLike[str]) -> BufferedReader:
    """Return the file *path*, open to be read; raises OSError as ``read_plain`` does."""
    require_plain(path)
    file = open(path, "rb", opener=_open_at_once)  # noqa: SIM115
    try:
        _require_plain(os.fstat(file.fileno()).st_mode, path)
    except OSError:
        file.close()
        raise
    return file


def require_plain(path: str | PathLike[str]) -> None:
    """Raise OSError where *path* is no file: FileNotFoundError only where nothing is there."""
    try:
        _require_plain(os.stat(path).st_mode, path)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise OSError(errno.EINVAL, "it's a link that leads in a circle", str(path)) from None
        if not isinstance(error, FileNotFoundError):
            raise
        if os.path.islink(path):
            raise OSError(errno.EINVAL, "it's a link to what isn't there", str(path)) from None
        raise


def _open_at_once(name: str, flags: int) -> int:
    return os.open(name, flags | WITHOUT_WAITING)


def _require_plain(mode: int, path: str | PathLike[str]) -> None:
    if not stat.S_ISREG(mode):
        is_folder, is_pipe = stat.S_ISDIR(mode), stat.S_ISFIFO(mode)
        what = "a folder" if is_folder else "a pipe" if is_pipe else "a socket or a device"
        raise OSError(errno.EINVAL, f"it's {what}, not a file", str(path))


def require_no_other(folder: str | PathLike[str]) -> None:
    """Raise NotADirectoryError where something else lies in the place of *folder*, or above it."""
    path = os.path.abspath(folder)
    while not os.path.lexists(path) and path != os.path.dirname(path):
        path = os.path.dirname(path)
    if not os.path.isdir(path):
        what = f"{path} is {describe_kind(path)}, not a folder"
        raise NotADirectoryError(errno.ENOTDIR, what)


def describe_kind(path: str | PathLike[str]) -> str:
    """Return what *path* is, where a file or folder was to be."""
    try:
        mode = os.lstat(path).st_mode
    except OSError:
        return "something that can't be looked at"
    if stat.S_ISLNK(mode):
        try:
            mode = os.stat(path).st_mode
        except OSError as error:
            return describe_link(error)
    return next((name for test, name in _KINDS if test(mode)), "a file")


def describe_link(error: OSError) -> str:
    """Return what a link is that can't be followed, which raised *error*."""
    if error.errno == errno.ELOOP:
        return "a link that leads in a circle"
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "a link that leads nowhere"
    return "a link that leads to what can't be looked at"


_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
