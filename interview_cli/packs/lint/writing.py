"""Rules about how a question is written down: its YAML, its sources and its last check."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from interview_cli.core.markdown import blank_code, find_code
from interview_cli.core.sentences import count, quote_yaml
from interview_cli.packs.lint.rule import SHOWN, Found, FoundOver, Pack, Subject, iterate_texts


def find_source_missing(packs: Sequence[Pack]) -> FoundOver:
    for pack in packs:
        subjects = pack.subjects_for("source-missing")
        bare = [
            subject
            for subject in subjects
            if not subject.question.sources and not subject.question.draft
        ]
        if not bare:
            continue
        if len(bare) == len(subjects) > 1:
            message = (
                f"none of the {len(bare)} questions of this pack names a source: write where "
                "its answer can be looked up, as in sources: [https://…]"
            )
            yield bare[0].source, bare[0].part.at("id"), message
            continue
        for subject in bare:
            message = (
                "no source is named: write where the answer can be looked up, as in "
                "sources: [https://…]"
            )
            yield subject.source, subject.part.at("id"), message


DAYS_VALID = 365  # days


def find_checked_old(subject: Subject) -> Found:
    checked = subject.question.checked
    if checked is None:
        return
    node, day = subject.part["checked"], date.fromisoformat(checked.date)
    if (subject.today - day).days > DAYS_VALID:
        message = (
            f"this was checked on {checked.date}, more than a year ago: check it again and write "
            f"date: {subject.today.isoformat()}"
        )
        yield node.at("date"), message
    elif day > subject.today:
        message = f"{checked.date} is in the future: write the day when it was checked"
        yield node.at("date"), message


FEWEST_SPOKEN, MOST_SPOKEN = 40, 110  # words: fewer say too little, more take over a minute


def find_spoken_aloud(subject: Subject) -> Found:
    spoken = subject.question.spoken
    if spoken is None:
        return
    at = subject.part.at("spoken")
    if find_code(spoken):
        yield at, "spoken has code in it, which nobody can say aloud: say what it does instead"
    words = len(spoken.split())
    if not FEWEST_SPOKEN <= words <= MOST_SPOKEN:
        change = "say more of what counts" if words < FEWEST_SPOKEN else "leave the details out"
        yield (
            at,
            (
                f"spoken has {count(words, 'word')}, and an answer of under a minute has 60 to 90: "
                f"{change}"
            ),
        )


_LINE_OF_CODE = re.compile(
    r"""^\s*(?:
      (?:async\ )?def\ \w+\(.*|class\ \w+.*:|@\w[\w.]*(?:\(.*\))?
    | (?:for|while|if|elif|with|try|except|else|finally)\b.*:
    | (?:from\ [\w.]+\ )?import\ [\w.*]+(?:,\ \w+)*
    | return\b\s*[\w\[({"'].*(?<!\.)
    | [\w.\[\]'"]+\s*(?:[-+*/|&]?=|:=)\s*\S.*(?<!\.)
    | [\w.]+\(.*\)\s*[;{]?
    | (?:const|let|var|function|public|static|int|void|func|fn)\ .*[;{)]
    | [^a-z]*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|FROM|WHERE|JOIN)\ [\w*"].*
    | (?:\$\s+|>>>\s|git\ \w+|docker\ \w+|curl\ ).*
    | .*[;{}]
    )$""",
    re.VERBOSE,
)
LONGEST_LINE = 200  # characters of a line of code
_FENCE = re.compile(r"^\s*(?:```|~~~)|(?<!`)```(?!`)", re.MULTILINE)


def find_folded_code(subject: Subject) -> Found:
    source = subject.source
    for field, text, at in iterate_texts(subject.part):
        if field not in SHOWN or source.text.startswith("|", at):
            continue
        end = _find_end(subject, text, at)
        raw = source.text[at:end]
        if "\n" not in raw.strip():
            continue
        if _FENCE.search(raw) and not raw.startswith(">"):  # there the reader refuses it
            how = "so its code block is broken"
        elif _count_lines_of_code(raw) >= 2:
            how = "so its lines of code become one"
        else:
            continue
        if _keeps_lines(raw, text):
            continue
        yield at, f"YAML joins the lines of this text, {how}: write | and begin below it"


def _find_end(subject: Subject, text: str, at: int) -> int:
    """Return where the text ends: at the next line that is indented no deeper than its name."""
    whole = subject.source.text
    line = whole[whole.rfind("\n", 0, at) + 1 : at]
    indent = len(line) - len(line.lstrip(" -"))
    if whole[at] in "\"'":
        pattern = r"'(?:''|[^'])*'" if whole[at] == "'" else r'"(?:\\.|[^"\\])*"'
        found = re.compile(pattern, re.DOTALL).match(whole, at)
        return found.end() if found else at
    place = whole.find("\n", at)
    while 0 <= place < subject.part.end:
        following = whole[place + 1 : whole.find("\n", place + 1) % (len(whole) + 1)]
        if following.strip() and len(following) - len(following.lstrip(" ")) <= indent:
            return place
        place = whole.find("\n", place + 1)
    return min(subject.part.end, len(whole))


def _count_lines_of_code(raw: str) -> int:
    """Return how many lines look like code and end no sentence; lines in ticks are none."""
    lines = blank_code(raw.lstrip(">-+|'\"")).split("\n")
    return sum(
        bool(_LINE_OF_CODE.match(line.rstrip())) for line in lines if len(line) <= LONGEST_LINE
    )


def _keeps_lines(raw: str, text: str) -> bool:
    """Whether the text has as many lines as were written: blank ones between them."""
    written = [line for line in raw.strip().split("\n") if line.strip(" >-+")]
    return text.strip().count("\n") + 1 >= len(written)


_COMMENT = re.compile(r"(?P<space>[ \t]+)#(?P<after>.*)")


def find_cut_by_hash(subject: Subject) -> Found:
    source = subject.source
    for field, text, at in iterate_texts(subject.part):
        if field not in SHOWN or source.text[at] in "\"'|>":
            continue
        line = source.rest(at)
        last = text.split("\n")[-1]
        if not line.startswith(last):
            continue  # goes on below: a comment would be an error there
        cut = _COMMENT.match(line, len(last))
        if cut is None:
            continue
        after = cut["after"]
        comment = len(cut["space"]) > 1 and after[:1] in (" ", "")
        ended = last.endswith((".", "?", "!")) and after[:1] in (" ", "")
        if not comment and not ended:
            place = at + cut.end("space")
            whole = quote_yaml(line.rstrip(), 80)
            yield place, f'text with " #" in it must be quoted, or it ends there: {whole}'
