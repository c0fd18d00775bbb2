"""The pages that the program writes, in a real browser: they show, fetch nothing and fit."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from helpers.browser import LOOKS, Look, visit
from helpers.learner import Learner
from helpers.written_pages import HOSTILE, WRITTEN_PAGES

pytestmark = pytest.mark.needs_browser


@pytest.fixture(scope="session")
def write(tmp_path_factory: pytest.TempPathFactory, compiled: Path) -> Callable[[str], str]:
    """Write a page of the table, each in a home of its own; return its address."""

    @cache
    def write_page(name: str) -> str:
        home = tmp_path_factory.mktemp(name)
        shutil.copytree(compiled, home / "cache")
        return WRITTEN_PAGES[name](Learner(home)).as_uri()

    return write_page


@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize("name", WRITTEN_PAGES)
def test_a_page_needs_nothing_and_fits(browser, write, name: str, look: Look) -> None:
    address = write(name)
    with visit(browser, address, look) as visited:
        assert visited.find_wide() == []
        assert visited.find_moving() == []
        assert visited.find_barriers() == []
        assert visited.is_light() is (look.scheme == "light" or look.media == "print")
        assert visited.requests == [address]
        assert visited.complaints == []


@pytest.mark.parametrize("name", WRITTEN_PAGES)
def test_a_page_prints(browser, write, name: str) -> None:
    with visit(browser, write(name), Look(1280, "dark", "print")) as visited:
        assert visited.page.pdf(format="A4").startswith(b"%PDF-")
        assert visited.complaints == []


def test_what_is_hostile_is_read_as_it_was_written(browser, write) -> None:
    with visit(browser, write("debrief-hostile"), LOOKS[0]) as visited:
        assert visited.page.locator("script, img, base, iframe").count() == 0
        assert HOSTILE in visited.page.locator("pre:has(mark)").inner_text()


def test_a_pack_is_printed_with_all_that_is_folded(browser, write) -> None:
    page = browser.new_context().new_page()
    page.goto(write("pack"))
    (answer, *_) = page.locator("article details > .model, article details > h4").all()
    assert not answer.is_visible()

    page.emulate_media(media="print")

    details = page.locator("details").all()
    assert details
    assert [one.get_attribute("open") for one in details] == [None] * len(details)
    hidden = [one for one in page.locator("details > *").all() if not one.is_visible()]
    assert hidden == []
    page.context.close()
