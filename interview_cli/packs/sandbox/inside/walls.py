"""The walls that a process puts up around itself, before it runs what it doesn't know."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any


class Walls:
    """Which limits hold in this run, and which can't be set here; ``close`` sets the last."""

    def __init__(self, enforced: list[str], missing: list[str], rest: list[Callable[[], None]]):
        self.enforced = enforced
        self.missing = missing
        self._rest = rest

    def close(self) -> None:
        for step in self._rest:
            step()


def set_walls(request: dict[str, Any], report: int) -> Walls:
    """Put up the walls of *request* as far as this system has them."""
    limits = request["limits"]
    walls = Walls(["time", "output"], [], [])
    walls.missing += ["files", "network", "processes"]
    if sys.platform == "win32":
        walls.missing.append("memory")
        return walls
    walls._rest.append(lambda: _set_resource_limits(limits, walls))
    return walls


def _set_resource_limits(limits: dict[str, Any], walls: Walls) -> None:
    import resource

    def limit(what: int, most: int) -> bool:
        try:
            hard = resource.getrlimit(what)[1]
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(what, (most, most))
        except (OSError, ValueError):
            return False
        return True

    limit(resource.RLIMIT_CORE, 0)
    limit(resource.RLIMIT_CPU, limits["cpu"])
    limit(resource.RLIMIT_FSIZE, limits["file"])
    limit(resource.RLIMIT_NOFILE, limits["open_files"])
    # macOS takes the limit of address space and doesn't keep it, or refuses it.
    if sys.platform == "linux" and limit(resource.RLIMIT_AS, limits["memory"]):
        walls.enforced.append("memory")
    else:
        walls.missing.append("memory")
