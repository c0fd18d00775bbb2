"""The pack that ``interview pack new`` begins: one question of each kind, to write over.

What it says is true, and its code runs, so that a first ``pack check --run`` passes. The
comments say what each field is for, where it first comes.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from textwrap import indent

from interview_cli.packs.authoring.json_schema import MODELINE, SCHEMA_FILE, schema_text
from interview_cli.packs.authoring.writer import write_mapping
from interview_cli.packs.discovery import HEAD
from interview_cli.packs.kinds import KINDS_FOR_AUTHORS

#: The file with the questions.
TOPIC_FILE = "first-topic.yaml"


def slugify(name: str) -> str:
    """Return *name* as an id: small letters, digits and single hyphens; "" if none is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def pack_files(id_: str, title: str) -> dict[str, str]:
    """Return the files of a new pack, by name."""
    about = write_mapping({"id": id_, "title": title, "version": "0.1.0"}, 2)
    examples = "\n".join(kind.example for kind in KINDS_FOR_AUTHORS.values())
    return {
        HEAD: f"{MODELINE}\n{_read(HEAD).replace(_ABOUT, about)}",
        TOPIC_FILE: f"{MODELINE}\n{_read(TOPIC_FILE).replace(_KINDS, indent(examples, '  '))}",
        SCHEMA_FILE: schema_text(),
    }


#: The lines in whose place the pack's own, and the kinds' examples, are put.
_ABOUT, _KINDS = "  # {about}\n", "  # {kinds}\n"


def _read(name: str) -> str:
    return Path(__file__).with_name("new_pack").joinpath(name).read_text("utf-8")
