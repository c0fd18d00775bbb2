"""Rules about a pack as a whole, or packs side by side."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain
from math import erfc, sqrt

from interview_cli.core.levels import LEVELS
from interview_cli.core.markdown import find_code
from interview_cli.core.questions.question import Question
from interview_cli.core.scoring.tokens import STOP_WORDS
from interview_cli.core.sentences import count, join, trim
from interview_cli.packs.format.newer_fields import find_newer, find_newer_of_pack
from interview_cli.packs.lint.choices import parse_numbers, sticks_out
from interview_cli.packs.lint.rule import FoundOver, Pack, Subject, content_stems, words_in
from interview_cli.packs.yaml.source import UNKNOWN

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


def find_near_duplicates(packs: Sequence[Pack]) -> FoundOver:
    subjects = [subject for pack in packs for subject in pack.subjects_for("near-duplicates")]
    grams = [_find_grams(subject) for subject in subjects]
    seen = set[tuple[str, str, str]]()
    several = set[tuple[str, str, str]]()  # the others tell nothing
    for own in grams:
        several |= own & seen
        seen |= own
    offers = [frozenset(one.question.quiz.offers if one.question.quiz else ()) for one in subjects]
    offering = Counter(offers)
    where: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for n, subject in enumerate(subjects):
        common = grams[n] & several
        full = sum([len(where[gram]) >= MOST_PER_GRAM for gram in common])
        shared = Counter(chain.from_iterable([where[gram] for gram in common]))
        most = max(shared.values(), default=0) + full  # that any other has of them
        may_be_alike = most / max(1, len(grams[n])) >= ALIKE
        best, other = 0.0, subject
        if may_be_alike or (offers[n] and offering[offers[n]] > 1):
            for k, times in shared.most_common(CLOSEST):
                size = len(grams[n]) + len(grams[k])
                likeness = (times + full) / max(1, size - times - full)
                if likeness >= ALIKE and full:  # it's that at most
                    both = len(common & grams[k])
                    likeness = both / max(1, size - both)
                if offers[n] and offers[n] == offers[k] and _same_choice(subject, subjects[k]):
                    likeness = 1.0
                if likeness > best:
                    best, other = likeness, subjects[k]
        for gram in common:
            if len(where[gram]) < MOST_PER_GRAM:
                where[gram].append(n)
        grouped = subject.question.group and subject.question.group == other.question.group
        if best >= ALIKE and not grouped:
            name = other.question.id if other.pack == subject.pack else other.key
            line = other.source.line_of(other.part.start)
            message = (
                f"this asks nearly the same as {name} ({other.source.path.name}:{line}): leave one "
                "out, or give both the same group, so that they are never asked together"
            )
            yield subject.source, subject.part.at("ask"), message


def _same_choice(subject: Subject, other: Subject) -> bool:
    """Whether two questions that offer the same have mostly the same words, too."""
    if subject.question.code != other.question.code:
        return False
    asked, also = content_stems(subject.stem[0]), content_stems(other.stem[0])
    return len(asked & also) >= SAME_WORDS * len(asked | also)


def _find_grams(subject: Subject) -> frozenset[tuple[str, str, str]]:
    """Return the runs of three words of all that is asked: with its code and what is offered."""
    words = subject.fact("asked", _find_asked).split("\n")
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _find_asked(question: Question) -> str:
    """Return the words of all that is asked, each in a line.

    In prose words without content do not count, but for those that turn a question.
    """
    quiz = question.quiz
    asked, shown = [question.ask], [question.code or ""]
    if quiz is not None:
        asked.append(quiz.stem or "")
        shown += [*quiz.left_sides, *sorted(quiz.offers), getattr(quiz, "text", "")]
    asked_words = [
        word
        for text in asked
        for word in words_in(text)
        if word in TURNING or word not in STOP_WORDS
    ]
    code = [token for text in asked for span in find_code(text) for token in _TOKEN.findall(span)]
    tokens = [*asked_words, "", *code, "", *_TOKEN.findall(" \n ".join(shown).casefold())]
    return "\n".join(tokens)


def find_length_cue(packs: Sequence[Pack]) -> FoundOver:
    for pack in packs:
        single = [
            subject
            for subject in pack.subjects_for("length-cue")
            if subject.choice and len(subject.choice.right) == 1 and len(subject.choice.options) > 2
        ]
        long = [subject for subject in single if subject.fact("longest", _find_longest)]
        chances = [1 / len(subject.choice.options) for subject in single if subject.choice]
        if len(single) < MIN_QUESTIONS or probability(len(long), chances) >= SIGNIFICANCE:
            continue
        by_chance = round(sum(chances))
        names = ", ".join(subject.question.id for subject in long[:3])
        message = (
            f"in {len(long)} of {len(single)} questions of this pack the longest option is "
            f"right, by chance it would be about {by_chance}: shorten the right options of "
            f"{names} and others"
        )
        node = next(node for option, node in long[0].options() if option.right)
        yield long[0].source, node.at("text"), message


def _find_longest(question: Question) -> str:
    return "right" if sticks_out(question, 1.0, 1) else ""


def find_position_cue(packs: Sequence[Pack]) -> FoundOver:
    for pack in packs:
        kept = [subject for subject in pack.subjects_for("position-cue") if _keeps_order(subject)]
        if len(kept) < MIN_QUESTIONS:
            continue
        places = Counter(map(_find_key_place, kept))
        for place, hits in sorted(places.items()):
            lengths = [len(subject.choice.options) for subject in kept if subject.choice]
            chances = [1 / length if place < length else 0.0 for length in lengths]
            if probability(hits, chances) < SIGNIFICANCE / max(lengths):
                there = [subject for subject in kept if _find_key_place(subject) == place]
                message = (
                    f"in {hits} of the {len(kept)} questions that keep their order option "
                    f"{place + 1} is right, by chance it would be about {round(sum(chances))}: "
                    "leave out keep_order where the order means nothing, or move the key"
                )
                yield there[0].source, there[0].part["quiz"].at("keep_order"), message


def _keeps_order(subject: Subject) -> bool:
    """Whether options are shown as written, though they aren't numbers in order."""
    choice = subject.choice
    if choice is None or not choice.keep_order or len(choice.right) != 1:
        return False
    return parse_numbers([option.text for option in choice.options]) is None


