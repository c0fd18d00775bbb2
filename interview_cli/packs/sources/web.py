"""A pack in a ``.zip`` on the web: ``https://host/name.zip``, with ``#sha256=…`` as pip has it.

It's downloaded into memory, and read there as an archive of this machine is.
"""

from __future__ import annotations

import re
from hashlib import sha256
from posixpath import basename
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from interview_cli.core.errors import NotGood, UsageError
from interview_cli.core.sentences import trim
from interview_cli.packs.sources import address, archive, fetched
from interview_cli.storage import settings

if TYPE_CHECKING:
    from interview_cli.packs.sources.download import Progress

_ZIP = re.compile(r"https?://[^?#]*\.zip(?:[?#].*)?", re.IGNORECASE | re.DOTALL)
_HASH = re.compile(r"sha256=([0-9a-f]{64})", re.IGNORECASE)
_SECRET = re.compile(
    r"(?:^|[&;])[^=&;]*(?:token|key|secret|passw|signature|\bsig\b|credential|auth)[^=&;]*=",
    re.IGNORECASE,
)


def is_zip(source: str) -> bool:
    """Whether *source* is the address of a .zip on the web."""
    return bool(_ZIP.fullmatch(source))


def shorten(source: str) -> str:
    """Return the address *source* for a message: what follows the ? may be a secret."""
    return trim(re.split("[?#]", source)[0], 80)


def fetch(
    source: str, inside: str = "", progress: Progress = lambda done, of: None
) -> fetched.FetchedPack:
    """Download the pack in the archive at *source*; raises UsageError, NotGood and DiskError."""
    from interview_cli.packs.sources.download import download  # ssl and http.client

    address.check_url(source)
    url, _, after = source.partition("#")
    wanted = _HASH.fullmatch(after)
    if after and not wanted:
        raise UsageError(
            "what stands after the # isn't a hash", "write #sha256= and its 64 digits, or nothing"
        )
    if _SECRET.search(urlsplit(url).query):
        raise UsageError(
            "the address has a token or a key in it, which would be kept with the pack",
            "download it with your browser, and name the file: interview pack add FILE",
        )
    allow_private = settings.load_one("packs.allow_private") is True
    came = download(url, allow_private=allow_private, progress=progress)
    hash_ = sha256(came.data).hexdigest()
    if wanted and wanted[1].lower() != hash_:
        raise NotGood(
            f"{shorten(url)} isn't the file that you asked for: its sha256 is {hash_}",
            f"nothing was added; you asked for {wanted[1].lower()}",
        )
    shown = trim(unquote(basename(urlsplit(url).path)))
    download_ = fetched.Download(len(came.data), hash_, came.host, came.private, bool(wanted))
    files = archive.read_archive(came.data, shown, inside)
    return fetched.FetchedPack("web", url, files, inside, download=download_)
