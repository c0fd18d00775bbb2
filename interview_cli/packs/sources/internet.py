"""Where a host of the internet is, and whether that's the internet at all.

A name is looked up once, and what is connected to is the address that was checked: a name
that means another machine a moment later changes nothing.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any, NamedTuple

from interview_cli.core.errors import UsageError
from interview_cli.core.sentences import trim

#: What ``socket.getaddrinfo`` gives for a host and a port.
LookUp = Callable[..., Sequence[tuple[Any, ...]]]

_NAME = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?")

#: IPv6 addresses that stand for one of IPv4, in their last four bytes.
_NAT64 = ip_network("64:ff9b::/96")


class Endpoint(NamedTuple):
    """An address to connect to, as ``socket`` takes it."""

    family: int
    address: tuple[Any, ...]
    public: bool


def is_public(text: str) -> bool:
    """Whether the numeric address *text* is of the internet: no loopback, no private network."""
    address = ip_address(text.partition("%")[0])
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = IPv4Address(address.packed[-4:])
        if inner is not None:
            return _is_global(inner)
        if address.teredo:
            return False
    return _is_global(address)


def _is_global(address: IPv4Address | IPv6Address) -> bool:
    refused = address.is_multicast or address.is_reserved or address.is_loopback
    local = isinstance(address, IPv6Address) and address.is_site_local
    return address.is_global and not refused and not local


def to_ascii(host: str) -> str:
    """Return *host* as it's looked up and shown: a name in other letters as ``xn--…``.

    Raises UsageError for what no host can be called.
    """
    with suppress(ValueError):
        return str(ip_address(host))
    with suppress(UnicodeError):
        name = host.encode("idna").decode().lower()
        if _NAME.fullmatch(name):
            return name
    raise UsageError(f"{trim(host)} can't be the name of a host", "check the address")


def find_endpoints(
    host: str, port: int, *, allow_private: bool, look_up: LookUp = socket.getaddrinfo
) -> list[Endpoint]:
    """Return the addresses of *host* that may be connected to.

    Raises UsageError where it has private ones only, unless *allow_private*; and OSError where
    it can't be found.
    """
    found = [
        Endpoint(family, address, is_public(address[0]))
        for family, _, _, _, address in look_up(host, port, type=socket.SOCK_STREAM)
        if family in (socket.AF_INET, socket.AF_INET6)
    ]
    if not found:
        raise socket.gaierror(socket.EAI_NONAME, "no address")
    allowed = [one for one in found if one.public or allow_private]
    if not allowed:
        at = str(found[0].address[0])
        raise UsageError(
            f"{trim(host)} isn't on the internet: {'it' if at == host else at} is this machine "
            "or in a private network",
            "nothing was asked there; if it's meant to be: interview config "
            "packs.allow_private true",
        )
    return allowed
