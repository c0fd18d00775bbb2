"""pack list, pack show and pack trust: the packs that are there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from interview_cli.commands.learner import Learner, open_packs
from interview_cli.commands.options import Json
from interview_cli.commands.pack.add import describe_source
from interview_cli.core.errors import UsageError
from interview_cli.core.levels import LEVELS
from interview_cli.core.planning.pace import estimate_minutes
from interview_cli.core.safe_text import clean, line
from interview_cli.core.sentences import count, describe_hours
from interview_cli.packs.discovery import find_packs, list_files
from interview_cli.packs.library.catalogue import (
    Catalogue,
    CataloguePack,
    open_catalogue,
    unknown_pack,
)
from interview_cli.packs.library.offered import is_offered, list_offered
from interview_cli.packs.library.trust import digest
from interview_cli.packs.library.trust import trust as keep
from interview_cli.packs.not_a_pack import explain, is_another_file, is_path
from interview_cli.packs.sources.installed import Record, read_record
from interview_cli.terminal.rendering.messages import print_json

if TYPE_CHECKING:
    from interview_cli.core.progress.progress import QuestionHistory, TrackProgress

#: Hex digits of the hash that people compare by eye; --json has them all.
_SHORT = 12


def list_command(as_json: Json = False) -> int:
    catalogue, _ = open_packs()
    shelves = sorted(catalogue.packs.values(), key=lambda shelf: shelf.id)
    ids = [id_ for id_ in list_offered() if id_ not in catalogue.packs]
    offered = [shelf for id_ in ids if (shelf := catalogue.shelf(id_))]
    if as_json:
        print_json(
            {
                "packs": [_to_json(shelf) for shelf in shelves],
                "offered": [_offer_to_json(shelf) for shelf in offered],
            }
        )
        return 0
    for shelf in shelves:
        print(clean("\n".join(_describe(shelf))))
    if not shelves:
        print("There are no packs.")
    if offered:
        print("\nThese come with the program too, and aren't practised until you add them:")
    for shelf in offered:
        about = shelf.pack.about or {}
        print(f"{shelf.id}: {about.get('title', '')}, {count(shelf.pack.count, 'question')}")
        print(f"    interview pack add {shelf.id}, or for one quiz: interview quiz -p {shelf.id}")
    return 0


def _to_json(shelf: CataloguePack) -> dict[str, Any]:
    about = shelf.pack.about or {}
    record = _record(shelf)
    hash_ = _read_hash(shelf)
    return {
        "pack": shelf.id,
        "title": about.get("title", ""),
        "version": about.get("version", ""),
        "questions": shelf.pack.count,
        "problems": shelf.pack.problems,
        "bundled": shelf.bundled,
        "path": str(shelf.pack.path),
        "source": record.source if record else "bundled" if shelf.bundled else "own",
        "folder": (record and record.inside) or None,
        "ref": (record and record.ref) or None,
        "commit": (record and record.commit) or None,
        "added": record and record.date,
        "hash": hash_,
        "changed": bool(record and hash_ != record.hash),
    }


def _offer_to_json(shelf: CataloguePack) -> dict[str, Any]:
    about = shelf.pack.about or {}
    return {
        "pack": shelf.id,
        "title": about.get("title", ""),
        "version": about.get("version", ""),
        "questions": shelf.pack.count,
        "path": str(shelf.pack.path),
    }


def _describe(shelf: CataloguePack) -> list[str]:
    """Return what a pack is as lines; others' words are made one line here."""
    about = shelf.pack.about or {}
    record = _record(shelf)
    hash_ = _read_hash(shelf)
    where = "bundled" if shelf.bundled else line(str(shelf.pack.path))
    version = f" {line(about['version'])}" if "version" in about else ""
    lines = [
        f"{line(shelf.id)}{version}: {line(about.get('title', ''))}",
        f"    {count(shelf.pack.count, 'question')}, {where}, sha256 {hash_[:_SHORT] or 'unknown'}",
    ]
    if record:
        lines.append(f"    added {record.date[:10]} from {line(describe_source(record))}")
        if hash_ != record.hash:
            lines.append("    changed here since it was added")
    return lines


def _record(shelf: CataloguePack) -> Record | None:
    return None if shelf.bundled else read_record(shelf.pack.path)


def _read_hash(shelf: CataloguePack) -> str:
    """Return the hash that `pack trust` keeps too; "" where a file can't be read."""
    if not all(file.is_file() for file in list_files(shelf.pack.path)):
        return ""  # a named pipe would wait for a writer
    try:
        return digest(shelf.pack.path)
    except (OSError, ValueError):
        return ""


def show(
    id_: Annotated[
        str | None, typer.Argument(metavar="[PACK]", help="A pack's id, or its path.")
    ] = None,
    as_json: Json = False,
) -> int:
    catalogue, named = open_packs((id_,) if id_ is not None and is_path(id_) else ())
    if id_ is not None and not named:
        _find(catalogue, id_)
        catalogue.take(id_)
        named = (id_,)
    known = Learner.open(catalogue, writing=False).progress.known
    packs = [_summarise(catalogue, one, known) for one in named or sorted(catalogue.packs)]
    if as_json:
        print_json({"packs": packs})
        return 0
    print(clean("\n\n".join(map(_page, packs))))
    return 0


