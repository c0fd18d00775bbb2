"""Which kind a quiz is of: what it says, or what its author certainly means by it."""

from __future__ import annotations

import re
from typing import Any

from interview_cli.core.kinds import KINDS
from interview_cli.core.sentences import find_nearest, join, trim
from interview_cli.packs.format import foreign_names
from interview_cli.packs.format.meant.groups import write_alone
from interview_cli.packs.format.meant.options.true_or_false import report_true_or_false
from interview_cli.packs.format.part_classes import field_names, required_fields
from interview_cli.packs.kinds import KINDS_FOR_AUTHORS
from interview_cli.packs.kinds.choice import has_right
from interview_cli.packs.kinds.kind import fold_name
from interview_cli.packs.yaml.source import UNKNOWN, Fixes, Map, Seq, Source

#: Fields that a quiz of each kind can have.
_SHARED = frozenset(set.intersection(*({*field_names(cls)} for cls in KINDS.values())))


def find_kind(source: Source, quiz: Map) -> type[Any] | None:
    """Return the class of the kind that *quiz* is of, or is meant to be of; None if unsure."""
    if "kind" not in quiz:
        _correct_name(source, quiz)
    kind = quiz.get("kind")
    if isinstance(kind, str) and kind in KINDS:
        return KINDS[_correct_kind(source, quiz, kind)]
    allowed = f"it can be {join(sorted(KINDS), 'or')}"
    if "kind" not in quiz:
        if not quiz.cut:
            _report_missing(source, quiz, allowed)
        return None
    if kind is UNKNOWN or kind is None:
        return None
    if not isinstance(kind, str):
        alone, fixes = write_alone(source, quiz, "kind", "kind")
        written = f": write {alone}" if alone else f"; {allowed}"
        source.flaw(quiz.at("kind"), f"kind must be text{written}", "type", fixes=fixes)
        quiz["kind"] = UNKNOWN
        return None
    if choice := report_true_or_false(source, quiz):
        return choice
    close = _report_unknown(source, quiz, kind, allowed)
    quiz["kind"] = close or UNKNOWN
    return KINDS[close] if close else None


def _correct_kind(source: Source, quiz: Map, kind: str) -> str:
    """Return the kind that is meant: another one where all fields are that one's, and none its."""
    own = {name for name in quiz if name not in _SHARED} - {"kind"}
    if not quiz.cut and (meant := _find_by_items(kind, own, quiz)):
        return _say_kind(source, quiz, kind, meant, "its items are")
    if not own or not own.isdisjoint(field_names(KINDS[kind])) or quiz.cut:
        return kind
    fit = [other for other in _list_kinds(own, quiz) if other != kind]
    rows = KINDS_FOR_AUTHORS[kind].foreign_fields
    named = any(foreign_names.find_foreign(rows, name) for name in own)
    if len(fit) != 1 or (named and not has_right(quiz.get("options"))):
        return kind
    theirs = join([name for name in own if name in field_names(KINDS[fit[0]])], "and")
    are = "are" if " and " in theirs else "is"
    return _say_kind(source, quiz, kind, fit[0], f"{theirs} {are}")


def _say_kind(source: Source, quiz: Map, kind: str, meant: str, what: str) -> str:
    """Report that *kind* is another one, which *what* says; return the one that is meant."""
    message = f'kind is "{kind}", but {what} of kind {meant}: write kind: {meant}'
    at = quiz.at("kind")
    source.flaw(at, message, "kind", fixes=source.replace_text(at, kind, meant))
    quiz["kind"] = meant
    return meant


def _find_by_items(kind: str, names: set[str], quiz: Map) -> str | None:
    """Return the kind whose items *quiz* has, where they have fields that those of *kind* lack."""
    fit = _list_kinds(names, quiz)
    if not fit or fit[0] == kind or not names <= {*field_names(KINDS[kind])}:
        return None
    both = {name for other in (kind, fit[0]) for name in _part_names(other)}
    own = _part_names(kind) - _part_names(fit[0])
    used = {name for item in _items(quiz) for name in item} & both
    rows = [row for part in KINDS_FOR_AUTHORS[kind].parts.values() for row in part.foreign_fields]
    meant = any(foreign_names.find_foreign(rows, name) for name in used)  # by other names
    return fit[0] if used - _part_names(kind) and not used & own and not meant else None


def _list_kinds(names: set[str], quiz: Map) -> list[str]:
    """Return the kinds that have every one of the fields *names*, and must have none besides.

    Where several have, what stands in the items of *quiz* decides: ``good`` isn't of a choice.
    """
    fit = [
        kind
        for kind, cls in KINDS.items()
        if names <= {*field_names(cls)} and {*required_fields(cls)} <= names
    ]
    return [max(fit, key=lambda kind: _count_own_names(kind, quiz))] if fit else []


