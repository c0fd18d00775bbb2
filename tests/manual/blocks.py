"""The parts of the manual that the program says about itself, each by the name of its block.

A page has a block between ``<!-- generated: NAME -->`` and ``<!-- end generated -->``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from calibration_table import write_markdown

from interview_cli.command_table import app
from interview_cli.core.kinds import KINDS
from interview_cli.core.scoring.calibration import MEASURED, OTHER
from interview_cli.core.sentences import join
from interview_cli.packs.authoring.explanations import (
    PHRASE_EXAMPLES,
    READER_RULES,
    RULE_EXAMPLES,
)
from interview_cli.packs.authoring.json_schema import pack_schema
from interview_cli.packs.lint import REFUSED, RULES
from interview_cli.packs.lint.rule import Rule
from interview_cli.terminal.play.json_events import Event

Schema = dict[str, Any]

# The fields of a pack's file.

#: What stands in braces and brackets without quotes.
_PLAIN = re.compile(r"[A-Za-z0-9_(/.][^:#\"'`{}\[\],&*!|>%@\\\n]*(?<=\S)")


def write_flow(value: Any, *, inside: bool = False) -> str:
    """Return *value* as YAML in one line; *inside* of braces or brackets."""
    if isinstance(value, Mapping):
        fields = (f"{name}: {write_flow(item, inside=True)}" for name, item in value.items())
        return f"{{{', '.join(fields)}}}"
    if isinstance(value, list):
        return f"[{', '.join(write_flow(item, inside=True) for item in value)}]"
    if not isinstance(value, str):
        return json.dumps(value)
    text = value.strip("\n")
    bare = re.sub(r"(?<=\S):(?=\S)", "", text)  # as in https://
    if not inside:
        bare = re.sub(r"(?<=.)[\[\],{}'\"|>`]", "", bare)
    return text if _PLAIN.fullmatch(bare) else json.dumps(text, ensure_ascii=False)


def _holds(schema: Schema, *, many: bool = False) -> str:
    """Return what a field holds, in words; *many* of it."""
    if "enum" in schema:
        return join([f"`{value}`" for value in schema["enum"]], "or")
    kind = schema.get("type")
    if kind == "array":
        items = schema["items"]
        if "enum" in items:
            return f"list of {_holds(items)}"
        return f"{'lists' if many else 'list'} of {_holds(items, many=True)}"
    if kind == "object":
        title = schema["title"]
        if title == "texts by name":
            return "texts by name"
        return f"{title}s" if many else "mapping"
    first = kind[0] if isinstance(kind, list) else str(kind)
    names = {"boolean": "true or false", "number": "number", "string": "text", "integer": "number"}
    return f"{names[first]}{'s' if many else ''}"


def _fields(part: Schema, leave_out: tuple[str, ...] = (), note: str = "") -> str:
    """Return a list of the fields of *part*; *note* is said of those that defaults can give."""
    lines = []
    for name, schema in part["properties"].items():
        if name in leave_out:
            continue
        required = ", required" if name in part.get("required", ()) else ""
        if note and name in pack_schema()["properties"]["defaults"]["properties"]:
            required = note
        example = f"{name}: {write_flow(schema['examples'][0])}"
        ticks = "``" if "`" in example else "`"
        space = " " if example.endswith("`") else ""
        lines.append(
            f"- `{name}` ({_holds(schema)}{required}): {schema['description']}\n"
            f"  Example: {ticks}{example}{space}{ticks}"
        )
    return "\n".join(lines)


def _part(*path: str) -> Schema:
    """Return the schema of a part of a file by the names that lead to it."""
    found = pack_schema()
    for name in path:
        found = found["properties"][name]
        found = found["items"] if found.get("type") == "array" else found
    return found


def _quiz(kind: str) -> Schema:
    quiz = _part("questions", "quiz")
    (found,) = (
        case["then"] for case in quiz["allOf"] if case["if"]["properties"]["kind"]["const"] == kind
    )
    return dict(found)


def _quiz_part(kind: str, *names: str) -> Schema:
    found = _quiz(kind)
    for name in names:
        found = found["properties"][name]
        found = dict(found["items"] if found["type"] == "array" else found)
    return found


def _shared_quiz() -> str:
    every = [_quiz(kind) for kind in KINDS]
    first = every[0]
    shared = [name for name in first["properties"] if all(name in q["properties"] for q in every)]
    kind = _part("questions", "quiz")["properties"]["kind"]
    part = {
        "properties": {"kind": kind, **{n: first["properties"][n] for n in shared if n != "kind"}}
    }
    return _fields(part | {"required": ["kind"]})


def _quiz_fields(kind: str) -> str:
    return _fields(_quiz(kind), leave_out=("kind", "stem", "why"))


FIELD_BLOCKS: dict[str, Callable[[], str]] = {
    "fields of a file": lambda: _fields(_part()),
    "fields of pack": lambda: _fields(_part("pack")),
    "fields of a track": lambda: _fields(_part("pack", "tracks")),
    "fields of a step": lambda: _fields(_part("pack", "tracks", "steps")),
    "fields of a set": lambda: _fields(_part("pack", "sets")),
    "fields of defaults": lambda: _fields(_part("defaults")),
    "fields of a question": lambda: _fields(
        _part("questions"), note=", required here or in `defaults`"
    ),
    "fields of a key point": lambda: _fields(_part("questions", "key_points")),
    "fields of a follow-up": lambda: _fields(_part("questions", "follow_ups")),
    "fields of an image": lambda: _fields(_part("questions", "image")),
    "fields of checked": lambda: _fields(_part("questions", "checked")),
    "fields of lint": lambda: _fields(_part("questions", "lint")),
    "fields of every quiz": _shared_quiz,
    **{f"fields of {kind}": lambda kind=kind: _quiz_fields(kind) for kind in KINDS},  # type: ignore[misc]
    "fields of an option": lambda: _fields(_quiz_part("choice", "options")),
    "fields of number": lambda: _fields(_quiz_part("short", "number")),
    "fields of a pair": lambda: _fields(_quiz_part("match", "pairs")),
    "fields of an ask-back option": lambda: _fields(_quiz_part("ask-back", "options")),
    "fields of a wrong answer": lambda: _fields(_quiz_part("short", "wrong")),
    "fields of a mutant": lambda: _fields(_quiz_part("code", "mutants")),
    "fields of a wrong query": lambda: _fields(_quiz_part("sql", "wrong")),
    "fields of a shown file": lambda: _fields(_quiz_part("review", "show")),
    "fields of a defect": lambda: _fields(_quiz_part("review", "defects")),
    "fields of a stage": lambda: _fields(_quiz_part("design", "stages")),
    "fields of a stage's point": lambda: _fields(_quiz_part("design", "stages", "key_points")),
    "fields of a stage's follow-up": lambda: _fields(_quiz_part("design", "stages", "follow_ups")),
    "fields of a wrong output": lambda: _fields(_quiz_part("output", "wrong")),
}

# The rules.


def _fence(text: str, language: str = "yaml") -> str:
    marks = "`" * max([2, *map(len, re.findall("`{3,}", text))]) + "`"
    return f"{marks}{language}\n{text}\n{marks}"


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _lint_rule(rule: Rule) -> str:
    state = "On by default." if rule.on else "Off by default: `pack check --select` asks for it."
    if found := rule.measured:
        state += (
            f" Precision {found.right} of {found.flagged}, recall {found.right} of {found.flawed}."
        )
    parts = (
        f"### {rule.id}",
        _sentence(rule.title),
        rule.why,
        "Instead of",
        _fence(rule.bad),
        "write",
        _fence(rule.good),
        state,
    )
    return "\n\n".join(parts)


def _format_rule(id_: str, title: str) -> str:
    parts = [f"### {id_}", _sentence(title)]
    if id_ in RULE_EXAMPLES:
        bad, good = RULE_EXAMPLES[id_]
        parts += ["Instead of", _fence(bad.strip("\n")), "write", _fence(good.strip("\n"))]
    return "\n\n".join(parts)


def _lint_index() -> str:
    lines = [f"- [{rule.id}](#{rule.id}): {rule.title}" for rule in RULES.values()]
    return "\n".join(lines)


def _refused() -> str:
    return "\n".join(
        f"- `{id_}`: {how}, as [{rule}](#{rule})" for id_, (rule, how) in REFUSED.items()
    )


def _phrases() -> str:
    return "\n".join(
        f"- {_code(example.phrase)}: {example.about}.\n"
        f"  Matches “{example.has}”, but not “{example.has_not}”"
        for example in PHRASE_EXAMPLES
    )


def _code(text: str) -> str:
    return f"`` {text} ``" if "`" in text else f"`{text}`"


# The commands.


def find_commands(group: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Yield every command below *group* with what is typed for it, imported."""
    context = group.context_class(group, info_name=path)
    for name in group.list_commands(context):
        _, command, _ = group.resolve_command(context, [name])
        if command is None or command.hidden:
            continue
        if hasattr(command, "list_commands"):
            yield from find_commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def _paragraphs(help_text: str) -> Iterator[str]:
    r"""Yield the paragraphs of a help text as Markdown; what is behind ``\b`` as it is."""
    for paragraph in re.split(r"\n\s*\n(?!\s*\x08)", help_text.strip()):
        prose, mark, verbatim = paragraph.partition("\b")
        if prose.strip():
            yield _write_prose(prose)
        if mark:
            lines = verbatim.strip("\n").splitlines()
            margin = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
            yield _fence("\n".join(line[margin:] for line in lines), "text")


