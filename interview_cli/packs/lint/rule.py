"""What a rule of lint is, with its page, and what it looks at: questions and their words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from itertools import repeat
from pathlib import Path
from pkgutil import get_data

from interview_cli.core.kinds.choice import Choice, Option
from interview_cli.core.markdown import blank_code
from interview_cli.core.questions.question import Lint, PackInfo, Question
from interview_cli.core.scoring.tokens import STOP_WORDS, stem
from interview_cli.packs.format.pack_read import LocatedQuestion, PackRead
from interview_cli.packs.yaml.problems import Fix, FoundWithFixes
from interview_cli.packs.yaml.source import Map, Seq, Source

#: Indices into a spot's file, each with what is wrong there and what to write instead.
Found = Iterator[tuple[int, str]]
#: The same over packs, each with the file it is in, and the fix where that is certain.
FoundOver = Iterator[tuple[Source, int, str, *tuple[Fix, ...]]]


@dataclass(frozen=True, slots=True)
class Measured:
    """What a rule reached on labelled questions that it was not tuned on.

    Of *flagged* questions *right* were labelled with this flaw, and of all questions
    *flawed* were.
    """

    right: int
    flagged: int
    flawed: int

    @property
    def precision(self) -> float | None:
        """The share of what was flagged that was rightly flagged; None where nothing was."""
        return self.right / self.flagged if self.flagged else None

    @property
    def recall(self) -> float | None:
        """The share of what was to be flagged that was; None where there was nothing."""
        return self.right / self.flawed if self.flawed else None


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that makes a question teach or test badly; its page is ``pages/ID.md``.

    Either *each* looks at one question, or *over* at whole packs; a rule with neither is told
    by ``pack check --run``. *measured* is None for
    a rule that judges a whole pack.
    """

    id: str
    measured: Measured | None = None
    on: bool = True
    each: Callable[[Subject], FoundWithFixes] | None = None
    over: Callable[[Sequence[Pack]], FoundOver] | None = None

    @property
    def title(self) -> str:
        return read_page(self.id)["title"]

    @property
    def why(self) -> str:
        return read_page(self.id)["why"]

    @property
    def bad(self) -> str:
        """YAML as an author writes it, which the rule flags."""
        return read_page(self.id)["bad"]

    @property
    def good(self) -> str:
        """The same YAML, put right."""
        return read_page(self.id)["good"]


_PAGE = re.compile(
    r"# (?P<title>[^\n]*)\n\n(?P<why>.*)\n\n"
    r"Bad:\n\n~~~yaml\n(?P<bad>.*)\n~~~\n\nGood:\n\n~~~yaml\n(?P<good>.*)\n~~~\n",
    re.DOTALL,
)


@cache
def read_page(rule: str) -> dict[str, str]:
    """Return the parts of a rule's page: its title, its reason, a bad and a good example."""
    # importlib.resources takes ten times as long to import.
    text = (get_data(__package__, f"pages/{rule}.md") or b"").decode("utf-8")
    page = _PAGE.fullmatch(text)
    assert page, f"{rule}.md is not laid out as a rule's page"
    return page.groupdict()


@dataclass(frozen=True, slots=True)
class Subject:
    """A question, and the part of its file that says it. ``today`` is the day of the check.

    ``facts`` are what rules found out about it for themselves; they may be kept.
    """

    placed: LocatedQuestion
    source: Source
    pack: str
    today: date
    #: The rules that its pack ignores.
    ignored: frozenset[str] = frozenset()
    facts: dict[str, str] = field(default_factory=dict, compare=False)
    _texts: list[tuple[str, str, int]] = field(default_factory=list, compare=False, repr=False)

    @property
    def question(self) -> Question:
        return self.placed.question

    @property
    def part(self) -> Map:
        return self.placed.part

    def texts(self) -> list[tuple[str, str, int]]:
        """Return each text with the name of its field and the index where it begins."""
        if not self._texts:
            _add_texts(self.part, "", self._texts)
        return self._texts

    def fact(self, name: str, find: Callable[[Question], str]) -> str:
        """Return what *find* says of the question, by itself, without its place or its pack."""
        known = self.facts.get(name)
        if known is None:
            known = self.facts[name] = find(self.question)
        return known

    @property
    def key(self) -> str:
        return f"{self.pack}:{self.question.id}"

    @property
    def choice(self) -> Choice | None:
        return self.question.quiz if isinstance(self.question.quiz, Choice) else None

    @property
    def stem(self) -> tuple[str, int]:
        """What the quiz asks, and where it begins."""
        quiz = self.part.get("quiz")
        if self.question.quiz is not None and self.question.quiz.stem and isinstance(quiz, Map):
            return self.question.quiz.stem, quiz.at("stem")
        return self.question.ask, self.part.at("ask")

    def options(self) -> list[tuple[Option, Map]]:
        """Return the options of a choice with their mappings in the file; [] for other kinds."""
        if self.choice is None:
            return []
        return list(zip(self.choice.options, self.part["quiz"]["options"], strict=True))

    def ignores(self, rule: str) -> bool:
        """Whether the author gave a reason why *rule* does not hold here, or in the whole pack."""
        return rule in self.all_ignored

    @property
    def all_ignored(self) -> frozenset[str]:
        """The rules that the author gave a reason for not to hold here, or in the whole pack."""
        own = self.question.lint
        return self.ignored | ignored_in(own) if own else self.ignored


