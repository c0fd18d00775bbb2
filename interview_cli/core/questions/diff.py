"""What changed between two versions of a pack, and what it does to learners' progress.

Progress is kept under ``pack:id``. So what counts is which of these names are still
there, and whether the answer that was learned under one is still the right one.

The version number: *major* when a question is gone, or what is right changed; *minor* when
one was added, renamed, moved to another level or topic, or is asked or judged
differently; *patch* when there are only other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from interview_cli.core.compare import all_among
from interview_cli.core.kinds.kind import Quiz
from interview_cli.core.questions.question import KeyPoint, Question
from interview_cli.core.questions.variants import list_variants
from interview_cli.core.sentences import plural
from interview_cli.core.serialise import to_plain

ChangeKind = Literal[
    "added",
    "removed",
    "renamed",
    "rekeyed",
    "asked differently",
    "judged differently",
    "moved",
    "reworded",
]
Bump = Literal["major", "minor", "patch"]
_GRAVEST_FIRST: tuple[Bump, ...] = get_args(Bump)

VERSION_RULE = (
    "major when a question is gone or what is right changed; minor when one was added, renamed, "
    "moved or is asked or judged differently; patch when only the wording changed"
)

#: What each change asks of the version number; the gravest first, as they are listed.
_BUMPS: dict[ChangeKind, Bump] = {
    "removed": "major",
    "rekeyed": "major",
    "renamed": "minor",
    "added": "minor",
    "asked differently": "minor",
    "judged differently": "minor",
    "moved": "minor",
    "reworded": "patch",
}
CHANGE_KINDS = tuple(_BUMPS)
_VERSION = re.compile(r"(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:[-+].*)?")

#: Fields that no learner sees and nothing is scored by.
_UNSEEN = {"id", "level", "topic", "was", "checked", "lint", "needs", "group", "draft", "proof"}
_UNSEEN |= {"setup", "fixed", "sources", "language"}

#: The parts of an exercise that say which programs or queries are right.
_JUDGES = ("form", "tests", "hidden", "mutants", "fixtures", "ordered")


@dataclass(frozen=True, slots=True)
class PackVersion:
    """A version of a pack; ``questions`` may have drafts in them, which don't count."""

    pack: str
    version: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one question, and to what a learner knows of it.

    ``name`` is its ``pack:id`` today, or the last where it is gone; ``before`` the earlier
    one where that differs. ``right`` and ``place`` are what was and what is, where they
    changed; ``judges`` the parts that judge an exercise and changed, ``fields`` the other
    parts of a question that did. ``picture`` is "added", "removed" or "changed", where it was.
    """

    name: str
    whats: tuple[ChangeKind, ...]
    progress: str
    before: str = ""
    right: tuple[str, str] | None = None
    place: tuple[str, str] | None = None
    fields: tuple[str, ...] = ()
    hint: str = ""
    judges: tuple[str, ...] = ()
    picture: str = ""

    @property
    def bump(self) -> Bump:
        return min((_BUMPS[what] for what in self.whats), key=_GRAVEST_FIRST.index)


@dataclass(frozen=True, slots=True)
class Difference:
    """All that changed; where nothing did ``bump`` is None and ``suggested`` the old version."""

    old: PackVersion
    new: PackVersion
    changes: tuple[Change, ...]
    bump: Bump | None
    suggested: str

    def count(self, what: ChangeKind) -> int:
        """Return how many questions this happened to."""
        return sum(what in change.whats for change in self.changes)

    @property
    def enough(self) -> bool:
        """Whether the new version's number says what changed."""
        if self.bump is None:
            return True
        was, now = _VERSION.fullmatch(self.old.version), _VERSION.fullmatch(self.new.version)
        least = _VERSION.fullmatch(self.suggested)
        if not now or not was or not least:
            return bool(now)
        return [*map(int, now.groups())] >= [*map(int, least.groups())]


