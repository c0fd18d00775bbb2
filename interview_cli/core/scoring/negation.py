"""Which words of an answer are denied, and which words are each other's opposite.

A cue denies the words after it, four at most and within its clause. Whether a statement is
denied is a matter of parity: "not unordered" says ordered.
"""

from __future__ import annotations

from functools import lru_cache

from interview_cli.core.scoring.words import Text, bag

REACH = 4  # words after a cue, but for the small ones
FAR = 8  # words before "is not needed"
SMALL = bag("a about an any of the to")
CUES = bag(
    """
    not no never without avoid avoids avoided avoiding prevent prevents prevented preventing non
    nothing nobody none neither nor unable hardly rarely
    """
)
#: Before these none is a value: "returns none", "the default is none".
VALUED = bag("return returns returned returning is be to default defaults equals yields gives")
#: What denies also the word before it: "it runs nothing".
BACKWARD = bag("none nothing")
#: "a lock is not needed", "a lock is unnecessary": what stands before it is denied as well.
VERDICTS = bag(
    """
    needed necessary required permitted allowed possible supported true right used useful
    relevant work works help helps matter matters happen happens apply applies case enough
    effect sense sufficient suffice suffices fix cure remedy solution protection
    guarantee guaranteed
    """
)
NEEDLESS = bag(
    """
    unneeded unnecessary needless pointless superfluous wasted useless
    """
)
#: "not only a cache": it is one, and this word alone is denied.
ALONE = bag("only just merely simply solely")
#: "not always quicker": nothing is said of when it is, or is not.
SOMETIMES = bag("always necessarily automatically")
#: "no doubt", "no matter which": no denial.
UNDENIED = bag("doubt matter wonder")
#: "a tuple instead of a list", "a tuple rather than a list": no list.
UNLIKE = "unlike"
CONTRASTS = {"instead": "of", "rather": "than", "opposed": "to"}
#: "No it runs …" answers the question; it denies nothing in the answer.
PRONOUNS = bag("it they that this these those he she i we you there because")
#: After these a denial speaks of all but one case: "not until", "nothing except".
EXCEPTING = bag("until unless except only till")
STEP_OVER = bag("nor or")
#: Behind a comma these begin something new, not one more thing that is denied.
ANEW = bag("so which then thus that it they this we you i and")
#: These deny a thing, and end before what is said of it: "a token without exp is refused".
OF_THINGS = bag("without avoid avoids avoided avoiding prevent prevents prevented preventing")
AUXILIARY = bag(
    """
    is are was were will would can could must should may might has have had does do did gets
    """
)
#: "Threads that do not hold the lock run": a denial in such a clause has a shorter reach.
RELATIVE = bag("that which who whose")
SHORTER = 2
#: "Without a lock it is lost", "instead of waiting you return".
BEFORE_MAIN = OF_THINGS | {UNLIKE, *CONTRASTS.values()}
#: "When it does not exist I raise it."
CONDITIONS = bag("if when unless once where whenever")
SUBJECTS = bag("i we you it they he she")

#: Opposites of one kind: the one is the other denied.
PAIRS = """
sync async, synchronous asynchronous, synchronously asynchronously, mutable immutable,
stateful stateless, valid invalid, visible invisible, consistent inconsistent, secure insecure,
efficient inefficient, complete incomplete, correct incorrect, possible impossible,
direct indirect, active inactive, dependent independent, compatible incompatible,
accurate inaccurate, precise imprecise, exact inexact, finite infinite, regular irregular,
relevant irrelevant, reversible irreversible, connect disconnect, connected disconnected,
allow disallow, allowed disallowed, enable disable, enabled disabled, useful useless
"""

#: Opposites of another kind: neither is the other denied, and neither is a slip for it.
CONTRARY = """
before after, first last, encode decode, serialise deserialise, serialize deserialize,
encrypt decrypt, increase decrease, import export, upload download, upgrade downgrade,
internal external, implicit explicit, public private, client server, read write, lock unlock,
input output, inner outer, minimum maximum, upper lower, forward backward, commit rollback,
authenticate authorise, authentication authorization, horizontal vertical, same different,
always never, optional required, true false, pessimistic optimistic
"""

#: Words that only look as if they were denied.
WHOLE = bag(
    """
    until unless under union unique unit universal university uniform
    """
)


def _pairs(text: str) -> list[tuple[str, str]]:
    return [tuple(pair.split()) for pair in text.replace("\n", " ").split(",")]  # type: ignore[misc]


@lru_cache(maxsize=1)
def _opposites() -> dict[str, str]:
    return {a: b for pair in _pairs(PAIRS) for a, b in (pair, pair[::-1])}


#: Said of two things, one of these says the other's opposite: but only in the same order.
TURNED = {"before": "after", "after": "before"}


@lru_cache(maxsize=1)
def _contrary() -> frozenset[str]:
    return frozenset(word for pair in _pairs(PAIRS + "," + CONTRARY) for word in pair)


def opposed(word: str) -> bool:
    """Say whether *word* is one of two opposites: then nothing else is a slip for it."""
    return word in _contrary() or denied_by_prefix(word) is not None


