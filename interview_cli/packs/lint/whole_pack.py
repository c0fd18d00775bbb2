"""Rules about a pack as a whole, or packs side by side."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from math import erfc, sqrt

from interview_cli.core.levels import LEVELS
from interview_cli.core.markdown import code_spans
from interview_cli.core.scoring.tokens import STOP_WORDS
from interview_cli.core.sentences import brief, count, listed
from interview_cli.packs.lint.options import numbers, sticks_out
from interview_cli.packs.lint.rule import FoundOver, Measured, Pack, Rule, Spot, content, words

MIN_QUESTIONS = 20  # questions: of fewer nothing can be said
MANY_QUESTIONS = 500  # questions from which on the normal distribution is exact enough
SIGNIFICANCE = 0.01  # what happens to one pack of a hundred by chance


def probability(hits: int, chances: Sequence[float]) -> float:
    """Return the chance of *hits* or more, each question having a chance of its own."""
    if len(chances) > MANY_QUESTIONS:
        mean = sum(chances)
        deviation = sqrt(sum(chance * (1 - chance) for chance in chances))
        return erfc((hits - 0.5 - mean) / (deviation * sqrt(2))) / 2
    spread = [1.0]
    for chance in chances:
        longer = [*spread, 0.0]
        for n, weight in enumerate(spread):
            longer[n] = longer[n] - weight * chance if n else weight * (1 - chance)
            longer[n + 1] += weight * chance
        spread = longer
    return sum(spread[hits:])


ALIKE = 0.7  # of the runs of three words that two questions have, the share that both have
TURNING = frozenset(["what", "which", "why", "when", "where", "who", "how", "not", "no"])
CLOSEST = 20  # questions that are looked at for each
MOST_PER_GRAM = 100  # questions that are kept for one run of words; such a run says nothing
SAME_WORDS = 0.6  # where the options are the same
_TOKEN = re.compile(r"\w+|[^\w\s]")


def _find_near_duplicates(packs: Sequence[Pack]) -> FoundOver:
    spots = [spot for pack in packs for spot in pack.heeding(NEAR_DUPLICATES.id)]
    grams = [_grams(spot) for spot in spots]
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, spot in enumerate(spots):
        shared = Counter(other for gram in grams[n] for other in where[gram])
        best, other = 0.0, spot
        for k, _ in shared.most_common(CLOSEST):
            likeness = 1.0 if _same_choice(spot, spots[k]) else _likeness(grams[n], grams[k])
            if likeness > best:
                best, other = likeness, spots[k]
        for gram in grams[n]:
            if len(where[gram]) < MOST_PER_GRAM:
                where[gram].append(n)
        grouped = spot.question.group and spot.question.group == other.question.group
        if best >= ALIKE and not grouped:
            name = other.question.id if other.pack == spot.pack else other.key
            line = other.source.line_of(other.part.start)
            message = (
                f"this asks nearly the same as {name} ({other.source.path.name}:{line}): leave one "
                "out, or give both the same group, so that they are never asked together"
            )
            yield spot.source, spot.part.at("ask"), message


def _likeness(ours: frozenset[tuple[str, ...]], theirs: frozenset[tuple[str, ...]]) -> float:
    return len(ours & theirs) / max(1, len(ours | theirs))


def _same_choice(spot: Spot, other: Spot) -> bool:
    """Whether the options are the same ones, of questions with mostly the same words."""
    ours, theirs = spot.question, other.question
    if not (ours.quiz and theirs.quiz and ours.quiz.offers and ours.code == theirs.code):
        return False
    if {*ours.quiz.offers} != {*theirs.quiz.offers}:
        return False
    asked, also = content(spot.stem[0]), content(other.stem[0])
    return len(asked & also) >= SAME_WORDS * len(asked | also)


def _grams(spot: Spot) -> frozenset[tuple[str, ...]]:
    """Return the runs of three words of all that is asked: with its code and what is offered.

    In prose words without content do not count, but for those that turn a question.
    """
    question, quiz = spot.question, spot.question.quiz
    asked, shown = [question.ask], [question.code or ""]
    if quiz is not None:
        asked.append(quiz.stem or "")
        shown += [*sorted(quiz.offers), getattr(quiz, "text", "")]
    said = [
        word for text in asked for word in words(text) if word in TURNING or word not in STOP_WORDS
    ]
    code = [token for text in asked for span in code_spans(text) for token in _TOKEN.findall(span)]
    tokens = [*said, "", *code, "", *_TOKEN.findall(" \n ".join(shown).casefold())]
    return frozenset(tuple(tokens[n : n + 3]) for n in range(len(tokens) - 2))


NEAR_DUPLICATES = Rule(
    id="near-duplicates",
    title="two questions ask nearly the same thing",
    why="""\
