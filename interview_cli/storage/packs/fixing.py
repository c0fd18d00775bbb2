"""`pack check --fix`: mends of a pack's file that are safe, and nothing else of it.

A mend is tried before it is made: the file is read with it, and it must have mended its
problem, brought no other one into its lines and broken no YAML. So a mend that was
thought wrong is not made. Comments, order, blank lines, line ends, a byte-order mark and
indentation stay what they are, for only the characters of the mend are replaced.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from interview_cli.errors import DiskError
from interview_cli.storage import files
from interview_cli.storage.packs.lint.options import NUMERIC_ORDER
from interview_cli.storage.packs.listing import HEAD, pack_of
from interview_cli.storage.packs.mends import Edit, Mend, apply, propose
from interview_cli.storage.packs.ordering import in_order, same_values
from interview_cli.storage.packs.problems import Problem
from interview_cli.storage.packs.reader import read
from interview_cli.storage.packs.schema_line import schema_line
from interview_cli.storage.packs.source import LARGEST, Source

_BOM = b"\xef\xbb\xbf"
_SYNTAX = {"yaml", "alias", "anchor", "tag", "too-deep", "documents", "duplicate-key"}
#: So often a file is read to find out which mends are good; the others wait for a next time.
_TRIALS = 40


@dataclass(frozen=True, slots=True)
class Mended:
    """What was done to a file: each mend with the line, from 1, that it was made in."""

    path: Path
    mends: tuple[Mend, ...]


def mend_file(path: Path, problems: Sequence[Problem], *, schema: bool = True) -> Mended | None:
    """Mend what is safe of *problems*, all of them in the file at *path*; None if nothing is.

    With *schema* the line that tells editors the schema is mended too. The file is
    replaced at once and keeps its permissions. Raises DiskError where it can't be
    written, and it is as it was then.
    """
    try:
        data = path.read_bytes() if path.stat().st_size <= LARGEST else b""
        text = data.removeprefix(_BOM).decode()
    except (OSError, UnicodeDecodeError):
        return None  # that it cannot be read is a problem of its own
    new, mends = mended_text(path, text, problems)
    if not mends and schema and (line := schema_line(path, text)):
        new, mends = apply(text, list(line.edits)), [line]
    if not mends:
        return None
    before = _BOM if data.startswith(_BOM) else b""
    _write(path, data, before + new.encode())
    return Mended(path, tuple(mends))


def mended_text(path: Path, text: str, problems: Sequence[Problem]) -> tuple[str, list[Mend]]:
    """Give *text*, of the file at *path*, with what is safe of *problems* mended."""
    source = Source(path, text)
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    known = [p for p in problems if p.line < len(starts)]
    ways = [propose(source, p, starts[p.line - 1] + p.column - 1) for p in known]
    trial = _Trial(path, text)
    sure = [found[0] for found in ways if len(found) == 1]
    done = trial.keep(_apart(sure))
    for found in ways:
        if len(found) > 1:  # that one of them fits must be certain: no other one may
            fits = [mend for mend in found if trial.good(mend)]
            done += fits if len(fits) == 1 and _apart([*done, *fits])[len(done) :] else []
    # What moves lines is left until nothing else is to be mended.
    if not done:
        numbers = [p for p in known if p.rule == NUMERIC_ORDER.id]
        done = [
            mend
            for mend in in_order(source, numbers)
            if same_values(text, apply(text, list(mend.edits)))
        ]
    edits = [edit for mend in done for edit in mend.edits]
    return apply(text, edits), sorted(done, key=lambda mend: mend.line)


def _apart(mends: list[Mend]) -> list[Mend]:
    """Leave out what overlaps an earlier one."""
    taken: list[Edit] = []
    kept = []
    for mend in mends:
        if all(e.end <= t.start or e.start >= t.end for e in mend.edits for t in taken):
            kept.append(mend)
            taken += mend.edits
    return kept


def _by_line(mends: list[Mend]) -> list[list[Mend]]:
    lines: dict[int, list[Mend]] = {}
    for mend in mends:
        lines.setdefault(mend.line, []).append(mend)
    return list(lines.values())


class _Trial:
    """Reads a file with mends made, without a word to the file itself."""

    def __init__(self, path: Path, text: str) -> None:
        self.path, self.text = path, text
        self.left = _TRIALS
        self._before: Counter[tuple[str, str, int]] | None = None

    def keep(self, mends: list[Mend]) -> list[Mend]:
        """Give those of *mends* that are good: a few readings, however many they are.

        All are tried at once, then those whose lines are no better are left out. Where a
        line has several mends, they are tried one after another.
        """
        kept: list[Mend] = []
        layers: list[list[Mend]] = []
        for line_mends in _by_line(mends):
            for n, mend in enumerate(line_mends):
                if n == len(layers):
                    layers.append([])
                layers[n].append(mend)
        for layer in layers:
            while layer and self.left > 0:
                bad = self._bad([*kept, *layer])
                if not bad:
                    kept += layer
                    break
                good = [mend for mend in layer if mend.line not in bad]
                layer = good if len(good) < len(layer) else []
        return kept

    def good(self, mend: Mend) -> bool:
        """Say whether *mend* mends something, and nothing else is new, not even elsewhere."""
        return self.left > 0 and not self._bad([mend], strict=True)

    def _bad(self, mends: list[Mend], *, strict: bool = False) -> set[int]:
        """Give the lines of *mends* in which something is new, or not everything is mended.

        Behind what is mended more may be seen than before; with *strict* no syntax error.
        """
        if self._before is None:
            self._before = self._problems(self.text)
        self.left -= 1
        edits = [edit for mend in mends for edit in mend.edits]
        after = self._problems(apply(self.text, edits))
        gone, new = self._before - after, after - self._before
        lines = Counter(mend.line for mend in mends)
        mended = Counter(line for _, _, line in gone.elements())
        bad = {line for line, number in lines.items() if mended[line] < number}
        bad |= {line for _, _, line in new if line in lines}
        if strict and any(rule in _SYNTAX for rule, _, _ in new):
            bad |= {*lines}
        return bad

    def _problems(self, text: str) -> Counter[tuple[str, str, int]]:
        with tempfile.TemporaryDirectory(prefix="interview-") as folder:
            inside = Path(folder, "a", "b", "c", "d")  # as far as a pack is looked for upwards
            inside.mkdir(parents=True)
            file = inside / (HEAD if self.path.name == HEAD else "topic.yaml")
            file.write_bytes(text.encode("utf-8", errors="surrogatepass"))
            if file.name != HEAD and pack_of(self.path.absolute()) != self.path.absolute():
                about = "format: 1\npack: {id: trial, title: Trial}\n"
                (inside / HEAD).write_text(about, encoding="utf-8")
            found = read(inside if file.name == HEAD else file)
            return Counter((p.rule, p.message, p.line) for p in found.problems if p.path == file)


def _write(path: Path, old: bytes, new: bytes) -> None:
    """Put *new* in place of *old*, unless someone else has changed the file meanwhile."""
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        if not os.access(path, os.W_OK):
            raise DiskError(f"{path} is not mended: it must not be written", "see its permissions")
        if path.read_bytes() != old:
            raise DiskError(f"{path} is not mended: it changed meanwhile", "check it again")
        files.replace(path, new)
        path.chmod(mode)
    except OSError as error:
        raise DiskError(f"cannot write {path}: {error.strerror}") from error
