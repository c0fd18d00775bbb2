"""Pick one option, or all that apply: for authors."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from interview_cli.core.compare import fold
from interview_cli.core.kinds.choice import Option
from interview_cli.core.sentences import quote_yaml, trim
from interview_cli.packs.kinds import kind
from interview_cli.packs.yaml.line_fixes import write_text
from interview_cli.packs.yaml.problems import Fix
from interview_cli.packs.yaml.source import UNKNOWN, Map, Seq, Source

#: As many as there are letters: banks that are imported name their options A to Z.
MOST_OPTIONS = 26

#: How far marks may be from 1 in all: thirds are written as 0.33.
ROUNDING = 0.02

#: One option of a choice at least that is right.
_RIGHT: kind.Schema = {
    "type": "object",
    "required": ["right"],
    "properties": {
        "right": {
            "type": ["boolean", "string", "integer"],
            "pattern": kind.match_words(kind.TRUE),
            "not": {"enum": [False, 0]},
        }
    },
}

#: Names for the field that says which option is right.
_FOREIGN_RIGHT = frozenset(f"answer {kind.RIGHT}".split())

#: Signs with which other formats mark the right option: *A, A *, [x] A, A (correct).
_MARKED = re.compile(
    r"(?i)\*+\s*(.+?)\s*\**|\[x\]\s*(.+)|(.+?)\s*(?:\*+|\((?:correct|right)(?: answer)?\))"
    r"|[\u2713\u2714\u2611\u2705]\ufe0f?\s*(.+)|(.+?)\s*[\u2713\u2714\u2611\u2705]\ufe0f?"
)
_NOT_MARKED = re.compile(r"^(?:\[ ?\]|[\u2717\u2718\u2610\u274c\u2715]\ufe0f?)\s*")
_LETTER = re.compile(r"[A-Za-z]|\d+")


def _check(question: Map, quiz: Map, source: Source) -> kind.Found:
    """Report options that aren't two to ``MOST_OPTIONS`` different ones, some of them right."""
    options = quiz.get("options")
    if not isinstance(options, Seq):
        return
    complete = kind.is_complete(options)
    yield from kind.find_duplicates(options, "text", "option", source, partial(fold, case=True))
    if not complete:
        return
    if not 2 <= len(options) <= MOST_OPTIONS:
        number = f"2 to {MOST_OPTIONS} options, this one has {len(options)}"
        yield quiz.key_at("options"), f"a choice has {number}"
    flags = [option.get("right") for option in options]
    right = [isinstance(flag, str) and flag.strip().lower() in kind.TRUE for flag in flags]
    if UNKNOWN in flags or not options:
        return
    if any(right):
        yield from _check_marks(options, right, source)
        return
    texts = [option.get("text") for option in options]
    marked = [isinstance(text, str) and read_marked(text)[1] for text in texts]
    if 0 < sum(marked) < len(options):
        n = marked.index(True)
        text = read_marked(str(texts[n]))[0]
        message = f"an option that is right says so beside its text: text: {trim(text, 40)}, and "
        fixes = [_say_right(source, option) for option, m in zip(options, marked, strict=True) if m]
        yield options[n].at("text"), f"{message}right: true", *(fixes[0] if len(fixes) == 1 else ())
        return
    message = 'no option is right: write "right: true" in each one that is'
    # A field of another name that says which one is right is reported already.
    if not any(kind.fold_name(name) in _FOREIGN_RIGHT for name in quiz):
        yield quiz.key_at("options"), message


def _say_right(source: Source, option: Map) -> tuple[Fix, ...]:
    """Return the fix that takes the mark from the text of *option*, and writes that it's right."""
    text, at = str(option["text"]), option.at("text")
    span = source.span(at, text)
    if span is None or "right" in option:
        return ()
    bare = write_text(read_marked(text)[0], flow=option.flows)
    lead = " " * (source.column_of(option.key_at("text")) - 1)
    line_end = "\r\n" if "\r\n" in source.text else "\n"
    if option.flows:
        return source.fix("wrote right: true", (*span, f"{bare}, right: true"))
    end = source.end_of(span[1])
    edits = ((*span, bare), (end, end, f"{line_end}{lead}right: true"))
    return source.fix("wrote right: true", *edits)


