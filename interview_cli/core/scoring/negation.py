"""Negation: words of an answer that are denied, and opposites.

A negation cue denies the words in its scope: those after it, four at most and within its
clause. Whether a statement is denied is a matter of parity: "not unordered" says ordered.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from interview_cli.core.scoring.guards.claimed import DENYING
from interview_cli.core.scoring.guards.disowned import (
    Sentence,
    find_disowned,
    may_disown,
    turns_all_down,
)
from interview_cli.core.scoring.tokens import Tokens, light_stem, read_lines, stem
from interview_cli.core.word_lists import word_set

SCOPE = 4  # words after a cue, but for the small ones
SCOPE_BEFORE = 8  # words before "is not needed"
SMALL = word_set("a about an any of the to")
CUES = word_set("""
    not no never without avoid avoids avoided avoiding prevent prevents prevented preventing non
    nothing nobody none neither nor unable hardly rarely
""")
#: Before these none is a value: "returns none", "the default is none".
BEFORE_VALUE = word_set(
    "return returns returned returning is be to default defaults equals yields gives"
)
#: What denies also the word before it: "it runs nothing".
BACKWARD = word_set("none nothing")
#: "a lock is not needed", "a lock is unnecessary": the words before it are denied as well.
VERDICTS = word_set("""
    needed necessary required permitted allowed possible supported true right used useful
    relevant work works help helps matter matters happen happens apply applies case enough
    effect sense sufficient suffice suffices fix cure remedy solution protection
    guarantee guaranteed
""")
NEEDLESS = word_set("unneeded unnecessary needless pointless superfluous wasted useless")
#: "not only a cache": it is one, and this word alone is denied.
ALONE = word_set("only just merely simply solely")
#: "not always quicker": nothing is said of when it is, or is not.
ALWAYS = word_set("always necessarily automatically")
#: "no doubt", "no matter which": no denial.
IDIOMS = word_set("doubt matter wonder")
#: "a tuple instead of a list", "a tuple rather than a list": no list.
UNLIKE = "unlike"
CONTRASTS = {"instead": "of", "rather": "than", "opposed": "to"}
#: "No it runs …" answers the question; it denies nothing in the answer.
PRONOUNS = word_set("it they that this these those he she i we you there because")
#: After these a denial speaks of all but one case: "not until", "nothing except".
EXCEPTING = word_set("until unless except only till")
STEP_OVER = word_set("nor or")
#: Behind a comma these begin something new, not one more thing that is denied.
ANEW = word_set("so which then thus that it they this we you i and")
#: These deny a thing, and end before what is said of it: "a token without exp is refused".
OF_THINGS = word_set("without avoid avoids avoided avoiding prevent prevents prevented preventing")
AUXILIARY = word_set("""
    is are was were will would can could must should may might has have had does do did gets
