"""Nothing that was seen is lost: a real ``kill -9`` at random moments."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess

import pytest
from helpers.program import PROGRAM

QUESTIONS = 40


@pytest.fixture
def pack(tmp_path):
    lines = ["format: 1", "pack: {id: many, title: Many}", "questions:"]
    for n in range(QUESTIONS):
        lines += [
            f"  - {{id: q{n}, ask: Which?, answer: This., level: mid, topic: t,",
            "     quiz: {kind: choice, options: [{text: a, right: true}, {text: b}]}}",
        ]
    path = tmp_path / "many.yaml"
    path.write_text("\n".join(lines) + "\n")
    return path


def events(data):
    """The whole events in *data*: the last line may have been cut by the kill."""
    return [json.loads(line) for line in data.split(b"\n")[:-1]]


def journal(home):
    (path,) = (home / "journal").glob("*.jsonl")
    found = []
    for line in path.read_bytes().split(b"\n"):
        try:
            found.append(json.loads(line))
        except ValueError:
            continue  # torn by the kill: never one whose verdict was seen
    return found


@pytest.mark.parametrize("kills", [5, pytest.param(40, marks=pytest.mark.slow)])
def test_every_verdict_that_was_seen_is_in_the_journal(pack, home, kills):
    dice = random.Random(20261121)
    for seed in range(kills):
        command = [
            *PROGRAM,
            "quiz",
            "-p",
            pack,
            "--seed",
            str(seed),
            "-n",
            str(QUESTIONS),
            "--json",
        ]
        session = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert session.stdin
        assert session.stdout
        session.stdin.write(b"1\n" * (QUESTIONS - 1))
        session.stdin.flush()
        # It runs while we read: a random number of bytes is a random moment of its life.
        seen = b""
        wanted = dice.randrange(1, 15_000)
        while len(seen) < wanted:
            data = os.read(session.stdout.fileno(), min(512, wanted - len(seen)))
            assert data, "the session ended by itself"
            seen += data
        session.send_signal(signal.SIGKILL)
        seen += session.stdout.read()
        session.stdin.close()
        session.stdout.close()
        assert session.wait() == -signal.SIGKILL

        kept = {line["id"]: line for line in journal(home)}
        told = [event for event in events(seen) if event["event"] == "verdict"]
        for event in told:
            assert kept[event["review"]]["question"] == event["question"]

        # Resuming goes on with the first question that is not in the journal.
        (started,) = [line for line in kept.values() if line.get("seed") == seed]
        answered = [
            line["question"]
            for line in kept.values()
            if line["session"] == started["id"] and line["type"] == "reviewed"
        ]
        assert started["questions"][: len(answered)] == answered
        assert len(answered) >= len(told)
        if not answered:
            continue  # nothing to continue: an earlier session would be
        resumed = subprocess.run([*PROGRAM, "resume", "--json"], input=b":q\n", capture_output=True)
        assert resumed.returncode == 0, resumed.stderr
        first, question, *_ = events(resumed.stdout)
        assert first["id"] == started["id"]
        assert question["question"] == started["questions"][len(answered)]
