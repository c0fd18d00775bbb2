"""What the checks of a page find, on a page that has everything wrong."""

from __future__ import annotations

import pytest
from helpers.browser import LOOKS, visit

pytestmark = pytest.mark.needs_browser

WRONG = """\
<!doctype html><html lang="en"><title>Wrong</title>
<style>
  p { color: #999; background: #eee; }
  h1 { transition: color 1s; }
  @keyframes turn { to { rotate: 1turn; } }
  h2::before { content: "*"; animation: turn 1s; }
</style>
<main><h1>One</h1><h2>Two</h2><p style="width: 2000px">Pale and wide.</p>
<img alt="A picture" src="http://127.0.0.1:9/picture.png"></main>
<script>console.error("a complaint"); throw new Error("an error");</script>
"""


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_the_checks_find_what_is_wrong(browser, tmp_path, look) -> None:
    page = tmp_path / "wrong.html"
    page.write_text(WRONG, encoding="utf-8")
    with visit(browser, page.as_uri(), look) as visited:
        assert visited.find_wide()[0].startswith("<p style")
        assert [one[:4] for one in visited.find_moving()] == ["<h2>", "<h1>", "<h2>"]
        assert [one.partition(":")[0] for one in visited.find_barriers()] == ["color-contrast"]
        assert visited.is_light()
        assert visited.requests == [page.as_uri(), "http://127.0.0.1:9/picture.png"]
        assert "a complaint" in visited.complaints
        assert "an error" in visited.complaints
