"""Rules about markup of other programs: fences around code, HTML, and formulas of LaTeX."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from interview_cli.core.kinds.output import Output
from interview_cli.core.markdown import blank_code
from interview_cli.core.questions.code_languages import is_written_in_python
from interview_cli.core.sentences import trim
from interview_cli.packs.lint.rule import MARKDOWN, Found, Subject
from interview_cli.packs.yaml.line_fixes import Edits, take_off_fence, write_beside
from interview_cli.packs.yaml.problems import FoundWithFixes
from interview_cli.packs.yaml.source import Fixes

#: Fields whose text is code, and shown as it is.
_CODE = frozenset(("code", "setup", "fixed", "proof", "prints", "query", "fixtures"))
_CODE |= {"starter", "solution", "tests", "hidden"}
#: Those beside which its language stands.
_OF_QUESTION = frozenset(("code", "fixed"))
_FENCE = re.compile(r"[ \t]*(```+|~~~+)[ \t]*([\w+#.-]*)[^`\n]*")
_MARKDOWN_LANGUAGES = frozenset(("markdown", "md", "rmarkdown", "asciidoc", "rst"))


def find_fence_in_code(subject: Subject) -> FoundWithFixes:
    language = (subject.question.language or "").lower()
    if language in _MARKDOWN_LANGUAGES:
        return
    for field, text, at in subject.texts():
        if field not in _CODE or not ("```" in text or "~~~" in text):
            continue
        lines = text.split("\n")
        filled = [n for n, line in enumerate(lines) if line.strip()]
        fences = {n: found for n in filled if (found := _FENCE.fullmatch(lines[n]))}
        if not fences:
            continue
        first, last = filled[0], filled[-1]
        if first in fences and last in fences and len(fences) == 2 and len(filled) > 2:
            named = fences[first][2]
            hint = "remove its first and its last line"
            edits = Edits()
            if named and not language and named.lower() not in ("python", "py", "text"):
                hint += f", and write language: {named} beside it"
                if field in _OF_QUESTION:
                    edits = write_beside(subject.source, subject.part, field, "language", named)
            message = f"{field} is shown as it is, so {trim(lines[first], 20)} would be too: {hint}"
            fixes = take_off_fence(subject.source, at, text, edits)
            yield subject.source.within_row(at, text, first + 1, 1), message, *fixes
        elif not language and not is_written_in_python(text):
            row = min(fences)
            message = (
                f"{field} is shown as it is, and so is {trim(lines[row], 20)} in it: leave code "
                "alone here, and put the rest into ask; for Markdown write language: markdown"
            )
            yield subject.source.within_row(at, text, row + 1, 1), message


#: How what a tag means is written in Markdown.
_INSTEAD = {
    "b strong": "**…**",
    "i em": "*…*",
    "code tt kbd samp var": "`…`",
    "p div section article": "an empty line between paragraphs",
    "br": "lines below |, or an empty line",
    "li ul ol": '"- " before each item',
    "a": "[…](https://…)",
    "pre": "a block between lines of ```",
    "h1 h2 h3 h4 h5 h6": "**…**",
    "sup sub": "plain signs, such as x² or H₂O",
    "u s strike del ins mark small big center font span hr blockquote": "plain text",
    "table thead tbody tr td th": "a table with | between its cells",
    "img": "image: {file: …, alt: …} beside ask",
}
_BY_TAG = {tag: how for tags, how in _INSTEAD.items() for tag in tags.split()}
#: Read where it's needed, as all here that few texts have: it takes long.
_TAG = (
    rf"<(?P<close>/)?(?P<tag>{'|'.join(sorted(_BY_TAG, key=len, reverse=True))})"
    r"(?P<more>(?:\s+[\w:-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+))*)\s*/?>"
)
#: A tag that stands alone, and is never the name of a type.
_ALONE = frozenset(("br", "hr", "img"))
_ENTITY = (
    r"&(?P<name>nbsp|lt|gt|amp|quot|apos|[mn]dash|hellip|[lr][ds]quo|#\d{2,6}|#x[0-9a-f]{2,6});"
)
#: A picture, as Markdown has it.
_PICTURE = re.compile(r"!\[[^\]\n]*\]\((?P<file>[^()\s]+)[^()\n]*\)")
_ABOUT_HTML = re.compile(
    r"(?i)\b(?:markdown|x?html\d?|xml|svg|jsx|tsx|css|dom|entit(?:y|ies)|tags?)\b"
)
_MARKUP = re.compile(r"(?i).*(?:html|xml|jsx|tsx|vue|svelte|jinja|django|php|erb)")
#: Fields whose text is no Markdown, but is shown or compared.
_PLAIN = frozenset(("says", "steps", "accept", "any", "not"))
#: Those that learners write, or say: a tag in them may be what's asked for.
_COMPARED = frozenset(("accept", "any", "not"))
#: Those in which only some is verbatim: what is in backticks.
_TICKED = frozenset(("says", "any", "not"))


def find_raw_html(subject: Subject) -> FoundWithFixes:
    yield from _find_escaped_code(subject)
    for field, text, at in _prose(subject, _PLAIN, ("<", "&", "![")):
        if _is_about(subject, _ABOUT_HTML) or _MARKUP.fullmatch(subject.question.language or ""):
            return
        if field in MARKDOWN and (picture := _PICTURE.search(text)):
            file = trim(picture["file"], 30)
            message = (
                f"no picture is shown in a text: write image: {{file: {file}, alt: …}} beside ask"
            )
            yield subject.source.within(at, text, picture.start()), message
            continue
        found = None if field in _COMPARED else _find_tag(text)
        if found is None and field in _PLAIN and "&" in text:
            found = re.search(_ENTITY, text, re.IGNORECASE)
        if found is None:
            continue
        if "tag" in found.re.groupindex:
            how = f"write {_BY_TAG[found['tag'].lower()]} instead"
        else:
            how = "write the sign itself"
        where = "HTML isn't read here" if field in MARKDOWN else "nothing is read as HTML here"
        message = f"{where}, so {trim(found[0], 30)} is shown as it is: {how}"
        if field in MARKDOWN:
            message += ", or put it in ` if it's meant"
        yield subject.source.within(at, text, found.start()), message


#: Signs that a page has escaped, from which code was copied.
_ESCAPED = re.compile(r"&(?:lt|gt|amp|quot|apos|#39|#34|#x27);")
_ABOUT_ESCAPES = re.compile(r"(?i)html|xml|entit|escap|xss|jsx|svg|markdown|templat")


def _find_escaped_code(subject: Subject) -> FoundWithFixes:
    """Report signs in code that are written for HTML: they're shown as they are."""
    texts = subject.texts()
    if not any(";" in text and _ESCAPED.search(text) for _, text, _ in texts):
        return
    every = f"{subject.question.topic} {subject.question.language} {subject.question.id} "
    if _ABOUT_ESCAPES.search(every + " ".join(text for _, text, _ in texts)):
        return
    for field, text, at in texts:
        if field in _CODE:
            found = [*_ESCAPED.finditer(text)]
        elif field in MARKDOWN or field in _TICKED:
            prose = blank_code(text)
            found = [one for one in _ESCAPED.finditer(text) if prose[one.start()] != "&"]
        else:
            continue
        if not found:
            continue
        first = found[0]
        message = f"nothing is read as HTML in code, so {first[0]} is shown as it is: write "
        message += f"{unescape(first[0])} for it"
        place: int = subject.source.within(at, text, first.start())
        fixes: Fixes = ()
        edits = list[tuple[int, int, str]]()
        for one in found:
            here = subject.source.within(at, text, one.start())
            if subject.source.text.startswith(one[0], here) and here > at:
                edits.append((here, here + len(one[0]), unescape(one[0])))
        quoted = any(subject.source.text.startswith(new, at) for _, _, new in edits)
        if len(edits) == len(found) and not quoted:
            fixes = subject.source.fix(f"wrote {unescape(first[0])} for {first[0]}", *edits)
        yield place, message, *fixes


