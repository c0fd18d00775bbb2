"""Words that were put one beside the other and explain nothing.

Three kinds: a list of keywords, the words of a sentence in another order, and every
possible answer at once ("it could be this or that, it depends"). Telegram style is none of
them: "sync libs -> def, goes to the threadpool" has verbs, arrows or small words.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from interview_cli.core.word_lists import word_set

MIN_KEYWORDS = 6  # words of a list of keywords
MIN_UNPUNCTUATED = 8  # the same of one without commas
MAX_ITEM = 2.4  # words of an item on average
MAX_BARE_ITEM = 1.7  # the same where the items may be verbs
SMALL_SHARE = 0.2  # small words of a list at most: "unit of work"
MIN_BARE = 12  # words of a text that has hardly a small word, whatever else is in it
BARE_SHARE = 0.04  # and of small words among them at most
MIN_RUN, RUN_SHARE = 18, 0.12  # the same of one run of words without any punctuation
SINGLE = 1.3  # words of an item on average, where items are single words
MIN_SINGLE = 10  # and how many of these make a list, whatever they are
STEPS_SHARE = 0.5  # items with a verb, in a list of steps
MANY_NAMES = 20  # words of a list that doesn't answer even a question that asks for names
MIN_SALAD = 12  # words of a text whose order can be judged
SORTED_SHARE = 0.85
MIN_ODD = 2
ODD_SHARE = 0.1
ODD_SHARE_MANY = 0.07


_CODE = re.compile(r"```.*?```|`[^`\n]{1,60}`|[\"“]\w+(?: \w+)?[\"”]", re.DOTALL)
_TOKEN = re.compile(r"[\w’'*#@.+/-]*\w[\w’'*#@+/-]*(?:\([^()]*\))?|[,;\n•|]|[.!?:=<>→]|[-=]>")
_SIGNS = re.compile(r"[=:<>→⇒]|[-=]>|(?<=\S)[^\S\n]+[-–—]\s")
_FOR_NAMES = (
    r"\b(?:which|name|list|enumerate|who|whose|how many|how do you write"
    r"|what (?:are|kinds?|types?|sorts?|methods?|status|codes?|keywords?|operators?|commands?"
    r"|headers?|names?|tools?|levels?|steps?))\b"
    r"|\bwhat (?:does|do|is) .*\b(?:print|return|printed|called)\b"
)
_EXPLAIN = (
    r"\b(?:why|how(?! many| do you write)|explain|compare|describe|differences?|differs?"
    r"|happens?|means?|walk|discuss|trade-?offs?|reasons?|when (?:would|should|do|does))\b"
)
#: Where these are asked for, "what happens" asks for no more.
_FOR_ORDER = r"\b(?:which|what) (?:order|sequence)\b"
_SEPARATORS = frozenset(",;\n•|")

_DETERMINERS = word_set("""
    the a an
""")
_PREPOSITIONS = word_set("""
    of in on at to for with by from as into per via without within between through during
    under after before until over
""")
_AUXILIARIES = word_set("""
    is are was were be been has have had do does did can could will would should may might
    must isn't aren't wasn't doesn't don't didn't can't won't cannot
""")
_JOINING = word_set("""
    and or but so because if when that which while whereas than since unless where who then
    otherwise
""")
#: What can follow "the" where a keyword is named: "the with statement", "the or".
_KEYWORDS = word_set("""
    no not with if for while before after in or
""")
_PRONOUNS = word_set("""
    it they you we i he she them us me it's that's this these those its
""")
_SPOKEN = _AUXILIARIES | _PRONOUNS
_SMALL = _DETERMINERS | _PREPOSITIONS | _AUXILIARIES | _JOINING | _PRONOUNS | {"not", "no"}
#: Verbs whose forms are hardly ever nouns.
_VERBS = word_set("""
    accepts adds allows applies asks avoid avoids becomes begins belongs blocks breaks
    brings built calls catches comes compares computes contains continues copies creates
    depends disappears does ends ensures exits expires fails fills finds finishes gave get
    gets give gives go goes gone got grows handles happens helps hides hits holds ignores
    inherits injects keep keeps killed knows learns leave leaves let lets lives loses made
    make makes matches means moves must need needs never only opens owns passes prefer
    prevents protects puts raises reads refuse refuses rejects releases removes resolves
    restarts returns rolls run runs sees sends serves set sets shared shows sits skips
    splits stalls starts stays stops stores stringifies take takes tells throws tries turns
    use used uses using validates waits wants works wraps writes yields resolve allow choose
    fix drop add check create commit call always just
""")
#: What a step begins with: at the beginning of an item hardly ever a noun.
_IMPERATIVES = word_set("""
    add apply assert await backfill begin bind build call cancel catch check choose clean close
    commit compare compute configure copy create declare define delete deploy drop enable ensure
    fetch find fix generate get give insert install keep load log make measure merge move open
    override pass pick pin push put raise read rebuild refuse reject release remove rename replace
    reproduce retry return revert rollback run save scale send serve set ship sort split start
    stop store swap switch take test throw tune update upgrade use validate verify wait wrap write
