"""pack new, pack schema: a pack to begin with, and the schema for editors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from interview_cli.commands.options import Json
from interview_cli.core.errors import DiskError, UsageError
from interview_cli.core.safe_text import line as safe
from interview_cli.packs.authoring.json_schema import SCHEMA_FILE, pack_schema, schema_text
from interview_cli.packs.authoring.writer import TOPIC_FILE, pack_files, slugify
from interview_cli.packs.library.catalogue import open_catalogue
from interview_cli.storage import files, paths
from interview_cli.terminal.rendering.messages import print_json, print_text


def new(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The pack's name; . for this folder.")
    ],
    as_json: Json = False,
) -> int:
    """You get a folder of YAML files: replace the questions in it with your own. Each field has
    a comment where it first appears, and there's a schema beside them, so that editors can
    complete and explain the fields. Nothing is overwritten.

    A pack can also be a single file. This is all it needs:

    \b
      format: 1
      pack: {id: my-pack, title: My pack}
      defaults: {level: junior, topic: python/basics}
      questions:
        - id: which-function
          ask: Which function gives the length of a list?
          answer: "`len`: it counts the items."
          key_points:                # for the mock interview
            - {says: len counts the items, any: ["`len`"]}
          quiz:
            kind: choice
            options:
              - {text: len, right: true, why: It counts the items.}
              - {text: size, why: There is no such function.}

    Without `quiz`, a question is a flashcard. These are the other kinds of quiz:

    \b
      quiz: {kind: short, accept: [len, len()]}
      quiz: {kind: blanks, text: "{{1}} x in {{2}}:", accept: [[for], [list]]}
      quiz: {kind: order, steps: [first, second, third]}
      quiz: {kind: output, prints: "3"}    # of the question's code: |

    Indent with spaces. Put quotes around text that has ": " or " #" in it. How key points
    find what was said: interview pack rules phrases. Then:

    \b
      interview pack check my-pack.yaml
      interview quiz -p my-pack.yaml
    """
    folder, title = (Path(), Path.cwd().name) if name == "." else (Path(name), name.strip())
    if name != "." and (folder.name != name or name == ".."):
        inner = folder.name if folder.name not in ("", "..") else "my-pack"
        raise UsageError(
            f"{name!r} is a path, and packs are made in the current folder",
            f"go to that folder first, and then: interview pack new {slugify(inner) or 'my-pack'}",
        )
    id_ = slugify(title)
    if not id_:
        raise UsageError(
            f"can't make an id from {title!r}",
            "an id has the letters a to z, digits and hyphens: interview pack new my-pack",
        )
    _check_free(id_)
    if name != ".":
        folder = Path(id_)
    texts = pack_files(id_, _make_title(title))
    if folder.exists() and (
        not folder.is_dir() or any(not item.name.startswith(".") for item in folder.iterdir())
    ):
        here = "this folder" if name == "." else safe(str(folder))
        raise UsageError(
            f"{here} already exists and isn't empty; nothing was written",
            f"choose another name, such as: interview pack new {id_}-2",
        )
    try:
        folder.mkdir(exist_ok=True)
        for file_name, text in texts.items():
            with (folder / file_name).open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
    except OSError as error:
        raise DiskError(
            f"cannot write {error.filename or folder}: {error.strerror or error}",
            "go to a folder that you can write in",
        ) from error
    if as_json:
        print_json({"pack": id_, "path": str(folder.absolute()), "files": [*texts]})
        return 0
    print_text("\n".join(_describe(id_, folder, [*texts])))
    return 0


def _check_free(id_: str) -> None:
    """Raise UsageError for an id that another pack has: only one of two would be found."""
    catalogue, _ = open_catalogue()
    if shelf := catalogue.packs.get(id_):
        raise UsageError(
            f"there is already a pack {id_!r}, at {shelf.pack.path}",
            f"choose another name, such as: interview pack new my-{id_}",
        )


def _make_title(title: str) -> str:
    """Return a title: the words of an id, else *title* as it is."""
    words = " ".join(title.split())
    return words.replace("-", " ").capitalize() if words == slugify(words) else words


def _describe(id_: str, folder: Path, names: list[str]) -> list[str]:
    inside = folder == Path()
    *others, last = names
    return [
        f"Made the pack {id_}: {', '.join(others)} and {last}"
        + ("." if inside else f", in the folder {folder}."),
        f"{TOPIC_FILE} has a question of each kind: replace them, in any editor.",
        "With yaml-language-server (in VS Code: the YAML extension) it completes the fields.",
        "",
        *([] if inside else [f"  cd {folder}"]),
        "  interview pack check                  what's wrong, and what to write instead",
        "  interview pack preview one-right      a question as a learner sees it",
        "  interview quiz -p ./                  play it",
        "",
        f"Move the folder into {safe(str(paths.own_packs()))} to use it without -p.",
    ]


def schema(
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", metavar="FILE", help="Write it to this file, not to the screen."
        ),
    ] = None,
    as_json: Json = False,
) -> int:
    """With it, an editor completes, explains and checks the fields. Each file of a pack names
    it in its first line:

    \b
      # yaml-language-server: $schema=./pack.schema.json
    """
    written = schema_text()
    if out is None:
        print(written, end="")  # one JSON document, with --json or without
        return 0
    path = out / SCHEMA_FILE if out.is_dir() else out
    files.require_folder(path)
    _check_ours(path)
    with files.disk_errors(path):
        files.replace(path, written.encode())
    if as_json:
        print_json({"file": str(path.absolute())})
        return 0
    print(f"Written: {safe(str(path))}. First line of a pack's file beside it:")
    print(f"# yaml-language-server: $schema=./{safe(path.name)}")
    return 0


def _check_ours(path: Path) -> None:
    """Raise UsageError for a file that isn't a schema of ours: it may be a pack."""
    if not path.exists():
        return
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        found = None
    if not isinstance(found, dict) or found.get("title") != pack_schema()["title"]:
        raise UsageError(
            f"{path} already exists, and isn't a schema of packs; nothing was written",
            "name another file, or move that one away",
        )
