"""Modules that come from the parent's memory: the exercise, its files, and the small pytest."""

from __future__ import annotations

import builtins
import sys
from _frozen_importlib import ModuleSpec
from types import CodeType, ModuleType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

#: The package that this file is part of.
OUR_OWN = __name__.partition(".")[0]


class TextFinder:
    """Finds modules whose texts were sent; a text that isn't Python fails when it's imported.

    *folder* is where the same texts lie as files, "" where they lie nowhere: then their
    source can't be read.
    """

    def __init__(self, texts: Mapping[str, str], folder: str) -> None:
        self._folder = folder
        self._codes: dict[str, CodeType | SyntaxError | ValueError] = {}
        for name, text in texts.items():
            try:
                self._codes[name] = compile(text, self.find_file(name), "exec", dont_inherit=True)
            except (SyntaxError, ValueError) as error:  # a null byte is a ValueError up to 3.11
                self._codes[name] = error
            except (MemoryError, RecursionError):
                self._codes[name] = SyntaxError("it's nested too deeply")

    def find_file(self, name: str) -> str:
        return f"{self._folder}/{name}.py" if self._folder else f"{name}.py"

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] == OUR_OWN:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)
        loader: Any = self
        return ModuleSpec(fullname, loader) if fullname in self._codes else None

    def create_module(self, spec: ModuleSpec) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        code = self._codes[module.__name__]
        if not isinstance(code, CodeType):
            raise code.with_traceback(None)
        if self._folder:
            module.__file__ = code.co_filename
        exec(code, module.__dict__)

    def forget(self) -> None:
        """Keep no code: what was imported stays, and nothing more is found."""
        self._codes.clear()


def make_builtins(pytest: ModuleType) -> dict[str, Any]:
    """Return built-ins for tests, which no answer can change; their pytest is *pytest*."""
    names = dict(vars(builtins))
    load: Callable[..., Any] = names["__import__"]

    def load_for_tests(name: str, *args: Any, **options: Any) -> Any:
        return pytest if name == "pytest" else load(name, *args, **options)

    names["__import__"] = load_for_tests
    return names


def hide_ourselves() -> None:
    """Take this program's modules out of reach: an answer can't import them by name."""
    for name in [name for name in sys.modules if name.partition(".")[0] == OUR_OWN]:
        del sys.modules[name]
    sys.modules["__main__"] = ModuleType("__main__")