def _find_key_place(subject: Subject) -> int:
    options = subject.choice.options if subject.choice else ()
    return next(n for n, option in enumerate(options) if option.right)


MIN_FOR_LEVELS = 10  # questions: a smaller pack is still being written


def find_level_or_topic_left_out(packs: Sequence[Pack]) -> FoundOver:
    for pack in packs:
        yield from _find_level_gap(pack)
        yield from _find_track_gaps(pack)


def _find_level_gap(pack: Pack) -> FoundOver:
    subjects = pack.subjects_for("level-or-topic-left-out")
    there = {subject.question.level for subject in subjects}
    if len(subjects) >= MIN_FOR_LEVELS and {"junior", "senior"} <= there and "mid" not in there:
        message = (
            "this pack has questions for junior and senior, and none for mid: write some, or "
            "give the harder ones of junior the level mid"
        )
        yield subjects[0].source, subjects[0].part.start, message


def _find_track_gaps(pack: Pack) -> FoundOver:
    if pack.info is None or pack.head is None or not pack.subjects or not pack.info.tracks:
        return
    tracks, source = pack.head.get("tracks", ()), pack.head_source
    if source is None or len(tracks) != len(pack.info.tracks):
        return
    questions = [subject.question for subject in pack.subjects if not subject.question.draft]
    for track, node in zip(pack.info.tracks, tracks, strict=True):
        taken = {track.step(q.level, q.topic, q.kind) for q in questions}
        for n, step in enumerate(track.steps):
            if n not in taken and step.levels:  # without levels it's refused as it is
                levels = join(step.levels, "or") if step.levels != LEVELS else "any level"
                message = (
                    f"this step of {track.id} has no question: write one of {step.topic} for "
                    f"{levels}, or leave the step out"
                )
                yield source, node["steps"].at(n), message
    if any(step is UNKNOWN for node in tracks for step in node["steps"]):
        return  # that step may lead to them
    number = len(pack.info.tracks)
    where = "its track" if number == 1 else f"one of its {count(number, 'track')}"
    if any(not step.levels for track in pack.info.tracks for step in track.steps):
        return
    for subject in pack.subjects_for("level-or-topic-left-out"):
        question = subject.question
        if all(
            t.step(question.level, question.topic, question.kind) is None for t in pack.info.tracks
        ):
            message = (
                f"no track of this pack leads to {question.topic} for {question.level}: add "
                f"{{topic: {question.topic}, levels: [{question.level}]}} to {where}"
            )
            yield subject.source, subject.part.at("id"), message


