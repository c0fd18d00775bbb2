"""The site of the manual: what is built, and what stops a build."""

from __future__ import annotations

import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from helpers.data import ROOT
from markdown_it import MarkdownIt

pytestmark = pytest.mark.needs_site

MANUAL = ROOT / "interview_cli" / "manual"

INDEX = """\
# The guide

All pages.

## First

- [one](one.md): The first page.

## Then

- [two](two.md): The second page.
"""

ONE = "# Page one\n\nAbout [the other](two.md#a-part).\n"

TWO = """\
# Page two

What it's for.

## A `part`!

<!-- generated: rows -->

```console exit=2
$ interview nonsense
```

<!-- end generated -->
"""


@pytest.fixture
def build(tmp_path: Path):
    """Build a site of pages, by their names; return what was said and the exit code."""
    manual = tmp_path / "manual"
    manual.mkdir()

    def build(**pages: str):
        for stem, text in ({"index": INDEX, "one": ONE, "two": TWO} | pages).items():
            (manual / f"{stem}.md").write_text(text, encoding="utf-8")
        script = str(ROOT / ".github" / "site" / "build.py")
        done = subprocess.run(
            [sys.executable, script, str(tmp_path / "site"), "--manual", str(manual)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert "Traceback" not in done.stderr
        return done

    return build


def test_a_site_has_its_pages_and_their_markdown(build, tmp_path):
    done = build()
    site = tmp_path / "site"
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"Written: {site / 'index.html'}\n"
    assert {"one.html", "two.html", "one.md", "two.md"} <= {path.name for path in site.iterdir()}
    assert (site / "one.md").read_text() == ONE
    assert (site / "two.md").read_text() == (
        "# Page two\n\nWhat it's for.\n\n## A `part`!\n\n```console\n$ interview nonsense\n```\n\n"
    )
    assert "generated:" not in (site / "two.html").read_text()
    assert (site / "llms.txt").read_text() == (
        "# The guide\n\n> All pages.\n\n## First\n\n- [Page one](one.md): The first page.\n\n"
        "## Then\n\n- [Page two](two.md): The second page.\n"
    )
    full = (site / "llms-full.txt").read_text()
    assert full.index("# The guide") < full.index("# Page one") < full.index("# Page two")
    assert build(one=ONE + "\nMore.\n").returncode == 0  # over the older one
    assert "More." in (site / "one.html").read_text()


@pytest.mark.parametrize(
    ("pages", "message"),
    [
        ({"one": "# One\n\n[x](three.md)\n"}, "one.md:3:5"),
        ({"one": "# One\n\n[x](two.md#nowhere)\n"}, "anchor does not exist"),
        ({"one": "# One\n\n![x](lost.png)\n"}, "one.html: lost.png leads nowhere\n"),
        ({"one": '# One\n\n<a href="lost.html">x</a>\n'}, "one.html: lost.html leads nowhere\n"),
        (
            {"one": "# One\n\n![x](https://example.org/x.png)\n"},
            "one.html: https://example.org/x.png would be fetched from elsewhere; "
            "keep a copy with the site\n",
        ),
        ({"one": "One\n"}, "one.md: begin the page with '# ' and its title\n"),
        (
            {"three": "# Three\n"},
            "index.md doesn't list three.md; add '- [three](three.md): …'\n",
        ),
        (
            {"index": f"{INDEX}- [four](four.md): No.\n"},
            "there's no page four.md; write it, or remove its line from index.md\n",
        ),
        (
            {"index": f"{INDEX}- [one](one.md): Once more.\n"},
            "index.md lists one.md 2 times; keep one line\n",
        ),
        (
            {"index": "# T\n\n- [one](one.md): Here.\n"},
            "index.md: put a '## ' heading above the line '- [one](one.md): Here.'\n",
        ),
    ],
)
def test_what_is_wrong_in_a_page_stops_the_build(build, tmp_path, pages, message):
    done = build(**pages)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert not (tmp_path / "site").exists()


def test_a_folder_of_somebody_s_own_is_left_alone(build, tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.txt").touch()
    done = build()
    assert done.returncode == 2
    assert "isn't a site that was built here; name another folder" in done.stderr
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["thesis.txt"]


class Article(HTMLParser):
    """The elements of a page and the text between them, without what the site adds.

    Blanks don't count, nor do elements that only say how something looks.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts = [""]
        self.inside = self.added = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        # A link of ours has no class; one to the section, to the Markdown or to skip has.
        names = dict(attrs).keys()
        self.added |= tag == "a" and ("class" in names or "href" not in names)
        if self.inside and not self.added and tag not in ("p", "div", "span", "img"):
            self.parts += [f"<{tag}>", ""]
        self.inside |= tag == "article"

    def handle_endtag(self, tag):
        self.added &= tag != "a"
        self.inside &= tag != "article"

    def handle_data(self, data):
        if self.inside and not self.added:
            self.parts[-1] += "".join(data.split())


@pytest.mark.parametrize("stem", sorted(path.stem for path in MANUAL.glob("*.md")))
def test_the_site_shows_a_page_as_the_terminal_does(site, stem):
    """Zensical's Markdown isn't quite CommonMark: lists and fences within others differ."""
    text = (site / f"{stem}.md").read_text(encoding="utf-8")
    here = MarkdownIt("commonmark").enable("table").render(text)
    shown = Article((site / f"{stem}.html").read_text(encoding="utf-8"))
    assert shown.parts == Article(f"<article>{here}</article>").parts
