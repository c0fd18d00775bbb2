"""The shape of each part of a pack; the only module that knows Pydantic.

A part is validated by itself, against the dataclasses of ``core``: by Pydantic, unless it plainly
fits. What does not fit is reported, and then taken for unknown, so that the rules can go on with
what is sound.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from copy import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from interview_cli.core.kinds import KINDS
from interview_cli.core.kinds.blanks import Blanks
from interview_cli.core.kinds.choice import Choice
from interview_cli.core.kinds.match import Match
from interview_cli.core.kinds.review import Review
from interview_cli.core.kinds.short import Number, Short, read_number
from interview_cli.core.levels import Level
from interview_cli.core.questions.question import Question
from interview_cli.core.questions.variants import PLACEHOLDER
from interview_cli.core.sentences import quote_yaml, trim
from interview_cli.core.serialise import STRICT, to_plain
from interview_cli.packs.format import foreign_names
from interview_cli.packs.format.bare_choices import report_bare_choice
from interview_cli.packs.format.meant.clozes import report_clozes
from interview_cli.packs.format.meant.mappings import drop_hyphens
from interview_cli.packs.format.meant.options.option_fields import report_option_fields
from interview_cli.packs.format.meant.options.option_slips import report_option_slips
from interview_cli.packs.format.meant.paired_sides import report_sides
from interview_cli.packs.format.meant.strays import report_bare, report_doubled, report_strays
from interview_cli.packs.format.meant.whole_questions import report_equals
from interview_cli.packs.format.misfits import MisfitReport
from interview_cli.packs.format.part_classes import (
    class_at,
    field_names,
    last_name,
    list_needed,
    required_fields,
)
from interview_cli.packs.format.plain_fit import convert
from interview_cli.packs.format.quiz_kinds import find_kind
from interview_cli.packs.format.rules.vary_names import has_place, read_braces
from interview_cli.packs.kinds.kind import TRUTHS, fold_name
from interview_cli.packs.kinds.review import list_lines
from interview_cli.packs.yaml.source import UNKNOWN, Fixes, Map, Seq, Source

if TYPE_CHECKING:
    from pydantic import TypeAdapter

# We use none of its plugins. To find them Pydantic reads what every installed package declares,
# and from Python 3.15 on one package that declares nonsense would stop it.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

V = TypeVar("V")

#: No part is so large by intention, and Pydantic may have an error for each letter of it.
LARGEST_PART = 256 * 1024


@dataclass(frozen=True, slots=True)
class Defaults:
    """What questions of a file have that don't say it themselves."""

    __pydantic_config__ = STRICT

    level: Level | None = None
    topic: str | None = None
    language: str | None = None


