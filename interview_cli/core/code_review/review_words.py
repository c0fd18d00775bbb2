"""A review in plain words: the code with its numbers, and what came of each finding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interview_cli.core.code_review.assessment import Assessment, JudgedDefect
from interview_cli.core.code_review.shown_code import ShownCode, ShownLine, read_shown, same_file
from interview_cli.core.kinds.review import Defect, Review
from interview_cli.core.plain_markdown import flatten
from interview_cli.core.scoring.result import CLOSE, HIT
from interview_cli.core.sentences import count

#: How to write a finding.
HOW = "Write a finding a line, with the number of the code's line before it: 12: what's wrong."
HOW_OF_FILE = (
    "Write a finding a line, after the file and line of the code: app.py:12: what's wrong."
)

#: What came of a defect.
STATES = {HIT: "Found", CLOSE: "Nearly"}
MISSED_WORD = "Missed"
ALARM = "False alarm"
LEFT_OUT = "…"

_KINDS = {"+": "new: ", "-": "gone: "}


def how_to_answer(review: Review) -> str:
    """Return in a sentence how a finding is written."""
    shown = read_shown(review)
    if len(shown) < 2:
        return HOW
    example = next((one for one in shown if any(line.number for line in one.lines)), shown[0])
    number = next((line.number for line in example.lines if line.number), 1)
    return HOW_OF_FILE.replace("app.py:12", f"{example.name}:{number}")


def listing(shown: ShownCode) -> str:
    """Return a file with the number of each line before it, and the signs of a diff."""
    digits = len(str(max((line.number or 0 for line in shown.lines), default=0)))
    signs = has_signs(shown)
    return "\n".join(_listed(line, digits, signs=signs) for line in shown.lines)


def has_signs(shown: ShownCode) -> bool:
    """Whether a file is shown as a diff, with a sign before each line."""
    return any(line.sign != " " for line in shown.lines)


def _listed(line: ShownLine, digits: int, *, signs: bool) -> str:
    if line.sign == "@":
        return f"{LEFT_OUT:>{digits}}  {line.text}".rstrip()
    number = "" if line.number is None else line.number
    sign = f"{line.sign} " if signs else ""
    return f"{number:>{digits}}  {sign}{line.text}".rstrip()


def describe_file(shown: ShownCode) -> str:
    """Return what comes below: the file's name, and how many lines."""
    if has_signs(shown):
        return f"{shown.name}, what changes"
    return f"{shown.name}, {count(len(shown.lines), 'line')}"


def code_lines(review: Review) -> Iterator[str]:
    """Yield the code of a review in lines that can be read aloud."""
    for shown in read_shown(review):
        yield f"{describe_file(shown)}:"
        for line in shown.lines:
            if line.sign == "@":
                yield f"{LEFT_OUT} {line.text}".rstrip()
            else:
                yield _spoken_line(line)


def _spoken_line(line: ShownLine) -> str:
    """Return a line after its number, and after a word for its sign."""
    kind = _KINDS.get(line.sign, "")
    number = "" if line.number is None else f"{line.number}{' ' if kind else ': '}"
    return f"{number}{kind}{line.text}".rstrip()


def count_found(found: Assessment) -> str:
    """Return how many defects were found, and how many false alarms there were."""
    of = len(found.defects)
    parts = [f"{found.found} of {count(of, 'defect')} found"]
    if nearly := sum(one.state == CLOSE for one in found.defects):
        parts.append(f"{nearly} nearly")
    if found.alarms:
        parts.append(count(len(found.alarms), "false alarm"))
    return ", ".join(parts)


def overlooked(found: Assessment) -> str:
    """Return that critical defects were missed; "" where none was."""
    critical = [one for one in found.defects if one.defect.severity == "critical"]
    missed = sum(one.state != HIT for one in critical)
    if not missed:
        return ""
    if missed == len(critical) == 1:
        return "the critical one is missing"
    return f"{missed} of {count(len(critical), 'critical one')} missing"


def defect_title(one: JudgedDefect) -> str:
    """Return what came of a defect, and how grave it is: ``Missed, critical``."""
    return f"{STATES.get(one.state, MISSED_WORD)}, {one.defect.severity}"


def said(found: Assessment, places: Sequence[int]) -> str:
    """Return the findings at these *places*, in quotation marks."""
    return " … ".join(f'"{found.findings[n].text}"' for n in places)


def alarm_reason(found: Assessment, place: int) -> str:
    """Return why a finding is a false alarm; "" where there is nothing more to say."""
    at = dict(found.elsewhere).get(place)
    if at is None:
        return ""
    return f"That is a defect, but it's at {found.defects[at].defect.place}."


def advice(found: Assessment) -> str:
    """Return what to do about findings that name no line; "" where all do."""
    if not found.lineless:
        return ""
    which = f'"{found.lineless[0].text}"'
    more = len(found.lineless) - 1
    which += f" and {count(more, 'other finding')}" if more else ""
    return f"No line with {which}: say where it is, such as 12: before it."


def verdict_lines(found: Assessment) -> Iterator[str]:
    """Yield each defect with what came of it and why it's one, then the false alarms."""
    for one in found.defects:
        quoted = f" ({said(found, one.by)})" if one.by else ""
        place = spoken_place(one.defect)
        yield f"{defect_title(one)}, {place}: {one.defect.says}{quoted}"
        if one.defect.why:
            yield f"  {flatten(one.defect.why)}"
    yield from alarm_lines(found)


def alarm_lines(found: Assessment) -> Iterator[str]:
    """Yield the false alarms, and what to do about findings that name no line."""
    for n in found.alarms:
        reason = alarm_reason(found, n)
        yield f'{ALARM}: "{found.findings[n].text}"{f". {reason}" if reason else ""}'
    if told := advice(found):
        yield told


def spoken_place(defect: Defect) -> str:
    """Return where a defect is: ``app.py line 12``, or ``lines 3 to 5``."""
    numbers = [f"{a}" if a == b else f"{a} to {b}" for a, b in defect.ranges]
    single = len(numbers) == 1 and " " not in numbers[0]
    where = f"{'line' if single else 'lines'} {', '.join(numbers)}"
    return f"{defect.file} {where}" if defect.file else where


def is_in(defect: Defect, shown: ShownCode, files: int) -> bool:
    """Whether *defect* is in this file, one of so many *files*."""
    return files == 1 or (defect.file is not None and same_file(defect.file, shown.name))


def defect_list(review: Review) -> str:
    """Return all defects as Markdown, for those who read the question with its answer."""
    rows = []
    for defect in review.defects:
        why = f" {' '.join(defect.why.split())}" if defect.why else ""
        rows.append(f"- `{defect.place}` {defect.severity}: {defect.says}.{why}")
    return "\n".join(rows)