def _check_marks(options: Seq, right: list[bool], source: Source) -> kind.Found:
    """Report marks out of reach, on the wrong side of 0, or that don't add up to 1."""
    share, total, marked, beyond = 1 / sum(right), 0.0, False, False
    for option, is_right in zip(options, right, strict=True):
        mark = _read_mark(option)
        if mark is None:
            if option.get("mark") is not None:
                return  # its type is reported
            total += share * is_right
            continue
        marked = True
        total += mark * is_right
        at = option.at("mark")
        if not -1 <= mark <= 1:
            yield _advise_on_mark(source, option, mark)
            beyond = True
            continue
        if is_right and mark <= 0:
            yield at, f"this option is right, so its mark is above 0, and not {mark:g}"
        elif not is_right and mark >= 1:
            yield at, "a mark of 1 is for what is right: write right: true, or a smaller mark"
        elif not is_right and mark > 0 and sum(right) > 1:
            few = "where several options are right, a wrong one can't give marks"
            yield at, f"{few}: write 0 or less, or right: true"
        else:
            continue
        return
    if marked and abs(total - 1) > ROUNDING and not beyond:
        rights = "its mark is" if sum(right) == 1 else "their marks add up to"
        which = "the right option" if sum(right) == 1 else "the right options"
        place = next(o.at("mark") for o in options if _read_mark(o) is not None)
        yield place, f"{which} must give 1 in all, and {rights} {total:.3g}: change a mark"


#: From here on what is beyond a share can be percent alone.
_LEAST_PERCENT = 12


def _advise_on_mark(source: Source, option: Map, mark: float) -> tuple[int, str, *tuple[Fix, ...]]:
    """Return the place of a *mark* beyond a share, what to write, and the fix."""
    at, written = option.at("mark"), str(option["mark"])
    message = f"mark is {trim(written, 20)}: it can be from -1 to 1, the share of the score"
    if not _LEAST_PERCENT <= abs(mark) <= 100:
        return at, f"{message}; of 4 points, 2 are 0.5"
    share = f"{mark / 100:.4g}"
    return at, f"{message}: write {share}", *source.replace_text(at, written, share)


def _read_mark(option: Map) -> float | None:
    try:
        return float(option.get("mark", ""))
    except (TypeError, ValueError):
        return None


def read_marked(text: str) -> tuple[str, bool]:
    """Return the option's text in *text*, and whether it's marked as right, as in ``* a``."""
    bare = _NOT_MARKED.sub("", text.strip())
    found = _MARKED.fullmatch(bare)
    return (next(filter(None, found.groups())), True) if found else (bare, False)


def has_right(options: Any) -> bool:
    """Whether one of *options* says that it's right."""
    marks = (
        [o.get("right") for o in options if isinstance(o, Map)] if isinstance(options, Seq) else []
    )
    return any(isinstance(mark, str) and mark.strip().lower() in kind.TRUE for mark in marks)


def write_option(text: str) -> str:
    """Return how an option that reads *text* is written."""
    bare, right = read_marked(text)
    if right:
        return f"{{text: {quote_yaml(bare, 40)}, right: true}}"
    return f"{{text: {quote_yaml(bare, 40)}}}, with right: true in it if it is right"


def write_stray_field(key: str, value: str) -> str:
    """Return how the option ``key: value`` is written, whose value says whether it's right."""
    word = value.strip().lower()
    if word not in (*kind.TRUE, *kind.FALSE):
        return ""
    right = ", right: true" if word in kind.TRUE else ""
    return f"{{text: {quote_yaml(key, None)}{right}}}"


def explain_stray_field(key: str, value: Any) -> str:
    """Return what to write where ``key: value`` was meant as an option's text, or as a mark."""
    if not isinstance(value, str):
        return f'"{trim(key)}" is not a field of an option: write {{text: …}}'
    if value.strip().lower() in (*kind.TRUE, *kind.FALSE):
        right = ", right: true" if value.strip().lower() in kind.TRUE else ""
        return f"an option says what it is: {{text: {quote_yaml(key, 40)}{right}}}"
    if _LETTER.fullmatch(key):
        return f"an option has no letter or number of its own: {write_option(value)}"
    return f'text with ": " in it must be quoted: {write_option(f"{key}: {value}")}'


_EXAMPLE = """\
- id: one-right                     # its name: keep it, progress hangs on it
  ask: What does the second call return, and why?  # what an interviewer says
  code: |
    def add(item, to=[]):
        to.append(item)
        return to

    add(1)
    add(2)
  proof: |                          # never shown; `pack check --run` runs it
    assert add(3) == [1, 2, 3]
  answer: |
    `[1, 2]`: the default list is made once, when `def` runs, and both calls
    share it.
  key_points:                       # what the mock interview looks for:
    - says: the default list is made once  # interview help phrases
      any: ["default|list made|created|evaluated once", "`def` runs"]
    - says: both calls share the list
      any: ["share* list", same list]
  hint: When is the list made?
  quiz:                             # how the quiz asks the same thing
    kind: choice
    stem: What does `add(2)` return?
    options:                        # one `right: true`: pick one
      - text: "`[1, 2]`"
        right: true
        why: Both calls share the list that `def` made.  # told afterwards
      - text: "`[2]`"
        why: That would take a new list for each call.
      - text: "`[1]`"
        why: The second call appends its own item too.
      - text: "`None`"
        why: "`append` returns `None`, but `add` returns the list."
  sources:
    - https://docs.python.org/3/reference/compound_stmts.html#function-definitions

- id: several-right
  ask: Which of these can be the key of a dict?
  answer: |
    What can be hashed: numbers, strings, and tuples of such. A list can
    change, so it has no hash.
  quiz:
    kind: choice                    # several `right: true`: all that apply
    options:
      - {text: A string, right: true, why: Strings never change.}
      - {text: A tuple of numbers, right: true, why: Its items can be hashed.}
      - {text: A list of numbers, why: "It can change, so it has no hash."}
      - {text: A set of strings, why: "It can change; a `frozenset` can't."}
  sources: [https://docs.python.org/3/glossary.html#term-hashable]
"""

