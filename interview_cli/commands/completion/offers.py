"""What each value on the command line can be, by the METAVAR that its help shows.

A new option that shows a known METAVAR completes by itself; a new METAVAR needs a line in
``VALUES``. Where a command means something else by one, its name goes in front.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False  # `typing` takes longer to import than all of this runs
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from interview_cli.commands.completion.command_line import Wanted

    #: What can be typed, each with its help.
    Offers = dict[str, str]

_PROGRAM = os.path.join(os.path.dirname(__file__), "program.json")
_MANUAL = os.path.join(os.path.dirname(__file__), "..", "..", "manual")


def read_program() -> dict[str, Any]:
    """Return all commands and options of the program, and the names that it knows itself."""
    import json  # the help of the program gets along without

    with open(_PROGRAM, encoding="utf-8") as file:
        program: dict[str, Any] = json.load(file)
    return program


class Value:
    """What a value can be: one of the names that *list_names* returns, a path, both, or free.

    A path is meant where *endings* isn't None: to a folder, or to a file with one of them; to
    any file where there are none.
    """

    def __init__(
        self,
        list_names: Callable[[], Offers] | None = None,
        endings: tuple[str, ...] | None = None,
    ) -> None:
        self.list_names = list_names
        self.endings = endings


def find_value(wanted: Wanted) -> Value:
    """Return what the value that is *wanted* can be; raises KeyError for an unknown METAVAR."""
    special = VALUES.get(f"{wanted.command} {wanted.metavar}")
    return special or VALUES[wanted.metavar]


def means_path(command: str, metavar: str) -> bool:
    """Whether the value of *command* that is called *metavar* can be a path."""
    value = VALUES.get(f"{command} {metavar}") or VALUES.get(metavar)
    return value is not None and value.endings is not None


def list_offers(wanted: Wanted) -> Offers:
    """Return what may stand in the place of the last word, each with its help."""
    offers = wanted.names
    if wanted.metavar:
        list_names = find_value(wanted).list_names
        offers = list_names() if list_names else {}
    if not any(text.startswith(wanted.typed) for text in offers):
        offers = {text.partition(":")[2]: about for text, about in offers.items() if ":" in text}
    return {
        wanted.before + text: about
        for text, about in offers.items()
        if text.startswith(wanted.typed) and text not in wanted.given
    }


def list_paths(wanted: Wanted) -> Offers:
    """Return the paths that may stand in the place of the last word; a folder ends in a slash."""
    endings = find_value(wanted).endings if wanted.metavar else None
    if endings is None:
        return {}
    slash = max(wanted.typed.rfind(sign) for sign in {"/", os.sep}) + 1
    folder, start = wanted.typed[:slash], wanted.typed[slash:]
    try:
        with os.scandir(os.path.expanduser(folder) or ".") as found:
            items = sorted((item.name, item.is_dir()) for item in found)
    except OSError:
        return {}
    offers = {}
    for name, is_folder in items:
        hidden = name.startswith(".") and not start.startswith(".")
        fits = is_folder or not endings or name.endswith(endings)
        if name.startswith(start) and fits and not hidden and name.isprintable():
            path = f"{folder}{name}/" if is_folder else folder + name
            offers[wanted.before + path] = ""
    return offers


def _known(what: str) -> Callable[[], Offers]:
    """Return a function that returns the names of *what* in ``program.json``."""

    def list_names() -> Offers:
        names: Offers = read_program()["names"][what]
        return names

    return list_names


def _glance(*, offered: bool = False) -> list[dict[str, Any]]:
    # Most lines need nothing of the packs.
    from interview_cli.packs.library.glance import glance_at_packs

    return glance_at_packs(offered=offered)


def _list_topics() -> Offers:
    counts: dict[str, int] = {}
    for head in _glance():
        for topic, count in head["topics"].items():
            names = topic.split("/")
            for end in range(1, len(names) + 1):
                above = "/".join(names[:end])
                counts[above] = counts.get(above, 0) + count
    return {
        topic: "1 question" if count == 1 else f"{count} questions"
        for topic, count in sorted(counts.items())
    }


def _list_packs() -> Offers:
    return {head["about"]["id"]: head["about"]["title"] for head in _glance(offered=True)}


def _list_offered_packs() -> Offers:
    from interview_cli.packs.library.offered import is_offered

    heads = (head for head in _glance(offered=True) if is_offered(head["path"]))
    return {head["about"]["id"]: head["about"]["title"] for head in heads}


def _list_added_packs() -> Offers:
    from interview_cli.packs.library.glance import is_added

    return {head["about"]["id"]: head["about"]["title"] for head in _glance() if is_added(head)}


def _list_tracks() -> Offers:
    return {track["id"]: track["title"] for head in _glance() for track in head["about"]["tracks"]}


def _list_sets() -> Offers:
    heads = (head["about"] for head in _glance())
    return {one["id"]: one["title"] for about in heads for one in about.get("sets", ())}


def _list_questions() -> Offers:
    from interview_cli.packs.library.glance import read_keys

    return {key: f"{level}, {topic}" for head in _glance() for key, level, topic in read_keys(head)}


def _list_table_formats() -> Offers:
    return {"jsonl": "JSON Lines.", "csv": "For a spreadsheet."}


def _list_pages() -> Offers:
    names = sorted(os.listdir(_MANUAL)) if os.path.isdir(_MANUAL) else []
    pages = [name.removesuffix(".md") for name in names if name.endswith(".md")]
    commands = {name: command["help"] for name, command in read_program()["commands"].items()}
    return {**dict.fromkeys(pages, "A page of the manual."), **commands}


_YAML = (".yaml", ".yml")

#: What stands behind each METAVAR.
VALUES: dict[str, Value] = {
    "DATE": Value(),
    "DAYS": Value(),
    "FILE": Value(endings=()),
    "FILE.jsonl": Value(endings=(".jsonl",)),
    "FOLDER|ZIP": Value(endings=(".zip", ".jsonl")),
    "FOLDER": Value(),  # within a source that isn't here yet
    "FORMAT": Value(_known("formats")),
    "HOST": Value(),
    "ID": Value(_list_tracks),
    "KIND": Value(_known("kinds")),
    "LEVEL": Value(_known("levels")),
    "MINUTES": Value(),
    "MODE": Value(lambda: dict.fromkeys(("quiz", "flashcards", "mock"), "")),
    "N": Value(),
    "N|all": Value(),
    "N|last": Value(lambda: {"last": "The latest mock interview."}),
    "COUNT": Value(),
    "MAX": Value(),
    "NAME": Value(),
    "NEW": Value(_list_packs, endings=()),
    "OLD": Value(_list_packs, endings=()),
    "PACK": Value(_list_packs, endings=_YAML),
    "PACK:ID": Value(_list_questions),
    "PATH": Value(endings=_YAML),
    "REF": Value(),
    "RULE": Value(_known("rules")),
    "SECONDS": Value(),
    "SET": Value(_list_sets),
    "SHELL": Value(_known("shells")),
    "SOURCE": Value(_list_offered_packs, endings=()),
    "TEMPLATE": Value(
        lambda: {
            "plain": "Questions without any code.",
            "github": "A workflow that checks the pack.",
        }
    ),
    "TEXT": Value(),
    "TITLE": Value(),
    "TEXT|FILE": Value(endings=()),
    "TOPIC": Value(_list_topics),
    "VALUE": Value(),
    "WORDS": Value(),
    "config NAME": Value(_known("settings")),
    "help TOPIC": Value(_list_pages),
    "ZIP": Value(endings=(".zip",)),
    "progress export FORMAT": Value(_list_table_formats),
    "progress import FORMAT": Value(_list_table_formats),
    "progress import FILE": Value(endings=(".jsonl", ".csv")),
    "pack remove PACK": Value(_list_added_packs),
    "pack rules ID": Value(_known("pages of rules")),
    "pack show PACK": Value(_list_packs),
    "pack update PACK": Value(_list_added_packs),
}
