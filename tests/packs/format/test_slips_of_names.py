"""Fields under names of other tools or languages: one message a cause, and --fix does it."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview_cli.packs.checking.fix import fix_file
from interview_cli.packs.format.reader import read

FORMAT = "format: 1.1\n"
SCORES = "pack:\n  id: scores\n  title: Scores of Music\n"
DEFAULTS = "defaults: {level: junior, topic: music}\n"
ONE = "questions:\n  - id: a\n    ask: Which?\n    answer: Forte.\n"
REST = f"{DEFAULTS}{ONE}"
TWO = "  - id: b\n    ask: What?\n    answer: Piano.\n"
SETS = f"{FORMAT}{SCORES}  sets:\n  - id: s\n    title: S\n"
HEAD = f"{FORMAT}{SCORES}{DEFAULTS}"

EXERCISE = (
    f"{ONE}    quiz:\n      minutes: 3\n      kind: code\n      form: write\n"
    "      starter: |\n        def f():\n            ...\n"
    "      solution: |\n        def f():\n            return 1\n"
    "      tests: |\n        from exercise import f\n\n        def test_f():\n"
    "            assert f() == 1\n"
)

#: By name: a whole file, the line and the words of each message, and the file fixed.
FIXED: dict[str, tuple[str, list[tuple[int, str]], str]] = {
    "the title of a pack as its name": (
        f"{FORMAT}pack:\n  name: Scores of Music\n{REST}",
        [
            (3, 'did you mean "title"?'),
            (3, "id is missing from this pack: write id: scores-of-music"),
        ],
        f"{FORMAT}pack:\n  id: scores-of-music\n  title: Scores of Music\n{REST}",
    ),
    "a name with accents in braces": (
        f"{FORMAT}pack: {{name: L'été}}\n{REST}",
        [(2, "write id: lete"), (2, 'did you mean "title"?')],
        f"{FORMAT}pack: {{id: lete, title: L'été}}\n{REST}",
    ),
    "the id of a pack as its name": (
        f"{FORMAT}pack:\n  name: scores\n  title: Scores of Music\n{REST}",
        [(3, 'did you mean "id"?')],
        f"{FORMAT}{SCORES}{REST}",
    ),
    "a title beside an id as the name": (
        f"{FORMAT}pack:\n  id: scores\n  name: Scores of Music\n{REST}",
        [(4, 'did you mean "title"?')],
        f"{FORMAT}{SCORES}{REST}",
    ),
    "a title without an id": (
        f"{FORMAT}pack:\n  title: Scores of Music\n{REST}",
        [(3, "id is missing from this pack: write id: scores-of-music")],
        f"{FORMAT}pack:\n  id: scores-of-music\n  title: Scores of Music\n{REST}",
    ),
    "the title of a set as its name": (
        f"{FORMAT}{SCORES}  sets:\n    - name: Week 1\n      questions: [a]\n{REST}",
        [(6, 'did you mean "title"?'), (6, "id is missing from this set: write id: week-1")],
        f"{FORMAT}{SCORES}  sets:\n    - id: week-1\n      title: Week 1\n"
        f"      questions: [a]\n{REST}",
    ),
    "an author alone": (
        f"{FORMAT}{SCORES}  author: Clara Schumann  # pianist\n{REST}",
        [(5, '"author" is not a field of a pack: write authors: ["Clara Schumann"]')],
        f"{FORMAT}{SCORES}  authors: [Clara Schumann]  # pianist\n{REST}",
    ),
    "a link alone": (
        f"{HEAD}{ONE}    link: https://example.org/forte\n",
        [(10, 'write sources: ["https://example.org/forte"]')],
        f"{HEAD}{ONE}    sources: [https://example.org/forte]\n",
    ),
    "a difficulty": (
        f"{FORMAT}{SCORES}defaults: {{topic: music}}\n{ONE}    difficulty: easy  # I think\n",
        [(10, '"difficulty" is not a field of a question: write level: junior')],
        f"{FORMAT}{SCORES}defaults: {{topic: music}}\n{ONE}    level: junior  # I think\n",
    ),
    "a difficulty that is a level": (
        f"{FORMAT}{SCORES}defaults: {{topic: music}}\n{ONE}    difficulty: mid\n",
        [(10, 'did you mean "level"?')],
        f"{FORMAT}{SCORES}defaults: {{topic: music}}\n{ONE}    level: mid\n",
    ),
    "a difficulty between two": (
        f"{FORMAT}{SCORES}defaults: {{topic: music}}\n{ONE}    seniority: mid/senior\n",
        [(10, "write level: mid")],
        f"{FORMAT}{SCORES}defaults: {{topic: music}}\n{ONE}    level: mid\n",
    ),
    "questions of a set with points": (
        f"{SETS}    questions:\n      - {{id: a, points: 2}}  # the first\n      - id: b\n"
        f"{REST}{TWO}",
        [
            (9, "must be the id of a question: write its id alone: a, without points, which"),
            (10, "must be the id of a question: write its id alone: b"),
        ],
        f"{SETS}    questions:\n      - a  # the first\n      - b\n{REST}{TWO}",
    ),
    "questions of a set in brackets": (
        f"{SETS}    questions: [{{question: a}}, b]\n{REST}{TWO}",
        [(8, "write its id alone: a")],
        f"{SETS}    questions: [a, b]\n{REST}{TWO}",
    ),
    "points below the id in a set": (
        f"{SETS}    questions:\n      - id: a\n        points: 2\n{REST}",
        [(9, "write its id alone: a, without points")],
        f"{SETS}    questions:\n      - a\n{REST}",
    ),
    "attempts without a limit": (
        f"{SETS}    questions: [a]\n    attempts: unlimited\n{REST}",
        [(9, "it has no limit where it isn't written: leave attempts out")],
        f"{SETS}    questions: [a]\n{REST}",
    ),
    "attempts in braces without a limit": (
        f"{FORMAT}{SCORES}  sets: [{{id: s, title: S, attempts: no limit, questions: [a]}}]\n"
        f"{REST}",
        [(5, "leave attempts out")],
        f"{FORMAT}{SCORES}  sets: [{{id: s, title: S, questions: [a]}}]\n{REST}",
    ),
    "names in German": (
        f"{HEAD}questions:\n  - id: a\n    frage: Wie?\n    antwort: So.\n    quelle: Duden\n",
        [
            (8, 'did you mean "ask"?'),
            (9, 'did you mean "answer"?'),
            (10, 'write sources: ["Duden"]'),
        ],
        f"{HEAD}questions:\n  - id: a\n    ask: Wie?\n    answer: So.\n    sources: [Duden]\n",
    ),
    "names in French": (
        f"{HEAD}questions:\n  - id: a\n    question: Comment ?\n    réponse: Ainsi.\n",
        [(8, 'did you mean "ask"?'), (9, 'did you mean "answer"?')],
        f"{HEAD}questions:\n  - id: a\n    ask: Comment ?\n    answer: Ainsi.\n",
    ),
    "a difficulty in defaults": (
        f"{FORMAT}{SCORES}defaults: {{difficulty: hard, category: music}}\n{ONE}",
        [
            (5, '"difficulty" is not a field of defaults: write level: senior'),
            (5, '"category" is not a field of defaults: did you mean "topic"?'),
        ],
        f"{FORMAT}{SCORES}defaults: {{level: senior, topic: music}}\n{ONE}",
    ),
    "level and topic below the pack": (
        f"{FORMAT}{SCORES}  level: junior\n  topic: music\n{ONE}{TWO}",
        [(5, '"level" and "topic" belong to defaults: write "defaults:" beside "pack:", and them')],
        f"{FORMAT}{SCORES}defaults:\n  level: junior\n  topic: music\n{ONE}{TWO}",
    ),
    "level and topic above the title": (
        f"{FORMAT}pack:\n  level: junior\n  id: scores\n  topic: 'music'\n  title: Scores\n\n{ONE}",
        [(3, '"level" and "topic" belong to defaults')],
        f"{FORMAT}pack:\n  id: scores\n  title: Scores\ndefaults:\n  level: junior\n"
        f"  topic: 'music'\n\n{ONE}",
    ),
    "level and topic in the braces of the pack": (
        f"{FORMAT}pack: {{id: scores, title: Scores, level: junior, topic: music}}\n{ONE}",
        [(2, '"level" and "topic" belong to defaults')],
        f"{FORMAT}pack: {{id: scores, title: Scores}}\ndefaults:\n  level: junior\n"
        f"  topic: music\n{ONE}",
    ),
    "a level in braces at the end": (
        f"{FORMAT}{ONE}    topic: music\npack: {{id: scores, title: Scores, level: mid}}",
        [(7, '"level" belongs to defaults')],
        f"{FORMAT}{ONE}    topic: music\npack: {{id: scores, title: Scores}}\n"
        "defaults:\n  level: mid\n",
    ),
    "a level below a pack at the end": (
        f"{FORMAT}{ONE}    topic: music\n{SCORES}  level: junior",
        [(10, '"level" belongs to defaults: write "defaults:" beside "pack:", and it below that')],
        f"{FORMAT}{ONE}    topic: music\n{SCORES}defaults:\n  level: junior\n",
    ),
    "options with whether they're right": (
        f"{HEAD}{ONE}    quiz:\n      kind: choice\n      options:\n"
        "        - Forte: true  # loud\n        - {Piano: false}\n        - 'It''s mezzo': no\n",
        [
            (13, '{text: "Forte", right: true}'),
            (14, '{text: "Piano"}'),
            (15, '{text: "It\'s mezzo"}'),
        ],
        f"{HEAD}{ONE}    quiz:\n      kind: choice\n      options:\n"
        '        - {text: "Forte", right: true}  # loud\n        - {text: "Piano"}\n'
        '        - {text: "It\'s mezzo"}\n',
    ),
    "pairs as names and values": (
        f"{HEAD}{ONE}    quiz:\n      kind: match\n      pairs:\n"
        "        - Forte: loud\n        - Piano: soft # p\n        - Largo: slow\n",
        [
            (13, '{left: "Forte", right: "loud"}'),
            (14, '{left: "Piano", right: "soft"}'),
            (15, '{left: "Largo", right: "slow"}'),
        ],
        f"{HEAD}{ONE}    quiz:\n      kind: match\n      pairs:\n"
        '        - {left: "Forte", right: "loud"}\n'
        '        - {left: "Piano", right: "soft"} # p\n'
        '        - {left: "Largo", right: "slow"}\n',
    ),
    "gaps of Anki beside accept": (
        f"{HEAD}{ONE}    quiz:\n      kind: blanks\n"
        '      text: "{{c2::Forte}} is {{c1::loud}}."\n      accept: [[loud], [Forte, f]]\n',
        [(12, "write {{2}} for {{c2::Forte}} and {{1}} for {{c1::loud}}")],
        f"{HEAD}{ONE}    quiz:\n      kind: blanks\n"
        '      text: "{{2}} is {{1}}."\n      accept: [[loud], [Forte, f]]\n',
    ),
    "gaps of Anki in a block beside accept": (
        f"{HEAD}{ONE}    quiz:\n      kind: blanks\n"
        "      text: |\n        {{c1::Forte}}\n        is {{c2::loud}}.\n"
        "      accept: [[Forte], [loud]]\n",
        [(13, "write {{1}} for {{c1::Forte}} and {{2}} for {{c2::loud}}")],
        f"{HEAD}{ONE}    quiz:\n      kind: blanks\n"
        "      text: |\n        {{1}}\n        is {{2}}.\n"
        "      accept: [[Forte], [loud]]\n",
    ),
    "minutes with their word": (
        f"{HEAD}{EXERCISE.replace('minutes: 3', 'minutes: 10 min  # or so')}",
        [(11, "must be a number: write minutes: 10")],
        f"{HEAD}{EXERCISE.replace('minutes: 3', 'minutes: 10  # or so')}",
    ),
    "minutes as an hour": (
        f"{HEAD}{EXERCISE.replace('minutes: 3', 'minutes: 1 hour')}",
        [(11, "must be a number: write minutes: 60")],
        f"{HEAD}{EXERCISE.replace('minutes: 3', 'minutes: 60')}",
    ),
    "attempts as words": (
        f"{SETS}    questions: [a]\n    attempts: 3 times\n{REST}",
        [(9, "must be a whole number: write attempts: 3")],
        f"{SETS}    questions: [a]\n    attempts: 3\n{REST}",
    ),
}

#: By name: a whole file, and the line and the words of each message: its author must decide.
LEFT: dict[str, tuple[str, list[tuple[int, str]]]] = {
    "a difficulty that is a number": (
        f"{FORMAT}{SCORES}defaults: {{topic: music}}\n{ONE}    difficulty: 3\n",
        [(10, "write level: junior, level: mid or level: senior")],
    ),
    "gaps of Anki that accept has too few items for": (
        f"{HEAD}{ONE}    quiz:\n      kind: blanks\n"
        '      text: "{{c1::Forte}} is {{c2::loud}}."\n      accept: [[Forte]]\n',
        [(12, "write {{1}} for {{c1::Forte}} and {{2}} for {{c2::loud}}")],
    ),
    "a gap of Anki beside one of ours": (
        f"{HEAD}{ONE}    quiz:\n      kind: blanks\n"
        '      text: "{{1}} is {{c1::loud}}."\n      accept: [[Forte], [loud]]\n',
        [(12, "write one of its own for {{c1::loud}}")],
    ),
    "a name that nobody knows where one is missing": (
        f"{HEAD}questions:\n  - id: a\n    pytanie: Jak?\n    answer: Tak.\n",
        [(8, 'is not a field of a question, and ask is missing: did you mean "ask"?')],
    ),
    "two names that nobody knows where two are missing": (
        f"{HEAD}questions:\n  - id: a\n    pytanie: Jak?\n    odpowiedz: Tak.\n",
        [(8, 'did you mean "ask"?'), (9, 'did you mean "answer"?')],
    ),
    "a name that nobody knows where nothing is missing": (
        f"{HEAD}{ONE}    pytanie: Jak?\n",
        [(10, "it can have id, ask, answer")],
    ),
    "a level below the pack where there are defaults": (
        f"{FORMAT}{SCORES}  level: junior\ndefaults: {{topic: music}}\n{ONE}",
        [(5, '"level" belongs to defaults: move it there')],
    ),
    "a level with a comment below the pack": (
        f"{FORMAT}{SCORES}  level: junior  # all\n{ONE}    topic: music\n",
        [(5, '"level" belongs to defaults')],
    ),
    "sources in defaults": (
        f"{FORMAT}{SCORES}defaults:\n  level: mid\n  topic: music\n  sources: [Grove]\n{ONE}",
        [(8, '"sources" is not a field of defaults: write it in each question')],
    ),
    "a colour in defaults": (
        f"{FORMAT}{SCORES}defaults: {{level: mid, topic: music, colour: red}}\n{ONE}",
        [(5, '"colour" is not a field of defaults: they can have level, topic or language')],
    ),
    "options with a letter": (
        f"{HEAD}{ONE}    quiz:\n      kind: choice\n      options:\n"
        "        - A: Forte\n        - B: Piano\n",
        [
            (13, "with right: true in it if it is right"),
            (14, "with right: true in it if it is right"),
        ],
    ),
}


@pytest.mark.parametrize("name", [*FIXED, *LEFT])
def test_a_foreign_name_is_one_message_a_cause(tmp_path: Path, name: str) -> None:
    text, expected, *_ = FIXED[name] if name in FIXED else LEFT[name]
    path = tmp_path / "scores.yaml"
    path.write_text(text, encoding="utf-8")

    found = read(path).problems

    assert [problem.line for problem in found] == [line for line, _ in expected]
    for problem, (_, words) in zip(found, expected, strict=True):
        assert words in problem.message


@pytest.mark.parametrize("name", [*FIXED, *LEFT])
def test_a_foreign_name_is_fixed_as_its_message_says(tmp_path: Path, name: str) -> None:
    text, *_, wanted = FIXED[name] if name in FIXED else (*LEFT[name], LEFT[name][0])
    path = tmp_path / "scores.yaml"
    path.write_text(text, encoding="utf-8")

    for _ in range(3):  # as --fix does, until nothing is left
        found = read(path)
        fix_file(found, path, found.problems, schema=False)

    assert path.read_text(encoding="utf-8") == wanted
    assert (read(path).problems == ()) is (name in FIXED)
