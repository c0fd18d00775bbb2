"""The events of `--json` have the fields that their classes declare: these, and no others."""

from __future__ import annotations

import shutil
from types import UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

import pytest
from helpers.data import INTERVIEW, SESSIONS
from helpers.exercises import PACK, SQUARE
from helpers.learner import Learner
from helpers.pictures import PICTURED, write_pictured
from helpers.reviews import TAGS

from interview_cli.core.kinds import EXERCISE_KINDS, KINDS
from interview_cli.terminal.play.json_events import Event

EVENTS = get_args(Event)
BY_NAME = {get_args(get_type_hints(event)["event"])[0]: event for event in EVENTS}

#: Hedges enough for a remark on its delivery.
HEDGED = "I guess two threads wait for each other, maybe for ever, I'm not sure of the rest"
TINY = ("-p", str(SESSIONS), "--seed", "2")
#: A question about a picture, with values in the picture's words.
VARIED = PICTURED.replace("A root of two", "A root of {{n}}", 1).replace(
    "    answer", "    vary: {n: [two, 2]}\n    answer", 1
)
TALK = ("-p", "talk", "--seed", "1")
PAIRS = """\
format: 1.1
pack: {id: pairs, title: Pairs}
questions:
  - id: letters
    ask: Which capital belongs to which letter?
    answer: Its own.
    level: mid
    topic: letters
    quiz:
      kind: match
      pairs: [{left: a, right: A}, {left: b, right: B}, {left: c, right: C}]
  - id: yours
    ask: What would you ask?
    answer: Who is on call.
    level: mid
    topic: talk
    quiz:
      kind: ask-back
      options:
        - {text: Who is on call?, good: true, reveals: How calm the nights are.}
        - {text: What would be mine?, good: true}
        - {text: What do you sell?, reveals: That you came unprepared.}
  - id: failure
    ask: Tell me about a failure.
    answer: Take one that was yours.
    level: mid
    topic: talk
    quiz: {kind: behaviour, looks_for: [it was yours], anchors: [none, a fair one, a strong one]}
  - id: links
    ask: Design a service for short links.
    answer: A key-value store.
    level: mid
    topic: talk
    quiz:
      kind: design
      stages:
        - id: clarify
          ask: What first?
          minutes: 3
          anchors: [none, little, most, all]
          key_points: [{says: how many links there are, id: load, any: [traffic]}]
          follow_ups: [{missed: load, ask: How many?}]
        - id: data
          ask: Where to?
          minutes: 5
          anchors: [none, little, most, all]
          key_points: [{says: a key-value store, any: [redis]}]
"""
#: Kinds that have sessions of their own below.
_LATER = {"match", "review", "design", "ask-back", "behaviour"}
#: What a session is, and the lines that are typed in it. They run in this order in one home.
SESSIONS_PLAYED: tuple[tuple[tuple[str, ...], str], ...] = (
    *(
        (("quiz", *TINY, "-n", "20", "-k", kind), "1\n\n1 2 3\n1 2\n2\n.\n:u\nx\n:r\n:s\n:q\n")
        for kind in KINDS.keys() - EXERCISE_KINDS - _LATER
    ),
    (("quiz", *TINY, "-k", "choice"), "1\n:u\n1 3\n:f odd\n:f\n:n so\n:u\n:?\n:s\n"),
    (("quiz", "gather-or-taskgroup", "--seed", "3"), "2\n:m\n:o\n:1\n:n so\n:r\n:u\n:a\n1\n"),
    (("quiz", "-p", "reviews", "-k", "review"), "6: logs\n8: odd\n.\n:u\n3: same list\n.\n"),
    (("quiz", "pairs:letters"), "2\n3 1 2\n:u\nA1 B2 C3\n"),
    (("quiz", "pairs:failure"), "Last year I broke a build.\n.\n:u\nWe fixed it.\n.\n3\n"),
    (("quiz", "pairs:links"), "so\n.\n:u\nso\n.\nmuch traffic\n.\na\n:q\n"),
    (("resume",), "a list\n.\n4\n2\n:u\n3\n\n:u\nredis\n.\n\n"),
    (("quiz", "pairs:yours", "--seed", "1"), "0\n3 1\n:1\n:u\n2 1\n"),
    (("check", *TINY), "1\n"),
    (("flashcards", *TINY, "-n", "2"), "\n3\n:u\n\n1\n\n3\n\n"),
    (("flashcards", *TINY, "--minutes", "1"), "\n4\n"),
    (("mock", *TALK, "-l", "mid"), f"{HEDGED}\n.\nby name\n.\n:t 1.2\n:r 1\n\n"),
    (("mock", *TALK, "--coach"), "gravity\n.\n\n:q\n"),
    (("mock", *TALK, "--spoken"), "\n1\n\n0\n:u\n:q\n"),
    (("resume",), ":q\n"),
    (("place", *TINY, "--guess", "mid"), "1\n:s\n:q\n"),
    (("pack", "trust", "gym"), ""),
    (("quiz", "gym:double"), f"{SQUARE}.\n:d\n:?\n:q\n"),
    (("resume",), ":t\n:m\n\n"),
    (("quiz", "gym:rows"), "SELECT 1\n.\n:m\n\n"),
    (("quiz", *TINY, "-k", "blanks"), "def\n:q\n"),
    (("quiz", "gather-or-taskgroup", "--seed", "3"), "2\n:suspend\n:u\n\n"),
    (("resume",), ":q\n"),
    (("quiz", "pictures:leaves"), ":i\n3\n"),
)


