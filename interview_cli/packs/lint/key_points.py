"""Rules about key points: against the model answer, their own words and their phrases' signs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from interview_cli.core.kinds.design import Design
from interview_cli.core.questions.judged_points import as_key_point
from interview_cli.core.questions.question import FollowUp, KeyPoint, Question
from interview_cli.core.scoring.phrases import OPTIONAL_WORDS, Phrase, parse_content, parse_phrase
from interview_cli.core.scoring.result import CONTRADICTED, HIT, MISSED
from interview_cli.core.scoring.scorer import judge_points
from interview_cli.core.sentences import trim
from interview_cli.packs.lint.rule import Found, Subject
from interview_cli.packs.lint.wordings import Wordings
from interview_cli.packs.yaml.source import Map


@dataclass(frozen=True, slots=True)
class Prompt:
    """What the learner is asked: the question itself, a follow-up, or a stage of a case.

    The ``answer`` is "" where no model answer has to make the points, as at a stage.
    """

    ask: str
    answer: str
    points: list[tuple[KeyPoint, Map]]


def prompts_in(subject: Subject) -> Iterator[Prompt]:
    """Return all that is asked and that has key points."""
    asked: tuple[Question | FollowUp, ...] = (subject.question, *subject.question.follow_ups)
    parts = (subject.part, *subject.part.get("follow_ups", ()))
    for one, part in zip(asked, parts, strict=False):
        points, nodes = one.key_points, part.get("key_points")
        if points and nodes and len(nodes) == len(points):
            yield Prompt(one.ask, one.answer, list(zip(points, nodes, strict=True)))
    if isinstance(quiz := subject.question.quiz, Design):
        for stage, written in zip(quiz.stages, subject.part["quiz"]["stages"], strict=True):
            made = map(as_key_point, stage.key_points)
            yield Prompt(stage.ask, "", list(zip(made, written["key_points"], strict=True)))


def score_points(
    prompt: Prompt,
    points: Iterable[KeyPoint],
    answer: str,
    *,
    without_not: bool = False,
    explained: bool = True,
) -> list[str]:
    """Return what the scorer makes of each point: hit, close, contradicted or missed.

    Who doesn't tell hit from close has it quicker if the points don't have to be *explained*.
    """
    plain = tuple([_make_plain(point, without_not) for point in points])
    return _score_points(prompt.ask, prompt.answer, plain, answer, explained)


def _make_plain(point: KeyPoint, without_not: bool) -> KeyPoint:
    if point.from_ is None and not (without_not and point.not_):
        return point
    return replace(point, from_=None, not_=() if without_not else point.not_)


@lru_cache(maxsize=4096)
def _score_points(
    ask: str, reference: str, points: tuple[KeyPoint, ...], answer: str, explained: bool
) -> list[str]:
    return judge_points(
        answer, ask=ask, reference=reference, key_points=points, explained=explained
    )


def _score_model_answer(prompt: Prompt, *, without_not: bool = False) -> list[str]:
    """Return which points the model answer makes, and which it denies."""
    points = [point for point, _ in prompt.points]
    return score_points(prompt, points, prompt.answer, without_not=without_not, explained=False)


def _has_answer(prompt: Prompt) -> bool:
    return bool(prompt.answer)


def find_key_point_absent(subject: Subject) -> Found:
    for prompt in filter(_has_answer, prompts_in(subject)):
        states = _score_model_answer(prompt)
        if CONTRADICTED in states:  # else `not` has no say in it
            states = _score_model_answer(prompt, without_not=True)
        for state, (point, node) in zip(states, prompt.points, strict=True):
            if state in (MISSED, CONTRADICTED):
                what = "doesn't make" if state == MISSED else "seems to deny"
                message = (
                    f'the answer {what} this key point, "{trim(point.says, 40)}": make '
                    "it there, or add the answer's wording to any"
                )
                yield node.at("says"), message


def find_not_in_answer(subject: Subject) -> Found:
    for prompt in filter(_has_answer, prompts_in(subject)):
        if not any(point.not_ for point, _ in prompt.points):
            continue  # as most
        states = _score_model_answer(prompt)
        for state, (point, node) in zip(states, prompt.points, strict=True):
            if state != CONTRADICTED:
                continue
            for n, phrase in enumerate(point.not_):
                only = [KeyPoint(point.says, not_=(phrase,)), KeyPoint(point.says)]
                with_it, without = score_points(prompt, only, prompt.answer, explained=False)
                if with_it == CONTRADICTED != without:
                    message = (
                        f'the answer itself says "{trim(phrase, 40)}", which contradicts this '
                        "key point: make the phrase narrower, or fix the answer"
                    )
                    yield node["not"].at(n), message


_ALTERNATIVES = re.compile(r"((?:`[^`]*`|[^\s`|])+)(?:\|(?:`[^`]*`|[^\s`|])+)+")

#: An answer needs some word that the question has not; of a longer answer this stands for it.
_FILLER = "Briefly explained."


def find_unreachable_key_point(subject: Subject) -> Found:
    for prompt in prompts_in(subject):
        wordings = _read_wordings(prompt)
        for point, node in prompt.points:
            if message := _explain_unreached(prompt, point, wordings):
                yield node.at("says"), message
                continue
            for n, phrase in enumerate(point.any):
                if all(_is_empty(read) for read in parse_phrase(phrase)):
                    message = (
                        f'"{trim(phrase, 40)}" has no word to look for: '
                        "write the words that a good answer has"
                    )
                    yield node["any"].at(n), message


def _read_wordings(prompt: Prompt) -> Wordings:
    points = [point for point, _ in prompt.points]
    texts = [wording for point in points for wording, _ in _plain_wordings(point)]
    return Wordings(texts, prompt.ask, prompt.answer, points)


def _plain_wordings(point: KeyPoint) -> Iterator[tuple[str, str | None]]:
    """Return what must not contradict *point*, each with the phrase that it comes from."""
    yield point.says, None
    for phrase in point.any if point.not_ else ():
        yield _to_literal(phrase), phrase


def _explain_unreached(prompt: Prompt, point: KeyPoint, wordings: Wordings) -> str:
    """Return why no answer reaches *point*, or why its own words are against it; else nothing."""
    states = {HIT}
    for wording, phrase in wordings.find_unsure(point, _plain_wordings(point)):
        if phrase is None:
            states = set()
        if score_points(prompt, [point], wording) != [CONTRADICTED]:
            continue
        if score_points(prompt, [point], wording, without_not=True) != [CONTRADICTED]:
            return f'its own words contradict this key point, "{trim(wording, 40)}": fix its not'
        if wording == point.says:
            return "its own words are taken for a denial of it: say it without the negative word"
    if HIT in states:
        return ""
    for wording in _own_wordings(point):
        states |= {*score_points(prompt, [point], wording)}
        if HIT in states:  # most often the first reaches it
            return ""
    if not parse_content(point.says).size and not point.any:
        return "this key point has no word to look for: say what a good answer says"
    return (
        "no answer reaches this key point, not even its own words: add to any what only a good "
        "answer says, and the question does not"
    )


def _is_empty(phrase: Phrase) -> bool:
    parts = [part for item in phrase.items for part in item]
    words = {word for part in parts for word in part.words}
    return not phrase.denials and not any(part.code for part in parts) and words <= OPTIONAL_WORDS


@lru_cache(maxsize=4096)
def _to_literal(phrase: str) -> str:
    """Return an answer that says just *phrase*: the first of its alternatives, in its order."""
    plain = _ALTERNATIVES.sub(r"\1", phrase).replace("*", "")
    return " ".join(word for word in plain.split() if word != ">")


def _own_wordings(point: KeyPoint) -> Iterator[str]:
    """Return what an answer would be that says just this point, in all its wordings."""
    yield point.says
    for phrase in point.any:
        plain = _to_literal(phrase)
        yield plain
        yield f"{point.says}. {plain}"
        yield f"{_FILLER} {plain}"
    yield f"{_FILLER} {point.says}"


def find_essential_without_phrases(subject: Subject) -> Found:
    for prompt in prompts_in(subject):
        for point, node in prompt.points:
            if point.essential and not point.any and "`" not in point.says:
                message = (
                    f'nobody passes without this point, "{trim(point.says, 40)}", and only its own '
                    "words are looked for: add to any how else people say it"
                )
                yield node.at("says"), message


#: Parts in back-ticks, the last of them not always closed; and what is as short, and as plain,
#: that it stands without: len(), f(x), O(n log n).
_CODE = re.compile(r"`[^`]*`?")
_CALL = re.compile(r"\bO\([^()|]*\)|(?<=\w)\(\w?\)")
#: Stands for such a part, whatever signs it has.
_PLACEHOLDER = "x"
#: Words, their alternatives and beginnings, in any order or one after another.
_PLAIN_WORD = r"\w[\w'-]*\*?(?:\|\w[\w'-]*\*?)*"
_PLAIN = re.compile(rf"{_PLAIN_WORD}(?: (?:> )?{_PLAIN_WORD})*")
_SUM = re.compile(r"(?<=\d)\s+\+\s+(?=\d)")
_REGEX = re.compile(r"/[^/]*[^/\s]/[gimsuy]{0,2}")
#: Within a word, or before it. By itself it is a sign of arithmetic, as in times|x|*.
_STAR = re.compile(r"\*[^*-]|\*-$")
_DOTS = re.compile(r"\.{3,}|…")
_ARROW = re.compile(r"[-=~]+>|[→⇒]|>>+")
_ORDER = 'order is "a > b", with spaces'
_EITHER = '"a|b" is either, without spaces'
_TICKS = "code goes in back-ticks"
_BETWEEN = "words between are allowed anyway"


def find_phrase_signs(subject: Subject) -> Found:
    for prompt in prompts_in(subject):
        for point, node in prompt.points:
            for name, phrases in (("any", point.any), ("not", point.not_)):
                for n, phrase in enumerate(phrases):
                    if message := explain_sign(phrase):
                        yield node[name].at(n), message


def explain_sign(phrase: str) -> str:
    """Return which sign of *phrase* means nothing, and what to write; nothing if all are sound."""
    if _PLAIN.fullmatch(phrase):  # as most are
        return ""
    text = _SUM.sub("+", _CALL.sub(_PLACEHOLDER, _CODE.sub(_PLACEHOLDER, phrase))).strip()
    if _REGEX.fullmatch(text):
        return (
            f'"{trim(phrase, 40)}" is read as words, not as a regular expression: '
            "write the words, a|b for either, word* for beginnings; a path goes in back-ticks"
        )
    if dots := _DOTS.search(text):
        return f'{_means_nothing(dots[0])}; {_BETWEEN}: leave "{dots[0]}" out'
    words = text.split()
    for word in words:
        if message := _explain_alone(word) or _explain_within(word):
            return message
    for at, where in ((0, "first"), (-1, "last")):
        if words and words[at] == ">":
            return f'">" means nothing as the {where} word of a phrase; {_ORDER}: leave it out'
    return ""


def _means_nothing(sign: str) -> str:
    return f'"{sign}" means nothing in a phrase'


def _explain_alone(word: str) -> str:
    """Return what is wrong with a word that is only a sign; nothing if it is sound."""
    if set(word) == {"*"}:
        return f'{_means_nothing(word)} by itself; {_BETWEEN}: leave "{word}" out'
    if set(word) == {"|"}:
        return f"{_means_nothing(word)} by itself; {_EITHER}: join what is beside it, or {_TICKS}"
    if _ARROW.fullmatch(word):
        return f"{_means_nothing(word)}; {_ORDER}; {_TICKS}"
    if set(word) in ({"&"}, {"+"}):
        return f'{_means_nothing(word)}; all words are wanted anyway: leave "{word}" out; {_TICKS}'
    return ""


def _explain_within(word: str) -> str:
    """Return what is wrong with the signs within a word; nothing if they are sound."""
    if "<" in word:
        return f"{_means_nothing('<')}; {_ORDER}; {_TICKS}"
    if bracket := re.search(r"[()]", word):
        return f"{_means_nothing(bracket[0])}; {_EITHER}; a phrase for each wording; {_TICKS}"
    parts = word.split("|")
    if "" in parts:
        return (
            f'an alternative of "{trim(word, 30)}" is empty; {_EITHER}: '
            f'leave the "|" out that has nothing beside it; {_TICKS}'
        )
    if any(_STAR.search(part) for part in parts):
        return (
            f'"*" in "{trim(word, 30)}" means nothing; it ends a beginning, as in "lock*", and '
            f"{_BETWEEN}: write the words apart; {_TICKS}"
        )
    return ""
