"""All the packs there are: the bundled ones, the learner's own, and those named."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from interview_cli.core.errors import UsageError
from interview_cli.core.questions.entry import Entry
from interview_cli.core.sentences import count, did_you_mean, suggest
from interview_cli.packs.discovery import find_packs
from interview_cli.packs.library.compiled import Compiled, load
from interview_cli.packs.library.offered import OFFERED, find_offered, is_offered
from interview_cli.packs.not_a_pack import WHAT_A_PACK_IS, explain, is_another_file, is_path
from interview_cli.storage import clock, paths
from interview_cli.storage.reading.plain_files import read_plain, require_no_other

if TYPE_CHECKING:
    from interview_cli.core.questions.question import Question, Track
    from interview_cli.core.questions.question_set import QuestionSet
    from interview_cli.core.session.state import Span


#: For those who ask for it here.
close = did_you_mean

#: The file of words that mean the same.
SYNONYMS = "synonyms.txt"


@dataclass(frozen=True)
class CataloguePack:
    """A pack in the catalogue; ``bundled`` says where it lies, not what it calls itself."""

    pack: Compiled
    bundled: bool

    @property
    def id(self) -> str:
        return self.pack.id

    @cached_property
    def entries(self) -> list[Entry]:
        return self.pack.rows()

    @cached_property
    def by_key(self) -> dict[str, Entry]:
        return {entry.key: entry for entry in self.entries}


@dataclass(slots=True)
class Catalogue:
    """The packs by id, and messages about those left out."""

    packs: dict[str, CataloguePack] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    #: Where compiled packs are kept; nowhere with a clock that is pretended.
    _cache: Path | None = field(
        default_factory=lambda: None if clock.is_pretended() else paths.cache() / "packs"
    )
    _synonyms: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    #: Packs on offer, of which a question was named: read, and not practised.
    _named: dict[str, CataloguePack] = field(default_factory=dict)

    @property
    def tracks(self) -> dict[tuple[str, str], Track]:
        return {
            (found.id, track.id): track
            for found in self.packs.values()
            if found.pack.info
            for track in found.pack.info.tracks
        }

    @property
    def sets(self) -> dict[tuple[str, str], QuestionSet]:
        """The sets of questions that are handed out, by pack and id."""
        return {
            (found.id, one.id): one
            for found in self.packs.values()
            if found.pack.about and found.pack.about.get("sets") and found.pack.info
            for one in found.pack.info.sets
        }

    @property
    def topics(self) -> dict[str, tuple[str, ...]]:
        """The topics that a job posting may ask for, with their other names.

        Those of a pack that names none are the first parts of its questions' topics.
        """
        every: dict[str, tuple[str, ...]] = {}
        for found in self.packs.values():
            named = found.pack.info.topics if found.pack.info else {}
            for topic, names in named.items():
                every[topic] = (*every.get(topic, ()), *names)
            if not named:
                for entry in found.entries:
                    every.setdefault(entry.topic.partition("/")[0], ())
        return every

    @property
    def renames(self) -> dict[str, str]:
        """Old names of questions with today's."""
        every: dict[str, str] = {}
        for found in self.packs.values():
            every |= found.pack.renames
        return every

    def entries(self, packs: Sequence[str] = ()) -> list[Entry]:
        """Return an entry for each question, of all packs or of those with these ids.

        A question whose name another one has had before is left out: that one replaces it.
        """
        every: list[Entry] = []
        replaced = self.renames
        for id_, found in self.packs.items():
            if not packs or id_ in packs:
                every += [entry for entry in found.entries if entry.key not in replaced]
        return every

    def question(self, key: str) -> Question:
        return self.with_syntax(key)[0]

    def with_syntax(
        self, key: str, variant: int | None = None, *, seed: int | None = None
    ) -> tuple[Question, tuple[Span, ...]]:
        """Return the question named ``pack:id``, and the syntax of its code.

        Of its sets of values it has that at *variant*, else the one that *seed* chooses.
        """
        from interview_cli.core.questions.variants import fill  # only who asks it waits

        found, row = self._find(key)
        template, syntax = found.pack.question(row)
        question = fill(template, variant, seed=seed, key=row.key)
        return question, syntax[question.variant or 0]

    def synonyms(self, key: str) -> tuple[tuple[str, ...], ...]:
        """Return the groups of words that mean the same, of the question's pack and one's own.

        They stand in ``synonyms.txt`` beside a ``pack.yaml``, or in the learner's own folder:
        a group a line, its words or phrases with commas between them.
        """
        pack = key.partition(":")[0]
        if pack not in self._synonyms:
            found = self.shelf(pack)
            beside = [found.pack.path / SYNONYMS] if found else []
            every = (_read_groups(path) for path in (*beside, paths.home() / SYNONYMS))
            self._synonyms[pack] = tuple(group for groups in every for group in groups)
        return self._synonyms[pack]

    def is_bundled(self, key: str) -> bool:
        """Whether the question is from a pack that came with the program."""
        found = self.shelf(key.partition(":")[0])
        return found is not None and found.bundled

    def place(self, key: str) -> tuple[Path, int]:
        """Return the file and the line where the question stands."""
        found, row = self._find(key)
        return found.pack.files[row.file], row.line

    def folder(self, key: str) -> str:
        """Return the folder of the question's pack, where its picture lies."""
        return str(self._find(key)[0].pack.path)

    def entry(self, key: str) -> Entry:
        return self._find(key)[1]

    def find(self, name: str) -> Entry:
        """Return the entry of a question; its id alone is enough where only one pack has it.

        Raises UsageError.
        """
        if ":" in name:
            return self.entry(name)
        keys = [entry.key for entry in self.entries()]
        matches = [key for key in keys if key.endswith(f":{name}")]
        if len(matches) != 1:
            ids = matches or [key.partition(":")[2] for key in keys]
            hint = f"{close(name, ids)} see: interview search".strip()
            raise UsageError(f"there is no question {name!r}", hint)
        return self.entry(matches[0])

    def shelf(self, id_: str) -> CataloguePack | None:
        """Return the pack *id_*, or None.

        One that is on offer is read now, so that its questions can be looked up; it isn't
        among those that are practised.
        """
        found = self.packs.get(id_) or self._named.get(id_)
        if found is None and (path := find_offered(id_)):
            pack = self._load(Path(path))
            if pack.about is not None:
                found = self._named[id_] = CataloguePack(pack, bundled=True)
        return found

    def take(self, id_: str) -> None:
        """Have the pack *id_* among those that are practised, if it's on offer."""
        if id_ not in self.packs and (path := find_offered(id_)):
            self.add(Path(path), bundled=True)

    def has(self, key: str) -> bool:
        found = self.shelf(key.partition(":")[0])
        return found is not None and key in found.by_key

    def add(self, path: Path, *, bundled: bool = False) -> CataloguePack | None:
        """Add the pack at *path*, unless it can't be used or another has its id."""
        pack = self._load(path)
        if pack.about is None:
            return None
        found = CataloguePack(pack, bundled)
        other = self.packs.setdefault(pack.id, found)
        if other is not found and other.pack.path != path:
            self.complaints.append(
                f"{path}: not used, for {other.pack.path} has the same id {pack.id!r}"
            )
        return found

    def _load(self, path: Path) -> Compiled:
        pack = load(path, self._cache)
        if pack.problems:
            lost = f", {pack.left_out} left out" if pack.left_out else ""
            problems = f"{count(pack.problems, 'problem')}{lost}"
            self.complaints.append(f"{path}: {problems}; see why: interview pack check {path}")
        self.complaints += pack.notes
        return pack

    def reload(self, pack: str) -> None:
        """Read a pack again after an edit; the old one stays if it isn't a pack any more."""
        found = self.packs[pack]
        fresh = Catalogue()
        again = fresh.add(found.pack.path, bundled=found.bundled)
        self.complaints += fresh.complaints
        if again and again.id == pack:
            self.packs[pack] = again

    def _find(self, key: str) -> tuple[CataloguePack, Entry]:
        if not self.has(key):
            key = self.renames.get(key, key)
        pack, _, name = key.partition(":")
        if not name:
            raise UsageError(f"{key!r} isn't a question", "name it PACK:ID")
        found = self.shelf(pack)
        if found is None:
            raise unknown_pack(pack, self.packs)
        if key not in found.by_key:
            near = did_you_mean(name, (known.partition(":")[2] for known in found.by_key))
            raise UsageError(f"there is no question {key!r}", near or "see: interview search")
        return found, found.by_key[key]