""")
#: "Threads that do not hold the lock run": a denial in such a clause has a shorter scope.
RELATIVE = word_set("that which who whose")
SHORT_SCOPE = 2  # words
#: After the thing that a clause begins to be "without", these begin what is said.
DETERMINERS = word_set("a an the each every all any your")
#: "Without a lock it is lost", "instead of waiting you return".
BEFORE_MAIN = OF_THINGS | {UNLIKE, *CONTRASTS.values()}
#: "When it does not exist I raise it."
CONDITIONS = word_set("if when unless once where whenever")
SUBJECTS = word_set("i we you it they he she")
#: "Instead of threads use processes."
IMPERATIVES = word_set("use take choose prefer pick call write return pass put keep go")

#: Words that only look as if they were denied.
NO_PREFIX = word_set("until unless under union unique unit universal university uniform")


#: No other word denies anything.
DENIALS = CUES | NEEDLESS | CONTRASTS.keys() | {UNLIKE}


@lru_cache(maxsize=1)
def _complements() -> dict[str, str]:
    pairs = [line.split() for line in read_lines("complements.txt")]
    return {one: other for pair in pairs for one, other in (pair, pair[::-1])}


@lru_cache(maxsize=1)
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    lines = [line.partition("|") for line in read_lines("opposites.txt")]
    for one, _, other in lines:
        sides = [frozenset(map(light_stem, word_set(side))) for side in (one, other)]
        for mine, theirs in (sides, sides[::-1]):
            for word in mine:
                found[word] = found.get(word, frozenset()) | theirs
    return found


def find_opposites(word: str) -> frozenset[str]:
    """Return the rough stems of words that say the opposite of *word* about the same thing."""
    return _opposites().get(light_stem(word), frozenset())


#: Converses: "a before b" denies "a after b", and says the same as "b after a".
CONVERSES = {"before": "after", "after": "before"}


@lru_cache(maxsize=1)
def _antonyms() -> frozenset[str]:
    return word_set(" ".join(read_lines("contraries.txt"))) | _complements().keys()


def has_antonym(word: str) -> bool:
    """Whether *word* is one of two opposites: then nothing else is a typo for it."""
    return word in _antonyms() or find_complement(word) is not None


@lru_cache(maxsize=8192)
def find_complement(word: str) -> str | None:
    """Return the word that *word* denies: ordered for unordered, sync for async."""
    if word in _complements():
        return _complements()[word]
    for prefix in ("un", "non"):
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) > 3 and word not in NO_PREFIX:
            return rest
    return None


#: A question with one of these is about something that is wrong.
FAULTS = word_set("wrong bug fault mistake problem incorrect error broken fix flaw issue surprise")


@lru_cache(maxsize=1)
def _faults() -> frozenset[str]:
    return frozenset(map(stem, FAULTS))


class Cues(NamedTuple):
    """For each word of an answer the cues that deny it, as word numbers.

    ``frames`` are those that turn a whole statement down; ``all_down``: they do so with
    most sentences.
    """

    of: list[tuple[int, ...]]
    frames: frozenset[int] = frozenset()
    all_down: bool = False


def find_cues(tokens: Tokens, asked: frozenset[str]) -> Cues:
    """Return the cues of an answer; *asked* are the stems of the question."""
    cues: list[tuple[int, ...]] = [()] * len(tokens.words)
    texts = {word.text for word in tokens.words}
    if texts.isdisjoint(DENIALS) and not may_disown(texts):
        return Cues(cues)
    found: dict[int, list[int]] = {}
    for at, word in enumerate(tokens.words):
        if word.text not in DENIALS:
            continue
        after = _next_word(tokens, at)
        if word.text in NEEDLESS:
            scope = _scope_before(tokens, at)
        elif word.text == UNLIKE:
            scope = _scope_after(tokens, at)
        elif CONTRASTS.get(word.text) == after:
            scope = _scope_after(tokens, at + 1)
        elif word.text in CUES and not _denies_nothing(tokens, at):
            scope = _scope_after(tokens, at)
            if scope and tokens.words[scope[0]].text in ALONE | DENYING:
                scope = scope[:1]
            if any(tokens.words[n].text in VERDICTS for n in scope[:2]):
                scope += _scope_before(tokens, at)
            elif word.text in BACKWARD and not word.comma and after not in AUXILIARY:
                scope += _scope_before(tokens, at)[:1]
        else:
            continue
        for other in scope:
            found.setdefault(other, []).append(at)
    frames, all_down = _add_disowned(tokens, found, faulty=not asked.isdisjoint(_faults()))
    for at, own in found.items():
        cues[at] = tuple(own)
    return Cues(cues, frames, all_down)


def _add_disowned(
    tokens: Tokens, found: dict[int, list[int]], *, faulty: bool
) -> tuple[frozenset[int], bool]:
    """Add a cue to every word of a statement that is turned down; return these cues."""
    words = tokens.words
    sentences: list[Sentence] = []
    first = 0
    for end in range(1, len(words) + 1):
        if end == len(words) or words[end].sentence != words[first].sentence:
            texts = frozenset([word.text for word in words[first:end]])
            sentences.append(Sentence(words[first].start, words[end - 1].end, texts))
            first = end
    frames = set()
    disowned = find_disowned(tokens.source, sentences)
    starts = [word.start for word in words] if disowned else []
    for frame in disowned:
        if frame.mild and faulty:
            continue
        own = range(bisect_left(starts, frame.cue_start), bisect_left(starts, frame.cue_end))
        if not own:
            continue
        cue = next((at for at in own if words[at].text in CUES), own[-1])
        frames.add(cue)
        for at in range(bisect_left(starts, frame.start), bisect_left(starts, frame.end)):
            own_cues = found.setdefault(at, [])
            if cue not in own_cues:
                own_cues.append(cue)
    return frozenset(frames), turns_all_down(tokens.source, sentences, disowned, faulty=faulty)


def _scope_after(tokens: Tokens, cue: int) -> list[int]:
    """Return the words after *cue* that it denies, near ones first."""
    words, far = tokens.words, 0
    scope: list[int] = []
    most = SCOPE - (words[cue].text in OF_THINGS)
    most = SHORT_SCOPE if _in_relative_clause(tokens, cue) else most
    inside = words[cue].text in BEFORE_MAIN or _in_conditional(tokens, cue)
    clause = words[cue].clause + (_next_word(tokens, cue) == "because")
    first = not cue or words[cue - 1].clause != words[cue].clause
    fronted = first and words[cue].text == "without"
    for at in range(cue + 1, len(words)):
        word = words[at]
        if inside and scope and (word.text in SUBJECTS or word.text in IMPERATIVES):
            break
        if words[cue].text in OF_THINGS and word.text in AUXILIARY:
            break
        if fronted and far and word.text in DETERMINERS:
            break  # "Without an index | the whole table is read"
        if word.clause != clause or (word.comma and not _continues_list(tokens, at)):
            break
        if word.text == "and" and words[cue].text != "without":
            break
        if word.text in CUES and words[cue].text == "neither":
            break  # neither this nor that
        far += word.text not in SMALL
        if far > most:
            break
        scope.append(at)
    return scope


def _in_relative_clause(tokens: Tokens, cue: int) -> bool:
    """Whether *cue* denies the verb of a restrictive relative clause."""
    words = tokens.words
    at = cue - 1
    if at >= 0 and words[at].text in AUXILIARY:
        at -= 1
    if at < 1 or words[at].text not in RELATIVE or words[at].comma:
        return False
    return words[at - 1].clause == words[cue].clause


def _in_conditional(tokens: Tokens, cue: int) -> bool:
    """Whether *cue* is in a clause with when or if, whose end may not be marked."""
    words = tokens.words
    for at in range(cue - 1, -1, -1):
        if words[at].clause != words[cue].clause or words[at].comma:
            return False
        if words[at].text in CONDITIONS:
            return True
    return False


def _scope_before(tokens: Tokens, cue: int) -> list[int]:
    """Return the words before *cue* in its clause, near ones first."""
    words = tokens.words
    scope: list[int] = []
    for at in range(cue - 1, max(-1, cue - 1 - SCOPE_BEFORE), -1):
        if words[at + 1].comma or words[at].clause != words[cue].clause:
            break
        scope.append(at)
    return scope


def _next_word(tokens: Tokens, at: int) -> str:
    """Return the word after the one at *at* in its sentence; empty at its end."""
    words = tokens.words
    if at + 1 == len(words) or words[at + 1].sentence != words[at].sentence:
        return ""
    return words[at + 1].text


def _denies_nothing(tokens: Tokens, at: int) -> bool:
    """Whether the cue at *at* denies nothing: "no doubt", "No, ...", Python's None."""
    words = tokens.words
    after = _next_word(tokens, at)
    if words[at].text == "none" and after != "of":
        before = words[at - 1].text if at and words[at - 1].sentence == words[at].sentence else ""
        written = tokens.source[words[at].start : words[at].end]
        if (written == "None" and before) or before in BEFORE_VALUE:
            return True
    if not after:
        return words[at].text not in BACKWARD
    if words[at].text != "no":
        return False
    opens = at == 0 or words[at - 1].sentence != words[at].sentence
    return after in IDIOMS or (opens and after in PRONOUNS)


def denies_always(tokens: Tokens, cue: int) -> bool:
    """Whether *cue* denies only that it is so every time: "not always"."""
    return _next_word(tokens, cue) in ALWAYS


def _continues_list(tokens: Tokens, after: int) -> bool:
    """Whether the comma before *after* goes on with a list: "not a, b or c"."""
    words = tokens.words
    if words[after].text in ANEW:
        return False
    for at in range(after, min(len(words), after + 5)):
        if words[at].clause != words[after].clause:
            return False
        if words[at].text in STEP_OVER:
            return True
    return False


def has_exception(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a denial from *first* on leaves a case out: "does not run until awaited"."""
    return any(tokens.words[at].text in EXCEPTING for at in range(first, last + 1))
