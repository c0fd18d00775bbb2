"""Which language a text is written in, as far as it matters: can the answer be judged?

A guess by script, and for Latin letters by the small words that every text has. It is
meant to say "can't be judged" of an answer in another language than the key points', and
never to say it of an answer in telegram style.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection
from functools import lru_cache

ENGLISH = "en"
MIN_FOREIGN = 2  # different small words of a language that make a text one of it
MIN_UNREADABLE = 6  # words of a text that can be unreadable
KNOWN_SHARE = 0.2  # share of words that are known in a text that can be read
IDEOGRAPH_WEIGHT = 2  # letters of other scripts that an ideograph stands for

LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")

#: Small words by language, but for those that are English words too; behind the bar, denials.
_SMALL_WORDS = {
    "de": "der das und ist ein eine einen einem dem den des mit für auf von zu wird werden sich "
    "auch es wenn weil dass bei nur immer aus nach wie oder er sie ich wir sind hat kann beim zum "
    "zur einer eines gibt dann noch vom durch im wurde über da ihn | nicht kein keine keinen "
    "keiner nie niemals ohne nein nichts",
    "fr": "le la les des est et un une que qui pour dans avec sur par ce cette il elle nous vous "
    "sont mais ou où donc car au aux du si être je c'est d'un d'une qu'il se sa son ses y | pas ne "
    "jamais sans aucun aucune rien n'est n'a",
    "es": "el la los las un una que es y por para con en se del al lo como más pero su sus hay "
    "está son cuando porque también una cada si | no nunca sin ningún ninguna nada tampoco",
    "it": "il lo gli la le che è di e un una per con del della si sono come più ma nel nella da al "
    "anche viene ogni dal dei quando | non mai senza nessun nessuna niente",
    "pt": "o os as que é e um uma para com em do da na se por mais mas são como também dos das ao "
    "pelo pela quando cada | não nunca sem nenhum nenhuma nada",
    "nl": "de het een en van dat voor met op zijn wordt te door aan er maar ook als bij naar "
    "worden deze dit wel wanneer omdat elke | niet geen nooit zonder niets",
    "sv": "och det att som är ett på för med av den till när från så kan har eller varje bara en "
    "| inte aldrig utan ingen inget",
    "da": "og det at som er et på for med af den til når fra så kan har eller hver kun en "
    "| ikke aldrig uden ingen",
    "pl": "się jest na w z że i jak przez dla ale tylko może przy po gdy oraz | nie nigdy bez nic",
    "cs": "je se na v že to s nebo ale jako pro při když jen každý | není nikdy bez nic nejsou",
    "tr": "bir ve bu için ile de da çok gibi olarak ama her sonra | değil yok hiç olmadan",
    "fi": "on ja se että tai kun joka ovat mutta myös vain kanssa yksi | ei eivät ilman",
    "hu": "az és hogy egy van csak vagy meg minden ha mert | nem nincs soha nélkül",
    "ro": "și este un pe care din la cu pentru mai sau sunt dar fiecare | nu niciodată fără",
    "id": "yang dan di ini itu dengan untuk dari ke pada adalah akan atau hanya "
    "| tidak bukan tanpa",
    "vi": "là và của một các cho được khi trong với có thì | không chưa",
}
_ENGLISH_WORDS = """
    a an the and or but if so of to in on at by for from with as is are was were be been it its
    this that these those they them you i we he she not no do does did has have had can could
    will would should may must when while because than then which what who there only each every
    all one out up into after before
"""
#: Denials in scripts of their own. Some are parts of words, so they are looked for anywhere.
_OTHER_DENIALS = {
    "CJK": "不 没 沒 無 无 非 未 别 ない なし ません ずに",
    "HANGUL": "않 안 없 못 아니",
    "CYRILLIC": " не | ни | нет| без |никогда",
    "GREEK": " δεν | μη | χωρίς ",
    "ARABIC": "لا |ليس|لم |بدون",
    "HEBREW": " לא | אין | בלי ",
    "DEVANAGARI": "नहीं न मत बिना",
}


@lru_cache(maxsize=1)
def _english_words() -> frozenset[str]:
    return frozenset(_ENGLISH_WORDS.split())


@lru_cache(maxsize=1)
def _small_words() -> dict[str, tuple[str, ...]]:
    """Return for each small word the languages that have it."""
    found: dict[str, tuple[str, ...]] = {}
    for language, words in _SMALL_WORDS.items():
        for word in words.replace("|", " ").split():
            if word not in _english_words():
                found[word] = (*found.get(word, ()), language)
    return found


def _script_of(char: str) -> str:
    if char.isascii():
        return "LATIN"
    script = unicodedata.name(char, "").partition(" ")[0]
    return "CJK" if script in ("HIRAGANA", "KATAKANA") else script


def guess_language(text: str) -> str:
    """Return the language of *text* or, of a script that isn't Latin, that; empty if unknown."""
    if not text.isascii():
        scripts = Counter(_script_of(char) for char in text if char.isalpha())
        scripts["CJK"] *= IDEOGRAPH_WEIGHT
        if scripts and (most := max(sorted(scripts), key=scripts.__getitem__)) != "LATIN":
            return most
    words = Counter(LETTERS.findall(text.casefold()))
    english = sum(map(words.__getitem__, words.keys() & _english_words()))
    foreign = [word for word in words if word in _small_words()]
    if len(foreign) < MIN_FOREIGN:
        return ENGLISH if english else ""
    counts: Counter[str] = Counter()
    seen: Counter[str] = Counter()  # different ones: O(n) and O(1) are no Portuguese
    for word in foreign:
        if len(word) > 1 or not word.isascii():
            counts.update(dict.fromkeys(_small_words()[word], words[word]))
            seen.update(_small_words()[word])
    best = max(sorted(counts), key=counts.__getitem__, default="")
    if seen[best] >= MIN_FOREIGN and counts[best] > english:
        return best
    return ENGLISH if english else ""


_guess_once = lru_cache(maxsize=512)(guess_language)


def can_judge(answer: str, written: str, known: Collection[str]) -> bool:
    """Whether *answer* can be judged against what is *written* in its question.

    Not if it is in another language, or hardly any of its words is *known*; nor if something
    is denied in it in a language other than English: no such denial is heard.
    """
    language = guess_language(answer)
    if not language:
        words = LETTERS.findall(answer.casefold())
        unread = sum(word not in known for word in words)
        return len(words) < MIN_UNREADABLE or unread < (1 - KNOWN_SHARE) * len(words)
    if language == ENGLISH:
        return _guess_once(written) in ("", ENGLISH)
    return language == _guess_once(written) and not _denies(answer, language)


def _denies(answer: str, language: str) -> bool:
    if language in _SMALL_WORDS:
        words = frozenset(LETTERS.findall(answer.casefold()))
        return not words.isdisjoint(_SMALL_WORDS[language].partition("|")[2].split())
    denials = _OTHER_DENIALS.get(language, "")
    parts = denials.split("|") if "|" in denials else denials.split()
    return any(part in f" {answer.casefold()} " for part in parts)
