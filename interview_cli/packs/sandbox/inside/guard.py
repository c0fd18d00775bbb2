"""What an answer may not do inside of its own process, because it changes what is judged."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

#: Tracing can skip lines of a test; the garbage collector and frames lead to what judges.
_NEVER = ("sys.settrace", "sys.setprofile", "sys.monitoring.register_callback",
          "gc.get_objects", "gc.get_referrers", "gc.get_referents", "sys._current_frames",
          "ctypes.dlopen", "ctypes.dlsym", "ctypes.dlsym/handle", "ctypes.cdata")  # fmt: skip
_FRAMES = ("sys._getframe", "sys._getframemodulename")


def add_guard(is_learners: Callable[[str], bool], *, keep_source: bool) -> None:
    """Refuse what reaches into the judge; it can't be taken back.

    *is_learners* tells whether a file is the learner's. Their code gets no frames, and with
    *keep_source*, where they write tests, nothing of how the program under test is written.
    """
    get_frame = sys._getframe
    attributes = ("__code__",) if keep_source else ()
    readers = ("/dis.py", "/inspect.py")
    busy = False

    def is_asked_by_learner() -> bool:
        # This function, the hook, and who caused the event: or what the library does for them.
        frame = get_frame(2)
        for _ in range(3):
            if frame is None:
                return False
            file = frame.f_code.co_filename
            if is_learners(file):
                return True
            if not file.replace("\\", "/").endswith(readers):
                return False
            frame = frame.f_back  # type: ignore[assignment]
        return True

    def hook(event: str, args: tuple[Any, ...]) -> None:
        nonlocal busy
        if event in _NEVER:
            raise PermissionError(f"{event} is off while an answer is tested")
        if busy:
            return
        if event in _FRAMES or (
            event == "object.__getattr__" and args[1] in ("tb_frame", *attributes)
        ):
            busy = True
            try:
                refused = is_asked_by_learner()
            finally:
                busy = False
            if refused:
                what = event if event in _FRAMES else args[1]
                raise PermissionError(f"{what} is off while an answer is tested")

    sys.addaudithook(hook)
