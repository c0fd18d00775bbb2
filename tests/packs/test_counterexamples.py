"""Inputs on which two programs differ: of functions, and of objects by the calls made of them."""

from __future__ import annotations

import pytest

from interview_cli.core.exercises.exercise import Exercise
from interview_cli.packs.checking.counterexamples import find_counterexample

pytest.importorskip("hypothesis")

ANY = Exercise("write", "exercise.py", "", "", tests="")

CACHE = """
from collections import OrderedDict

class Cache:
    def __init__(self, size: int) -> None:
        if size < 1:
            raise ValueError
        self.size, self.values = size, OrderedDict()

    def get(self, key: int) -> int | None:
        if key in self.values:
            self.values.move_to_end(key)
        return self.values.get(key)

    def put(self, key: int, value: int) -> None:
        self.values[key] = value
        if len(self.values) > self.size:
            self.values.popitem(last=False)
"""
BUCKET = """
from collections.abc import Callable

class Bucket:
    def __init__(self, rate: float, clock: Callable[[], float]) -> None:
        self.rate, self.clock, self.left, self.at = rate, clock, 1.0, clock()

    def take(self) -> bool:
        now = self.clock()
        self.left, self.at = min(1.0, self.left + (now - self.at) * self.rate), now
        if self.left < 1:
            return False
        self.left -= 1
        return True
"""
COUNTER = """
import asyncio

class Counter:
    def __init__(self, most: int) -> None:
        self.most, self.count, self.lock = most, 0, asyncio.Lock()

    async def add(self, number: int) -> int:
        async with self.lock:
            await asyncio.sleep(0)
            self.count = min(self.most, self.count + number)
            return self.count

    async def each(self):
        for number in range(self.count):
            yield number
"""
LOADED = """
from collections.abc import Callable, Coroutine, Hashable
from typing import Any

class Loaded:
    def __init__(self, load: Callable[[Any], Coroutine[Any, Any, Any]]) -> None:
        self.load, self.values = load, {}

    async def get(self, key: Hashable) -> Any:
        if key not in self.values:
            self.values[key] = await self.load(key)
        return self.values[key]

    def __len__(self) -> int:
        return len(self.values)
"""
MANY = """
def chunks(items: list[int], size: int):
    if size < 1:
        raise ValueError
    for start in range(0, len(items), size):
        yield items[start:start + size]
"""


@pytest.mark.parametrize(
    ("right", "old", "new", "found"),
    [
        (CACHE, "last=False", "last=True", "put(key="),
        (CACHE, "> self.size", ">= self.size", "Cache(size=1); put(key="),
        (CACHE, "size < 1", "size < 2", "Cache(size=1) is right, and it raises ValueError"),
        (BUCKET, ", self.at = min", ", _ = min", "Bucket(rate="),
        (COUNTER, "min(self.most", "max(self.most", "Counter(most="),
        (COUNTER, "range(self.count)", "range(self.count + 1)", "each(): [] is right"),
        (LOADED, "if key not in", "if not", "get(key="),
        (LOADED, "len(self.values)", "0", "get(key=0); __len__(): 1 is right, and it gives 0"),
        (MANY, "start + size]", "start + size + 1]", "chunks(items="),
    ],
)
def test_what_a_program_does_otherwise_is_found(right: str, old: str, new: str, found: str) -> None:
    assert old in right
    told = find_counterexample(ANY, right, right.replace(old, new))
    assert found in told if found else told == ""


@pytest.mark.parametrize("program", [CACHE, BUCKET, COUNTER, LOADED, MANY])
def test_the_same_program_written_otherwise_differs_in_nothing(program: str) -> None:
    assert find_counterexample(ANY, program, f"import sys\n{program}\nSPARE = 1\n") == ""
