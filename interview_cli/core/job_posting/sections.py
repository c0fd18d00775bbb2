"""The sections of a posting, by their headings: what's needed, what's nice to have, what isn't."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from functools import cache
from typing import NamedTuple

from interview_cli.core.job_posting.posting_lines import PostingLine
from interview_cli.core.job_posting.tables import read_table


class Section(Enum):
    """What a part of a posting is about; the value is how much what it names counts."""

    TITLE = 1.3
    NEEDS = 2.0
    INTERVIEW = 2.01
    TASKS = 1.8
    PLAIN = 1.0
    STACK = 0.5
    NICE = 0.4
    COMPANY = 0.3
    NOT_NEEDED = 0.0
    OFFER = -0.0001
    OTHER = -0.0002

    @property
    def weight(self) -> float:
        return max(0.0, self.value)

    @property
    def is_role(self) -> bool:
        """Whether it's about the work or the person."""
        return self.weight > 1 or self is Section.NICE


@cache
def _headings() -> tuple[tuple[Section, re.Pattern[str]], ...]:
    """Return what the headings of each section say; the first that fits counts."""
    return tuple(
        (Section[name.upper()], re.compile(rf"(?i)(?:^|.*?(?<![\w'])) ?(?:{words})s?(?![\w-]).*"))
        for name, words in read_table("headings.txt").items()
    )


#: A heading has no more words.
_LONGEST = 8
#: Nor a label before a colon.
_LABEL_WORDS = 4
_LABEL = re.compile(r"([^:.!?]{2,48}?)\s*(?::|\s-(?=\s))\s*(?=\S)")
_QUESTION = re.compile(
    r"((?:[Aa]nd |[Ss]o |[Uu]nd )?(?:[Ww](?:h|er|as|ie|o|en)|[Hh]ow|[Tt]he )[^.!?:]{2,60})"
    r"\?\s*(?=\S)"
)


class Part(NamedTuple):
    """A line of a posting, and the section it's in."""

    line: PostingLine
    section: Section


def name_section(heading: str) -> Section | None:
    """Return the section that *heading* begins; None where it could be any."""
    words = heading.strip(" :*_#.!?-–|").strip()
    if not words or len(words.split()) > _LONGEST:
        return None
    for section, pattern in _headings():
        if pattern.fullmatch(words):
            return section
    return None


def split_sections(
    lines: Iterable[PostingLine], has_names: Callable[[str], bool]
) -> Iterator[Part]:
    """Yield the lines but for headings, each with its section.

    What has names in it (*has_names*) is no heading, unless it's marked as one.
    """
    every = [*lines]
    section, titled = Section.PLAIN, any(line.kind == "title" for line in every)
    for place, line in enumerate(every):
        if line.kind == "blank" or not line.text:
            continue
        if line.kind == "title" or (not titled and _is_title(line)):
            titled = True
            yield Part(line, Section.TITLE)
        elif (named := _read_heading(every, place, has_names)) is not None:
            section = named
            yield Part(line, section)
        elif (asked := _QUESTION.match(line.text)) and line.kind == "text":
            section = name_section(asked[1]) or Section.PLAIN
            yield Part(line, section)
        elif (label := _LABEL.match(line.text)) and (named := _read_label(label[1], has_names)):
            yield Part(line, named)
        else:
            yield Part(line, Section.NOT_NEEDED if line.kind == "crossed" else section)


def _is_title(line: PostingLine) -> bool:
    """Whether the first line of a text says what the job is called."""
    return len(line.text.split()) <= 14 and not line.text.endswith((".", ",", ";", "!"))


def _read_label(label: str, has_names: Callable[[str], bool]) -> Section | None:
    if len(label.split()) > _LABEL_WORDS or has_names(label):
        return None
    return name_section(label)


def _read_heading(
    lines: list[PostingLine], place: int, has_names: Callable[[str], bool]
) -> Section | None:
    """Return the section that a line begins; None where it's no heading."""
    line = lines[place]
    if line.kind == "heading":
        return name_section(line.text) or Section.PLAIN
    text = line.text
    if line.kind != "text" or len(text.split()) > _LONGEST or text.endswith((".", ",", ";")):
        return None
    if has_names(text) or re.search(r"\d", text):
        return None
    after = lines[place + 1 :]
    if not any(following.text for following in after):
        return None
    if (named := name_section(text)) is not None:
        return named
    apart = place == 0 or not lines[place - 1].text
    goes_on = bool(after[0].text) and (after[0].kind != "text" or len(text.split()) <= 5)
    return Section.PLAIN if text.endswith(":") or text.isupper() or (apart and goes_on) else None
