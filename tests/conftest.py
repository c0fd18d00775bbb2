"""Every test runs in a home of its own, eighty columns wide, with nothing inherited.

Its clock stands still, so that no test depends on how fast the machine is, and the
bundled packs are in its cache, compiled once for the whole run.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from helpers.program import PROGRAM, stop_server
from hypothesis import settings

#: The variables that change what the program does; a test sets those that it is about.
INHERITED = ("ACCESSIBLE", "CI", "EDITOR", "NO_COLOR", "VISUAL", "FORCE_COLOR", "PYTEST_ADDOPTS")

#: What a test needs that the extra `dev` doesn't install, by its marker.
EXTRAS = {
    "needs_ai": "pydantic_ai",
    "needs_fit": "fsrs_rs_python",
    "needs_release": "hatchling",
    "needs_site": "zensical",
}

NOW = "2026-11-21T20:00:00+01:00/still"

#: What a run in the background (by `&` or nohup) ignores, and would have all that a test
#: starts ignore too. A handler that does nothing isn't handed down.
SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGHUP") if hasattr(signal, name)]

#: Tests that are about no learner, in this folder: they're spared the making of a home.
NO_HOME = (
    "core/",
    "test_bank.py",
    "test_map.py",
    "test_words.py",
    "manual/test_links.py",
    "packs/format/",
    "packs/lint/",
    "packs/pictures/",
    "packs/test_foreign_names.py",
    "release/",
    "terminal/rendering/",
)

IN_CI = os.environ.get("CI") == "true"

settings.register_profile("project", deadline=None, print_blob=True)
settings.load_profile("project")


@pytest.fixture(autouse=True)
def surroundings(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, compiled: Path
) -> None:
    for name in INHERITED:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("INTERVIEW_NOW", NOW)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(compiled.parent / "bytecode"))
    if request.node.get_closest_marker("no_home"):
        monkeypatch.setenv("INTERVIEW_HOME", os.devnull)  # nothing can be written below it
    else:
        request.getfixturevalue("home")


@pytest.fixture
def home(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    compiled: Path,
) -> Iterator[Path]:
    monkeypatch.setenv("INTERVIEW_HOME", str(tmp_path / "home"))
    if not request.node.get_closest_marker("empty_home"):
        shutil.copytree(compiled, tmp_path / "home" / "cache", copy_function=_link)
    before = _state(compiled)
    yield tmp_path / "home"
    assert _state(compiled) == before, "a test has written into a file that all tests share"


def _link(shared: str, own: str) -> None:
    """Have a file in a home without the cost of a copy; to damage it, remove it first."""
    try:
        os.link(shared, own)
    except OSError:  # there are file systems without links
        shutil.copy2(shared, own)


def _state(folder: Path) -> list[tuple[int, int]]:
    found = [entry.stat() for entry in os.scandir(folder / "packs")]
    return [(one.st_size, one.st_mtime_ns) for one in found]


@pytest.fixture(scope="session")
def compiled(pytestconfig: pytest.Config) -> Path:
    """Return a cache with the bundled packs in it."""
    if workerinput := getattr(pytestconfig, "workerinput", None):
        return Path(workerinput["compiled"])
    return pytestconfig.stash[COMPILED].folder()


@pytest.fixture(autouse=True)
def umask() -> None:
    os.umask(0o022)


class Compilation:
    """The bundled packs, compiled in a folder of this run when that is first asked for."""

    def __init__(self) -> None:
        self._home = tempfile.TemporaryDirectory(prefix="interview-tests-")
        self._done = False

    def folder(self) -> Path:
        if not self._done:
            env = os.environ | {"INTERVIEW_HOME": self._home.name}
            subprocess.run([*PROGRAM, "pack", "list"], env=env, check=True, capture_output=True)
            self._done = True
        return Path(self._home.name, "cache")

    def remove(self) -> None:
        self._home.cleanup()


COMPILED = pytest.StashKey[Compilation]()


def pytest_configure(config: pytest.Config) -> None:
    for number in SIGNALS:
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, lambda *_: None)
    if not hasattr(config, "workerinput"):
        config.stash[COMPILED] = Compilation()
        config.add_cleanup(config.stash[COMPILED].remove)


def pytest_sessionfinish() -> None:
    stop_server()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Hand the compiled packs to a worker of xdist."""
    node.workerinput["compiled"] = str(node.config.stash[COMPILED].folder())


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs an extra that isn't installed: `.ci/run` has a step for each."""
    here = f"{Path(__file__).parent}{os.sep}"
    homeless = tuple(f"{here}{name}".replace("/", os.sep) for name in NO_HOME)
    for item in items:
        if str(item.path).startswith(homeless):
            item.add_marker(pytest.mark.no_home)
    missing = {
        name: module for name, module in EXTRAS.items() if not importlib.util.find_spec(module)
    }
    left_out = []
    for item in items:
        if needs := [name for name in missing if item.get_closest_marker(name)]:
            left_out.append(item)
            item.add_marker(pytest.mark.skip(reason=f"{missing[needs[0]]} isn't installed"))
    if IN_CI and left_out:
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, Any, Any]:
    """Make a skip a failure where nobody reads why: in CI."""
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome, report.longrepr = "failed", f"skipped in CI: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, Any, Any]:
    report = yield
    if IN_CI and report.skipped:
        report.outcome, report.longrepr = "failed", f"skipped in CI: {report.longrepr}"
    return report


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite", action="store_true", help="accept what the program says now as expected"
    )
