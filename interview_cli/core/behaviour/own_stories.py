"""A story of the learner's own as a text with a small head, and the questions it would serve."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from interview_cli.core.english.stems import find_stem
from interview_cli.core.kinds.behaviour import Behaviour
from interview_cli.core.questions.question import Question
from interview_cli.core.scoring.tokens import content_words
from interview_cli.core.sentences import trim

_HEAD = re.compile(r"(title|tags)[ \t]*:(.*)", re.IGNORECASE)

#: What a story without any words is called.
UNTITLED = "Untitled"

#: So many words of a title must be in a question, where no tag is.
_WORDS_OF_TITLE = 2


@dataclass(frozen=True, slots=True)
class Story:
    """What happened, with a title, and tags that say what it shows."""

    title: str
    tags: tuple[str, ...]
    text: str


def parse_story(written: str) -> Story:
    """Return the story in a file's text; without a title it's called by its first words."""
    lines = written.removeprefix("\ufeff").replace("\r\n", "\n").strip().split("\n")
    head: dict[str, str] = {}
    while lines and (match := _HEAD.fullmatch(lines[0].strip())):
        if (name := match[1].lower()) in head:
            break
        head[name] = match[2].strip()
        del lines[0]
    text = "\n".join(lines).strip()
    tags = (" ".join(tag.split()) for tag in head.get("tags", "").strip("[]").split(","))
    title = " ".join(head.get("title", "").split()) or trim(text.lstrip("# ")) or UNTITLED
    return Story(title, tuple(dict.fromkeys(filter(None, tags))), text)


def write_story(story: Story) -> str:
    """Return *story* as it stands in its file."""
    return f"title: {story.title}\ntags: {', '.join(story.tags)}".rstrip() + f"\n\n{story.text}\n"


def would_serve(story: Story, question: Question) -> bool:
    """Whether the question is one to tell *story* for.

    A tag is in it with all its words, or two words of the title are. It's looked for in what is
    asked, in what an interviewer listens for, and in the topic, however a word ends.
    """
    if not isinstance(question.quiz, Behaviour):
        return False
    topic = re.sub(r"[/_-]", " ", question.topic)
    there = _stems(" ".join([question.ask, topic, *question.quiz.looks_for]))
    by_tag = any(stems and stems <= there for stems in map(_stems, story.tags))
    return by_tag or len(_stems(story.title) & there) >= _WORDS_OF_TITLE


def find_served(story: Story, questions: Iterable[tuple[str, Question]]) -> list[str]:
    """Return the names of the questions that *story* would serve."""
    return [key for key, question in questions if would_serve(story, question)]


def _stems(text: str) -> frozenset[str]:
    return frozenset(
        find_stem(word) if len(word) > 2 and word.isascii() else word
        for word in content_words(text)
    )
