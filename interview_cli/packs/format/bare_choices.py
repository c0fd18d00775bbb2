"""A choice whose fields stand in the question itself, as other formats have it: written as a quiz.

``choices:``, ``correct:`` and perhaps ``type:`` are one slip, not three.
"""

from __future__ import annotations

from typing import Any

from interview_cli.core.compare import fold
from interview_cli.core.sentences import trim
from interview_cli.packs.format import foreign_names
from interview_cli.packs.format.meant.options.option_slips import CHOICE_NAMES, judge, write_option
from interview_cli.packs.format.meant.options.option_texts import Found, find_texts
from interview_cli.packs.format.meant.strays import indent_field
from interview_cli.packs.kinds.kind import RIGHT, fold_name
from interview_cli.packs.yaml.line_fixes import remove_field
from interview_cli.packs.yaml.source import Fixes, Map, Seq, Source

_SAYS_RIGHT = frozenset(RIGHT.split())
_KIND = frozenset(("type", "kind", "questiontype"))


def report_bare_choice(source: Source, question: Map) -> bool:
    """Report the fields of a choice that stand in *question*, all as one; return whether any do."""
    names = [name for name in question if fold_name(name) in (*CHOICE_NAMES, "options")]
    names = [name for name in names if isinstance(question[name], Map | Seq)]
    if len(names) > 1 or "quiz" in question:
        return False
    found = find_texts(source, question, names[0] if names else "")
    listed = question[names[0]] if names else None
    whole = found is None and isinstance(listed, Seq) and all(isinstance(o, Map) for o in listed)
    if found is None and not (whole and listed):
        return False
    used = found.keys if found else (names[0],)
    kinds = [name for name in question if fold_name(name) in _KIND]
    says = [name for name in question if fold_name(name) in _SAYS_RIGHT and name not in used]
    if not all(_is_choice(question[name]) for name in kinds) or len(says) > 1:
        return False
    if not (kinds or says or found) or (whole and says):
        return False  # one field, of which it's told where it belongs
    shown, edits, sure = 'with "right: true" in each one that is right', list[Any](), True
    if found:
        said = question[says[0]] if says else question.get("answer")
        texts, right = judge(found, said if _says(said, found, bare=not says) else None)
        if right:
            shown = f"with the right one as {write_option(trim(texts[min(right)], 40), True)}"
            written = [write_option(text, n in right) for n, text in enumerate(texts)]
            edits = found.write(_HEAD.format(_lead(source, found.at)), written, "  ")
        sure = bool(edits) or not right
    named = " and ".join(f'"{trim(name)}"' for name in (*used[:1], *says))
    belong = "belong" if says else "belongs"
    at = question.key_at(used[0])
    message = f'{named} {belong} to a quiz: write "quiz:", below it "kind: choice" and "options:", '
    fixes = _write(source, question, used, edits, [*says, *kinds]) if sure else ()
    source.flaw(at, message + shown, "unknown-field", len(used[0]), fixes)
    gone = {*used, *says, *kinds}
    question.keep({name: name for name in question if name not in gone})
    return True


_HEAD = "quiz:\n{0}  kind: choice\n{0}  options"


def _is_choice(kind: Any) -> bool:
    if not isinstance(kind, str):
        return False
    word = fold_name(kind)
    return word == "choice" or foreign_names.KINDS.get(word, ("", ""))[0] == "choice"


def _says(said: Any, found: Found, *, bare: bool) -> bool:
    """Whether *said* says which option is right; the *bare* answer of a question by its text."""
    if not bare or not isinstance(said, str):
        return not bare
    return fold(said) in map(fold, found.texts)


def _lead(source: Source, at: int) -> str:
    return source.text[source.start_of(at) : at] if at else ""


def _write(
    source: Source,
    question: Map,
    used: tuple[str, ...],
    edits: list[tuple[int, int, str]],
    gone: list[str],
) -> Fixes:
    """Return the fix that makes a quiz of the options *used*, and removes the fields *gone*."""
    at = question.key_at(used[0])
    lead = source.text[source.start_of(at) : at]
    removed = [remove_field(source, question, name) for name in gone]
    if question.flows or lead.strip() or not all(removed):
        return ()
    if len(used) == 1:
        edits = [edit for edit in edits if edit[0] != at]
        edits.append((at, at + len(used[0]), _HEAD.format(lead)))
        edits += indent_field(source, question, used[0])[1:]
    edits += [edit for found in removed for edit in found]
    if "\r\n" in source.text:
        edits = [(start, end, text.replace("\n", "\r\n")) for start, end, text in edits]
    return source.fix('wrote "quiz:" with these options', *edits)
