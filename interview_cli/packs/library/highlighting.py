"""The syntax of Python code as spans; the only module that knows Pygments."""

from __future__ import annotations

from pygments.lexers.python import PythonLexer
from pygments.token import Token

from interview_cli.core.session.state import Span

#: What is highlighted, by the kinds of token that it is made of.
_KINDS = {
    Token.Keyword: "keyword",
    Token.Operator.Word: "keyword",
    Token.Name.Decorator: "decorator",
    Token.Literal.Number: "number",
    Token.Literal.String: "string",
    Token.Comment: "comment",
}


def find_spans(code: str) -> list[Span]:
    """Return where each highlighted part of *code* begins and ends, from 0, and its kind."""
    found: list[Span] = []
    for start, token, text in PythonLexer(stripnl=False).get_tokens_unprocessed(code):
        kind = next((_KINDS[part] for part in reversed(token.split()) if part in _KINDS), "")
        if not kind:
            continue
        if found and found[-1][1:] == (start, kind):
            found[-1] = (found[-1][0], start + len(text), kind)
        else:
            found.append((start, start + len(text), kind))
    return found