def misfits(value: Any, hint: Any, where: str) -> list[str]:
    """Return where *value* isn't what *hint* declares."""
    origin, args = get_origin(hint), get_args(hint)
    if is_typeddict(hint):
        if not isinstance(value, dict):
            return [f"{where} is {value!r}"]
        hints = get_type_hints(hint, include_extras=True)
        optional = {name for name, of in hints.items() if get_origin(of) is NotRequired}
        found = [f"{where}.{name} isn't declared" for name in value.keys() - hints.keys()]
        missing = hints.keys() - optional - value.keys()
        found += [f"{where}.{name} is missing" for name in missing]
        for name in value.keys() & hints.keys():
            found += misfits(value[name], hints[name], f"{where}.{name}")
        return found
    if origin in (Annotated, NotRequired):
        return misfits(value, args[0], where)
    if origin in (Union, UnionType):
        ways = [misfits(value, arg, where) for arg in args]
        return min(ways, key=len)
    if origin is Literal:
        return [] if value in args else [f"{where} is {value!r}"]
    if origin is list:
        if not isinstance(value, list):
            return [f"{where} is {value!r}"]
        return [flaw for item in value for flaw in misfits(item, args[0], f"{where}[]")]
    if origin is dict:
        return [flaw for item in value.values() for flaw in misfits(item, args[1], f"{where}{{}}")]
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return []
    return [] if type(value) is hint else [f"{where} is {value!r}"]


@pytest.fixture
def events(home) -> list[dict[str, Any]]:
    (home / "packs").mkdir(parents=True)
    shutil.copy(INTERVIEW, home / "packs" / "talk.yaml")
    (home / "packs" / "pairs.yaml").write_text(PAIRS, encoding="utf-8")
    Learner(home).pack("reviews", TAGS)
    write_pictured(home / "packs" / "pictures", VARIED)
    (home / "packs" / "gym.yaml").write_text(PACK, encoding="utf-8")
    learner = Learner(home)
    every = [
        event
        for args, typed in SESSIONS_PLAYED
        for event in learner.run(*args, "--json", typed=typed).events
    ]
    return [event for event in every if "event" in event]


def test_every_event_is_as_it_is_declared(events: list[dict[str, Any]]) -> None:
    assert {event["event"] for event in events} == BY_NAME.keys()
    assert {event["kind"] for event in events if "kind" in event} == {*KINDS, "recall", "explain"}
    for event in events:
        assert event.pop("v") == 1
        assert misfits(event, BY_NAME[event["event"]], event["event"]) == []
    for name, cls in BY_NAME.items():
        fields = {field for event in events if event["event"] == name for field in event}
        assert fields == get_type_hints(cls).keys(), name


def test_what_is_not_declared_is_found() -> None:
    hint = {"event": "hint", "question": "a:b", "text": "Look."}
    assert misfits(hint, BY_NAME["hint"], "hint") == []
    assert misfits(hint | {"more": 1}, BY_NAME["hint"], "hint") == ["hint.more isn't declared"]
    assert misfits(hint | {"text": 1}, BY_NAME["hint"], "hint") == ["hint.text is 1"]
    assert misfits({"event": "hint", "text": ""}, BY_NAME["hint"], "hint") == [
        "hint.question is missing"
    ]


def test_every_field_says_what_it_holds() -> None:
    for cls in EVENTS:
        assert cls.__doc__
        for name, hint in get_type_hints(cls, include_extras=True).items():
            if name != "event":
                inner = get_args(hint)[0] if get_origin(hint) is NotRequired else hint
                assert get_origin(inner) is Annotated, f"{cls.__name__}.{name}"
