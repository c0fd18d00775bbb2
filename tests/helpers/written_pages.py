"""The pages for a browser that the program writes, and how a learner gets each of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

from helpers import exercises
from helpers.data import INTERVIEW
from helpers.learner import QUIZ, Learner, question, reviewed
from interview_cli.core.records import Finished, Started
from interview_cli.packs.authoring.writer import pack_files

#: Text that would leave its place in a page, or push the page out of shape.
HOSTILE = (
    "</title></style></pre></main><script>alert(1)</script><img src=x onerror=alert(2)> "
    "&amp; שלום مرحبا 日本語 "
    f"{'Donaudampfschifffahrt' * 12} https://example.org/{'path/' * 40} e{chr(0x301) * 30}"
)

_KINDS = ("choice", "explain", "gaps", "order", "output", "recall")

_LONG_TOPIC = "antidisestablishmentarianism-and-so-on-without-any-end/" * 3 + "at-last"


def _stats(learner: Learner) -> Path:
    page = learner.home / "stats.html"
    learner.run("stats", "--html", str(page))
    return page


def _stats_of_a_year(learner: Learner) -> Path:
    """Answer a few questions on most days of a year, with a mock interview each month."""
    topics = [_LONG_TOPIC, *(f"topic-{n}/{part}" for n in range(6) for part in ("one", "two"))]
    names = [f"q{n}-{'long-name-' * (n % 7)}end" for n in range(60)]
    levels = ("junior", "mid", "senior")
    learner.pack(
        "long-past",
        *(
            question(name, topics[n % len(topics)], levels[n % 3], QUIZ)
            for n, name in enumerate(names)
        ),
    )
    dice = Random(1)
    for day in range(-364, 1):
        if dice.random() < 0.2:
            continue
        mode = "mock" if day % 28 == 0 else "quiz"
        (session,) = learner.keep(Started(mode, (), 1, {}), day=day)
        answers = []
        for _ in range(dice.choice((1, 3, 5, 9, 26))):
            key, rating = f"long-past:{dice.choice(names)}", dice.choice((1, 2, 3, 3, 4))
            answer = replace(
                reviewed(key, rating, dice.uniform(3, 400)),
                mode=mode,
                kind=dice.choice(_KINDS),
                score=float(rating > 1),
                confidence=dice.choice((1, 2, 3)),
                predicted=dice.uniform(0.4, 1),
            )
            answers.append(answer)
        learner.keep(*answers, Finished(len(answers)), day=day, session=session)
    return _stats(learner)


def _debrief(learner: Learner) -> Path:
    page = learner.home / "debrief.html"
    typed = "Apples are heavy.\n.\nRed means stop.\n.\nTwo threads wait for each other.\n.\n:s\n\n"
    learner.run("mock", "-p", str(INTERVIEW), "--seed", "1", "--save", str(page), typed=typed)
    return page


def _debrief_of_the_bank(learner: Learner) -> Path:
    """Answer some of the bundled questions and skip the rest."""
    page = learner.home / "debrief.html"
    typed = "It depends on the event loop,\nand on what blocks it.\n.\n" * 3 + ":s\n" * 40
    learner.run("mock", "-l", "senior", "--seed", "7", "--save", str(page), typed=typed)
    return page


def _hostile_debrief(learner: Learner) -> Path:
    """Meet hostile text everywhere: in the pack, its code and one's own answer."""
    long_line = "value = " + " + ".join(f"number_{n}" for n in range(60))
    fields = {
        "id": "sly",
        "ask": HOSTILE + " `" + "x" * 200 + "`",
        "code": f"print('</pre><script>alert(3)</script>')\n{long_line}\n",
        "answer": f"{HOSTILE}\n\n```python\n{long_line}\n```\n\n- one\n\n1. two\n\n> three\n",
        "level": "mid",
        "topic": _LONG_TOPIC,
        "key_points": [
            {"says": HOSTILE, "any": ["take nail"]},
            {"says": "<b>More</b>" + HOSTILE, "any": ["zebra crossing"], "weight": 2},
        ],
    }
    learner.pack("sly", f"  - {json.dumps(fields)}\n")
    page = learner.home / "debrief.html"
    typed = f"\u202e{HOSTILE}\nTake a nail. {'x' * 300}\n.\n\n"
    learner.run("mock", "-p", "sly", "--save", str(page), typed=typed)
    return page


def _pack(learner: Learner) -> Path:
    """Write the page of a pack with a question of each kind, one broken, and exercises."""
    page, folder = learner.home / "pack.html", learner.home / "fresh"
    tasks = exercises.PACK.partition("questions:\n")[2]
    files = pack_files("fresh", "Fresh") | {
        "broken.yaml": f"questions:\n{question('broken', level='juniour')}",
        "tasks.yaml": f"defaults: {{level: mid}}\nquestions:\n{tasks}",
    }
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    learner.run("pack", "preview", "-p", str(folder), "--html", str(page))
    return page


def _hostile_pack(learner: Learner) -> Path:
    """Meet hostile text in every field of a question, and in what is wrong with another."""
    text = HOSTILE.replace(chr(0x301), "")
    option = {"text": f"{text} `{'x' * 200}`", "right": True, "why": text}
    fields = {
        "id": "sly",
        **dict.fromkeys(("ask", "answer", "spoken", "hint"), text),
        "code": f"{text}\n{'value + ' * 60}1",
        "level": "mid",
        "topic": _LONG_TOPIC,
        "key_points": [{"says": text, "any": [text]}],
        "quiz": {"kind": "choice", "stem": text, "options": [option, {"text": "b"}]},
        "follow_ups": [{"id": "then", "ask": text, "answer": text}],
        "sources": [f"https://example.org/{'path/' * 40}"],
    }
    broken = json.dumps({"id": "broken", "ask": text, "level": text})
    learner.pack("sly", f"  - {json.dumps(fields)}\n", f"  - {broken}\n")
    page = learner.home / "pack.html"
    learner.run("pack", "preview", "sly", "--html", str(page))
    return page


#: What writes each page with the real program; a new page of ours is one line more.
WRITTEN_PAGES: dict[str, Callable[[Learner], Path]] = {
    "stats-empty": _stats,
    "stats-of-a-year": _stats_of_a_year,
    "debrief": _debrief,
    "debrief-of-the-bank": _debrief_of_the_bank,
    "debrief-hostile": _hostile_debrief,
    "pack": _pack,
    "pack-hostile": _hostile_pack,
}
