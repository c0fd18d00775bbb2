"""What an answer may not do inside of its own process, because it changes what is judged."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import FrameType
    from typing import Any

#: Tracing can skip lines of a test; the garbage collector and frames lead to what judges.
_NEVER = ("sys.settrace", "sys.setprofile", "sys.monitoring.register_callback",
          "gc.get_objects", "gc.get_referrers", "gc.get_referents", "sys._current_frames",
          "sys._current_exceptions")  # fmt: skip
#: Memory that can be written to: refused where no library that is needed may want it.
_MEMORY = ("ctypes.dlopen", "ctypes.dlsym", "ctypes.dlsym/handle", "ctypes.cdata")
_FRAMES = ("sys._getframe", "sys._getframemodulename")
#: Modules that do for anybody what isn't allowed.
_READERS = ("/inspect.py", "/traceback.py", "/dis.py", "/bdb.py")


def add_guard(libraries: Iterable[str], *, keep_source: bool) -> None:
    """Refuse what reaches into the judge; it can't be taken back.

    The standard library, *libraries* and this program may look at frames, which much of it
    needs; other code may not, and with *keep_source*, where a learner writes tests, sees
    nothing of how the program under test is written.
    """
    get_frame = sys._getframe
    attributes = ("tb_frame", "__code__") if keep_source else ("tb_frame",)
    never = _NEVER if libraries else _NEVER + _MEMORY
    ours = os.path.dirname(os.path.dirname(__file__))
    trusted = ("<frozen ", *(f"{path}{os.sep}" for path in _list_folders(libraries, ours)))
    readers = tuple(name.replace("/", os.sep) for name in _READERS)
    busy = False

    def is_trusted(frame: FrameType | None) -> bool:
        """Whether who caused the event may; what a reader does, it does for who called it."""
        for _ in range(3):
            if frame is None:
                return True
            file = frame.f_code.co_filename
            if not file.startswith(trusted):
                return False
            if not file.endswith(readers):
                return True
            frame = frame.f_back
        return True

    def hook(event: str, args: tuple[Any, ...]) -> None:
        nonlocal busy
        if event in never:
            raise PermissionError(f"{event} is off while an answer is tested")
        if busy:
            return
        if event in _FRAMES or (event == "object.__getattr__" and args[1] in attributes):
            busy = True
            try:
                allowed = is_trusted(get_frame(1))
            finally:
                busy = False
            if not allowed:
                what = event if event in _FRAMES else args[1]
                raise PermissionError(f"{what} is off while an answer is tested")

    sys.addaudithook(hook)


def _list_folders(libraries: Iterable[str], ours: str) -> Iterable[str]:
    standard = os.path.dirname(os.__file__)
    return {standard, os.path.realpath(standard), ours, os.path.realpath(ours), *libraries}
