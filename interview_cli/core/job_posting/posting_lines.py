"""The lines of a posting as they were meant, whatever it was copied from.

A copy from a PDF has glued and split words, one from a web page odd bullets, a mail its headers
and a signature. Each line keeps the number that it has in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from interview_cli.core.job_posting.html_lines import is_page, read_page


class PostingLine(NamedTuple):
    """A line; ``kind`` is ``text``, ``bullet``, ``crossed`` (a bullet that says no), ``heading``,
    ``title`` or ``blank``.
    """

    number: int
    text: str
    kind: str
    #: Where further lines of the text begin within it: an index, and the line's number.
    wraps: tuple[tuple[int, int], ...] = ()

    def number_at(self, place: int) -> int:
        """Return the number of the line on which the character at *place* stands."""
        return max((number for start, number in self.wraps if start <= place), default=self.number)


#: What a copy made of bullets, quotes and dashes: bytes of UTF-8 that were read as Windows-1252.
_MISREAD = (("â€¢", "•"), ("â€™", "'"), ("â€“", "–"), ("â€œ", '"'), ("â€\x9d", '"'), ("Â·", "·"))
_PLAIN = str.maketrans(
    "\u2010\u2011\u2018\u2019\u201b\u02bc\u201c\u201d\u201e\u00b4", "--''''\"\"\"'"
)
_INVISIBLE = re.compile(
    "[\u00ad\u200b-\u200f\u2060\ufe0e\ufe0f\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
)
_PRIVATE = re.compile("[\ue000-\uf8ff]")

_BULLET = re.compile(
    r"\s*(?:[•·∙▪▫●○◦‣⁃■□▸▹►▶➤➢➔→✓✔✅☑⭐★❖◆◇–—*+-]|\(?\d{1,2}[.)](?!\d)|[\U0001f300-\U0001faff])"
    r"(?:\s+|(?=[^\W\d_]))"
)
_CROSSED = re.compile(r"\s*[❌✖✗✘🚫⛔👎]\s*")
_MARKDOWN_HEADING = re.compile(r"\s{0,3}#{1,6}\s+")
_BOLD_LINE = re.compile(r"\s*(?:\*\*|__)([^*_]{2,60}?):?(?:\*\*|__):?\s*")
_HASHTAG = re.compile(r"(?<!\S)#[^\W\d_]\w+")
_QUOTED = re.compile(r"(?:>\s?)+")
_MAIL_HEADER = re.compile(
    r"(?i)(?:from|to|cc|bcc|date|sent|reply-to|von|an|datum|gesendet|message-id|content-\S+|"
    r"mime-version|x-\S+|importance)\s*:\s.*"
)
_SUBJECT = re.compile(r"(?i)(?:subject|betreff)\s*:\s*(?:(?:re|fwd?|aw|wg)\s*:\s*)*(.*)")
_PAGE_NUMBER = re.compile(r"(?i)\s*(?:page|seite)\s+\d+(?:\s*(?:of|von|/)\s*\d+)?\s*")
_SIGNATURE = re.compile(r"--\s?|_{5,}")

#: How a bad copy of a PDF reads: no space after a comma, a full stop or a bracket.
_GLUED = re.compile(r"[a-z0-9][,;:][A-Za-z]|[a-z]\.[A-Z][a-z]|[A-Za-z]\([A-Za-z]|[a-z]\)[A-Za-z]")
_MANY_GLUED = 5
_UNGLUE = (
    (re.compile(r"(?<=[A-Za-z0-9)])([,;:])(?=[A-Za-z])"), r"\1 "),
    (re.compile(r"(?<=[a-z0-9)])\.(?=[A-Z])"), ". "),
    (re.compile(r"(?<=[A-Z]{3})(?=(?:and|at|for|in|is|or|to|with)\b)"), " "),
    (re.compile(r"(?<=[A-Za-z0-9])\((?=\w)"), " ("),
    (re.compile(r"\)(?=[A-Za-z])"), ") "),
    (re.compile(r"(?<=[\d+])(?=years?\b|yrs?\b|Jahre)"), " "),
    (re.compile(r"(?<=[a-z])(?=[A-Z][a-z])"), " "),
)
_CAPITALS = re.compile(
    r"(?<![\w-])[A-ZÄÖÜ][A-ZÄÖÜ'-]+(?: [A-ZÄÖÜ][A-ZÄÖÜ'-]*| &)*(?: [A-ZÄÖÜ'-]{2,})?(?![\w-])"
)
#: Where a line of a bad copy is cut: before a number of a list, and before what a table said.
_CUTS = re.compile(
    r"(?<=\S)\s+(?=(?:\d{1,2}|[a-h])\)\s?\w|(?:Location|Place|Type|Hours|Reference|Ref|Salary|Start|Contract|Ort)\s?:)"
)

#: A line isn't broken because it's full where it's so many characters shorter than the longest
#: one, nor where the longest is shorter or longer than a page is wide.
_SLACK, _NARROWEST, _WIDEST = 18, 40, 130
_LABELLED = re.compile(r"[A-ZÄÖÜ][^:.!?]{1,30}:\s")
_ENDS = (".", "!", "?", ":", ";", '."', '!"')


def split_lines(text: str, is_heading: Callable[[str], bool]) -> list[PostingLine]:
    """Return the lines of *text*; *is_heading* tells which words in capitals are a heading."""
    text = tidy(text)
    if is_page(text):
        lines = [PostingLine(n, tidy(words), kind) for n, words, kind in read_page(text)]
        return [line for line in lines if not _is_hashtags(line.text)]
    return _join_wrapped(_mark(list(_repair(_split_mail(text), is_heading))))


def tidy(text: str) -> str:
    """Return *text* with plain quotes, hyphens and spaces, and without what can't be seen."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for wrong, right in _MISREAD:
        text = text.replace(wrong, right)
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", _PRIVATE.sub("•", text)))
    return text.translate(_PLAIN)