@lru_cache(maxsize=8192)
def denied_by_prefix(word: str) -> str | None:
    """Give the word that *word* denies: ordered for unordered, sync for async."""
    if word in _opposites():
        return _opposites()[word]
    for prefix in ("un", "non"):
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) > 3 and word not in WHOLE:
            return rest
    return None


def denials(text: Text) -> list[tuple[int, ...]]:
    """Give for each word of *text* the cues that deny it, as word numbers."""
    found: list[list[int]] = [[] for _ in text.words]
    for at, word in enumerate(text.words):
        if word.text in NEEDLESS:
            reached = _before(text, at)
        elif word.text == UNLIKE:
            reached = _after(text, at)
        elif CONTRASTS.get(word.text) == _next(text, at):
            reached = _after(text, at + 1)
        elif word.text in CUES and not _idle(text, at):
            reached = _after(text, at)
            if reached and text.words[reached[0]].text in ALONE:
                reached = reached[:1]
            if any(text.words[n].text in VERDICTS for n in reached[:2]):
                reached += _before(text, at)
            elif word.text in BACKWARD and not word.comma and _next(text, at) not in AUXILIARY:
                reached += _before(text, at)[:1]
        else:
            continue
        for other in reached:
            found[other].append(at)
    return [tuple(cues) for cues in found]


def _after(text: Text, cue: int) -> list[int]:
    """Give the words after *cue* that it denies, near ones first."""
    words = text.words
    reached: list[int] = []
    far = 0
    most = SHORTER if _relative(text, cue) else REACH - (words[cue].text in OF_THINGS)
    inside = words[cue].text in BEFORE_MAIN or _conditional(text, cue)
    clause = words[cue].clause + (_next(text, cue) == "because")
    for at in range(cue + 1, len(words)):
        word = words[at]
        if inside and reached and word.text in SUBJECTS:
            break
        if words[cue].text in OF_THINGS and word.text in AUXILIARY:
            break
        if word.clause != clause or (word.comma and not _listed(text, at)):
            break
        if word.text == "and" and words[cue].text != "without":
            break
        if word.text in CUES and words[cue].text == "neither":
            break  # neither this nor that
        far += word.text not in SMALL
        if far > most:
            break
        reached.append(at)
    return reached


def _relative(text: Text, cue: int) -> bool:
    """Say whether *cue* denies the verb of a clause that only says which one is meant."""
    words = text.words
    at = cue - 1
    if at >= 0 and words[at].text in AUXILIARY:
        at -= 1
    if at < 1 or words[at].text not in RELATIVE or words[at].comma:
        return False
    before = words[at - 1]
    return before.sentence == words[cue].sentence and before.clause == words[cue].clause


def _conditional(text: Text, cue: int) -> bool:
    """Say whether *cue* stands in a clause with when or if, whose end may go unmarked."""
    words = text.words
    for at in range(cue - 1, -1, -1):
        if words[at].clause != words[cue].clause or words[at].comma:
            return False
        if words[at].text in CONDITIONS:
            return True
    return False


def _before(text: Text, cue: int) -> list[int]:
    """Give the words before *cue* in its clause, near ones first."""
    words = text.words
    reached: list[int] = []
    if words[cue].comma:
        return reached
    for at in range(cue - 1, max(-1, cue - 1 - FAR), -1):
        if words[at].clause != words[cue].clause:
            break
        reached.append(at)
        if words[at].comma:
            break
    return reached


def _next(text: Text, at: int) -> str:
    """Give the word after the one at *at* in its sentence; empty at its end."""
    words = text.words
    if at + 1 == len(words) or words[at + 1].sentence != words[at].sentence:
        return ""
    return words[at + 1].text


def _idle(text: Text, at: int) -> bool:
    """Say whether the cue at *at* denies nothing: "no doubt", "No, ...", Python's None."""
    words = text.words
    after = _next(text, at)
    if words[at].text == "none" and after != "of":
        before = words[at - 1].text if at and words[at - 1].sentence == words[at].sentence else ""
        written = text.given[words[at].start : words[at].end]
        if (written == "None" and before) or before in VALUED:
            return True
    if not after:
        return words[at].text not in BACKWARD
    if words[at].text != "no":
        return False
    opens = at == 0 or words[at - 1].sentence != words[at].sentence
    return after in UNDENIED or (opens and after in PRONOUNS)


def sometimes(text: Text, cue: int) -> bool:
    """Say whether the cue denies only that it is so every time: "not always"."""
    return _next(text, cue) in SOMETIMES


def _listed(text: Text, after: int) -> bool:
    """Say whether the comma before *after* goes on with a list: "not a, b or c"."""
    words = text.words
    if words[after].text in ANEW:
        return False
    for at in range(after, min(len(words), after + 5)):
        if words[at].clause != words[after].clause:
            return False
        if words[at].text in STEP_OVER:
            return True
    return False


def excepts(text: Text, first: int, last: int) -> bool:
    """Say whether a denial from *first* on leaves a case out: "does not run until awaited"."""
    return any(text.words[at].text in EXCEPTING for at in range(first, last + 1))