Whoever has answered one has answered the other, so the second measures nothing and costs a
place. Compared is all that is shown: the question, its code and its options, over all packs that
are checked together. "What does this print?" over other code is another question.""",
    bad="""\
- {id: list-copy, ask: How do you make a shallow copy of a list?, answer: ...}
- {id: copy-a-list, ask: How do you make the shallow copy of a list?, answer: ...}""",
    good="""\
- {id: list-copy, ask: How do you make a shallow copy of a list?, answer: ...}
- {id: deep-copy, ask: When is a shallow copy of a list not enough?, answer: ...}""",
    over=_find_near_duplicates,
    measured=Measured(1, 1, 2),
)


def _find_length_cue(packs: Sequence[Pack]) -> FoundOver:
    for pack in packs:
        single = [
            spot
            for spot in pack.heeding(LENGTH_CUE.id)
            if spot.choice and len(spot.choice.right) == 1 and len(spot.choice.options) > 2
        ]
        long = [spot for spot in single if sticks_out(spot, 1.0, 1)]
        chances = [1 / len(spot.choice.options) for spot in single if spot.choice]
        if len(single) < MIN_QUESTIONS or probability(len(long), chances) >= SIGNIFICANCE:
            continue
        by_chance = round(sum(chances))
        names = ", ".join(spot.question.id for spot in long[:3])
        message = (
            f"in {len(long)} of {len(single)} questions of this pack the longest option is "
            f"right, by chance it would be about {by_chance}: shorten the right options of "
            f"{names} and others"
        )
        node = next(node for option, node in long[0].options() if option.right)
        yield long[0].source, node.at("text"), message


LENGTH_CUE = Rule(
    id="length-cue",
    title="over the pack, the longest option is right too often",
    why="""\
One right option that is a little longer gives nothing away; a pack in which it is so again and
again teaches to pick the longest. From 20 questions with one right option on, a binomial test
says whether chance could have done it (it does so in one pack of a hundred).""",
    bad="""\
# in 14 of 20 questions the right option is the longest""",
    good="""\
# in 5 of 20 questions the right option is the longest""",
    over=_find_length_cue,
)


def _find_position_cue(packs: Sequence[Pack]) -> FoundOver:
    for pack in packs:
        kept = [spot for spot in pack.heeding(POSITION_CUE.id) if _keeps_order(spot)]
        if len(kept) < MIN_QUESTIONS:
            continue
        places = Counter(map(_key_place, kept))
        for place, hits in sorted(places.items()):
            lengths = [len(spot.options()) for spot in kept]
            chances = [1 / length if place < length else 0.0 for length in lengths]
            if probability(hits, chances) < SIGNIFICANCE / max(lengths):
                there = [spot for spot in kept if _key_place(spot) == place]
                message = (
                    f"in {hits} of the {len(kept)} questions that keep their order option "
                    f"{place + 1} is right, by chance it would be about {round(sum(chances))}: "
                    "leave out keep_order where the order means nothing, or move the key"
                )
                yield there[0].source, there[0].part["quiz"].at("keep_order"), message


def _keeps_order(spot: Spot) -> bool:
    """Whether options are shown as written, though they are no numbers in order."""
    choice = spot.choice
    if choice is None or not choice.keep_order or len(choice.right) != 1:
        return False
    return numbers([option.text for option in choice.options]) is None


def _key_place(spot: Spot) -> int:
    return next(n for n, (option, _) in enumerate(spot.options()) if option.right)


POSITION_CUE = Rule(
    id="position-cue",
    title="over the pack, the right option stands in one place too often",
    why="""\
Options are shuffled, so where you write the right one gives nothing away, but for questions with
`keep_order: true`. Over 20 or more of those a binomial test for each place says whether chance
could have put it there so often. Numbers in order are left out: their place is given.""",
    bad="""\
# in 15 of 20 questions with keep_order: true the second option is right""",
    good="""\
# in 6 of 20 questions with keep_order: true the second option is right""",
    over=_find_position_cue,
)


MIN_FOR_LEVELS = 10  # questions: a smaller pack is still being written


def _find_level_or_topic_left_out(packs: Sequence[Pack]) -> FoundOver:
    for pack in packs:
        yield from _find_level_gap(pack)
        yield from _find_track_gaps(pack)