def measure_tracks(
    catalogue: Catalogue, known: Mapping[str, QuestionHistory]
) -> list[TrackProgress]:
    """Return how far the learner is on every track there is."""
    from interview_cli.core.progress.progress import measure_track  # `pack list` needs none

    return [
        measure_track(pack, track, catalogue.entries([pack]), known)
        for (pack, _), track in catalogue.tracks.items()
    ]


def _summarise(
    catalogue: Catalogue, id_: str, known: Mapping[str, QuestionHistory]
) -> dict[str, Any]:
    """Return what is shown of the pack *id_*, as JSON values."""
    shelf, entries = catalogue.packs[id_], catalogue.entries([id_])
    about = shelf.pack.about or {}
    return {
        "pack": id_,
        **{name: about.get(name, "") for name in ("title", "version", "description", "license")},
        "authors": about.get("authors", []),
        "path": str(shelf.pack.path),
        "bundled": shelf.bundled,
        "questions": len(entries),
        "asked": sum(entry.key in known for entry in entries),
        "levels": dict(Counter(entry.level for entry in entries)),
        "kinds": dict(Counter(entry.kind for entry in entries)),
        "topics": dict(sorted(Counter(entry.topic for entry in entries).items())),
        "tracks": [
            {"track": at.track.id, "title": at.track.title, "about": at.track.about}
            | {"done": at.done, "of": at.of, "next": at.next}
            | {"minutes_left": ceil(estimate_minutes(at.left))}
            for at in measure_tracks(catalogue, known)
            if at.pack == id_
        ],
        "sets": [
            {"set": one.id, "title": one.title, "questions": len(one.questions)}
            | {"until": one.until}
            for (pack, _), one in catalogue.sets.items()
            if pack == id_
        ],
    }


def _page(pack: dict[str, Any]) -> str:
    """Return what is shown of a pack as plain text."""
    levels = ", ".join(f"{pack['levels'].get(level, 0)} {level}" for level in LEVELS)
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(pack["kinds"].items()))
    only = f" -p {pack['pack']}" if is_offered(pack["path"]) else ""
    lines = [f"{pack['pack']} {pack['version']}".rstrip() + f": {pack['title']}"]
    if pack["description"]:
        lines.append(" ".join(pack["description"].split()))
    lines += ["", f"{pack['questions']} questions, {pack['asked']} asked: {levels}", f"  {kinds}"]
    width = max(map(len, pack["topics"]), default=0)
    lines += ["", *(f"  {topic:{width}}  {count}" for topic, count in pack["topics"].items())]
    for track in pack["tracks"]:
        ahead = f"next {track['next']}" if track["next"] else "every question asked"
        left = f", {describe_hours(track['minutes_left'])} left" if track["minutes_left"] else ""
        lines += ["", f"{track['title']}: {track['done']} of {track['of']}{left}, {ahead}"]
        if track["about"]:
            lines.append(f"  {' '.join(track['about'].split())}")
        lines.append(f"  interview quiz{only} --track {track['track']}")
    for one in pack["sets"]:
        until = f", until {one['until']}" if one["until"] else ""
        lines += ["", f"{one['title']}: {count(one['questions'], 'question')}{until}"]
        lines.append(f"  interview quiz{only} --set {one['set']}")
    by = f" by {', '.join(pack['authors'])}" if pack["authors"] else ""
    where = "bundled" if pack["bundled"] else pack["path"]
    lines += ["", ", ".join(filter(None, (f"{pack['license']}{by}".strip(), where)))]
    return "\n".join(lines)


def trust(
    path: Annotated[Path, typer.Argument(metavar="PACK", help="A pack's id, file or folder.")],
    folder: Annotated[
        bool, typer.Option("--folder", help="Trust this folder of yours, even when it changes.")
    ] = False,
    as_json: Json = False,
) -> int:
    if not path.exists() and is_path(str(path)):
        raise explain(str(path))
    if not path.exists():
        path = _find(open_catalogue()[0], str(path)).pack.path
    if folder and not path.is_dir():
        raise UsageError(f"{path} isn't a folder")
    packs = [path] if folder else find_packs(path)
    if not packs or is_another_file(path):
        raise explain(str(path))
    for pack in packs:
        keep(pack, folder=folder)
    if as_json:
        print_json({"trusted": {str(pack): None if folder else digest(pack) for pack in packs}})
        return 0
    for pack in packs:
        what = (
            "even when it changes" if folder else "as it is now; you're asked again when it changes"
        )
        print(f"Trusted: {line(str(pack))}, {what}.")
    return 0


def _find(catalogue: Catalogue, id_: str) -> CataloguePack:
    shelf = catalogue.shelf(id_)
    if shelf is None:
        raise unknown_pack(id_, catalogue.packs)
    return shelf
