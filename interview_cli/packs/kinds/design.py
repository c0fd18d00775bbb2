"""A case to work through with an interviewer, stage by stage: for authors."""

from __future__ import annotations

import re
from math import inf
from typing import Any

from interview_cli.core.compare import fold
from interview_cli.core.kinds.design import Probe, Stage, StagePoint
from interview_cli.core.sentences import find_nearest, join, trim
from interview_cli.packs.kinds import kind
from interview_cli.packs.yaml.source import Map, Seq, Source

#: More stages nobody goes through in a sitting.
MOST_STAGES = 9

#: One anchor for each grade from 0 to 3.
ANCHORS = 4

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MINUTES = {"exclusiveMinimum": 0, "maximum": 60}


def _check(question: Map, quiz: Map, source: Source) -> kind.Found:
    """Report stages without points or with other than four anchors, and follow-ups to nothing."""
    stages = quiz.get("stages")
    if not isinstance(stages, Seq):
        return
    if not stages and not stages.cut:
        yield quiz.key_at("stages"), "a case has stages: write an id, what is asked, and so on"
    if len(stages) > MOST_STAGES:
        message = f"a case has {MOST_STAGES} stages at most, this one has {len(stages)}"
        yield quiz.key_at("stages"), f"{message}: make two cases of it"
    yield from kind.find_duplicates(stages, "id", "stage", source, str)
    for stage in stages:
        if isinstance(stage, Map):
            yield from _check_stage(stage, source)


def _check_stage(stage: Map, source: Source) -> kind.Found:
    yield from _check_name(stage, source)
    minutes = stage.get("minutes")
    if isinstance(minutes, str) and not 0 < _number(minutes) <= _MINUTES["maximum"]:
        yield stage.at("minutes"), f"minutes is {trim(minutes)}; a stage takes from 1 to 60"
    anchors = stage.get("anchors")
    if isinstance(anchors, Seq):
        if kind.is_complete(anchors) and len(anchors) != ANCHORS:
            message = f"a stage has {ANCHORS} anchors, for grades 0 to {ANCHORS - 1}"
            yield stage.key_at("anchors"), f"{message}; this one has {len(anchors)}"
        yield from kind.find_duplicates(anchors, None, "anchor", source, fold)
    points = stage.get("key_points")
    if not isinstance(points, Seq):
        return
    if not points and not points.cut:
        yield stage.key_at("key_points"), "a stage has key points: write what a good answer says"
    yield from kind.find_duplicates(points, "says", "key point", source, fold)
    yield from kind.find_duplicates(points, "id", "key point's id", source, str)
    for point in points:
        if isinstance(point, Map):
            yield from _check_name(point, source)
            weight = point.get("weight")
            if isinstance(weight, str) and not 0 < _number(weight) < inf:
                yield point.at("weight"), f"weight is {trim(weight)}; it must be more than 0"
    if kind.is_complete(points):
        yield from _check_probes(stage, points, source)


def _check_probes(stage: Map, points: Seq, source: Source) -> kind.Found:
    """Report follow-ups whose point isn't one of this stage, or that two follow-ups ask for."""
    names = [p["id"] for p in points if isinstance(p, Map) and isinstance(p.get("id"), str)]
    probes = stage.get("follow_ups")
    if not isinstance(probes, Seq):
        return
    yield from kind.find_duplicates(probes, "missed", "point", source, str)
    for probe in probes:
        missed = probe.get("missed") if isinstance(probe, Map) else None
        if not isinstance(missed, str) or missed in names:
            continue
        at = probe.at("missed")
        near = find_nearest(missed, names, 0.6)
        message = f'no key point of this stage has the id "{trim(missed)}"'
        if near:
            fixes = source.replace_text(at, missed, near)
            yield at, f"{message}: did you mean {near}?", *fixes
        elif names:
            yield at, f"{message}: write {trim(join(names, 'or'), 80)}"
        else:
            yield at, f"{message}: give the point that is missed an id"


def _check_name(part: Map, source: Source) -> kind.Found:
    name = part.get("id")
    if not isinstance(name, str) or _SLUG.fullmatch(name):
        return
    better = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    message = f'id is "{trim(name)}"; an id is made of small letters, digits and single hyphens'
    fixes = source.replace_text(part.at("id"), name, better) if better else ()
    yield part.at("id"), message + (f": {trim(better)}" if better else ""), *fixes


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


_EXAMPLE = """\
- id: a-link-shortener
  ask: |
    Design a service that makes short links. People create 100,000 a day, and
    follow each some ten times.
  answer: |                         # the whole case on one page
    **Clarify**: how long links live, and whether they are counted.
    **Data**: a key-value store, as a link is looked up by its name alone.
  quiz:
    kind: design
    stages:
      - id: clarify
        ask: What do you want to know before you draw anything?
        minutes: 3
        key_points:
          - says: how many links are followed, and how many are made
            id: load                # for the follow-up below
            essential: true
            any: ["reads > writes", how much traffic, "requests per|a second"]
          - says: how long a link lives
            any: [expire*, ttl]
        anchors:                    # what answers are like: grades 0 to 3
          - It starts to draw without a question.
          - It asks what doesn't change the design.
          - It asks for the load, or for how long links live.
          - It asks for both, and says what each would change.
        follow_ups:                 # asked where that point was missed
          - missed: load
            ask: What would you have to know to choose a database?
      - id: data
        ask: Where do the links go?
        minutes: 5
        key_points:
          - says: a key-value store, by the short name
            any: ["primary key > short|slug|code", key-value, Redis, DynamoDB]
        anchors:
          - It names no store.
          - It names one, without a reason.
          - It says by what a link is looked up.
          - It compares two stores for this load.
  sources: ["Alex Xu: System Design Interview, volume 1, chapter 8"]
"""

