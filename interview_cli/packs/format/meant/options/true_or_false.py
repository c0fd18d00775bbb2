"""A quiz that says true or false alone, as other formats have it: a choice of both here."""

from __future__ import annotations

from interview_cli.core.kinds.choice import Choice
from interview_cli.core.sentences import trim
from interview_cli.packs.kinds.kind import FALSE, RIGHT, TRUE, fold_name
from interview_cli.packs.yaml.source import UNKNOWN, Fixes, Map, Source

_TRUE_OR_FALSE = frozenset(["truefalse", "trueorfalse", "boolean", "bool", "tf", "yesno"])
_SAYS_RIGHT = frozenset(f"answer answers {RIGHT}".split())


def report_true_or_false(source: Source, quiz: Map) -> type[Choice] | None:
    """Report a quiz of another format's kind, which says true or false alone; None if it isn't."""
    names = [name for name in quiz if name not in ("kind", "stem", "why", "keep_order")]
    kind = quiz.get("kind")
    if len(names) != 1 or fold_name(names[0]) not in _SAYS_RIGHT or not isinstance(kind, str):
        return None
    said = quiz[names[0]]
    word = said.strip().lower() if isinstance(said, str) else ""
    if fold_name(kind) not in _TRUE_OR_FALSE or word not in (*TRUE, *FALSE):
        return None
    right = [', right: true}, {text: "False"}', '}, {text: "False", right: true}']
    options = f'options: [{{text: "True"{right[word in FALSE]}]'
    at, place = quiz.at("kind"), quiz.key_at(names[0])
    span, kind_span = source.span(quiz.at(names[0]), str(said)), source.span(at, kind)
    fixes: Fixes = ()
    if span and kind_span:
        edits = (*kind_span, "choice"), (place, span[1], options)
        fixes = source.fix("wrote a choice of true and false", *edits)
    message = f'kind is "{trim(kind)}", which this version does not know: write kind: choice, and '
    source.flaw(at, f"{message}{options}", "kind", fixes=fixes)
    quiz["kind"] = "choice"
    quiz[names[0]] = UNKNOWN
    quiz.keep({name: "options" if name == names[0] else name for name in quiz})
    return Choice
