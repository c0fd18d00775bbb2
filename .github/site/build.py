"""Build the site: the pages of the manual as HTML, with their Markdown beside them.

    python .github/site/build.py [FOLDER] [--manual FOLDER]

The site is written to FOLDER (build/site), and an older one there is removed. A link that
leads nowhere is an error, and so is a page that the manual's index.md leaves out.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

import tomlkit

from interview_cli.core.markdown import relabel

SITE = Path(__file__).parent
ROOT = SITE.parents[1]
MANUAL = ROOT / "interview_cli" / "manual"
PICTURE = ROOT / ".github" / "quiz.svg"
SHOWS = "A quiz in a terminal: a wrong answer and why it's wrong, a right one, and the result"

#: All pages in one file. A folder without it isn't a site and is left alone.
_FULL = "llms-full.txt"

_GROUP = re.compile(r"## (?P<title>.+)")
_LINE = re.compile(r"- \[[^]]+\]\((?P<stem>[\w-]+)\.md\): (?P<about>.+)")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_COMMENT = re.compile(r"^<!-- (end )?generated.*-->\n\n?", re.MULTILINE)


class BadManual(Exception):
    """The manual can't become a site; the message says what to fix."""


@dataclass(frozen=True)
class Page:
    stem: str
    title: str
    about: str
    text: str


@dataclass(frozen=True)
class Manual:
    """The pages in the order of the index: its groups, each with its pages."""

    index: Page
    groups: dict[str, list[Page]]

    @property
    def pages(self) -> list[Page]:
        return [self.index, *(page for pages in self.groups.values() for page in pages)]


def read_manual(folder: Path) -> Manual:
    index = _read_page(folder, "index", "")
    groups: dict[str, list[Page]] = {}
    for line in index.text.splitlines():
        if group := _GROUP.fullmatch(line):
            pages = groups.setdefault(group["title"], [])
        elif entry := _LINE.fullmatch(line):
            if not groups:
                raise BadManual(f"index.md: put a '## ' heading above the line {line!r}")
            pages.append(_read_page(folder, entry["stem"], entry["about"]))
    named = [page.stem for pages in groups.values() for page in pages]
    for stem in sorted({path.stem for path in folder.glob("*.md")} - {"index", *named}):
        raise BadManual(f"index.md doesn't list {stem}.md; add '- [{stem}]({stem}.md): …'")
    for stem in named:
        if named.count(stem) > 1:
            raise BadManual(f"index.md lists {stem}.md {named.count(stem)} times; keep one line")
    return Manual(index, {title: pages for title, pages in groups.items() if pages})


def _read_page(folder: Path, stem: str, about: str) -> Page:
    path = folder / f"{stem}.md"
    if not path.is_file():
        raise BadManual(f"there's no page {path.name}; write it, or remove its line from index.md")
    text = _COMMENT.sub("", path.read_text(encoding="utf-8"))
    # Only the language of a fence is for readers; the rest of it is for our tests.
    text = relabel(text, lambda info: info.partition(" ")[0])
    title, _, rest = text.partition("\n")
    if not title.startswith("# "):
        raise BadManual(f"{path.name}: begin the page with '# ' and its title")
    return Page(stem, title.removeprefix("# "), about or _first_paragraph(rest), text)


def _first_paragraph(text: str) -> str:
    return " ".join(text.strip().partition("\n\n")[0].split())


def write_source(manual: Manual, folder: Path) -> None:
    """Write to *folder* what Zensical builds the site from."""
    source = folder / "pages"
    source.mkdir()
    for page in manual.pages:
        (source / f"{page.stem}.md").write_text(page.text, encoding="utf-8")
    title, _, rest = manual.index.text.partition("\n")
    about, _, rest = rest.strip().partition("\n\n")
    picture = f"![{SHOWS}]({PICTURE.name})"
    home = "\n\n".join([title, about, picture, rest])
    (source / "index.md").write_text(home, encoding="utf-8")
    for beside in (PICTURE, SITE / "iframe-worker.js", SITE / "site.css"):
        shutil.copy(beside, source)
    shutil.copytree(SITE / "overrides", folder / "overrides")
    config = tomllib.loads((SITE / "zensical.toml").read_text(encoding="utf-8"))
    groups = [
        {name: [f"{page.stem}.md" for page in pages]} for name, pages in manual.groups.items()
    ]
    config["project"] |= {"docs_dir": source.name, "nav": ["index.md", *groups]}
    (folder / "zensical.toml").write_text(tomlkit.dumps(config), encoding="utf-8")