def _split_mail(text: str) -> Iterator[PostingLine]:
    """Yield the lines, without headers and the signature of a mail, and without hashtags."""
    in_head = True
    for number, raw in enumerate(text.split("\n"), 1):
        line = _QUOTED.sub("", raw, count=1) if raw.startswith(">") else raw
        if _SIGNATURE.fullmatch(line):
            return
        if subject := _SUBJECT.fullmatch(line.strip()):
            yield PostingLine(number, subject[1], "title")
        elif in_head and _MAIL_HEADER.fullmatch(line.strip()):
            continue
        elif _PAGE_NUMBER.fullmatch(line) or _is_hashtags(line):
            yield PostingLine(number, "", "blank")
        else:
            in_head = in_head and not line.strip()
            yield PostingLine(number, line, "text")


def _is_hashtags(line: str) -> bool:
    return len(_HASHTAG.findall(line)) > 2 or bool(_HASHTAG.fullmatch(line.strip()))


def _repair(
    lines: Iterator[PostingLine], is_heading: Callable[[str], bool]
) -> Iterator[PostingLine]:
    """Yield the lines, those of a bad copy with spaces and headings where they belong."""
    every = list(lines)
    if len(_GLUED.findall("\n".join(line.text for line in every))) < _MANY_GLUED:
        yield from every
        return
    for line in every:
        text = line.text
        for pattern, instead in _UNGLUE:
            text = pattern.sub(instead, text)
        start = 0
        for found in _CAPITALS.finditer(text):
            if is_heading(found[0].lower()):
                yield from _pieces(line, text[start : found.start()])
                yield line._replace(text=found[0], kind="heading")
                start = found.end()
        yield from _pieces(line, text[start:])


def _pieces(line: PostingLine, text: str) -> Iterator[PostingLine]:
    """Yield *text*, which is of *line*, cut where a new thing begins."""
    for piece in _CUTS.split(text):
        if piece.strip() or not text:
            yield line._replace(text=piece.strip())


def _mark(lines: list[PostingLine]) -> Iterator[PostingLine]:
    """Yield the lines with their kinds, and without the signs that said these."""
    for line in lines:
        if line.kind != "text":
            yield line
        elif not line.text.strip():
            yield line._replace(text="", kind="blank")
        elif crossed := _CROSSED.match(line.text):
            yield line._replace(text=line.text[crossed.end() :].strip(), kind="crossed")
        elif found := _MARKDOWN_HEADING.match(line.text):
            yield line._replace(text=line.text[found.end() :].strip(" #*"), kind="heading")
        elif bold := _BOLD_LINE.fullmatch(line.text):
            yield line._replace(text=bold[1].strip(), kind="heading")
        elif (bullet := _BULLET.match(line.text)) and line.text[bullet.end() :].strip():
            rest = line.text[bullet.end() :]
            while again := _BULLET.match(rest):  # emoji in a row
                rest = rest[again.end() :]
            yield line._replace(text=rest.replace("**", "").strip(), kind="bullet")
        else:
            yield line._replace(text=line.text.replace("**", "").strip())


def _join_wrapped(lines: Iterator[PostingLine]) -> list[PostingLine]:
    """Return the lines, those that go on put together; numbers are those of their beginnings."""
    every = [*lines]
    texts = [line.text for line in every if line.text]
    longest = max(map(len, texts), default=0)
    wrapped = _NARROWEST <= longest <= _WIDEST
    casual = sum(text[0].islower() for text in texts) > len(texts) / 2  # "need a dev, start monday"
    joined: list[PostingLine] = []
    last = ""  # the last line that was joined
    for line in every:
        before = joined[-1] if joined else None
        full = wrapped and len(last) >= longest - _SLACK
        goes_on = (
            before is not None
            and line.kind == "text"
            and before.kind in ("text", "bullet", "crossed")
            and not last.endswith(_ENDS)
            and not _LABELLED.match(line.text)
            and (full if casual else full or line.text[:1].islower())
        )
        last = line.text
        if before is None or not goes_on:
            joined.append(line)
        else:
            cut = bool(re.search(r"[a-z]-$", before.text)) and line.text[:1].islower()
            text = before.text[:-1] if cut else f"{before.text} "
            wraps = (*before.wraps, (len(text), line.number))
            joined[-1] = before._replace(text=text + line.text, wraps=wraps)
    return joined
