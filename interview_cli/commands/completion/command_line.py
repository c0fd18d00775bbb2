"""A command line that is still being typed: its words, and what its last word is to be."""

from __future__ import annotations

TYPE_CHECKING = False  # `typing` takes longer to import than all of this runs
if TYPE_CHECKING:
    from typing import Any


class Wanted:
    """What the last word is to be: one of *names*, or a value called *metavar*.

    ``command`` is the command it belongs to, as ``pack check``. ``before`` stands in the same
    word before the value, as ``--topic=``; ``typed`` is what there is of it so far, and
    ``given`` are the values that the line already has in the same place.
    """

    def __init__(
        self,
        command: str,
        typed: str,
        *,
        names: dict[str, str] | None = None,
        metavar: str = "",
        before: str = "",
        given: list[str] | None = None,
    ) -> None:
        self.command = command
        self.typed = typed
        self.names = names or {}
        self.metavar = metavar
        self.before = before
        self.given = given or []


def find_wanted(program: dict[str, Any], words: list[str], word: str) -> Wanted | None:
    """Return what *word* is to be, after *words*; None where the line makes no sense."""
    node, path = program, ""
    arguments: list[str] = []
    values: dict[str, list[str]] = {}  # by the first name of their option
    waiting: dict[str, Any] | None = None  # the option whose value comes next
    only_arguments = False
    for past in words:
        if waiting and waiting["optional"] and past.startswith("-"):
            waiting = None  # its value was left out
        if waiting:
            values[waiting["names"][0]].append(past)
            waiting = None
        elif past == "--" and not only_arguments:
            only_arguments = True
        elif past.startswith("-") and past != "-" and not only_arguments:
            option, before = _find_option(node, past)
            if option:
                found = values.setdefault(option["names"][0], [])
                if before:
                    found.append(past[len(before) :])
                elif option["metavar"]:
                    waiting = option
        elif node["commands"]:
            if past not in node["commands"]:
                return None
            node, path = node["commands"][past], f"{path} {past}".strip()
            values, only_arguments = {}, False
        else:
            arguments.append(past)

    if waiting and not (waiting["optional"] and word.startswith("-")):
        given = values[waiting["names"][0]]
        return Wanted(path, word, metavar=waiting["metavar"], given=given)
    if word.startswith("-") and not only_arguments:
        option, before = _find_option(node, word)
        if option and before:
            given = values.get(option["names"][0], [])
            value = word[len(before) :]
            return Wanted(path, value, metavar=option["metavar"], before=before, given=given)
        return Wanted(path, word, names=_list_options(node, values))
    if node["commands"]:
        return Wanted(path, word, names={n: to["help"] for n, to in node["commands"].items()})
    if argument := _find_argument(node, len(arguments)):
        given = arguments if argument["repeats"] else []
        return Wanted(path, word, metavar=argument["metavar"], given=given)
    return Wanted(path, word, names={} if only_arguments else _list_options(node, values))


def _find_option(node: dict[str, Any], word: str) -> tuple[dict[str, Any] | None, str]:
    """Return the option that *word* names, and what of it stands before a value in it."""
    if word.startswith("--"):
        name, sign, _ = word.partition("=")
        before = name + sign if sign else ""
    else:
        name = word[:2]
        before = name if word != name else ""
    for option in node["options"]:
        if name in option["names"]:
            return option, before if option["metavar"] else ""
    return None, ""


def _list_options(node: dict[str, Any], given: dict[str, list[str]]) -> dict[str, str]:
    """Return the names of the options that may still be given, each with its help."""
    return {
        name: option["help"]
        for option in node["options"]
        if option["repeats"] or option["names"][0] not in given
        for name in option["names"]
    }


def _find_argument(node: dict[str, Any], place: int) -> dict[str, Any] | None:
    """Return the argument that stands at *place*; the last one may take all that follow."""
    arguments: list[dict[str, Any]] = node["arguments"]
    if place < len(arguments):
        return arguments[place]
    return arguments[-1] if arguments and arguments[-1]["repeats"] else None
