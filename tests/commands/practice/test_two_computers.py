"""One session that two computers answered in, and whose journals came together then."""

from __future__ import annotations

import json

from helpers.learner import AGAIN, GOOD, Learner, question, reviewed

from interview_cli.core.records import Started


def test_undo_in_a_resumed_session_takes_back_the_other_computers_answer_too(home) -> None:
    learner = Learner(home)
    learner.pack("trial", question("one"), question("two"))
    keys = ("trial:one", "trial:two")
    filters = {"settings": {"seed": 1}}
    (session,) = learner.keep(Started("flashcards", keys, 1, filters))
    (mine,) = learner.keep(reviewed("trial:one", AGAIN), session=session)
    (file,) = (home / "journal").iterdir()
    last = json.loads(file.read_bytes().splitlines()[-1])
    other = last | {"id": f"{mine[:-4]}ffff", "device": "0badcafe", "rating": GOOD}
    file.with_name("0badcafe.jsonl").write_text(json.dumps(other) + "\n")
    assert list(learner.memories()) == ["trial:one"]
    said = learner.run("resume", "--json", typed=":u\n:q\n")
    assert said.named("undone"), said
    assert learner.memories() == {}
    assert {line["of"] for line in learner.lines("retracted")} == {mine, other["id"]}
    (shown, *_) = learner.run("resume", "--json", typed=":q\n").named("question")
    assert shown["question"] == "trial:one"
