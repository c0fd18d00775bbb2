"""Rules about the language of code: one that's known, and one that's named."""

from __future__ import annotations

import re
from textwrap import dedent

from interview_cli.core.markdown import find_blocks
from interview_cli.core.questions.code_languages import guess_language, is_python
from interview_cli.core.sentences import find_nearest, trim
from interview_cli.packs.format.rules.prompts import begins_with_prompt
from interview_cli.packs.lint.rule import MARKDOWN, Subject
from interview_cli.packs.yaml.problems import FoundWithFixes

#: What some call a language, and how it's known.
_OTHER_NAMES = {
    "yaml": "k8s kubernetes kube manifest compose docker-compose openapi",
    "bash": "shellscript shell-script unix linux",
    "text": "plain plaintext plain-text none txt prose english german",
    "javascript": "node nodejs node.js ecmascript",
    "tsql": "mssql sqlserver sql-server",
    "plpgsql": "oracle",
    "sql": "ansi-sql sqlite-sql bigquery snowflake",
}
_MEANT = {other: name for name, others in _OTHER_NAMES.items() for other in others.split()}
_WORD = re.compile(r"[\w+#.-]+")
_DEFAULT = re.compile(r"(?m)^defaults:(?:.|\n(?=[ \t#\n]))*?\blanguage:[ \t]*")


def find_unknown_language(subject: Subject) -> FoundWithFixes:
    source, named = subject.source, subject.question.language
    if named and not _is_known(named):
        at = subject.part.at("language") if "language" in subject.part else _find_default(subject)
        near = _find_near(named)
        hint = f"did you mean {near}?" if near else "write its usual name, or text for plain text"
        message = f'"{trim(named, 30)}" isn\'t a known language, so code is shown plain: {hint}'
        yield at, message, *(source.replace_text(at, named, near) if near else ())
    for field, text, at in subject.texts():
        if field not in MARKDOWN or "```" not in text:
            continue
        for block in find_blocks(text):
            word = block.info.partition(" ")[0]
            if not re.fullmatch(r"[\w+#.-]+", word) or _is_known(word):
                continue
            if near := _find_near(word):
                place = source.within(at, text, block.start + len(block.indent) + len(block.marks))
                message = f'"{trim(word, 30)}" isn\'t a known language: did you mean {near}?'
                yield place, message, *source.replace_text(place, word, near)


def _is_known(language: str) -> bool:
    if is_python(language):
        return True
    from interview_cli.packs.library import highlighting  # few questions have another language

    return highlighting.is_known(language)


def _find_near(word: str) -> str:
    from interview_cli.packs.library import highlighting

    word = word.strip().lower().replace(" ", "-")
    near = (
        word
        if word in _MEANT
        else find_nearest(word, {*highlighting.list_languages(), *_MEANT}, 0.75)
    )
    return _MEANT.get(near, near)


def _find_default(subject: Subject) -> int:
    """Return where the defaults of the file name the language."""
    found = _DEFAULT.search(subject.source.text)
    return found.end() if found else subject.part.start


def find_language_missing(subject: Subject) -> FoundWithFixes:
    question, source = subject.question, subject.source
    if question.language:
        return
    language = guess_language(question.code) if question.code else None
    if language is not None:
        message = (
            "this code isn't Python, and is shown without colours: write its language beside it, "
            f"such as language: {language or 'javascript or language: c'}"
        )
        yield subject.part.key_at("code"), message
        return
    for field, text, at in subject.texts():
        if field not in MARKDOWN or "```" not in text:
            continue
        for block in find_blocks(text):
            if block.info:
                continue
            code = dedent(text[block.body])
            language = "pycon" if begins_with_prompt(code) else guess_language(code)
            if language:  # else it may be what a program printed
                message = (
                    "this code is shown without colours: write its language "
                    f"behind {block.marks}, such as {block.marks}{language}"
                )
                yield source.within(at, text, block.start + len(block.indent)), message
                return
