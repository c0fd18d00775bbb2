"""Rules about how a question is written down: its YAML, its sources and its last check."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from interview_cli.core.compare import fold
from interview_cli.core.markdown import blank_code, find_code
from interview_cli.core.sentences import count, quote_yaml, trim
from interview_cli.packs.format.rules.checks import ADDRESS
from interview_cli.packs.lint.rule import SHOWN, Found, FoundOver, Pack, Subject, to_one_line
from interview_cli.packs.yaml.problems import FoundWithFixes
from interview_cli.packs.yaml.source import Seq, Source


def find_source_missing(packs: Sequence[Pack]) -> FoundOver:
    for pack in packs:
        subjects = [
            subject for subject in pack.subjects_for("source-missing") if not subject.question.draft
        ]
        bare = [subject for subject in subjects if not subject.question.sources]
        if not bare:
            continue
        if len(bare) == len(subjects) > 1:
            message = (
                f"none of the {len(bare)} questions of this pack names a source: write where "
                "its answer can be looked up, as in sources: [https://…]"
            )
            yield bare[0].source, bare[0].part.at("id"), message
            continue
        for subject in bare:
            message = (
                "no source is named: write where the answer can be looked up, as in "
                "sources: [https://…]"
            )
            yield subject.source, subject.part.at("id"), message


#: What was meant to be a web address.
_MEANT_AS_ADDRESS = (
    r"(?i)(?:https?|htt?ps?|htps?|hpps?)\b[:/].*|www\.\S+"
    r"|(?:[a-z0-9-]+\.)+(?:org|com|net|io|dev|edu|gov|info|ai|de|uk|fr|ch|at)(?:/\S*)"
    r"|(?:[a-z0-9-]+\.){2,}(?:org|com|net|io|dev|edu|gov|info|ai|de|uk|fr|ch|at)"
)
_ONLY_HERE = re.compile(r"(?i)file:.*|/(?:home|users)/.*|~/.*|[a-z]:[\\/].*")
_ISBN = re.compile(r"(?i)\bISBN(?:-1[03])?:?\s*((?:97[89][- ]?)?(?:\d[- ]?){9}[\dx])(?![\dx-])")


#: A link of Markdown.
_LINKED = re.compile(r"\[[^\[\]]*\]\((?P<inner>https?://[^\s()]+)\)|<(?P<bare>https?://[^\s<>]+)>")


def find_source_malformed(subject: Subject) -> FoundWithFixes:
    sources = subject.part.get("sources")
    if not isinstance(sources, Seq):
        return
    file = subject.source
    for n, (at, text) in enumerate(zip(sources.places, sources, strict=False)):
        if not isinstance(text, str) or ADDRESS.match(text):
            continue
        following = sources[n + 1] if n + 1 < len(sources) else None
        if re.fullmatch(_MEANT_AS_ADDRESS, text):
            whole = f"https://{text}" if ADDRESS.fullmatch(f"https://{text}") else ""
            whole = "" if ":" in text.partition("/")[0] else whole
            how = f"write {trim(whole)}" if whole else "write all of it, from https:// on"
            fixes = file.replace_text(at, text, whole) if whole else ()
            yield at, f'"{trim(text)}" isn\'t a whole web address: {how}', *fixes
        elif link := _LINKED.fullmatch(text):
            address = link["inner"] or link["bare"]
            how = f"a source is an address, without a text: write {trim(address, 80)}"
            yield at, how, *file.replace_text(at, text, address)
        elif _ONLY_HERE.fullmatch(text):
            yield at, f'"{trim(text)}" is on your computer only: name the book, or its web address'
        elif (found := _ISBN.search(text)) and not _is_isbn(found[1]):
            place = file.within(at, text, found.start())
            yield place, f"{found[0]} can't be right, as its check digit doesn't fit: look it up"
        elif sources.flows and isinstance(following, str) and _is_cut(file, at, text, following):
            whole = trim(quote_yaml(f"{text}, {following}"), 80)
            yield at, f"a comma ends a text in [ ], so these are two sources: write {whole}"


def _is_cut(file: Source, at: int, text: str, following: str) -> bool:
    """Whether *text*, which nobody quoted, is half of what goes on in *following*."""
    return (
        file.text.startswith(text, at)
        and re.fullmatch(r"[^\W\d]+(?: [^\W\d]+)?", text) is not None
        and not ADDRESS.match(following)
    )


def _is_isbn(written: str) -> bool:
    """Whether the check digit of an ISBN fits."""
    digits = [10 if sign in "xX" else int(sign) for sign in re.sub("[- ]", "", written)]
    if len(digits) == 10:
        return sum(n * digit for n, digit in enumerate(reversed(digits), 1)) % 11 == 0
    return sum(digit * (3 if n % 2 else 1) for n, digit in enumerate(digits)) % 10 == 0


#: Fields that say something, for which null is a slip; elsewhere it may be what is asked for.
_SAYING = frozenset(("ask", "answer", "hint", "why", "spoken", "stem", "code", "setup"))
_SAYING |= {"fixed", "proof", "complexity", "starter", "solution", "tests", "hidden"}
_NULLS = ("null", "Null", "NULL", "~")


def find_null_text(subject: Subject) -> Found:
    for field, text, at in subject.texts():
        if text in _NULLS and field in _SAYING and subject.source.text.startswith(text, at):
            message = (
                f"{field} is the text {text}, which editors take for no value: quote it if it's "
                f'meant, as in {field}: "{text}"'
            )
            yield at, message + ("" if field in ("ask", "answer") else f", or leave {field} out")


DAYS_VALID = 365  # days


def find_checked_old(subject: Subject) -> Found:
    checked = subject.question.checked
    if checked is None:
        return
    day = date.fromisoformat(checked.date)
    if (subject.today - day).days > DAYS_VALID:
        message = (
            f"this was checked on {checked.date}, more than a year ago: check it again and write "
            f"date: {subject.today.isoformat()}"
        )
        yield subject.part["checked"].at("date"), message
    elif day > subject.today:
        message = f"{checked.date} is in the future: write the day when it was checked"
        yield subject.part["checked"].at("date"), message


FEWEST_SPOKEN, MOST_SPOKEN = 40, 110  # words: fewer say too little, more take over a minute


def find_spoken_aloud(subject: Subject) -> Found:
    spoken = subject.question.spoken
    if spoken is None:
        return
    at = subject.part.at("spoken")
    if find_code(spoken):
        yield at, "spoken has code in it, which nobody can say aloud: say what it does instead"
    words = len(spoken.split())
    if not FEWEST_SPOKEN <= words <= MOST_SPOKEN:
        change = "say more of what counts" if words < FEWEST_SPOKEN else "leave the details out"
        yield (
            at,
            (
                f"spoken has {count(words, 'word')}, and an answer of under a minute has 60 to 90: "
                f"{change}"
            ),
        )


_LINE_OF_CODE = r"""^\s*(?:
      (?:async\ )?def\ \w+\(.*|class\ \w+.*:|@\w[\w.]*(?:\(.*\))?
    | (?:for|while|if|elif|with|try|except|else|finally)\b.*:
    | (?:from\ [\w.]+\ )?import\ [\w.*]+(?:,\ \w+)*
    | return\b\s*[\w\[({"'].*(?<!\.)
    | [\w.\[\]'"]+\s*(?:[-+*/|&]?=|:=)\s*\S.*(?<!\.)
    | [\w.]+\(.*\)\s*[;{]?
    | (?:const|let|var|function|public|static|int|void|func|fn)\ .*[;{)]
    | [^a-z]*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|FROM|WHERE|JOIN)\ [\w*"].*
    | (?:\$\s+|>>>\s|git\ \w+|docker\ \w+|curl\ ).*
    | .*[;{}]
    )$"""
LONGEST_LINE = 200  # characters of a line of code
_FENCE = re.compile(r"^\s*(?:```|~~~)|(?<!`)```(?!`)", re.MULTILINE)


def find_folded_code(subject: Subject) -> Found:
    source = subject.source
    for field, text, at in subject.texts():
        if field not in SHOWN or source.text.startswith("|", at):
            continue
        end = _find_end(subject, text, at)
        raw = source.text[at:end]
        if "\n" not in raw.strip():
            continue
        if _FENCE.search(raw) and not raw.startswith(">"):  # there the reader refuses it
            how = "so its code block is broken"
        elif _count_lines_of_code(raw) >= 2:
            how = "so its lines of code become one"
        else:
            continue
        if _keeps_lines(raw, text):
            continue
        yield at, f"YAML joins the lines of this text, {how}: write | and begin below it"


def _find_end(subject: Subject, text: str, at: int) -> int:
    """Return where the text ends: at the next line that is indented no deeper than its name."""
    whole = subject.source.text
    line = whole[whole.rfind("\n", 0, at) + 1 : at]
    indent = len(line) - len(line.lstrip(" -"))
    if whole[at] in "\"'":
        pattern = r"'(?:''|[^'])*'" if whole[at] == "'" else r'"(?:\\.|[^"\\])*"'
        found = re.compile(pattern, re.DOTALL).match(whole, at)
        return found.end() if found else at
    place = whole.find("\n", at)
    while 0 <= place < subject.part.end:
        following = whole[place + 1 : whole.find("\n", place + 1) % (len(whole) + 1)]
        if following.strip() and len(following) - len(following.lstrip(" ")) <= indent:
            return place
        place = whole.find("\n", place + 1)
    return min(subject.part.end, len(whole))


def _count_lines_of_code(raw: str) -> int:
    """Return how many lines look like code and end no sentence; lines in ticks are none."""
    lines = blank_code(raw.lstrip(">-+|'\"")).split("\n")
    return sum(
        bool(re.match(_LINE_OF_CODE, line.rstrip(), re.VERBOSE))
        for line in lines
        if len(line) <= LONGEST_LINE
    )


def _keeps_lines(raw: str, text: str) -> bool:
    """Whether the text has as many lines as were written: blank ones between them."""
    written = [line for line in raw.strip().split("\n") if line.strip(" >-+")]
    return text.strip().count("\n") + 1 >= len(written)


_COMMENT = re.compile(r"(?P<space>[ \t]+)#(?P<after>.*)")


def find_cut_by_hash(subject: Subject) -> Found:
    source = subject.source
    for field, text, at in subject.texts():
        if field not in SHOWN or source.text[at] in "\"'|>":
            continue
        line = source.rest(at)
        last = text.split("\n")[-1]
        if not line.startswith(last):
            continue  # goes on below: a comment would be an error there
        cut = _COMMENT.match(line, len(last))
        if cut is None:
            continue
        after = cut["after"]
        comment = len(cut["space"]) > 1 and after[:1] in (" ", "")
        ended = last.endswith((".", "?", "!")) and after[:1] in (" ", "")
        if not comment and not ended:
            place = at + cut.end("space")
            whole = quote_yaml(line.rstrip(), 80)
            yield place, f'text with " #" in it must be quoted, or it ends there: {whole}'


def find_alt_gives_answer(subject: Subject) -> Found:
    question = subject.question
    quiz = question.quiz
    if question.image is None or (quiz and quiz.expects not in ("one", "many", "line")):
        return
    asked = f"{subject.stem[0]} {question.code or ''}"
    right = quiz.right if quiz else _short_answer(question.answer)
    others = [text for text in quiz.offers if text not in right] if quiz else []
    if any(_says(question.image.alt, text) for text in others):
        return  # it names what can be chosen
    for text in right:
        bare = to_one_line(text)
        if len(bare) < _TELLING or not re.search(r"[^\W\d_]{3}", bare) or _says(asked, text):
            continue
        if _says(question.image.alt, text):
            message = f'alt says "{trim(bare, 40)}", which is the answer: describe what is seen, '
            yield (
                subject.part["image"].at("alt"),
                message + "and leave what it means to the learner",
            )
            return


def _short_answer(answer: str) -> tuple[str, ...]:
    """Return what a card asks for, without its article; nothing where it's a sentence or more."""
    bare = re.sub(r"(?i)^(?:the|an?|it'?s)\s+|[.!]+$", "", answer.strip())
    return (bare,) if len(bare.split()) <= _FEW else ()


#: A card's answer of so many words is the name of something.
_FEW = 4
#: A shorter answer may be in any text.
_TELLING = 4


def _says(text: str, part: str) -> bool:
    """Whether the words of *part* are in *text*, as they stand."""
    words = re.escape(fold(to_one_line(part)))
    return re.search(rf"(?<!\w){words}(?!\w)", fold(to_one_line(text))) is not None