def find_no_questions(packs: Sequence[Pack]) -> FoundOver:
    for pack in packs:
        if pack.empty and pack.head and pack.head_source:
            message = 'this pack has no questions: write "questions:", and "- id: …" below it'
            yield pack.head_source, pack.head.start, message


#: What a pack says that keeps to the first version of the format.
_FORMAT_1 = re.compile(r"(?m)^format[ ]*:[ ]+([\"']?)(?P<number>1(?:\.0)?)\1(?=[ \t\r]*(?:#|$))")


def find_format_number(packs: Sequence[Pack]) -> FoundOver:
    for pack in packs:
        source = pack.head_source
        said = _FORMAT_1.search(source.text) if source else None
        if source is None or said is None:
            continue
        newer = {name for subject in pack.subjects for name in find_newer(subject.question)}
        newer |= {*find_newer_of_pack(pack.info)} if pack.info else set()
        if newer:
            names = sorted(newer)
            shown = join(names[:3], "and") if len(names) < 4 else f"{', '.join(names[:3])} and more"
            is_new = "is" if len(names) == 1 else "are"
            message = f"{shown} {is_new} new in format 1.1: write format: 1.1"
            at = said.start("number")
            yield source, at, message, *source.replace_text(at, said["number"], "1.1")


_SEMVER = re.compile(r"\d{1,9}\.\d{1,9}\.\d{1,9}(?:[-+].*)?")
#: One to three numbers, with what people write before them.
_NEAR_SEMVER = re.compile(r"(?i)(?:v|version)?[ .]*(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?")


def find_version_numbers(packs: Sequence[Pack]) -> FoundOver:
    for pack in packs:
        if pack.head is None or pack.head_source is None:
            continue
        version = pack.head.get("version")
        if isinstance(version, str) and version.strip() and not _SEMVER.fullmatch(version):
            source, at, three = pack.head_source, pack.head.at("version"), _three_numbers(version)
            message = (
                f'version is "{trim(version, 30)}", which cannot be compared with another '
                f"version: write three numbers, {three or 'such as 0.2.0'}"
            )
            yield source, at, message, *(source.replace_text(at, version, three) if three else ())


def _three_numbers(version: str) -> str:
    """Return the three numbers that *version* means; "" where they aren't certain."""
    nearly = _NEAR_SEMVER.fullmatch(version.strip())
    return ".".join(part or "0" for part in nearly.groups()) if nearly else ""


def find_id_reused(packs: Sequence[Pack]) -> FoundOver:
    today = {subject.key: subject for pack in packs for subject in pack.subjects}
    before: dict[str, Subject] = {}
    heads: dict[str, Pack] = {}
    for pack in packs:
        other = heads.setdefault(pack.id, pack)
        if other is not pack and pack.subjects:
            message = (
                f"{other.path.name} is a pack with the id {pack.id} too, and only one of them is "
                "used: give this one another id"
            )
            yield pack.subjects[0].source, pack.subjects[0].part.start, message
        for subject in pack.subjects_for("id-reused"):
            for n, old in enumerate(subject.question.was):
                key = old if ":" in old else f"{pack.id}:{old}"
                message = ""
                if key == subject.key:
                    message = f"{old} is what this question is called now: remove it here"
                elif key in today:
                    message = (
                        f"{old} is another question's id today, so progress would go to both: "
                        "give that question a new id, or remove this"
                    )
                elif key in before:
                    message = (
                        f"{old} was {before[key].question.id} before, too: keep it only in the "
                        "question that continues it"
                    )
                if message:
                    yield subject.source, subject.part["was"].at(n), message
                before.setdefault(key, subject)
