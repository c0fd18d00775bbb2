"""What a pack's YAML is read into: plain text, dicts and lists that know their places."""

from __future__ import annotations

from typing import Any


class Unknown:
    """Stands where no value could be read; why was said already, nothing follows from it."""

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN = Unknown()


class Map(dict[str, Any]):
    """A mapping. Its places are indices into the file's text, as are all others here."""

    __slots__ = ("cut", "end", "places", "start")
    start: int
    end: int
    places: list[int]  # of each name and of its value, in turn
    cut: bool  # whether something of it could not be read

    @classmethod
    def opened(cls, start: int, end: int) -> Map:
        """Make one of which not all may be known."""
        new = cls()
        new.start, new.end, new.places, new.cut = start, end, [], True
        return new

    def key_at(self, key: str) -> int:
        """Give the place of a name."""
        return self.places[2 * list(self).index(key)]

    def at(self, key: str) -> int:
        """Give the place of the value of *key*."""
        return self.places[2 * list(self).index(key) + 1]

    def give(self, defaults: Map) -> None:
        """Take from *defaults* what is not here, with the places there."""
        for key, value in defaults.items():
            if key not in self:
                self[key] = value
                self.places += (defaults.key_at(key), defaults.at(key))

    def keep(self, wanted: dict[str, str]) -> None:
        """Keep the names in *wanted* only, each under its name there."""
        pairs, places = list(self.items()), self.places
        self.clear()
        self.places = []
        for n, (key, value) in enumerate(pairs):
            if key in wanted:
                self[wanted[key]] = value
                self.places += places[2 * n : 2 * n + 2]


class Seq(list[Any]):
    """A list."""

    __slots__ = ("cut", "end", "places", "start")
    start: int
    end: int
    places: list[int]  # of each item
    cut: bool

    @classmethod
    def opened(cls, start: int, end: int) -> Seq:
        """Make one of which not all may be known."""
        new = cls()
        new.start, new.end, new.places, new.cut = start, end, [], True
        return new

    def at(self, n: int) -> int:
        """Give the place of item *n*."""
        return self.places[n]