def unknown_pack(name: str, packs: Iterable[str], more: str = "") -> UsageError:
    """Return the error that no pack is called *name*; *more* goes after what to do instead."""
    return UsageError(f"no pack is called {name!r}", suggest(name, {*packs, *OFFERED}) + more)


def open_catalogue(named: Sequence[str] = ()) -> tuple[Catalogue, tuple[str, ...]]:
    """Read every pack, and those *named* by ``-p``: ids, or paths to files and folders.

    Return the catalogue and the ids of the packs that were named. Raises UsageError for
    a name that is neither.
    """
    catalogue = Catalogue()
    wanted: list[str] = []
    ids = [name for name in named if name and not is_path(name)]
    for name in named:
        if name not in ids:
            wanted += _add_path(catalogue, name)
    for folder, bundled in ((paths.bundled(), True), (paths.own_packs(), False)):
        if why := _find_trouble(folder):
            catalogue.complaints.append(f"your own packs aren't found: {why}")
            continue
        for path in find_packs(folder):
            if not is_offered(str(path)):
                catalogue.add(path, bundled=bundled)
    for name in ids:
        catalogue.take(name)
        if name in catalogue.packs:
            wanted.append(name)
            continue
        if not os.path.lexists(name):
            raise unknown_pack(name, catalogue.packs)
        wanted += _add_path(catalogue, name)  # a folder here, named without a slash
    return catalogue, tuple(wanted)


def _find_trouble(folder: Path) -> str:
    """Return why the packs in *folder* can't be found; "" where they can, or there are none."""
    try:
        if os.path.lexists(folder):
            require_no_other(folder)
            os.listdir(folder)
    except NotADirectoryError as error:
        return f"{error.strerror}; move it away"
    except OSError as error:
        return f"cannot read {folder}: {error.strerror}"
    return ""


def _add_path(catalogue: Catalogue, name: str) -> list[str]:
    """Add the packs at the path *name* and return their ids; raises UsageError for none."""
    path = Path(name)
    found = find_packs(path.absolute()) if name else []
    if not found or is_another_file(path):
        raise explain(name)
    usable = [pack.pack.id for item in found if (pack := catalogue.add(item))]
    if not usable:
        raise UsageError(
            f"nothing at {name} can be used as a pack",
            f"{WHAT_A_PACK_IS}; see why: interview pack check {quote(name)}",
        )
    return usable


#: More bytes than anybody's own synonyms have.
_LARGEST_GROUPS = 1 << 20


def _read_groups(path: Path) -> list[tuple[str, ...]]:
    try:
        lines = read_plain(path, _LARGEST_GROUPS).decode("utf-8-sig", "replace").splitlines()
    except OSError:  # mostly there is none
        return []
    groups = (
        tuple(filter(None, (word.strip() for word in line.partition("#")[0].split(","))))
        for line in lines
    )
    return [group for group in groups if len(group) > 1]
