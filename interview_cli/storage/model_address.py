"""Where a model is: its address, and whether what is sent there stays on this machine."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

_PORTS = {"http": 80, "https": 443}
_NAME = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9-]{1,63}(?<!-))*\.?")


@dataclass(frozen=True, slots=True)
class Address:
    """An address of a model, checked.

    ``host`` is what is agreed to: ``api.openai.com``, ``localhost:11434``, and with
    ``http://`` before it where what is sent can be read on its way.
    """

    url: str
    host: str
    local: bool


def parse_address(text: str) -> Address:
    """Return the OpenAI-compatible address that *text* is, or the one of a host.

    Raises ValueError with what it must be.
    """
    allowed = "a web address such as http://localhost:11434/v1"
    try:
        parts = urlsplit(text.strip())
        port, name = parts.port, (parts.hostname or "").lower()
    except ValueError:
        raise ValueError(allowed) from None
    if parts.scheme not in _PORTS or not _is_host(name):
        raise ValueError(allowed)
    if parts.username is not None or parts.password is not None:
        raise ValueError("an address without a name or a key in it: keys come from the environment")
    if parts.query or parts.fragment or re.search(r"\s", text.strip()):
        raise ValueError(f"{allowed}, with nothing behind the path")
    local = _is_local(name)
    shown = f"[{name}]" if ":" in name else name
    if port not in (None, _PORTS[parts.scheme]):
        shown += f":{port}"
    url = f"{parts.scheme}://{shown}{parts.path.rstrip('/')}"
    plain = parts.scheme == "http" and not local
    return Address(url, f"http://{shown}" if plain else shown, local)


def parse_host(text: str) -> str:
    """Return the host that *text* means: an address, or a host as it is shown."""
    try:
        if "://" in text:
            return parse_address(text).host
        http, https = parse_address(f"http://{text}"), parse_address(f"https://{text}")
        return http.host if http.local else https.host
    except ValueError:
        raise ValueError("a host such as localhost:11434 or api.openai.com") from None


def _is_local(name: str) -> bool:
    """Whether the host *name* is this machine: 127.0.0.0/8, ::1 or localhost."""
    if name.rstrip(".") == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def _is_host(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return len(name) <= 253 and bool(_NAME.fullmatch(name))
    return True
