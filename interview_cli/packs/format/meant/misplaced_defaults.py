"""What holds for all questions of a file, written below ``pack:``: it belongs to the defaults."""

from __future__ import annotations

from collections.abc import Collection

from interview_cli.core.sentences import join
from interview_cli.packs.format.meant.strays import lines_of
from interview_cli.packs.yaml.line_fixes import remove_field
from interview_cli.packs.yaml.source import UNKNOWN, Fixes, Map, Source


def report_defaults_in_pack(source: Source, root: Map, names: Collection[str]) -> None:
    """Report those of *names* in the pack of *root* that belong to its defaults, all as one.

    What they say of each question isn't missing there.
    """
    part, given = root.get("pack"), root.get("defaults")
    if not isinstance(part, Map) or ("defaults" in root and not isinstance(given, Map)):
        return
    strays = [name for name in part if name in names and name not in (given or ())]
    if not strays:
        return
    named = join([f'"{name}"' for name in strays], "and")
    belong, them = ("belongs", "it") if len(strays) == 1 else ("belong", "them")
    at = part.key_at(strays[0])
    fixes: Fixes = ()
    if isinstance(given, Map):
        message = f"{named} {belong} to defaults: move {them} there"
    else:
        message = f'{named} {belong} to defaults: write "defaults:" beside "pack:", and {them} '
        message += "below that"
        fixes = _move(source, root, part, strays)
        given = root["defaults"] = Map.opened(at, at)
        root.places += [at, at]
    source.flaw(at, message, "unknown-field", len(strays[0]), fixes)
    for name in strays:
        given[name] = UNKNOWN
        given.places += [at, at]
    part.keep({name: name for name in part if name not in strays})


def _move(source: Source, root: Map, part: Map, strays: list[str]) -> Fixes:
    """Return the fix that writes the *strays* of *part*, the pack, as defaults below it."""
    start, end = lines_of(source, root, "pack")
    if root.flows or start < 0 or len(strays) == len(part):
        return ()
    line_end = "\r\n" if "\r\n" in source.text else "\n"
    gone, rows = list[tuple[int, int, str]](), list[str]()
    for name in strays:
        value = part[name]
        span = source.span(part.at(name), value) if isinstance(value, str) else None
        edits = remove_field(source, part, name)
        if span is None or not edits or (gone and edits[0][0] < gone[-1][1]):
            return ()
        gone += edits
        rows.append(f"  {name}: {source.text[slice(*span)]}{line_end}")
    whole = source.text[:end].endswith("\n") or gone[-1][1] == end  # its line is gone
    first = "" if whole else line_end
    written = f"{first}defaults:{line_end}{''.join(rows)}"
    return source.fix(f"moved {join(strays, 'and')} into defaults", *gone, (end, end, written))
