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
from zlib import crc32

import pytest
from helpers.program import PROGRAM, stop_server
from hypothesis import settings

#: The variables that change what the program does; a test sets those that it is about.
AT_START = ("FORCE_COLOR", "PYTHONDONTWRITEBYTECODE")
INHERITED = ("ACCESSIBLE", "CI", "EDITOR", "NO_COLOR", "VISUAL", "PYTEST_ADDOPTS")

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

#: Tests of which one in so many is in the default run, others of it for each name. They try
#: everything of a kind, or run the program many times; `-m slow` runs the rest.
ONE_IN = {
    "ai/test_config.py": 4,
    "commands/pack/": 2,
    "commands/pack/test_check_repository.py": 4,
    "commands/pack/test_news.py": 4,
    "commands/pack/test_preview_page.py": 4,
    "commands/planning/": 2,
    "commands/practice/": 2,
    "commands/practice/test_disk.py": 4,
    "commands/practice/test_two_exercises.py": 4,
    "commands/practice/test_two_windows.py": 4,
    "commands/progress/": 3,
    "commands/test_examples.py": 3,
    "commands/test_fit.py": 4,
    "commands/test_no_room.py": 5,
    "commands/test_odd_words.py": 4,
    "commands/test_replaced_folders.py": 4,
    "commands/test_streams.py": 4,
    "core/equal_answers/test_properties.py": 3,
    "core/memory/test_scheduler.py": 3,
    "core/placement/test_simulation.py": 4,
    "core/planning/test_forecast.py": 3,
    "core/questions/test_diff.py": 3,
    "fuzz/": 2,
    "manual/test_examples.py": 5,
    "packs/authoring/test_json_schema.py": 3,
    "packs/format/test_hostile_text.py": 3,
    "packs/sources/": 3,
    "packs/test_counterexamples.py": 4,
    "packs/test_damaged_compiled.py": 4,
    "storage/reading/test_kept_files.py": 4,
    "storage/test_journal_files.py": 4,
    "storage/test_known_lines.py": 3,
    "storage/test_long_lines.py": 4,
    "storage/test_union.py": 4,
    "storage/test_unsound_lines.py": 4,
    "terminal/": 2,
    "test_floors.py": 2,
}

_ALL_OR_ONE_IN = [("", 1), *ONE_IN.items()]

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
        self._folder = tempfile.TemporaryDirectory(prefix="interview-tests-")
        self.home = Path(self._folder.name)
        self._done = False

    def folder(self) -> Path:
        if not self._done:
            env = os.environ | {"INTERVIEW_HOME": str(self.home)}
            subprocess.run([*PROGRAM, "pack", "list"], env=env, check=True, capture_output=True)
            self._done = True
        return self.home / "cache"

    def remove(self) -> None:
        self._folder.cleanup()


COMPILED = pytest.StashKey[Compilation]()


def pytest_configure(config: pytest.Config) -> None:
    for number in SIGNALS:
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, lambda *_: None)
    if workerinput := getattr(config, "workerinput", None):
        _start_alike(Path(workerinput["compiled"]).parent)
        return
    made = config.stash[COMPILED] = Compilation()
    config.add_cleanup(made.remove)
    if not getattr(config.option, "numprocesses", None):
        _start_alike(made.home)


def _start_alike(home: Path) -> None:
    """Set what Python reads when it starts, for fixtures of modules as for tests.

    The process that forks the program starts in the first that needs it, and is of use only to
    those with the same: the others would start Python anew each time.
    """
    for name in AT_START:
        os.environ.pop(name, None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(home / "bytecode")


def pytest_sessionfinish() -> None:
    stop_server()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Hand the compiled packs to a worker of xdist."""
    node.workerinput["compiled"] = str(node.config.stash[COMPILED].folder())


@pytest.hookimpl(tryfirst=True)  # before those that aren't asked for are left out
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark tests by the lists above, and leave out what needs an extra that isn't installed.

    `.ci/run` has a step for each extra. Of a file that is named all tests run.
    """
    sampled = not any(".py" in arg for arg in config.args)
    for item in items:
        place = item.path.relative_to(Path(__file__).parent).as_posix()
        if place.startswith(NO_HOME):
            item.add_marker(pytest.mark.no_home)
        if sampled:
            every = max((len(name), n) for name, n in _ALL_OR_ONE_IN if place.startswith(name))[1]
            if crc32(item.nodeid.encode()) % every:
                item.add_marker(pytest.mark.slow)
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