@dataclass(slots=True)
class Schema:
    """The validation of the parts of one file."""

    source: Source
    blanks: list[int]
    #: A newer minor format: unknown fields are not an error.
    newer: bool = False
    passed_over: list[str] = field(default_factory=list)
    question: Map | None = None  # of which a part is validated

    def validate_question(self, part: Map) -> Question | None:
        self.question = part
        self._report_strays(part)
        quiz = part.get("quiz")
        if quiz is None or quiz is UNKNOWN:
            question = self.validate_part(Question, part, "question")
            renamed = part.get("quiz")
            if isinstance(renamed, Map):  # its name was misspelt
                self._validate_quiz(part, renamed)
            return question if quiz is None else None
        value = self._validate_quiz(part, quiz)
        part["quiz"] = UNKNOWN if value is None else value  # Pydantic takes it as it is
        question = self.validate_part(Question, part, "question")
        part["quiz"] = quiz
        return question if value is not None else None

    def validate_part(self, cls: type[V], part: Map, noun: str) -> V | None:
        """Validate *part* as a *cls*; None where anything is wrong with it."""
        if part.end - part.start > LARGEST_PART:
            message = f"this {noun} is larger than {LARGEST_PART // 1024} KiB: make it shorter"
            self.source.flaw(part.start, message, "too-large")
            part.keep({})
            return None
        value = convert(cls, part)
        if value is None:
            value = self._validate(cls, part, noun)
        first = bisect_left(self.blanks, part.start)
        blank = first < len(self.blanks) and self.blanks[first] < part.end
        return None if blank and self._report_empty(part, cls) else value

    def _validate(self, cls: type[V], part: Map, noun: str) -> V | None:
        from pydantic import ValidationError  # most packs fit without it

        for _ in range(3):  # again after names were corrected: their values may be wrong too
            try:
                value: V = _get_adapter(cls).validate_python(part)
                return value
            except ValidationError as err:
                report = MisfitReport(
                    self.source, self.newer, self.passed_over, cls, part, noun, self.question
                )
                if not report.report([{**error} for error in err.errors(include_url=False)]):
                    break
        return None

    def validate_remainder(self, cls: type[V], part: Map, noun: str) -> V | None:
        """Validate *part*; where something in it is wrong, return what remains without it."""
        value = self.validate_part(cls, part, noun)
        if value is None:
            from pydantic import ValidationError

            try:
                value = _get_adapter(cls).validate_python(_without_unknown(part))
            except ValidationError:
                return None
        return value

    def _report_strays(self, part: Map) -> None:
        """Report fields of the quiz that stand beside it, because they aren't indented."""
        if report_bare_choice(self.source, part):
            part.cut = True
            return
        if "quiz" not in part and isinstance(kind := part.get("kind"), str) and kind in KINDS:
            ours = {*field_names(KINDS[kind]), "kind"} - _QUESTION_FIELDS
            if len(strays := [name for name in part if name in ours]) > 1:
                report_bare(self.source, part, strays, "quiz")
                part.keep({name: name for name in part if name not in strays})
                part.cut = True
            return
        if "quiz" not in part or _QUESTION_FIELDS.issuperset(part):
            return
        quiz = part["quiz"]
        if _kind_of(quiz) == "choice" and report_option_fields(self.source, part, quiz):
            part.cut = True
        theirs = _QUIZ_FIELDS - _QUESTION_FIELDS - ({*()} if "ask" in part else {"stem", "text"})
        if isinstance(kind := _kind_of(part["quiz"]), str) and kind in KINDS:
            own = {*field_names(KINDS[kind])}  # a choice has no hints, wherever they stand
            theirs -= (_ONLY_HINTS | _OF_PARTS) - own
        strays = [name for name in part if name in theirs]
        for name in [n for n in strays if isinstance(quiz, Map) and n in quiz]:
            report_doubled(self.source, part, name, "quiz", quiz[name])
            strays.remove(name)
            part.keep({n: n for n in part if n != name})
        if strays:
            report_strays(self.source, part, strays, "quiz")
            part.keep({name: name for name in part if name not in strays})
            if isinstance(part["quiz"], Map):
                part["quiz"].cut = True
            else:
                part["quiz"] = UNKNOWN

    def _validate_quiz(self, question: Map, quiz: Any) -> Any:
        if isinstance(quiz, str) and report_equals(self.source, quiz, question.at("quiz")):
            question["quiz"] = UNKNOWN
            return None
        if not isinstance(quiz, Map):
            message = "quiz must be a mapping: write its fields below it, kind first"
            if isinstance(quiz, str):
                word = fold_name(quiz)
                kind = word if word in KINDS else foreign_names.KINDS.get(word, ("", ""))[0]
                if kind:
                    more = "".join(f" and {name}" for name in required_fields(KINDS[kind]))
                    message = f'quiz must be a mapping: write "kind: {kind}"{more} below it'
            hyphens, fixes = drop_hyphens(self.source, quiz)
            message = f"quiz must be a mapping: {hyphens}" if hyphens else message
            if isinstance(quiz, Seq) and len(quiz) > 1 and not hyphens:
                message = "a question has one quiz: write a question of its own for each"
            self.source.flaw(question.at("quiz"), message, "type", fixes=fixes)
            question["quiz"] = UNKNOWN
            return None
        cls = find_kind(self.source, quiz)
        if cls is None and quiz.get("kind", UNKNOWN) in (None, ""):
            self._report_empty(quiz, object)
        if cls is Choice and (
            report_option_slips(quiz, self.source) or report_option_fields(self.source, quiz, quiz)
        ):
            quiz.cut = True
        if cls is Blanks:
            report_clozes(self.source, quiz)
        if cls is Match:
            report_sides(self.source, quiz)
        if cls is Review:
            list_lines(quiz)
        if cls is Short and "vary" in question:
            return self._validate_varying(quiz, question["vary"])
        return self.validate_part(cls, quiz, "quiz") if cls else None

    def _validate_varying(self, quiz: Map, vary: Any) -> Any:
        """Validate a quiz in whose number there may be names of values that vary."""
        written = quiz.get("number")
        if not isinstance(written, Map):
            return self.validate_part(Short, quiz, "quiz")
        read_braces(written, vary)
        given = ((name, text) for name, text in written.items() if isinstance(text, str))
        names = {name: text for name, text in given if has_place(text, vary)}
        if not names:
            return self.validate_part(Short, quiz, "quiz")
        zeros = copy(written)
        zeros.places = [*written.places]
        zeros.update(dict.fromkeys(names, "0"))
        rest = self.validate_part(Number, zeros, "number")
        texts = {name: text for name, text in names.items() if PLACEHOLDER.search(text)}
        quiz["number"] = UNKNOWN if rest is None else read_number(to_plain(rest) | texts)
        value = self.validate_part(Short, quiz, "quiz")
        quiz["number"] = zeros if rest is None else written
        return None if rest is None else value

    def _report_empty(
        self, part: Any, cls: type[Any], path: tuple[Any, ...] = (), *, output: bool = False
    ) -> bool:
        """Report what is empty or blank in *part*, at *path* of a *cls*; return whether any was.

        An *output* may be empty: there are programs that print nothing.
        """
        found = False
        keyed, name = isinstance(part, Map), last_name(path)
        output = output or (keyed and part.get("kind") == "output")
        for key, value in list(part.items() if keyed else enumerate(part)):
            if isinstance(value, Map | Seq):
                found |= self._report_empty(value, cls, (*path, key), output=output)
            elif output and isinstance(value, str) and (key, name) in _OUTPUTS:
                continue
            elif value is None or (isinstance(value, str) and (not value or value.isspace())):
                at = part.key_at(key) if keyed and value is None else part.at(key)
                what = f"{key} is empty" if keyed else f"this item of {name or 'the list'} is empty"
                needed = keyed and key in list_needed(class_at(cls, path), part)
                advice, fixes = self._advise_filling(at, key, value, needed=needed)
                self.source.flaw(at, what + advice, "empty", fixes=fixes)
                part[key] = UNKNOWN
                found = True
        return found

    def _advise_filling(self, at: int, key: Any, value: Any, *, needed: bool) -> tuple[str, Fixes]:
        bare = value is None and self.source.text[at + len(str(key)) :][:1] in (" ", ",", "}")
        if bare and key in TRUTHS and not needed:
            edit = (at, at + len(key), f"{key}: true")
            return f": write {key}: true", self.source.fix(f"wrote {key}: true", edit)
        if key == "prints":
            return ': write what the program prints, or "" if it prints nothing', ()
        advice = ": write something" if needed else ": write something, or leave it out"
        comment = self.source.rest(at).partition(f"{key}:")[2].strip()
        if value is None and re.match(r"#\d", comment):  # no comment begins so: "#1 of …"
            end = self.source.end_of(at)
            begin = end - len(self.source.rest(at).partition("#")[2]) - 1
            quoted = quote_yaml(comment, None)
            fixes = self.source.fix(f"quoted {trim(comment, 40)}", (begin, end, quoted))
            advice = f", for # begins a comment: quote the text: {key}: {quote_yaml(comment)}"
            return advice, fixes
        if value is None and comment.startswith("#"):
            advice += f"; if # begins the text here, not a comment, quote it: {quote_yaml(comment)}"
        return advice, ()


#: Names that a quiz of some kinds has, and parts of others: options, and the like.
_OF_PARTS = frozenset({"text", "why"})
#: Names of a quiz that a question has under another one.
_ONLY_HINTS = frozenset({"hints"})


def _kind_of(quiz: Any) -> Any:
    return quiz.get("kind") if isinstance(quiz, Map) else None


#: What a program may print: a field, and the list that it is in.
_OUTPUTS = (("prints", ""), ("text", "wrong"))
_QUESTION_FIELDS = frozenset(field_names(Question))
_QUIZ_FIELDS = frozenset(name for cls in KINDS.values() for name in field_names(cls))


#: Each is made once: making one takes as long as validating a thousand questions.
_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}


def _get_adapter(cls: type[Any]) -> TypeAdapter[Any]:
    if cls not in _ADAPTERS:
        from pydantic import TypeAdapter

        _ADAPTERS[cls] = TypeAdapter(cls)
    return _ADAPTERS[cls]


def _without_unknown(part: Any) -> Any:
    if isinstance(part, dict):
        return {k: _without_unknown(v) for k, v in part.items() if v is not UNKNOWN}
    if isinstance(part, list):
        return [_without_unknown(item) for item in part if item is not UNKNOWN]
    return part