""")
_SMALL_WORDS = _SMALL - _KEYWORDS
_FIRM_PREPOSITIONS = _PREPOSITIONS - frozenset(
    ["to", "over", "as", "in", "on", "by", "after", "before", "through"]
)
_LINKS = frozenset(["and", "or", "but", "because", "if", "is", "are"])
_SUBJECTS = frozenset(["it", "they", "we", "he", "she"])
_AFTER_NO_SUBJECT = _DETERMINERS | {"of", "it", "they", "we", "and", "or", "for"}
_BEFORE = _DETERMINERS | _FIRM_PREPOSITIONS | _LINKS | _SUBJECTS
_HEDGES = word_set("""
    could might may maybe perhaps possibly either depends
""")


KEYWORDS = "These are keywords: explain how they fit together"
UNDECIDED = "This leaves every possibility open: say which one it is"


def why_unexplained(answer: str, ask: str) -> str:
    """Return why *answer* explains nothing; empty if it does, or doesn't have to.

    A list of keywords answers a question for names, but none that asks to explain.
    """
    written = _TOKEN.findall(_CODE.sub(" `code` ", answer))
    tokens = [token.casefold() for token in written]
    words = [token for token in tokens if token[-1].isalnum() or len(token) > 1]
    explains = asks_to_explain(ask) or len(words) >= MANY_NAMES
    if _is_salad(written, tokens, words) or (explains and _is_list(answer, tokens, words)):
        return KEYWORDS
    return UNDECIDED if _is_hedged(words) else ""


@lru_cache(maxsize=512)
def asks_to_explain(ask: str) -> bool:
    """Whether a question asks for more than a name, a number or a list of them."""
    asked = {found.casefold() for found in re.findall(_EXPLAIN, ask, re.IGNORECASE)}
    if re.search(_FOR_ORDER, ask, re.IGNORECASE):
        return bool(asked - {"happen", "happens"})
    return bool(asked) or re.search(_FOR_NAMES, ask, re.IGNORECASE | re.DOTALL) is None


def _is_list(answer: str, tokens: list[str], words: list[str]) -> bool:
    if len(words) < MIN_KEYWORDS or _SIGNS.search(_CODE.sub(" ", answer)):
        return False
    items = _split_items(tokens)
    size = sum(map(len, items)) / len(items)
    if len(items) >= MIN_SINGLE and size <= SINGLE:
        return True
    small = sum([word in _SMALL for word in words])
    steps = sum(item[0] in _IMPERATIVES or not _VERBS.isdisjoint(item) for item in items)
    if len(items) == 1 and len(words) >= MIN_RUN and small <= RUN_SHARE * len(words):
        return True
    if len(words) >= MIN_BARE and small <= BARE_SHARE * len(words):
        return len(items) == 1 or steps < STEPS_SHARE * len(items)
    if not _SPOKEN.isdisjoint(words):
        return False
    if small > SMALL_SHARE * len(words):
        return False
    if len(items) >= MIN_KEYWORDS and size <= MAX_BARE_ITEM:
        return True
    if not _VERBS.isdisjoint(words):
        return False
    if len(items) == 1:
        return len(words) >= MIN_UNPUNCTUATED
    return len(items) >= MIN_KEYWORDS - 1 and size <= MAX_ITEM


def _split_items(tokens: list[str]) -> list[list[str]]:
    """Return the words between separators and ends of sentences; none is empty."""
    items: list[list[str]] = [[]]
    for token in tokens:
        if token in _SEPARATORS or token in ".!?":
            items.append([])
        else:
            items[-1].append(token)
    return [item for item in items if item]


def _is_salad(written: list[str], tokens: list[str], words: list[str]) -> bool:
    """Whether words are sorted, or too many small words stand before what they can't.

    *tokens* are what's *written*, folded, and *words* those of them that are words.
    """
    if len(words) < MIN_SALAD:
        return False
    bare = [word.strip("`'*_") for word in words]
    ascending = sum([a <= b for a, b in pairwise(bare)])
    if ascending >= SORTED_SHARE * (len(bare) - 1):
        return True
    if "\n" in tokens:
        written = [token for token in written if token != "\n"]
        tokens = [token for token in tokens if token != "\n"]
    # Among small letters A may be a name.
    named = "A" in written and 2 * sum(map(str.isupper, written)) <= len(written)
    odd = 0
    for at, (one, following) in enumerate(pairwise([*tokens, "."])):
        if one in _BEFORE and not (named and written[at] == "A") and _is_odd(one, following):
            odd += 1
            continue
        odd += following in _SMALL and _is_capital(written[at + 1]) and written[at].islower()
    if odd < MIN_ODD:
        return False
    small = sum([word in _SMALL for word in words])
    return odd >= (ODD_SHARE if odd <= MIN_ODD else ODD_SHARE_MANY) * small


def _is_capital(word: str) -> bool:
    return word[1:].islower() and word.istitle()


def _is_odd(one: str, following: str) -> bool:
    """Whether no sentence has *following* right after *one*."""
    ends = not (following[-1].isalnum() or len(following) > 1)
    if one in _DETERMINERS:
        return (ends and one != "a") or following in _SMALL_WORDS
    if one in _FIRM_PREPOSITIONS:
        return following in _AUXILIARIES or following in {"and", "or", "but", "because", "so", "of"}
    if one in _LINKS:
        return following in {"and", "or", "but", "of", "is", "are", "was"}
    return one in _SUBJECTS and following in _AFTER_NO_SUBJECT


def _is_hedged(words: list[str]) -> bool:
    hedges = sum(word in _HEDGES for word in words)
    choices = words.count("or")
    return choices >= 3 and hedges >= 1 and 8 * (hedges + choices) >= len(words)
