"""A level or a topic that a pack promises, and has no question for."""

from __future__ import annotations

from collections.abc import Sequence

from interview_cli.core.levels import LEVELS
from interview_cli.storage.packs.lint.rule import FoundOver, Rule
from interview_cli.storage.packs.lint.spots import Pack
from interview_cli.storage.packs.problems import count, one_of

ENOUGH = 10  # questions: a smaller pack is still being written


def _look(packs: Sequence[Pack]) -> FoundOver:
    for pack in packs:
        yield from _levels(pack)
        yield from _tracks(pack)


def _levels(pack: Pack) -> FoundOver:
    spots = pack.heeding(RULE.id)
    there = {spot.question.level for spot in spots}
    if len(spots) >= ENOUGH and {"junior", "senior"} <= there and "mid" not in there:
        message = (
            "this pack has questions for junior and senior, and none for mid: write some, or "
            "give the harder ones of junior the level mid"
        )
        yield spots[0].source, spots[0].part.start, message


def _tracks(pack: Pack) -> FoundOver:
    if pack.info is None or pack.head is None or not pack.spots or not pack.info.tracks:
        return
    tracks, source = pack.head.get("tracks", ()), pack.head_source
    if source is None or len(tracks) != len(pack.info.tracks):
        return
    questions = [spot.question for spot in pack.spots if not spot.question.draft]
    for track, node in zip(pack.info.tracks, tracks, strict=True):
        taken = {track.step(q.level, q.topic) for q in questions}
        for n, step in enumerate(track.steps):
            if n not in taken:
                levels = one_of(step.levels) if step.levels != LEVELS else "any level"
                message = (
                    f"this step of {track.id} has no question: write one of {step.topic} for "
                    f"{levels}, or leave the step out"
                )
                yield source, node["steps"].at(n), message
    for spot in pack.heeding(RULE.id):
        question = spot.question
        if all(t.step(question.level, question.topic) is None for t in pack.info.tracks):
            message = (
                f"no track of this pack leads to {question.topic} for {question.level}: add "
                f"{{topic: {question.topic}, levels: [{question.level}]}} to one of its "
                f"{count(len(pack.info.tracks), 'track')}"
            )
            yield spot.source, spot.part.at("id"), message


RULE = Rule(
    id="level-or-topic-left-out",
    title="a level or a topic has no question, or no track leads to it",
    why="""\
A step of a track without questions is a promise that is not kept; a question on no track is one
that learners who follow tracks never meet; and from junior to senior without mid is a step that
nobody can take. The last is said from ten questions on.""",
    bad="""\
tracks:
  - {id: sql, title: SQL, steps: [{topic: sql/joins}]}
# and no question has the topic sql/joins""",
    good="""\
tracks:
  - {id: sql, title: SQL, steps: [{topic: sql/joins}]}
# and some question has the topic sql/joins""",
    over=_look,
)
