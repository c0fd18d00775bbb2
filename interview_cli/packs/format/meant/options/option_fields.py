"""Fields of an option that stand beside the quiz, or beside the options: where they belong."""

from __future__ import annotations

from typing import Any

from interview_cli.core.sentences import quote_yaml, trim
from interview_cli.packs.format.meant.options.option_slips import find_right
from interview_cli.packs.kinds.choice import has_right
from interview_cli.packs.kinds.kind import FALSE, RIGHT, TRUE, fold_name
from interview_cli.packs.yaml.line_fixes import remove_field, shift_lines
from interview_cli.packs.yaml.source import UNKNOWN, Fixes, Map, Seq, Source

_SAYS_RIGHT = frozenset(RIGHT.split())


def report_option_fields(source: Source, holder: Map, quiz: Map) -> bool:
    """Report fields of *holder*, the *quiz* or its question, that are an option's.

    Return whether there are any; they are taken out of it.
    """
    options = quiz.get("options")
    if not isinstance(options, Seq) or not options or options.cut:
        return False
    if not all(isinstance(option, Map) and not option.cut for option in options):
        return False
    found = [name for name in holder if _is_of_option(source, holder, quiz, name)]
    for name in found:
        message, fixes = _advise(source, holder, name, options)
        source.flaw(holder.key_at(name), message, "unknown-field", len(name), fixes)
        holder.keep({other: other for other in holder if other != name})
    for option in options if found else ():
        option.setdefault("right", UNKNOWN)  # it may be what was meant
        if option is options[-1] and "text" in found:
            option.setdefault("text", UNKNOWN)
        option.places += [option.start] * (2 * len(option) - len(option.places))
    return bool(found)


def _is_of_option(source: Source, holder: Map, quiz: Map, name: str) -> bool:
    word, options = fold_name(name), quiz["options"]
    if holder.key_at(name) < holder.start or holder[name] is UNKNOWN:
        return False  # from the defaults
    if word in _SAYS_RIGHT or (holder is quiz and word in ("answer", "answers")):
        return not has_right(options)
    if not _stands_behind(holder, name, options):
        return word == "mark" and (holder is quiz or any("mark" in one for one in options))
    last = options[-1]
    if word == "why" and holder is not quiz and "why" not in quiz:
        return "why" not in last and any("why" in option for option in options)
    return (word == "mark" or (word == "text" and name not in last)) and not last.flows


def _stands_behind(holder: Map, name: str, options: Seq) -> bool:
    """Whether the field *name* follows the *options*, or the quiz that they are in."""
    names, at = [*holder], holder.key_at(name)
    before = [holder.key_at(other) for other in names if holder.key_at(other) < at]
    return bool(before) and max(before) <= options.start < at


def _advise(source: Source, holder: Map, name: str, options: Seq) -> tuple[str, Fixes]:
    value, last, at = holder[name], options[-1], holder.key_at(name)
    word = value.strip().lower() if isinstance(value, str) else ""
    says_right = fold_name(name) in (*_SAYS_RIGHT, "answer", "answers")
    if says_right and word not in (*TRUE[:-1], *FALSE[:-1]):
        return _advise_on_right(source, holder, name, options)
    if fold_name(name) == "why":
        other = "it belongs to the last option, if it's about that; else to quiz"
        return f'"why" stands beside quiz: {other}', ()
    if says_right and name != "right":
        return f'"{trim(name)}" belongs to an option: write "right: true" in that', ()
    if not _stands_behind(holder, name, options) or last.flows or name in last:
        return f'"{trim(name)}" belongs to an option: write it in the one that it\'s about', ()
    by = source.column_of(last.key_at(next(iter(last)))) - source.column_of(at)
    message = f'"{trim(name)}" belongs to the option above: indent it like the fields of that'
    return message, shift_lines(source, at, by) if by > 0 and not holder.flows else ()


def _advise_on_right(source: Source, holder: Map, name: str, options: Seq) -> tuple[str, Fixes]:
    """Return what to write where the field *name* says which of *options* are right."""
    texts: list[Any] = [option.get("text") for option in options]
    message = f'"{trim(name)}" belongs to an option: write "right: true" in '
    if not all(isinstance(text, str) for text in texts):
        return f"{message}each one that is right", ()
    right = sorted(find_right(holder[name], texts, []))
    if not right:
        each = "the option that is" if isinstance(holder[name], str) else "each one that is"
        return f"{message}{each} right, and leave this out", ()
    shown = " and ".join(quote_yaml(trim(texts[n], 40)) for n in right)
    message += f"{shown}, and leave this out"
    edits = remove_field(source, holder, name)
    for n in right if edits else ():
        added = _add_right(source, options[n])
        if not added:
            return message, ()
        edits += added
    return message, source.fix(f"wrote right: true in {shown}", *edits)


def _add_right(source: Source, option: Map) -> list[tuple[int, int, str]]:
    """Return the edits that write that *option* is right; none where that isn't certain."""
    span = source.span(option.at("text"), str(option["text"]))
    if span is None or "right" in option:
        return []
    if option.flows:
        return [(span[1], span[1], ", right: true")]
    lead = " " * (source.column_of(option.key_at("text")) - 1)
    line_end = "\r\n" if "\r\n" in source.text else "\n"
    end = source.end_of(span[1])
    return [(end, end, f"{line_end}{lead}right: true")]
