"""pack new, pack schema: a pack to begin with, and the schema for editors."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from interview_cli import __version__
from interview_cli.commands.options import Json
from interview_cli.core.errors import DiskError, UsageError
from interview_cli.core.safe_text import line as safe
from interview_cli.core.sentences import join, suggest
from interview_cli.packs.authoring.json_schema import SCHEMA_FILE, pack_schema, schema_text
from interview_cli.packs.authoring.writer import (
    TOPIC_FILE,
    WORKFLOW_FILE,
    pack_files,
    slugify,
    workflow_text,
)
from interview_cli.packs.library.catalogue import open_catalogue
from interview_cli.storage import files, paths
from interview_cli.storage.reading.plain_files import FULL
from interview_cli.terminal.rendering.messages import print_json, print_text

#: What `--template` can be.
_TEMPLATES = ("plain", "github")
#: Where the program comes from, if it doesn't know by itself: as in the manual.
_UNKNOWN = f"git+https://github.com/OWNER/interview-cli@v{__version__}"


def new(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The pack's name; . for this folder.")
    ],
    template: Annotated[
        list[str] | None,
        typer.Option(
            "--template",
            metavar="TEMPLATE",
            help="plain: questions without any code, for a subject of any sort. github: also a "
            "workflow that checks the pack, at the top of its git repository.",
        ),
    ] = None,
    as_json: Json = False,
) -> int:
    """You get a folder of YAML files: replace the questions in it with your own. Each field has
    a comment where it first appears, and there's a schema beside them, so that editors can
    complete and explain the fields. In a folder that's there already, a fresh clone for
    example, they're put beside what is in it. Nothing is overwritten.

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
      quiz: {kind: short, number: {value: 74, tolerance: 1}, unit: [degrees]}
      quiz: {kind: blanks, text: "{{1}} x in {{2}}:", accept: [[for], [list]]}
      quiz: {kind: order, steps: [first, second, third]}
      quiz: {kind: match, pairs: [{left: a, right: 1}, {left: b, right: 2}, {left: c, right: 3}]}
      quiz: {kind: output, prints: "3"}    # of the question's code: |

    A folder can have pictures: image: {file: images/tree.png, alt: A tree with three leaves.}
    More on a field or a kind: interview help image, interview help match, interview help set.
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
    templates = template or ()
    for one in templates:
        if one not in _TEMPLATES:
            raise UsageError(f"there is no template {one!r}", suggest(one, _TEMPLATES))
    id_ = slugify(title)
    if not id_:
        raise UsageError(
            f"can't make an id from {title!r}",
            "an id has the letters a to z, digits and hyphens: interview pack new my-pack",
        )
    _check_free(id_)
    if name != ".":
        folder = Path(id_)
    made = pack_files(id_, _make_title(title), plain="plain" in templates)
    texts = {folder / file: text for file, text in made.items()}
    if "github" in templates:
        texts |= _make_workflow(folder)
    _check_nothing_there(folder, texts, id_)
    try:
        for file, text in texts.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("x", encoding="utf-8", newline="\n") as opened:
                opened.write(text)
    except OSError as error:
        room = "free some space, or " if error.errno in FULL else ""
        raise DiskError(
            f"cannot write {error.filename or folder}: {error.strerror or error}",
            f"{room}go to a folder that you can write in",
        ) from error
    names = [_name_below(file, folder) for file in texts]
    if as_json:
        print_json({"pack": id_, "path": str(folder.absolute()), "files": names})
        return 0
    kinds = "each kind without code" if "plain" in templates else "each kind"
    print_text("\n".join(_describe(id_, folder, names, kinds)))
    if any(_UNKNOWN in text for text in texts.values()):
        print_text(f"\nIn {names[-1]}, put the address that you have interview from.")
    return 0


def _check_nothing_there(folder: Path, texts: Mapping[Path, str], id_: str) -> None:
    """Raise UsageError where one of the files to be written, or their folder, is something else."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(
            f"{safe(str(folder))} already exists, and isn't a folder; nothing was written",
            f"choose another name, such as: interview pack new {id_}-2",
        )
    if there := [safe(file.as_posix()) for file in texts if os.path.lexists(file)]:
        raise UsageError(
            f"{join(there)} already {'exists' if len(there) == 1 else 'exist'}; "
            "nothing was written",
            f"move what's there away, or choose another name: interview pack new {id_}-2",
        )


def _name_below(file: Path, folder: Path) -> str:
    return Path(os.path.relpath(file, folder)).as_posix()


def _make_workflow(folder: Path) -> dict[Path, str]:
    """Return the text of the workflow by its place: none where this very one is there already.

    GitHub looks at the top of a repository only: the one that *folder* is in, or will be.
    """
    start = folder.absolute()
    inside = (one for one in (start, *start.parents) if (one / ".git").exists())
    top = next(inside, start)
    file = Path(os.path.relpath(top, Path.cwd())) / WORKFLOW_FILE
    text = workflow_text(_find_program())
    try:
        return {} if file.read_text(encoding="utf-8") == text else {file: text}
    except (OSError, UnicodeDecodeError):
        return {file: text}


def _find_program() -> str:
    """Return how pip names this program, at the commit that it was installed from if it's known."""
    from importlib.metadata import PackageNotFoundError, distribution  # slow

    try:
        kept = json.loads(distribution("interview-cli").read_text("direct_url.json") or "{}")
        url, commit = kept["url"], kept["vcs_info"]["commit_id"]
        if re.fullmatch(r"https://[\w./-]+ [0-9a-f]{40,64}", f"{url} {commit}"):
            return f"git+{url}@{commit}"
    except (PackageNotFoundError, ValueError, KeyError, TypeError):
        pass
    return _UNKNOWN


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


def _describe(id_: str, folder: Path, names: list[str], kinds: str) -> list[str]:
    inside = folder == Path()
    *others, last = names
    return [
        f"Made the pack {id_}: {', '.join(others)} and {last}"
        + ("." if inside else f", in the folder {folder}."),
        f"{TOPIC_FILE} has a question of {kinds}: replace them, in any editor.",
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