def _write_prose(text: str) -> str:
    """Return a text of help as Markdown, in one line: options are code, and nothing is HTML."""
    parts = re.split(r"(`[^`]*`)", " ".join(text.split()))
    parts[::2] = (
        re.sub(r"<(?=[A-Za-z/!?])", r"\\<", re.sub(r"(?<![\w-])--?[a-z][\w-]*", r"`\g<0>`", part))
        for part in parts[::2]
    )
    return "".join(parts)


def _parameters(command: Any, context: Any) -> str:
    lines = []
    for param in command.params:
        if getattr(param, "hidden", False) or (found := param.get_help_record(context)) is None:
            continue
        names, about = found[0], " ".join(found[1].split())
        written = ", ".join(f"`{name}`" for name in names.split(", "))
        lines.append(f"- {written}: {_write_prose(about)}" if about else f"- {written}")
    return "\n".join(lines)


def _command(path: str, command: Any) -> str:
    context = command.context_class(command, info_name=path)
    usage = " ".join(context.command.get_usage(context).removeprefix("Usage:").split())
    parts = [f"## {path.partition(' ')[2]}", *_paragraphs(command.help or "")]
    parts += [_fence(usage, "text"), _parameters(command, context)]
    if command.epilog:
        examples = re.sub(r"(?m)^\s*Examples?:\s*", "", command.epilog.strip("\b\n "))
        parts += ["Example:", _fence(examples.strip(), "sh")]
    return "\n\n".join(part for part in parts if part)


