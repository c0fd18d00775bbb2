"""Print the Homebrew formula of a release, made from .github/pylock.toml.

    python .github/release/formula.py dist/interview_cli-0.2.0.tar.gz \\
        --url https://…/interview_cli-0.2.0.tar.gz --homepage https://…

Homebrew builds from source, and wants an address and a hash for each source. The lock has the
hashes. The addresses are looked up now, and what is found there must have the locked hash.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template

from lock import compile_lock, read_lock, to_pin
from packaging.pylock import Package, Pylock

#: Where Homebrew is: what is locked for other systems alone isn't in the formula.
SYSTEMS = [
    {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
]

#: What packages need to be built, beside a C compiler and Python.
NEEDS = {
    "pydantic-core": ['"rust" => :build'],
    "pyyaml": ['"libyaml"'],
    "rapidfuzz": ['"cmake" => :build', '"ninja" => :build'],
}

FORMULA = Template("""\
class InterviewCli < Formula
  include Language::Python::Virtualenv

  desc "Practise for Python and FastAPI interviews in the terminal"
  homepage "$homepage"
  url "$url"
  sha256 "$sha256"
  license all_of: ["MIT", "CC-BY-4.0"]

$depends

$resources
  def install
    virtualenv_install_with_resources
  end

  test do
    ENV["INTERVIEW_HOME"] = testpath
    assert_match version.to_s, shell_output("#{bin}/interview --version")
    assert_match "verdict", pipe_output("#{bin}/interview quiz --json -k choice -n 1", "1\\n")
  end
end
""")

RESOURCE = Template("""\
  resource "$name" do
    url "$url"
    sha256 "$sha256"
  end
""")


def choose_packages(lock: Pylock) -> list[Package]:
    """Return the packages of *lock* that a system with Homebrew needs."""
    return [
        package
        for package in lock.packages
        if not package.marker or any(package.marker.evaluate(dict(system)) for system in SYSTEMS)
    ]


def find_addresses(packages: Sequence[Package]) -> dict[str, str]:
    """Return where the source of each package is, by name; fail if it isn't the locked one."""
    pins = "\n".join(to_pin(package.name, package.version) for package in packages)
    found = Pylock.from_dict(tomllib.loads(compile_lock("-", "--no-deps", stdin=pins)))
    sources = {package.name: package.sdist for package in found.packages}
    addresses: dict[str, str] = {}
    for package in packages:
        source = sources.get(package.name)
        if not (source and source.url):
            raise SystemExit(f"{package.name} {package.version}: found no source")
        if source.hashes["sha256"] != sha256_of(package):
            raise SystemExit(f"{package.name} {package.version}: {source.url} isn't what is locked")
        addresses[package.name] = source.url
    return addresses


def sha256_of(package: Package) -> str:
    """Return the locked hash of the source of *package*."""
    if not package.sdist:
        raise SystemExit(f"{package.name} {package.version}: the lock has no source")
    return package.sdist.hashes["sha256"]


def render(
    packages: Sequence[Package],
    addresses: Mapping[str, str],
    *,
    homepage: str,
    url: str,
    sha256: str,
    python: str,
) -> str:
    """Return the formula for the release at *url*."""
    needs = [need for package in packages for need in NEEDS.get(package.name, ())]
    # Homebrew's own order: what only building needs comes first.
    needs = sorted({*needs, f'"python@{python}"'}, key=lambda need: (":build" not in need, need))
    resources = [
        RESOURCE.substitute(
            name=package.name, url=addresses[package.name], sha256=sha256_of(package)
        )
        for package in packages
    ]
    return FORMULA.substitute(
        homepage=homepage,
        url=url,
        sha256=sha256,
        depends="\n".join(f"  depends_on {need}" for need in needs),
        resources="\n".join(resources),
    )


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Print the Homebrew formula of a release.")
    parser.add_argument("sdist", type=Path, help="the source distribution of the release")
    parser.add_argument("--url", required=True, help="where that file can be downloaded")
    parser.add_argument("--homepage", required=True)
    parser.add_argument("--python", default="3.14", help="the Python that Homebrew installs")
    args = parser.parse_args(argv)
    packages = choose_packages(Pylock.from_dict(read_lock()))
    print(
        render(
            packages,
            find_addresses(packages),
            homepage=args.homepage,
            url=args.url,
            sha256=hashlib.sha256(args.sdist.read_bytes()).hexdigest(),
            python=args.python,
        ),
        end="",
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