def _count_own_names(kind: str, quiz: Map) -> int:
    """Return how many fields in the items of *quiz* are those of the parts of *kind*."""
    theirs = _part_names(kind)
    return sum(name in theirs for item in _items(quiz) for name in item)


def _part_names(kind: str) -> set[str]:
    return {name for cls in KINDS_FOR_AUTHORS[kind].parts for name in field_names(cls)}


def _items(quiz: Map) -> list[Map]:
    lists = [value for value in quiz.values() if isinstance(value, Seq)]
    return [item for values in lists for item in values if isinstance(item, Map)]


def _report_missing(source: Source, quiz: Map, allowed: str) -> None:
    needed = {name: {*required_fields(cls)} for name, cls in KINDS.items()}
    fit = [name for name, theirs in needed.items() if theirs and theirs <= {*quiz}]
    own = {name for name in quiz if name not in _SHARED}
    sure = _list_kinds(own, quiz) if own else []
    message = f"kind is missing from this quiz: {allowed}"
    fixes: Fixes = ()
    if len(sure) == 1:
        message = f"kind is missing from this quiz: write kind: {sure[0]}"
        fixes = _insert(source, quiz, f"kind: {sure[0]}")
    elif fit:
        message += f". Did you mean kind: {fit[0]}?"
    source.flaw(quiz.start, message, "missing", fixes=fixes)


def _insert(source: Source, part: Map, field: str) -> Fixes:
    """Return the fix that writes *field* before the others of *part*."""
    at = part.key_at(next(iter(part)))
    lead = source.text[source.start_of(at) : at]
    line_end = "\r\n" if "\r\n" in source.text else "\n"
    between = ", " if part.flows else f"{line_end}{' ' * len(lead)}"
    return source.fix(f"wrote {field}", (at, at, field + between))


def _report_unknown(source: Source, quiz: Map, kind: str, allowed: str) -> str:
    """Report a *kind* that there isn't; return the one that is meant, "" where that's unknown."""
    word = fold_name(kind)
    meant, besides = foreign_names.KINDS.get(word) or foreign_names.KINDS.get(
        word.removesuffix("es"), foreign_names.KINDS.get(word.removesuffix("s"), ("", ""))
    )
    if meant == "choice" and has_right(quiz.get("options")):
        besides = ""
    close = meant or ("" if besides else find_nearest(kind.lower(), KINDS, 0.7))
    hint = f". Did you mean {close}?" if close else ""
    hint += f"{' ' if meant else '. '}{besides}" if besides else ""
    quiz.cut = True  # what it lacks follows from the kind
    message = f'kind is "{trim(kind)}", which this version does not know; {allowed}{hint}'
    at = quiz.at("kind")
    fixes = () if besides else source.replace_word(at, kind, close, [*KINDS])
    if meant and not besides:
        fixes = source.replace_text(at, kind, meant)
    source.flaw(at, message, "kind", fixes=fixes)
    return close


_BARE_KIND = re.compile(r"kind[ ]*[ =:][ ]*([a-z]+)")


def _correct_name(source: Source, quiz: Map) -> None:
    """Report a name that stands for "kind", or a colon that is missing after that."""
    for name in quiz:
        at = quiz.key_at(name)
        if quiz[name] is None and (bare := _BARE_KIND.fullmatch(name)) and bare[1] in KINDS:
            message = f"a colon is missing after kind: write kind: {bare[1]}"
            edit = (at, at + len(name), f"kind: {bare[1]}")
            fixes = source.fix("put a colon after kind", edit)
            source.flaw(at, message, "unknown-field", len(name), fixes)
            quiz[name] = bare[1]
            quiz.keep({n: "kind" if n == name else n for n in quiz})
            return
        if not isinstance(quiz[name], str):
            continue
        other = foreign_names.find_foreign(foreign_names.read_fields()["quiz"], name)
        known = (word := fold_name(quiz[name])) in KINDS or word in foreign_names.KINDS
        if (other and other.field == "kind") or (known and find_nearest(name, ["kind"], 0.7)):
            message = f'"{trim(name)}" is not a field of a quiz: did you mean "kind"?'
            every = [name for cls in KINDS.values() for name in field_names(cls)]
            fixes = source.replace_word(at, name, "kind", [*{*every}])
            fixes = source.replace_text(at, name, "kind") if known else fixes
            source.flaw(at, message, "unknown-field", len(name), fixes)
            quiz.keep({n: "kind" if n == name else n for n in quiz})
            return