def _every_command() -> str:
    return "\n\n".join(
        _command(path, command) for path, command in find_commands(app(), "interview")
    )


def _command_index() -> str:
    lines = []
    for path, command in find_commands(app(), "interview"):
        name = path.partition(" ")[2]
        summary = next(_paragraphs(command.help or ""))
        lines.append(f"- [{name}](#{name.replace(' ', '-')}): {summary}")
    return "\n".join(lines)


def _main_options() -> str:
    group = app()
    return _parameters(group, group.context_class(group, info_name="interview"))


# The events.


def _json_type(hint: Any, *, many: bool = False) -> str:
    """Return what a field of an event holds, in words; *many* of it."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Annotated, NotRequired):
        return _json_type(args[0], many=many)
    if origin in (Union, UnionType):
        return " or ".join(_json_type(arg, many=many) for arg in args)
    if origin is Literal:
        return join([f"`{arg}`" for arg in args], "or")
    if origin is list:
        return f"list of {_json_type(args[0], many=True)}"
    if origin is dict:
        return f"object of {_json_type(args[1], many=True)}"
    if is_typeddict(hint):
        return "objects" if many else "object"
    return _JSON_TYPES[hint] + ("s" if many else "")


_JSON_TYPES = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    NoneType: "null",
}


def _about(hint: Any) -> str:
    origin = get_origin(hint)
    if origin is Annotated:
        return str(hint.__metadata__[0])
    return _about(get_args(hint)[0]) if origin is NotRequired else ""


def _nested(hint: Any) -> Any:
    """Return the class of the objects that *hint* holds; None where it holds none."""
    if is_typeddict(hint):
        return hint
    found = (_nested(arg) for arg in get_args(hint) if not isinstance(arg, str))
    return next((cls for cls in found if cls), None)


def _event_fields(cls: Any, indent: str = "") -> Iterator[str]:
    for name, hint in get_type_hints(cls, include_extras=True).items():
        if name == "event":
            continue
        yield f"{indent}- `{name}` ({_json_type(hint)}): {_about(hint)}"
        if inner := _nested(hint):
            yield from _event_fields(inner, f"{indent}    ")


def _events() -> str:
    parts = []
    for cls in get_args(Event):
        (name,) = get_args(get_type_hints(cls)["event"])
        about = " ".join((cls.__doc__ or "").split())
        parts.append(f"### {name}\n\n{about}\n\n" + "\n".join(_event_fields(cls)))
    return "\n\n".join(parts)


#: What makes each block.
BLOCKS: dict[str, Callable[[], str]] = {
    **FIELD_BLOCKS,
    "phrases": _phrases,
    "lint index": _lint_index,
    "lint rules": lambda: "\n\n".join(map(_lint_rule, RULES.values())),
    "refused": _refused,
    "format rules": lambda: "\n\n".join(_format_rule(*rule) for rule in READER_RULES.items()),
    "main options": _main_options,
    "command index": _command_index,
    "every command": _every_command,
    "events": _events,
    "calibration of the bundled pack": lambda: write_markdown(MEASURED),
    "calibration of other packs": lambda: write_markdown(OTHER),
}
