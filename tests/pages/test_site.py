"""The site of the manual in a real browser: it shows, fetches nothing from elsewhere and fits."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from helpers.browser import LOOKS, Look, Visit, visit
from helpers.data import ROOT

pytestmark = [pytest.mark.needs_browser, pytest.mark.needs_site]

WIDE = Look(1280, "light")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def served(site: Path) -> Iterator[str]:
    """Serve the site; return its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=site)) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize("name", ["index", "format", "commands"])
def test_a_page_needs_nothing_from_elsewhere_and_fits(browser, site, name: str, look: Look) -> None:
    with visit(browser, (site / f"{name}.html").as_uri(), look) as visited:
        assert visited.find_wide() == []
        assert visited.find_moving() == []
        assert visited.find_barriers() == []
        assert visited.is_light() is (look.scheme == "light" or look.media == "print")
        assert [one for one in visited.requests if not one.startswith(site.as_uri())] == []
        assert visited.complaints == []


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_the_picture_stands_still_where_motion_isn_t_wanted(browser, look: Look) -> None:
    address = (ROOT / ".github" / "quiz.svg").as_uri()
    with visit(browser, address, look) as visited:
        assert visited.find_moving() == []
        assert visited.requests == [address]
        assert visited.complaints == []


def _search(visited: Visit) -> None:
    """Find a page by a word, and open it."""
    page = visited.page
    page.locator(".md-search__button").click()
    page.get_by_placeholder("Search").fill("flashcards")
    page.get_by_role("option").first.wait_for()
    assert visited.complaints == []
    page.keyboard.press("Enter")
    page.wait_for_url("**/*.html?h=*")


def test_search_works_from_the_disk(browser, site) -> None:
    with visit(browser, (site / "index.html").as_uri(), WIDE) as visited:
        _search(visited)


def test_search_works_from_a_server(browser, served) -> None:
    with visit(browser, f"{served}/index.html", WIDE) as visited:
        _search(visited)
        assert [one for one in visited.requests if not one.startswith(served)] == []