@dataclass(slots=True)
class Pack:
    """A pack with its questions. ``head`` is what its ``pack:`` says, as it is written."""

    path: Path
    info: PackInfo | None
    subjects: list[Subject] = field(default_factory=list)
    head: Map | None = None
    head_source: Source | None = None
    #: Whether there is no question in it, not even a wrong one.
    empty: bool = False
    #: What rules found out about its head for themselves; they may be kept.
    facts: dict[str, str] = field(default_factory=dict)

    def fact(self, name: str, find: Callable[[], str]) -> str:
        """Return what *find* says, which depends on the head of the pack alone."""
        known = self.facts.get(name)
        if known is None:
            known = self.facts[name] = find()
        return known

    @property
    def id(self) -> str:
        return self.info.id if self.info else self.path.stem

    @property
    def ignored(self) -> frozenset[str]:
        """The rules that the author gave a reason for not to hold in this pack."""
        return ignored_in(self.info.lint if self.info else None)

    def subjects_for(self, rule: str) -> list[Subject]:
        """Return the questions that do not ignore *rule*."""
        return [subject for subject in self.subjects if not subject.ignores(rule)]


def packs_of(reads: Sequence[PackRead], today: date) -> list[Pack]:
    """Return the packs of *reads* with what is sound in them, each once."""
    return [_pack(read, today) for read in {read.path: read for read in reads}.values()]


def _pack(read: PackRead, today: date) -> Pack:
    source, head = read.head or (None, None)
    empty = not (read.questions or read.left_out or read.problems)
    pack = Pack(read.path, read.info, head=head, head_source=source, empty=empty)
    shared = pack.id, today, pack.ignored
    pack.subjects += [
        Subject(placed, read.sources[placed.file], *shared) for placed in read.questions
    ]
    return pack


def ignored_in(lint: Lint | None) -> frozenset[str]:
    """Return the rules that *lint* gives a reason for."""
    return frozenset(rule for rule, why in lint.ignore.items() if why.strip()) if lint else _NONE


_NONE: frozenset[str] = frozenset()


_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def to_prose(text: str) -> str:
    """Return *text* without code, in one line."""
    return " ".join(blank_code(text).split())


def to_one_line(text: str) -> str:
    """Return *text* in one line, with code and without the signs of Markdown around it."""
    return " ".join(re.sub(r"[`*]", "", text).split())


def words_in(text: str) -> list[str]:
    """Return the words of the prose of *text*, folded."""
    return [word.casefold() for word in _WORD.findall(blank_code(text))]


@lru_cache(maxsize=4096)
def content_stems(text: str) -> frozenset[str]:
    """Return the stems of the words in the prose of *text* that carry content."""
    return frozenset(
        stem(word) for word in words_in(text) if word not in STOP_WORDS and len(word) > 2
    )


#: Fields whose text is Markdown.
MARKDOWN = frozenset(
    {"ask", "answer", "spoken", "hint", "hints", "stem", "why", "text", "left", "complexity"}
)
#: Fields whose text is shown or compared, though not Markdown.
SHOWN = MARKDOWN | {"says", "any", "not", "accept", "prints", "steps", "code", "starter"}
SHOWN |= {"solution", "tests", "hidden", "query", "fixtures"}


def _add_texts(part: Map | Seq, name: str, texts: list[tuple[str, str, int]]) -> None:
    if isinstance(part, Map):
        pairs = zip(part, part.values(), part.places[1::2], strict=False)
    else:
        pairs = zip(repeat(name), part, part.places, strict=False)
    for key, value, at in pairs:
        if value.__class__ is Map or value.__class__ is Seq:
            if key not in ("lint", "needs", "checked", "sources", "was"):
                _add_texts(value, key, texts)
        elif isinstance(value, str):
            # Of a pair both sides are Markdown; an option's "right" is none.
            texts.append(("left" if key == "right" and "left" in part else key, value, at))
