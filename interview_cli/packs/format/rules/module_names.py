"""The files beside an exercise: modules that tests and programs import, and nothing else."""

from __future__ import annotations

import re
import sys
from keyword import iskeyword

from interview_cli.core.exercises.exercise import MODULE, TESTS
from interview_cli.core.sentences import trim
from interview_cli.packs.exercise_programs import is_exercise
from interview_cli.packs.kinds.kind import Found
from interview_cli.packs.yaml.source import Map, Source

MOST = 8
#: Characters of one file: what a learner can read besides the task.
LONGEST = 20_000

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}\.py")
#: What the folder of an exercise holds already, and what test runners look for.
_TAKEN = {MODULE, TESTS, "conftest.py", "pytest.py", "sitecustomize.py", "usercustomize.py"}
#: Names that Windows keeps for devices, whatever follows the dot.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)\.py")


def find_bad_files(part: Map, source: Source) -> Found:
    """Report files that aren't small modules with safe names, beside an exercise."""
    files = part.get("files")
    if not isinstance(files, Map):
        return
    if not is_exercise(part.get("quiz")) and not part.cut:
        message = "files stand beside an exercise: write a quiz of the kind code, or remove them"
        yield part.key_at("files"), message
    if len(files) > MOST:
        message = f"there can be {MOST} files, and here are {len(files)}: join some"
        yield part.key_at("files"), message
    for name, text in files.items():
        if why := _find_fault(name):
            yield files.key_at(name), f'a file can\'t be called "{trim(name)}": {why}'
        elif isinstance(text, str) and len(text) > LONGEST:
            message = f"{name} has {len(text):,} characters: {LONGEST:,} are the most"
            yield files.key_at(name), message


def _find_fault(name: str) -> str:
    """Return what is wrong with the *name* of a module; "" where nothing is."""
    module = name.removesuffix(".py")
    if name in _TAKEN:
        return "that name is taken in the folder of an exercise"
    if not _NAME.fullmatch(name):
        return "write small letters, digits and _, and .py at the end, as in rate_limits.py"
    if iskeyword(module) or _DEVICE.fullmatch(name):
        return "no such module can be imported everywhere; choose another name"
    if module in sys.stdlib_module_names:
        return f"it would hide Python's own {module}; choose another name"
    return ""