def _find_tag(text: str) -> re.Match[str] | None:
    """Return the first tag that is one: that is closed, stands alone or has attributes."""
    tagged = "<" in text and ">" in text
    tags = list(re.finditer(_TAG, text, re.IGNORECASE)) if tagged else []
    closed = {tag["tag"].lower() for tag in tags if tag["close"]}
    for tag in tags:
        name = tag["tag"].lower()
        if name in _ALONE or (tag["more"] and name in _BY_TAG) or name in closed:
            return tag
    return None


_COMMAND = (
    r"(?<![:\\/])\\(?:frac|sqrt|binom|overline|vec|hat|math(?:bb|rm|cal|bf|it)|text(?:bf|it|rm)?)\{"
    r"|\\(?:sum|int|prod|lim)_"
    r"|(?<![\w:\\/])\\(?:alpha|beta|gamma|delta|epsilon|lambda|sigma|theta|omega|pi|mu|infty|leq?"
    r"|geq?|neq|cdot|times|approx|equiv|rightarrow|forall|exists|log|sum)(?![\w\\/.*+])"
)
_TERM = r"[a-zA-Z0-9.,]{1,4}"
_FORMULA = (
    rf"{_COMMAND}"
    r"|[\w)}]\s*\^\s*[\w({]|[a-zA-Z]_(?:\{|\w$|\w\b)"
    r"|^(?:O|o|Θ|Ω|T|f|g|P|E)\([^()]{1,30}(?:\([^()]{0,12}\)[^()]{0,12})?\)$"
    rf"|^{_TERM}(?:\s*[=<>≤≥+*/·-]\s*{_TERM})+$|^[a-zA-Z]$"
)
_DOLLARS = (
    r"(?<![\w$\\])\$(?P<double>\$?)(?![\s$\"'{(?!@*#])(?P<inner>[^$\n]{0,119}[^$\s\\])"
    r"\$(?P=double)(?![\w({$\"'])"
)
_BRACKETS = r"\\\((?P<round>[^\n]{1,120}?)\\\)|\\\[(?P<square>[^\n]{1,120}?)\\\]"
_ABOUT_TEX = re.compile(r"(?i)\b(?:la|ka)?tex\b|mathjax|typeset")