def compare_packs(old: PackVersion, new: PackVersion) -> Difference:
    """Return what changed between two versions of a pack, question by question."""
    before = {f"{old.pack}:{q.id}": q for q in old.questions if not q.draft}
    after = {f"{new.pack}:{q.id}": q for q in new.questions if not q.draft}
    names = _find_renames(new, before, after)
    changes: list[Change] = []
    taken = before.keys() & after.keys()
    for name, question in before.items():
        today = names.get(name, name)
        if today not in after:
            continue
        if name != today and today in taken:
            progress = "is merged with the progress on that question"
            changes.append(Change(today, ("renamed",), progress, before=name))
        elif change := _compare(name, today, question, after[today]):
            changes.append(change)
        taken.add(today)
    todays = {names.get(name, name) for name in before}
    gone = [name for name in before if names.get(name, name) not in after]
    come = [name for name in after if name not in todays]
    changes += _describe_removed(gone, come, before, after)
    changes += [Change(name, ("added",), "new: nobody has learned it yet") for name in come]
    changes.sort(key=lambda change: (CHANGE_KINDS.index(change.whats[0]), change.name))
    bumps = [change.bump for change in changes]
    bump = min(bumps, key=_GRAVEST_FIRST.index) if bumps else None
    return Difference(old, new, tuple(changes), bump, next_version(old.version, bump))


def next_version(version: str, bump: Bump | None) -> str:
    """Return the version after *version*; ``1.0.0`` where that isn't three numbers."""
    if bump is None:
        return version
    if not (known := _VERSION.fullmatch(version)):
        return "1.0.0"
    major, minor, patch = map(int, known.groups())
    if not major and bump == "major":  # below 1.0.0 nothing is promised yet
        bump = "minor"
    return {
        "major": f"{major + 1}.0.0",
        "minor": f"{major}.{minor + 1}.0",
        "patch": f"{major}.{minor}.{patch + 1}",
    }[bump]


def _find_renames(
    new: PackVersion, before: dict[str, Question], after: dict[str, Question]
) -> dict[str, str]:
    """Return today's names of the questions renamed by ``was``; the first that does counts."""
    names: dict[str, str] = {}
    for name, question in after.items():
        for was in question.was:
            full = was if ":" in was else f"{new.pack}:{was}"
            if full in before and full not in after:
                names.setdefault(full, name)
    return names


_ANOTHER_QUESTION = (
    "if this is a different question now, give it a new id, without `was`: it's then learned "
    "from scratch"
)


def _compare(name: str, today: str, old: Question, new: Question) -> Change | None:
    """Return what happened to a question that is still there; None where nothing did."""
    right = changed_answer(old, new)
    place = (f"{old.level}, {old.topic}", f"{new.level}, {new.topic}")
    fields, judges = _changed_fields(old, new), _changed_judges(old, new)
    if right or old.kind != new.kind:
        fields = tuple(field for field in fields if field != "quiz")
    picture = _changed_picture(old, new)
    changed: dict[ChangeKind, bool] = {
        "rekeyed": bool(right),
        "renamed": name != today,
        "asked differently": old.kind != new.kind or bool(picture),
        "judged differently": _is_judged_differently(old, new),
        "moved": place[0] != place[1],
        "reworded": bool(fields),
    }
    whats = tuple(what for what in CHANGE_KINDS if changed.get(what))
    if not whats:
        return None
    lost = sorted({f.id for f in old.follow_ups} - {f.id for f in new.follow_ups})
    return Change(
        name=today,
        whats=whats,
        progress=_describe_progress(old, new, whats, lost),
        before=name if name != today else "",
        right=None if right and judges and right[0] == right[1] else right,
        place=place if changed["moved"] else None,
        fields=fields,
        hint=_ANOTHER_QUESTION if right else "",
        judges=judges if right else (),
        picture=picture,
    )


def _describe_progress(
    old: Question, new: Question, whats: Sequence[ChangeKind], lost: list[str]
) -> str:
    text = "kept"
    if "renamed" in whats:
        text = "follows to the new name"
    if "rekeyed" in whats:
        text += "; it's about the old answer, and shown as changed since it was learned"
    elif old.fingerprint() != new.fingerprint():
        text += "; shown as changed since it was learned"
    if "moved" in whats:
        text += f"; counts for {new.level}, {new.topic} from now on"
    if lost:
        text += f"; no longer asked: its {plural(len(lost), 'follow-up')} {', '.join(lost)}"
    return text


