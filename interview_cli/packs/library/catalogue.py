"""All the packs there are: the bundled ones, the learner's own, and those named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from interview_cli.core.errors import UsageError
from interview_cli.core.questions.entry import Entry
from interview_cli.core.sentences import did_you_mean, like
from interview_cli.packs.discovery import packs_in
from interview_cli.packs.library.compiled import Compiled, load
from interview_cli.storage import clock, paths

if TYPE_CHECKING:
    from interview_cli.core.questions.question import Question, Track
    from interview_cli.core.session.state import Span


#: For those who ask for it here.
close = did_you_mean

#: The file of words that mean the same.
SYNONYMS = "synonyms.txt"


@dataclass(frozen=True, slots=True)
class Shelf:
    """A pack in the catalogue; ``bundled`` says where it lies, not what it calls itself."""

    pack: Compiled
    bundled: bool

    @property
    def id(self) -> str:
        return self.pack.id


@dataclass(slots=True)
class Catalogue:
    """The packs by id, and what is to be said about those left out."""

    shelves: dict[str, Shelf] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    _rows: dict[str, list[Entry]] = field(default_factory=dict)
    _index: dict[str, dict[str, Entry]] = field(default_factory=dict)
    _synonyms: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

    @property
    def tracks(self) -> dict[tuple[str, str], Track]:
        """Every track, by pack and id."""
        return {
            (shelf.id, track.id): track
            for shelf in self.shelves.values()
            if shelf.pack.info
            for track in shelf.pack.info.tracks
        }

    @property
    def renames(self) -> dict[str, str]:
        """Old names of questions with today's."""
        every: dict[str, str] = {}
        for shelf in self.shelves.values():
            every |= shelf.pack.renames
        return every

    def entries(self, packs: Sequence[str] = ()) -> list[Entry]:
        """Give an entry for each question, of all packs or of those with these ids."""
        every: list[Entry] = []
        for id_, shelf in self.shelves.items():
            if not packs or id_ in packs:
                if id_ not in self._rows:
                    self._rows[id_] = shelf.pack.rows()
                every += self._rows[id_]
        return every

    def question(self, key: str) -> Question:
        """Give the question named ``pack:id``; raises UsageError for an unknown one."""
        return self.with_syntax(key)[0]

    def with_syntax(self, key: str) -> tuple[Question, tuple[Span, ...]]:
        """Give the question named ``pack:id``, and the syntax of its code."""
        shelf, row = self._find(key)
        return shelf.pack.question(row)

    def synonyms(self, key: str) -> tuple[tuple[str, ...], ...]:
        """Give the groups of words that mean the same, of the question's pack and one's own.

        They stand in ``synonyms.txt`` beside a ``pack.yaml``, or in the learner's own folder:
        a group a line, its words or phrases with commas between them.
        """
        pack = key.partition(":")[0]
        if pack not in self._synonyms:
            shelf = self.shelves.get(pack)
            beside = [shelf.pack.path / SYNONYMS] if shelf else []
            every = (_groups(path) for path in (*beside, paths.home() / SYNONYMS))
            self._synonyms[pack] = tuple(group for groups in every for group in groups)
        return self._synonyms[pack]

    def place(self, key: str) -> tuple[Path, int]:
        """Give the file and the line where the question stands."""
        shelf, row = self._find(key)
        return shelf.pack.files[row.file], row.line

    def entry(self, key: str) -> Entry:
        return self._find(key)[1]

    def has(self, key: str) -> bool:
        shelf = self.shelves.get(key.partition(":")[0])
        return shelf is not None and key in self._by_key(shelf.id)

    def reload(self, pack: str) -> None:
        """Read a pack again after an edit; the old one stays if it is no pack any more."""
        shelf = self.shelves[pack]
        fresh = Catalogue()
        again = _add(fresh, shelf.pack.path, bundled=shelf.bundled)
        self.complaints += fresh.complaints
        if again and again.id == pack:
            self.shelves[pack] = again
            self._rows.pop(pack, None)
            self._index.pop(pack, None)

    def _by_key(self, id_: str) -> dict[str, Entry]:
        if id_ not in self._index:
            self._index[id_] = {entry.key: entry for entry in self.entries([id_])}
        return self._index[id_]

    def _find(self, key: str) -> tuple[Shelf, Entry]:
        if not self.has(key):
            key = self.renames.get(key, key)
        pack, _, name = key.partition(":")
        if not name:
            raise UsageError(f"{key!r} is no question", "name it PACK:ID")
        shelf = self.shelves.get(pack)
        if shelf is None:
            raise UsageError(f"there is no pack {pack!r}", like(pack, self.shelves))
        index = self._by_key(pack)
        if key not in index:
            near = close(name, (known.partition(":")[2] for known in index))
            raise UsageError(f"there is no question {key!r}", near or "see: interview search")
        return shelf, index[key]


def open_catalogue(named: Sequence[str] = ()) -> tuple[Catalogue, tuple[str, ...]]:
    """Read every pack, and those *named* by ``-p``: ids, or paths to files and folders.

    Give the catalogue and the ids of the packs that were named. Raises UsageError for
    a name that is neither.
    """
    catalogue = Catalogue()
    wanted: list[str] = []
    ids = [name for name in named if not _is_path(name)]
    for name in named:
        if name in ids:
            continue
        found = packs_in(Path(name).absolute())
        if not found:
            raise UsageError(
                f"there is no pack at {name}", "a pack is a YAML file, or a folder with a pack.yaml"
            )
        shelves = [_add(catalogue, path, bundled=False) for path in found]
        usable = [shelf.id for shelf in shelves if shelf]
        if not usable:
            raise UsageError(
                f"nothing at {name} can be used as a pack", f"see why: interview pack check {name}"
            )
        wanted += usable
    for folder, bundled in ((paths.bundled(), True), (paths.own_packs(), False)):
        for path in packs_in(folder):
            _add(catalogue, path, bundled=bundled)
    for name in ids:
        if name in catalogue.shelves:
            wanted.append(name)
            continue
        beside = packs_in(Path(name).absolute())  # a folder here, named without a slash
        found_here = [_add(catalogue, path, bundled=False) for path in beside]
        if not any(found_here):
            raise UsageError(f"there is no pack {name!r}", like(name, catalogue.shelves))
        wanted += [shelf.id for shelf in found_here if shelf]
    return catalogue, tuple(wanted)


def _groups(path: Path) -> list[tuple[str, ...]]:
    try:
        lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except OSError:  # mostly there is none
        return []
    groups = (
        tuple(filter(None, (word.strip() for word in line.partition("#")[0].split(","))))
        for line in lines
    )
    return [group for group in groups if len(group) > 1]


def _is_path(name: str) -> bool:
    return "/" in name or "\\" in name or name.endswith((".yaml", ".yml")) or name in (".", "..")


def _add(catalogue: Catalogue, path: Path, *, bundled: bool) -> Shelf | None:
    folder = None if clock.pretended() else paths.cache() / "packs"
    pack = load(path, folder)
    if pack.problems:
        some = "" if pack.problems == 1 else "s"
        lost = f", {pack.left_out} left out" if pack.left_out else ""
        catalogue.complaints.append(
            f"{path}: {pack.problems} problem{some}{lost}; see why: interview pack check {path}"
        )
    catalogue.complaints += pack.notes
    if pack.about is None:
        return None
    shelf = Shelf(pack, bundled)
    other = catalogue.shelves.setdefault(shelf.id, shelf)
    if other is not shelf and other.pack.path != path:
        catalogue.complaints.append(
            f"{path}: not used, for {other.pack.path} has the same id {shelf.id!r}"
        )
    return shelf