def find_math(subject: Subject) -> Found:
    for _, text, at in _prose(subject, frozenset(("says", "steps")), ("$", "\\")):
        if _is_about(subject, _ABOUT_TEX) or "tex" in (subject.question.language or "").lower():
            return
        if found := _find_formula(text):
            message = (
                f"formulas aren't drawn here: {trim(found[0], 30)} would be shown as it is; write "
                "it with plain signs, such as x² ≤ n or O(n log n), or as code in `"
            )
            yield subject.source.within(at, text, found.start()), message


def _find_formula(text: str) -> re.Match[str] | None:
    for found in re.finditer(_DOLLARS, text):
        if re.search(_FORMULA, found["inner"]):
            return found
    for found in re.finditer(_BRACKETS, text):
        inner = (found["round"] or found["square"]).strip()
        if "=" in inner or re.search(_FORMULA, inner):
            return found
    return re.search(_COMMAND, text)


def _prose(
    subject: Subject, plain: frozenset[str], signs: Sequence[str]
) -> Iterator[tuple[str, str, int]]:
    """Yield the texts of a question with its code blanked, and those in the fields *plain*.

    Texts without one of *signs* are left out, as most are.
    """
    prints = isinstance(subject.question.quiz, Output)
    for field, text, at in subject.texts():
        for sign in signs:
            if sign in text:
                break
        else:
            continue
        if field in plain:
            yield field, blank_code(text) if field in _TICKED else text, at
        elif field in MARKDOWN and not (prints and field == "text"):
            yield field, blank_code(text), at


def _is_about(subject: Subject, words: re.Pattern[str]) -> bool:
    question = subject.question
    about = f"{question.ask} {question.topic} {question.id}".replace("/", " ").replace("-", " ")
    return bool(words.search(about))
