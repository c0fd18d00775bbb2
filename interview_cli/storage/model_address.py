"""The address of a model: which it may be, and which host it is that one agrees to."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

NO_KEY_IN_ADDRESS = "an address without a name or a key in it: keys come from the environment"
NOTHING_AFTER = "a web address such as http://localhost:11434/v1, with nothing after the path"

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
    """Return the OpenAI-compatible address that *text* is; raises ValueError with a hint."""
    allowed = "a web address such as http://localhost:11434/v1"
    try:
        parts = urlsplit(text.strip())
        port, name = parts.port, (parts.hostname or "").lower()
    except ValueError:
        raise ValueError(allowed) from None
    if parts.scheme not in _PORTS or not _is_host(name):
        raise ValueError(allowed)
    if parts.username is not None or parts.password is not None:
        raise ValueError(NO_KEY_IN_ADDRESS)
    if parts.query or parts.fragment or re.search(r"\s", text.strip()):
        raise ValueError(NOTHING_AFTER)
    local = _is_local(name)
    host = f"[{name}]" if ":" in name else name
    if port not in (None, _PORTS[parts.scheme]):
        host += f":{port}"
    url = f"{parts.scheme}://{host}{parts.path.rstrip('/')}"
    plain = parts.scheme == "http" and not local
    return Address(url, f"http://{host}" if plain else host, local)


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
    with suppress(ValueError):
        return ip_address(name).is_loopback
    return name.rstrip(".") == "localhost"


def _is_host(name: str) -> bool:
    with suppress(ValueError):
        return bool(ip_address(name))
    return len(name) <= 253 and bool(_NAME.fullmatch(name))