def _describe_removed(
    gone: list[str], come: list[str], before: dict[str, Question], after: dict[str, Question]
) -> Iterable[Change]:
    """Yield the questions that are gone, with a hint for those that seem only renamed."""
    alike = {after[name].fingerprint(): name for name in come}
    for name in gone:
        other = alike.get(before[name].fingerprint())
        hint = ""
        if other:
            pack, _, id_ = name.partition(":")
            was = id_ if other.startswith(f"{pack}:") else name
            hint = f"{other} asks the same: write `was: [{was}]` there, and progress follows"
        yield Change(
            name,
            ("removed",),
            "kept in the journal, but no longer asked; if the id comes back, so does the progress",
            hint=hint,
        )


def _changed_fields(old: Question, new: Question) -> tuple[str, ...]:
    """Return the changed fields that a learner sees or is scored by."""
    was, now = (to_plain(question) | {"image": _alt(question)} for question in (old, new))
    names = dict.fromkeys((*was, *now))
    unseen = _UNSEEN - {"fixed"} if new.kind == "code" else _UNSEEN
    return tuple(n for n in names if n not in unseen and was.get(n) != now.get(n))


def _alt(question: Question) -> str:
    return question.image.alt if question.image else ""


def _changed_picture(old: Question, new: Question) -> str:
    """Return what became of the picture: "added", "removed", "changed", or "" for nothing."""
    if not old.image or not new.image:
        return "added" if new.image else "removed" if old.image else ""
    was, now = (to_plain(image).get("sha256") for image in (old.image, new.image))
    return "" if was == now else "changed"


def _changed_judges(old: Question, new: Question) -> tuple[str, ...]:
    """Return the parts of an exercise that judge it and changed; none of another question."""
    if old.kind != new.kind or new.kind not in ("code", "sql"):
        return ()
    was, now = (to_plain(question.quiz, omit="why") for question in (old, new))
    solution = ("solution",) if new.kind == "sql" or new.quiz.form == "catch" else ()
    return tuple(name for name in (*_JUDGES, *solution) if was.get(name) != now.get(name))


def _is_judged_differently(old: Question, new: Question) -> bool:
    """Whether another answer passes, or a follow-up weighs more or less, in a mock interview."""
    were, are = ({f.id: f for f in q.follow_ups} for q in (old, new))
    both = [(were[id_], are[id_]) for id_ in were.keys() & are.keys()]
    pairs = [(old.key_points, new.key_points), *((a.key_points, b.key_points) for a, b in both)]
    return any(a.weight != b.weight for a, b in both) or any(
        _essentials(a, b) != _essentials(b, a) for a, b in pairs
    )


def _essentials(points: Sequence[KeyPoint], others: Sequence[KeyPoint]) -> set[str | int]:
    """Return which points are essential: by their places, if the *others* are as many."""
    alike = len(points) == len(others)
    return {n if alike else point.says for n, point in enumerate(points) if point.essential}


def changed_answer(old: Question, new: Question) -> tuple[str, str] | None:
    """Return what was right and what is, where an answer that was right may not be any more.

    None where both are the same, or where either has no quiz: other words of a model
    answer don't count. Sets of values are compared in their order.
    """
    if old.vary or new.vary:
        pairs = zip(list_variants(old), list_variants(new), strict=False)
        return next(filter(None, (_changed_right(was, now) for was, now in pairs)), None)
    return _changed_right(old, new)


def _changed_right(old: Question, new: Question) -> tuple[str, str] | None:
    was: Quiz | None = old.quiz
    now: Quiz | None = new.quiz
    if was is None or now is None:
        return None
    if was.kind == now.kind:
        same = was.same_key(now)
    else:
        # Asked in another way: right is still right where one of the answers is the same.
        still_right = all_among(was.right, now.right) or all_among(now.right, was.right)
        same = still_right and not {"order", "pairs"} & {was.expects, now.expects}
    return None if same else (_right_answer(was), _right_answer(now))


def _right_answer(quiz: Quiz) -> str:
    if quiz.left_sides:
        return " | ".join(map(" → ".join, zip(quiz.left_sides, quiz.right, strict=True)))
    return (" > " if quiz.expects == "order" else " | ").join(quiz.right)
