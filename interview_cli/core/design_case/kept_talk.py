"""A talk about a case as a draft keeps it, so that nothing that was said is lost."""

from __future__ import annotations

import json

from interview_cli.core.design_case.conversation import Conversation
from interview_cli.core.kinds.design import Design


def write_talk(talk: Conversation, typed: str) -> str:
    """Return a draft: what was said, how long it took, and what is *typed* and not yet sent."""
    if not talk.said:
        return typed
    kept = {"said": talk.said, "ms": talk.spent_ms, "typed": typed}
    return json.dumps(kept, ensure_ascii=False)


def read_talk(case: Design, draft: str) -> tuple[Conversation, str]:
    """Return what *draft* kept of the talk about *case*, and what was typed; see ``write_talk``.

    A draft of another case, or what is none, is what was typed.
    """
    try:
        kept = json.loads(draft)
        said, spent, typed = tuple(kept["said"]), tuple(kept["ms"]), kept["typed"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return Conversation(), draft
    texts = all(isinstance(text, str) for text in (*said, typed))
    times = all(type(ms) is int and ms >= 0 for ms in spent)
    if not (texts and times and len(said) == len(spent) <= 2 * len(case.stages)):
        return Conversation(), draft
    if len(said) == 2 * len(case.stages):  # all is said, and waits to be graded
        talk = Conversation(said, spent)
        return talk.back(case), talk.last(case)
    return Conversation(said, spent), typed