FOR_AUTHORS = kind.KindForAuthors(
    rule=kind.KindRule(
        id="options",
        title=f"A choice has 2 to {MOST_OPTIONS} different options, one or more of them right",
        broken="quiz:\n  kind: choice\n  options:\n    - text: len\n    - text: size",
        fixed=(
            "quiz:\n  kind: choice\n  options:\n"
            "    - text: len\n      right: true\n    - text: size"
        ),
        check=_check,
    ),
    fields={
        "options": kind.Field(
            f"2 to {MOST_OPTIONS} different options, with `right: true` in each right one. With "
            "several right ones the learner chooses all that apply; all of them may be right.",
            [{"text": "All rows of the left table", "right": True}, {"text": "All rows"}],
            {
                "minItems": 2,
                "maxItems": MOST_OPTIONS,
                "allOf": [
                    {
                        "contains": _RIGHT,
                        "errorMessage": "No option is right: write right: true in one.",
                    },
                ],
            },
        ),
        "keep_order": kind.Field(
            "Show the options in this order. Default: false: they're shuffled.", True
        ),
    },
    example=_EXAMPLE,
    foreign_fields=(
        kind.ForeignName(f"{kind.CHOICES} items responses", "options"),
        kind.ForeignName(
            f"answer {kind.RIGHT}", "", 'write "right: true" in the option that is right'
        ),
        kind.ForeignName(
            "shuffle randomize random", "", 'write "keep_order: true" so as not to shuffle'
        ),
    ),
    foreign_kinds=(
        ("mcq multiplechoice multichoice single singlechoice radio select quiz test", ""),
        (
            "multiple multi multiselect multipleanswer multipleanswers checkbox",
            'Write "right: true" in each option that is right',
        ),
        (
            "truefalse trueorfalse boolean bool tf yesno",
            'As options: [{text: "True", right: true}, {text: "False"}]',
        ),
    ),
    parts={
        Option: kind.Part(
            noun="option",
            fields={
                "text": kind.Field("What can be chosen. Markdown.", "Only the rows that match"),
                "right": kind.Field("Whether it's right. Default: false.", True),
                "why": kind.Field(
                    "Why it's right or wrong. Shown with the verdict. Markdown.",
                    "That is an inner join.",
                ),
                "mark": kind.Field(
                    "Part marks: the share of the score that choosing it gives, from -1 to 1. "
                    "Those of the right options add up to 1. Default: a right option gives its "
                    "share; where several are right, a wrong one takes as much. Since format 1.1.",
                    0.5,
                    {"minimum": -1, "maximum": 1},
                ),
            },
            foreign_fields=(
                kind.ForeignName(
                    f"answer {kind.RIGHT}", "right", 'write "right: true" in that option', "true"
                ),
                kind.ForeignName(
                    f"answer {kind.RIGHT}",
                    "right",
                    'write "right: false", or leave it out',
                    "false",
                ),
                kind.ForeignName(kind.TEXT, "text"),
                kind.ForeignName(
                    kind.RIGHT, "right", 'write "right: true" in that option, if it is right'
                ),
                kind.ForeignName(kind.WHY, "why"),
                kind.ForeignName(
                    "tipsandfeedback", "why", 'write its chosenFeedback as "why: …"', "mapping"
                ),
                kind.ForeignName(
                    "tip tips hint hints clue", "", "an option has no hint: the question has one"
                ),
                kind.ForeignName(
                    "fraction",
                    "right",
                    'write "right: true" in that option, and a share of it as mark: 0.5',
                    "whole",
                ),
                kind.ForeignName(
                    "fraction", "right", 'write "right: false", or leave it out', "nothing"
                ),
                kind.ForeignName("fraction weight points credit partial score", "mark"),
                kind.ForeignName(
                    "id key letter number",
                    "",
                    "leave it out: options need no names, for they are shuffled",
                ),
            ),
            write_text=write_option,
            explain_stray=explain_stray_field,
            write_stray=write_stray_field,
        )
    },
)
