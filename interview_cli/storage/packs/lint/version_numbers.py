"""A version of a pack that is not three numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from interview_cli.storage.packs.lint.rule import FoundOver, Rule
from interview_cli.storage.packs.lint.spots import Pack
from interview_cli.storage.packs.problems import brief

_SOUND = re.compile(r"\d{1,9}\.\d{1,9}\.\d{1,9}(?:[-+].*)?")
#: One to three numbers, with what people write before them.
_NEARLY = re.compile(r"(?i)(?:v|version)?[ .]*(\d{1,9})(?:\.(\d{1,9}))?(?:\.(\d{1,9}))?")


def _look(packs: Sequence[Pack]) -> FoundOver:
    for pack in packs:
        if pack.head is None or pack.head_source is None:
            continue
        version = pack.head.get("version")
        if isinstance(version, str) and version.strip() and not _SOUND.fullmatch(version):
            message = (
                f'version is "{brief(version, 30)}", which cannot be compared with another '
                f"version: write three numbers, {_meant(version)}"
            )
            yield pack.head_source, pack.head.at("version"), message


def _meant(version: str) -> str:
    nearly = _NEARLY.fullmatch(version.strip())
    return ".".join(part or "0" for part in nearly.groups()) if nearly else "such as 0.2.0"


RULE = Rule(
    id="version-numbers",
    title="the pack's version is not three numbers",
    why="""\
`interview pack diff` says by the version what a new one does to learners: the first number grows
where a question is gone or another answer is right, the second with new questions, the last with
better wording. Of what is not three numbers nobody can tell which is the newer.""",
    bad="""\
pack: {id: my-pack, title: My pack, version: v0.2}""",
    good="""\
pack: {id: my-pack, title: My pack, version: 0.2.0}""",
    over=_look,
)