#: What other formats call the time of a stage, and what a good answer has.
_POINTS = "points rubric criteria checklist expected expectedpoints musthave lookfor looksfor"


def _write_point(text: str) -> str:
    return f"{{says: {text}}}"


def _explain_stray(name: str, value: Any) -> str:
    return "write what a good answer says behind says:"


FOR_AUTHORS = kind.KindForAuthors(
    rule=kind.KindRule(
        id="design",
        title=f"A case has stages with key points and {ANCHORS} anchors; follow-ups name a point",
        broken=(
            "quiz:\n  kind: design\n  stages:\n"
            "    - {id: clarify, ask: What first?, minutes: 3, anchors: [a, b, c],\n"
            "       key_points: [{says: how many users there are, any: [load]}]}"
        ),
        fixed=(
            "quiz:\n  kind: design\n  stages:\n"
            "    - {id: clarify, ask: What first?, minutes: 3, anchors: [a, b, c, d],\n"
            "       key_points: [{says: how many users there are, any: [load]}]}"
        ),
        check=_check,
    ),
    fields={
        "stages": kind.Field(
            "The stages of the case, in their order: clarify, estimate, interface, data, parts, "
            "failure, trade-offs; or of an incident: look, hypothesis, measure, fix, prevent. "
            "Since format 1.1.",
            [
                {
                    "id": "clarify",
                    "ask": "What first?",
                    "minutes": 3,
                    "key_points": [{"says": "how many users there are", "any": ["load"]}],
                    "anchors": ["nothing", "a little", "most of it", "all of it"],
                }
            ],
            {"minItems": 1, "maxItems": MOST_STAGES},
        ),
    },
    example=_EXAMPLE,
    foreign_fields=(
        kind.ForeignName(
            "steps phases parts sections rounds",
            "stages",
            'write "stages:", and below it "- id: clarify" and "ask: …" for each',
        ),
        kind.ForeignName(
            f"{_POINTS} {kind.RIGHT}",
            "",
            "write the key points of each stage in its key_points",
        ),
    ),
    foreign_kinds=(
        ("systemdesign designcase architecture casestudy case incident outage whiteboard", ""),
    ),
    parts={
        Stage: kind.Part(
            noun="stage",
            fields={
                "id": kind.Field(
                    "Its name, which is shown: small letters, digits and single hyphens.",
                    "trade-offs",
                ),
                "ask": kind.Field(
                    "What the interviewer says at this stage. Markdown.",
                    "What do you want to know first?",
                ),
                "minutes": kind.Field("How long it should take.", 5, _MINUTES),
                "key_points": kind.Field(
                    "What a good answer says at this stage, as the key points of a question.",
                    [{"says": "how many users there are", "any": ["load"]}],
                    {"minItems": 1},
                ),
                "anchors": kind.Field(
                    "What an answer at this stage is like: four plain texts, for grades 0 to 3. "
                    "You grade yourself by them, and so does the program by the points.",
                    ["nothing", "a little", "most of it", "all of it"],
                    {"minItems": ANCHORS, "maxItems": ANCHORS},
                ),
                "follow_ups": kind.Field(
                    "What the interviewer asks next where a point was missed: of several the first "
                    "that fits.",
                    [{"missed": "load", "ask": "How many requests would that be?"}],
                ),
            },
            foreign_fields=(
                kind.ForeignName("name title stage step phase key slug", "id"),
                kind.ForeignName(kind.ASK, "ask"),
                kind.ForeignName("time mins duration timebox timelimit", "minutes"),
                kind.ForeignName(_POINTS, "key_points"),
                kind.ForeignName("anchor grades scale levels ratings", "anchors"),
                kind.ForeignName("probes followup hints next prompts", "follow_ups"),
            ),
        ),
        StagePoint: kind.Part(
            noun="key point",
            fields={
                "says": kind.Field(
                    "One thing that a good answer says, in plain words. It's shown, and it counts "
                    "as a phrase too.",
                    "how many users there are",
                ),
                "id": kind.Field("A name for it, for the follow-up that asks for it.", "load"),
                "any": kind.Field(
                    "Phrases that say it too: see the manual on phrases.",
                    ["how much traffic", "requests > second"],
                ),
                "not": kind.Field(
                    "Wordings that contradict the point, written in the same way.",
                    ["load doesn't matter"],
                ),
                "weight": kind.Field(
                    "How much it counts beside the others. Default: 1.",
                    2,
                    {"exclusiveMinimum": 0},
                ),
                "essential": kind.Field(
                    "Whether an answer has to say this point to pass. Default: false.", True
                ),
            },
            foreign_fields=(
                kind.ForeignName("from level", "", "leave it out: a case has one level"),
                kind.ForeignName("name slug key", "id"),
            ),
            write_text=_write_point,
            explain_stray=_explain_stray,
        ),
        Probe: kind.Part(
            noun="follow-up",
            fields={
                "missed": kind.Field("The id of the key point that was missed.", "load"),
                "ask": kind.Field(
                    "What the interviewer asks then. It helps, and doesn't give the point away. "
                    "Markdown.",
                    "How many requests would that be?",
                ),
            },
            foreign_fields=(
                kind.ForeignName("if when point missing id unless", "missed"),
                kind.ForeignName(kind.ASK, "ask"),
            ),
        ),
    },
)
