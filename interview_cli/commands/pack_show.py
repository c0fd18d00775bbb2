"""pack show: what is in a pack, its learning paths and how far you are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from interview_cli.commands.learner import Learner
from interview_cli.commands.options import Json
from interview_cli.commands.telling import complain
from interview_cli.core.levels import LEVELS
from interview_cli.core.progress.history import Known, Standing, standing
from interview_cli.core.safe_text import clean
from interview_cli.core.sentences import like
from interview_cli.errors import UsageError
from interview_cli.storage.catalogue import Catalogue, open_catalogue
from interview_cli.terminal.json_document import document


def show(
    id_: Annotated[str | None, typer.Argument(metavar="[PACK]", help="A pack's id.")] = None,
    as_json: Json = False,
) -> int:

    catalogue, _ = open_catalogue()
    complain(catalogue)
    if id_ is not None and id_ not in catalogue.shelves:
        raise UsageError(f"there is no pack {id_!r}", like(id_, catalogue.shelves))
    known = Learner.open(catalogue, writing=False).progress.known
    packs = [shown(catalogue, id_, known) for id_ in ([id_] if id_ else sorted(catalogue.shelves))]
    if as_json:
        document({"packs": packs})
        return 0
    print(clean("\n\n".join(map(plain_text, packs))))
    return 0


def standings(catalogue: Catalogue, known: Mapping[str, Known]) -> list[Standing]:
    """Say how far one is on every track there is."""
    return [
        standing(pack, track, catalogue.entries([pack]), known)
        for (pack, _), track in catalogue.tracks.items()
    ]


def shown(catalogue: Catalogue, id_: str, known: Mapping[str, Known]) -> dict[str, Any]:
    """Give all that is said of the pack *id_*, as plain values."""
    shelf, entries = catalogue.shelves[id_], catalogue.entries([id_])
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
            {
                "track": at.track.id,
                "title": at.track.title,
                "about": at.track.about,
                "done": at.done,
                "of": at.of,
                "next": at.next,
            }
            for at in standings(catalogue, known)
            if at.pack == id_
        ],
    }


def plain_text(pack: dict[str, Any]) -> str:
    """Say it in lines."""
    levels = ", ".join(f"{pack['levels'].get(level, 0)} {level}" for level in LEVELS)
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(pack["kinds"].items()))
    said = [f"{pack['pack']} {pack['version']}".rstrip() + f": {pack['title']}"]
    if pack["description"]:
        said.append(" ".join(pack["description"].split()))
    said += ["", f"{pack['questions']} questions, {pack['asked']} asked: {levels}", f"  {kinds}"]
    width = max(map(len, pack["topics"]), default=0)
    said += ["", *(f"  {topic:{width}}  {count}" for topic, count in pack["topics"].items())]
    for track in pack["tracks"]:
        ahead = f"next {track['next']}" if track["next"] else "every question asked"
        said += ["", f"{track['title']}: {track['done']} of {track['of']}, {ahead}"]
        if track["about"]:
            said.append(f"  {' '.join(track['about'].split())}")
        said.append(f"  interview quiz --track {track['track']}")
    by = f" by {', '.join(pack['authors'])}" if pack["authors"] else ""
    where = "bundled" if pack["bundled"] else pack["path"]
    said += ["", ", ".join(filter(None, (f"{pack['license']}{by}".strip(), where)))]
    return "\n".join(said)
