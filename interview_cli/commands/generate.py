"""generate: draft questions with a model, into a pack of the learner's own."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from interview_cli.ai import drafting
from interview_cli.ai.drafting import DraftRequest, DraftResult, Target, first_line, word_stems
from interview_cli.ai.language_model import one_line
from interview_cli.ai.readiness import AiSettings, check
from interview_cli.commands.consent import allow_sending
from interview_cli.commands.filters import parse_level
from interview_cli.commands.learner import open_packs
from interview_cli.commands.options import Json, Packs
from interview_cli.core.errors import NotGood, UsageError
from interview_cli.core.levels import is_within
from interview_cli.core.safe_text import line as safe
from interview_cli.core.sentences import count
from interview_cli.packs.library.catalogue import Catalogue
from interview_cli.storage.clock import now
from interview_cli.terminal.rendering.messages import print_json


def generate(
    topic: Annotated[
        str,
        typer.Option(
            "--topic", "-t", metavar="TOPIC", help="What to ask about, such as fastapi/lifespan."
        ),
    ],
    level: Annotated[
        str, typer.Option("--level", "-l", metavar="LEVEL", help="junior, mid or senior.")
    ] = "mid",
    count: Annotated[
        int, typer.Option("-n", metavar="COUNT", min=1, max=20, help="How many questions.")
    ] = 5,
    source: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="FILE", help="A text to ask about, such as a job ad or notes."
        ),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="The file to write them to.")
    ] = None,
    pack: Packs = None,
    as_json: Json = False,
) -> int:
    """Each draft is checked as `pack check` does, and left out if there's already a question
    like it. It's never asked until you've read it and removed its "draft: true". This needs
    the extra "ai" and a model: see `interview config`. With --pack, you name more packs that
    the drafts shouldn't repeat.
    """
    topic, level = _check_topic(topic), parse_level(level)
    text = _read_text(source) if source else ""
    readiness = check()
    if (settings := readiness.settings) is None:
        raise UsageError(f"no model can be asked: {readiness.why}", readiness.hint)
    where = drafting.find_target(topic, out)
    catalogue, _ = open_packs(pack or ())
    known = _word_stems(catalogue, where)
    request = _draft_request(topic, level, count, text, catalogue, where)
    if not allow_sending(settings, drafting.build_draft_request(request)):
        raise NotGood(f"nothing was sent to {settings.host}, and nothing was written")
    drafted = drafting.draft(settings, request, drafting.find_problems)
    _drop_known(drafted, known)
    ids: list[str] = []
    if drafted.sound:
        author = one_line(f"{settings.model} at {settings.host} on {now():%Y-%m-%d}")
        ids = drafting.write(where, drafted.sound, f"Drafts about {topic}", author)
    if as_json:
        _print_json(settings, where, drafted, ids)
    else:
        _print(where, drafted, ids)
    return 0 if ids else 1


def _check_topic(topic: str) -> str:
    topic = topic.strip("/")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*", topic):
        better = "/".join(drafting.slug(part) for part in topic.split("/") if part)
        raise UsageError(f"topic is {topic!r}, but a topic is made of slugs", f"such as {better}")
    if len(topic) > 80:
        raise UsageError("this topic is longer than 80 characters", "such as python/asyncio")
    return topic


def _read_text(source: Path) -> str:
    try:
        with source.open("rb") as file:
            data = file.read(drafting.LARGEST + 1)
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"cannot read {source}: {error.strerror}", "--from FILE") from None
    except UnicodeDecodeError:
        raise UsageError(f"{source} isn't UTF-8 text", "save it as plain text") from None
    if len(data) > drafting.LARGEST:
        raise UsageError(
            f"{source} is larger than {drafting.LARGEST // 1024} kB",
            "shorten it to what the questions should be about",
        )
    if not text.strip():
        raise UsageError(f"{source} is empty")
    return text


def _word_stems(catalogue: Catalogue, where: Target) -> list[tuple[str, frozenset[str]]]:
    """Return the stems of every question there is, and of the drafts in the file, by name."""
    named = [(entry.key, catalogue.question(entry.key)) for entry in catalogue.entries()]
    named += [(f"{where.pack}:{question.id}", question) for question in where.questions]
    return [(name, word_stems(f"{q.ask} {q.code or ''}")) for name, q in named]


def _draft_request(
    topic: str, level: str, count: int, text: str, catalogue: Catalogue, where: Target
) -> DraftRequest:
    """Return what to draft, with what there is on the topic: drafts, then other questions."""
    asks = [question.ask for question in where.questions]
    asks += [
        catalogue.question(entry.key).ask
        for entry in catalogue.entries()
        if is_within(entry.topic, topic) and entry.level == level
    ]
    return DraftRequest(topic, level, count, tuple(asks), text)


def _drop_known(drafted: DraftResult, known: list[tuple[str, frozenset[str]]]) -> None:
    """Move to ``left_out`` what there is already, and what was drafted twice."""
    new: list[dict[str, Any]] = []
    for question in drafted.sound:
        text = f"{question['ask']} {question.get('code', '')}"
        if (like := drafting.find_alike(text, known)) is not None:
            drafted.left_out.append((first_line(question), f"asks the same as {like}"))
            continue
        new.append(question)
        known.append((f"another draft, {question['id']}", word_stems(text)))
    drafted.sound = new


def _print_json(settings: AiSettings, where: Target, drafted: DraftResult, ids: list[str]) -> None:
    print_json(
        {
            "file": str(where.path) if ids else None,
            "pack": where.pack if ids else None,
            "model": settings.model,
            "host": settings.host,
            "written": [
                {"id": id_, "ask": question["ask"]}
                for id_, question in zip(ids, drafted.sound, strict=True)
            ],
            "left_out": [{"ask": ask, "why": why} for ask, why in drafted.left_out],
        }
    )


def _print(where: Target, drafted: DraftResult, ids: list[str]) -> None:
    for ask, why in drafted.left_out:
        print(f"Left out: {safe(ask)}\n  {safe(why)}", file=sys.stderr)
    if not ids:
        print("The model wrote no usable question; nothing was saved.", file=sys.stderr)
        return
    print(f"{count(len(ids), 'draft')} in {safe(str(where.path))}:")
    for id_, question in zip(ids, drafted.sound, strict=True):
        print(f"  {safe(id_)}: {safe(first_line(question))}")
    print('Read them: a model can be wrong. Remove "draft: true" from those that are right, then:')
    print(f"  interview pack check {safe(str(where.path))}")
