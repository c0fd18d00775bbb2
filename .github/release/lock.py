"""Write .github/pylock.toml: the versions that a release is tested with, by name and hash.

    python .github/release/lock.py                 lock again, to the newest versions allowed
    python .github/release/lock.py --check         fail if the lock is stale or isn't valid
    python .github/release/lock.py --requirements  print the lock for `pip install -r`

The lock names each file and its hash, but no address: the format lets a file have a `path`
instead, relative to the lock. So it's the same from whichever mirror it was made, and pip and
uv look files up where they are set up to look, and then compare the hashes.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from packaging.pylock import Pylock, PylockValidationError
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
LOCK = ROOT / ".github" / "pylock.toml"

HEADER = """\
# What `interview` needs to run, with the hash of each file. Written by .github/release/lock.py.
# A `path` names the file alone: the folder dist/ isn't kept here.
"""


def compile_lock(*args: str, stdin: str = "") -> str:
    """Return the lock that uv makes of *args*, with the address of each file."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--no-header"]
    command += ["--format", "pylock.toml", "--universal", "--generate-hashes", *args]
    done = subprocess.run(
        command, cwd=ROOT, input=stdin, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    if done.returncode:
        raise SystemExit(f"uv couldn't lock this: {' '.join(args)}")
    return done.stdout


def drop_addresses(lock: str) -> str:
    """Return *lock* with a path for each file instead of its address."""
    return re.sub(r'\burl = "[^"]*/([^"/]+)"', lambda m: f'path = "dist/{unquote(m[1])}"', lock)


def find_problems(lock: dict[str, Any], dependencies: Iterable[str]) -> list[str]:
    """Return what is wrong with *lock* for a project with *dependencies*."""
    try:
        packages = Pylock.from_dict(lock).packages
    except PylockValidationError as error:
        return [f"isn't a lock by the standard: {error}"]
    locked = {package.name: package.version for package in packages}
    problems = []
    for requirement in map(Requirement, dependencies):
        name = canonicalize_name(requirement.name)
        version = locked.get(name)
        if version is None:
            problems.append(f"{name} isn't locked")
        elif version not in requirement.specifier:
            problems.append(f"{name} {version} isn't {requirement.specifier}")
    for package in packages:
        if not package.sdist:
            problems.append(f"{package.name} has no source to build a Homebrew formula from")
        for file in [package.sdist, *(package.wheels or ())]:
            if file and not file.hashes.get("sha256"):
                problems.append(f"{package.name} has a file without a SHA-256 hash")
    return problems


def to_requirements(lock: Pylock) -> str:
    """Return *lock* as requirements with hashes, for `pip install --require-hashes -r`."""
    lines = []
    for package in lock.packages:
        marker = f" ; {package.marker}" if package.marker else ""
        files = [package.sdist, *(package.wheels or ())]
        hashes = [f"--hash=sha256:{file.hashes['sha256']}" for file in files if file]
        lines.append(
            " \\\n    ".join([f"{to_pin(package.name, package.version)}{marker}", *hashes])
        )
    return "\n".join(lines) + "\n"


def to_pin(name: str, version: Version | None) -> str:
    """Return the requirement for exactly this version."""
    return f"{name}=={version}"


def read_lock() -> dict[str, Any]:
    return tomllib.loads(LOCK.read_text(encoding="utf-8"))


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Lock what the program needs to run.")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="fail if the lock is stale")
    what.add_argument("--requirements", action="store_true", help="print it for pip")
    args = parser.parse_args(argv)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    if args.requirements:
        print(to_requirements(Pylock.from_dict(read_lock())), end="")
        return 0
    if not args.check:
        LOCK.write_text(HEADER + drop_addresses(compile_lock("pyproject.toml")), encoding="utf-8")
    problems = find_problems(read_lock(), project["dependencies"])
    for problem in problems:
        print(f"{LOCK.relative_to(ROOT)}: {problem}", file=sys.stderr)
    if problems and args.check:
        print("Lock again with `python .github/release/lock.py`.", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