def write_beside(manual: Manual, folder: Path) -> None:
    """Write the Markdown of each page beside it, and the two files for language models."""
    for page in manual.pages:
        (folder / f"{page.stem}.md").write_text(page.text, encoding="utf-8")
    (folder / "llms.txt").write_text("\n".join(_contents(manual)) + "\n", encoding="utf-8")
    full = "\n\n".join(page.text.strip() for page in manual.pages)
    (folder / _FULL).write_text(full + "\n", encoding="utf-8")


def _contents(manual: Manual) -> Iterator[str]:
    yield f"# {manual.index.title}\n\n> {manual.index.about}"
    for title, pages in manual.groups.items():
        yield f"\n## {title}\n"
        yield from (f"- [{page.title}]({page.stem}.md): {page.about}" for page in pages)


class _Html(HTMLParser):
    """What a page links to and fetches, and its anchors."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.anchors.add(value)
            elif name in ("href", "src") and value:
                self.links.append(value)
                if name == "src" or tag == "link":
                    self.fetched.append(value)


def find_broken(site: Path) -> Iterator[str]:
    """Yield what leads nowhere in the pages of a site, and what they'd fetch from elsewhere.

    Zensical checks links between pages, but neither pictures nor HTML.
    """
    pages = {path.name: _Html(path.read_text(encoding="utf-8")) for path in site.glob("*.html")}
    for name, page in sorted(pages.items()):
        for link in page.fetched:
            if urlsplit(link).netloc:
                yield f"{name}: {link} would be fetched from elsewhere; keep a copy with the site"
        for link in page.links:
            there = urlsplit(link)
            if there.scheme or there.netloc:
                continue
            path = unquote(there.path).removeprefix("./").lstrip("/") or name
            anchors = pages[path].anchors if path in pages else set()
            if not (site / path).exists():
                yield f"{name}: {link} leads nowhere"
            elif there.fragment and unquote(there.fragment) not in anchors:
                yield f"{name}: {link} leads to a page without that anchor"


def build(target: Path, manual_folder: Path) -> None:
    """Write the site to *target*. Raise BadManual for what's wrong in a page."""
    is_empty = target.is_dir() and not any(target.iterdir())
    if target.exists() and not is_empty and not (target / _FULL).exists():
        raise BadManual(f"{target} isn't a site that was built here; name another folder")
    manual = read_manual(manual_folder)
    with tempfile.TemporaryDirectory(prefix="interview-site-") as scratch:
        source = Path(scratch)
        write_source(manual, source)
        command = [sys.executable, "-m", "zensical", "build", "--strict"]
        done = subprocess.run(
            [*command, "--config-file", "zensical.toml"],
            cwd=source,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            # What is wrong in the pages, and then a traceback of Zensical's own.
            raise BadManual(_COLOUR.sub("", done.stdout).partition("Traceback")[0].rstrip())
        write_beside(manual, source / "site")
        if broken := list(find_broken(source / "site")):
            raise BadManual("\n".join(broken))
        shutil.rmtree(target, ignore_errors=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(source / "site", target)


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the site of the manual.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "build" / "site")
    parser.add_argument("--manual", type=Path, default=MANUAL, help="the folder of its pages")
    options = parser.parse_args()
    if not find_spec("zensical"):
        parser.error("Zensical isn't installed; install it: pip install -e '.[site]'")
    try:
        build(options.folder, options.manual)
    except BadManual as error:
        print(error, file=sys.stderr)
        return 2
    print(f"Written: {options.folder / 'index.html'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
