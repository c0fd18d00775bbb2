"""The syntax of code as spans; the only module that knows Pygments."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from pygments.lexer import Lexer
from pygments.lexers import find_lexer_class_by_name
from pygments.lexers._mapping import LEXERS
from pygments.lexers.python import PythonLexer
from pygments.token import Token
from pygments.util import ClassNotFound

from interview_cli.core.questions.code_languages import is_python, is_written_in_python
from interview_cli.core.session.state import Span

#: What is highlighted, by the kinds of token that it is made of.
_KINDS = {
    Token.Keyword: "keyword",
    Token.Operator.Word: "keyword",
    Token.Name.Tag: "keyword",
    Token.Name.Decorator: "decorator",
    Token.Literal.Number: "number",
    Token.Literal.String: "string",
    Token.Comment: "comment",
}


def find_spans(code: str, language: str | None = "python") -> list[Span]:
    """Return where each highlighted part of *code* begins and ends, from 0, and its kind.

    Without a *language* Python is highlighted; nothing is of a language that's unknown.
    """
    lexer = _find_lexer(language) if language or is_written_in_python(code) else None
    found: list[Span] = []
    for start, token, text in lexer.get_tokens_unprocessed(code) if lexer else ():
        kind = next((_KINDS[part] for part in reversed(token.split()) if part in _KINDS), "")
        if not kind:
            continue
        if found and found[-1][1:] == (start, kind):
            found[-1] = (found[-1][0], start + len(text), kind)
        else:
            found.append((start, start + len(text), kind))
    return found


def is_known(language: str) -> bool:
    """Whether *language* is one of which the syntax is known."""
    return is_python(language) or language.strip().lower() in list_languages()


@cache
def list_languages() -> Collection[str]:
    """Return the names of all languages, in small letters."""
    return {name.lower() for _, _, names, *_ in LEXERS.values() for name in names}


@cache
def _find_lexer(language: str | None) -> Lexer | None:
    if is_python(language):
        return PythonLexer(stripnl=False)
    try:
        return find_lexer_class_by_name((language or "").strip())(stripnl=False)
    except ClassNotFound:
        return None
