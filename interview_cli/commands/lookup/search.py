"""search: questions found by the words in them, the best match first."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from interview_cli.commands.filters import select
from interview_cli.commands.options import Json, Kinds, Levels, Packs, Topics, Tracks, Words
from interview_cli.core.errors import UsageError
from interview_cli.core.levels import is_within
from interview_cli.core.plain_markdown import flatten
from interview_cli.core.questions.entry import Entry
from interview_cli.core.questions.question import Question
from interview_cli.core.safe_text import line as safe
from interview_cli.core.search.ranking import Found, Searchable, rank
from interview_cli.core.sentences import count
from interview_cli.terminal.rendering.messages import print_json, print_stderr, wants_plain

_INDENT = 4  # columns in front of what a question asks


def search(
    words: Words = None,
    level: Levels = None,
    topic: Topics = None,
    pack: Packs = None,
    kind: Kinds = None,
    track: Tracks = None,
    as_json: Json = False,
) -> int:
    """Words are looked for in the name, the wording, the topic and the answer of each question.
    The best match comes first, and a typing error is forgiven.
    """
    selection = select(level, topic, pack, kind, track)
    entries = {entry.key: entry for entry in selection.entries()}
    names = selection.catalogue.topics
    questions = {key: selection.catalogue.question(key) for key in entries}
    found = rank(
        words or (),
        [_searchable(entry, questions[key], names) for key, entry in entries.items()],
    )
    if as_json:
        _print_json(found, entries, questions)
        return 0
    if not found.keys:
        raise UsageError(
            f"no question has the words {' '.join(words or ())!r}",
            "try fewer words, or other ones; for a list of topics: interview topics",
        )
    for typed, right in found.corrected.items():
        print_stderr(f"interview: nothing has {typed!r}; here is what has {right!r}")
    if found.partly:
        print_stderr("interview: no question has all these words; here are those with the most")
    for key in found.keys:
        entry = entries[key]
        print(f"{safe(key)}  ({entry.level}, {safe(entry.topic)}, {entry.kind})")
        for line in _wrapped(questions[key].ask):
            print(f"{' ' * _INDENT}{safe(line)}".rstrip())
    print(f"{count(len(found.keys), 'question')}. Read one: interview show PACK:ID")
    return 0


def _searchable(
    entry: Entry, question: Question, topics: Mapping[str, tuple[str, ...]]
) -> Searchable:
    quiz, points = question.quiz, question.key_points
    ask = "\n".join((question.ask, (quiz.stem or "") if quiz else ""))
    answer = (question.answer, question.spoken or "", *(point.says for point in points))
    others = (names for topic, names in topics.items() if is_within(entry.topic, topic))
    names = (entry.topic, *chain.from_iterable(others))
    return Searchable(entry.key, ask, " ".join(names), "\n".join(answer))


def _wrapped(ask: str) -> list[str]:
    """Return the lines of what is asked, at a terminal as wide as its window."""
    lines = flatten(ask, names_code=False).splitlines()
    if wants_plain():
        return lines
    from shutil import get_terminal_size

    from interview_cli.terminal.rendering.layout import wrap  # Rich

    width = get_terminal_size().columns - _INDENT - 1
    return [part for line in lines for part in wrap(line, width)]


def _print_json(found: Found, entries: dict[str, Entry], questions: dict[str, Question]) -> None:
    rows = [
        {"question": key, "rank": place}
        | {name: getattr(entries[key], name) for name in ("level", "topic", "kind")}
        | {"ask": questions[key].ask}
        for place, key in enumerate(found.keys, start=1)
    ]
    print_json({"questions": rows, "corrected": dict(found.corrected), "partly": found.partly})