def _find_level_gap(pack: Pack) -> FoundOver:
    spots = pack.heeding(LEVEL_OR_TOPIC_LEFT_OUT.id)
    there = {spot.question.level for spot in spots}
    if len(spots) >= MIN_FOR_LEVELS and {"junior", "senior"} <= there and "mid" not in there:
        message = (
            "this pack has questions for junior and senior, and none for mid: write some, or "
            "give the harder ones of junior the level mid"
        )
        yield spots[0].source, spots[0].part.start, message


def _find_track_gaps(pack: Pack) -> FoundOver:
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
                levels = listed(step.levels, "or") if step.levels != LEVELS else "any level"
                message = (
                    f"this step of {track.id} has no question: write one of {step.topic} for "
                    f"{levels}, or leave the step out"
                )
                yield source, node["steps"].at(n), message
    for spot in pack.heeding(LEVEL_OR_TOPIC_LEFT_OUT.id):
        question = spot.question
        if all(t.step(question.level, question.topic) is None for t in pack.info.tracks):
            message = (
                f"no track of this pack leads to {question.topic} for {question.level}: add "
                f"{{topic: {question.topic}, levels: [{question.level}]}} to one of its "
                f"{count(len(pack.info.tracks), 'track')}"
            )
            yield spot.source, spot.part.at("id"), message


LEVEL_OR_TOPIC_LEFT_OUT = Rule(
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
    over=_find_level_or_topic_left_out,
)


_SEMVER = re.compile(r"\d{1,9}\.\d{1,9}\.\d{1,9}(?:[-+].*)?")
#: One to three numbers, with what people write before them.
_NEAR_SEMVER = re.compile(r"(?i)(?:v|version)?[ .]*(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?")


def _find_version_numbers(packs: Sequence[Pack]) -> FoundOver:
    for pack in packs:
        if pack.head is None or pack.head_source is None:
            continue
        version = pack.head.get("version")
        if isinstance(version, str) and version.strip() and not _SEMVER.fullmatch(version):
            message = (
                f'version is "{brief(version, 30)}", which cannot be compared with another '
                f"version: write three numbers, {_suggest_version(version)}"
            )
            yield pack.head_source, pack.head.at("version"), message


def _suggest_version(version: str) -> str:
    nearly = _NEAR_SEMVER.fullmatch(version.strip())
    return ".".join(part or "0" for part in nearly.groups()) if nearly else "such as 0.2.0"


VERSION_NUMBERS = Rule(
    id="version-numbers",
    title="the pack's version is not three numbers",
    why="""\
`interview pack diff` says by the version what a new one does to learners: the first number grows
where a question is gone or another answer is right, the second with new questions, the last with
better wording. Of what is not three numbers nobody can tell which is the newer.""",
    bad="""\
pack: {id: my-pack, title: My pack, version: v0.2}""",
    good="""\
pack: {id: my-pack, title: My pack, version: 0.2.0}""",
    over=_find_version_numbers,
)


def _find_id_reused(packs: Sequence[Pack]) -> FoundOver:
    today = {spot.key: spot for pack in packs for spot in pack.spots}
    before: dict[str, Spot] = {}
    heads: dict[str, Pack] = {}
    for pack in packs:
        other = heads.setdefault(pack.id, pack)
        if other is not pack and pack.spots:
            message = (
                f"{other.path.name} is a pack with the id {pack.id} too, and only one of them is "
                "used: give this one another id"
            )
            yield pack.spots[0].source, pack.spots[0].part.start, message
        for spot in pack.heeding(ID_REUSED.id):
            for n, old in enumerate(spot.question.was):
                key = old if ":" in old else f"{pack.id}:{old}"
                at = spot.part["was"].at(n)
                if key == spot.key:
                    yield (
                        spot.source,
                        at,
                        f"{old} is what this question is called now: remove it here",
                    )
                elif key in today:
                    message = (
                        f"{old} is another question's id today, so progress would go to both: "
                        "give that question a new id, or remove this"
                    )
                    yield spot.source, at, message
                elif key in before:
                    message = (
                        f"{old} was {before[key].question.id} before, too: keep it in the one "
                        "question that goes on with it"
                    )
                    yield spot.source, at, message
                before.setdefault(key, spot)


ID_REUSED = Rule(
    id="id-reused",
    title="a name stands for two questions",
    why="""\
Progress is kept by name. A question that takes the name of an earlier one takes its progress
too: learners are told that they know what they never saw. Two questions with one id in a pack
are an error of the reader; this rule looks at `was` and at packs with one id.""",
    bad="""\
- {id: closures, was: [lambdas], ask: ...}
- {id: lambdas, ask: ...}     # a new question under an old name""",
    good="""\
- {id: closures, was: [lambdas], ask: ...}
- {id: lambda-limits, ask: ...}""",
    over=_find_id_reused,
)
