"""A real Chromium that visits a page, and what is wrong with the page there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

#: What Chromium is called: by Debian, and by others.
_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")

_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

#: How long a slow machine may take for a step, in milliseconds.
_PATIENCE = 120_000

#: A4 with the margins that a browser prints, in CSS pixels.
_PAPER = 718


@dataclass(frozen=True)
class Look:
    """How a page is looked at: in a window of a width, in light or dark, or printed."""

    width: int
    scheme: str
    media: str = "screen"

    def __str__(self) -> str:
        return f"{self.width}-{self.scheme}-{self.media}"


LOOKS = [
    *(Look(width, scheme) for width in (390, 1280) for scheme in ("light", "dark")),
    Look(_PAPER, "dark", "print"),
]


@dataclass
class Visit:
    """A page that is open, with what it asked for and what went wrong so far."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def find_wide(self) -> list[str]:
        """Return the elements that make the page itself scroll sideways."""
        return list(self.page.evaluate(_WIDE))

    def find_moving(self) -> list[str]:
        """Return the elements that move though the reader wants less motion."""
        return list(self.page.evaluate(_MOVING))

    def find_barriers(self) -> list[str]:
        """Return what axe calls serious or critical, each with the elements it is about."""
        from axe_playwright_python.sync_playwright import Axe  # of the extra `browser`

        options = {"resultTypes": ["violations"], "preload": False}
        found = Axe().run(self.page, options=options).response["violations"]
        return [
            f"{one['id']}: {one['help']}: {node['target']} {node['html'][:200]}"
            for one in found
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"]
        ]

    def is_light(self) -> bool:
        """Whether the page is dark on light, and not light on dark."""
        return bool(self.page.evaluate(_IS_LIGHT))


@contextmanager
def open_browser() -> Iterator[Any]:
    """Start Chromium with a profile of its own; without one, the test is skipped."""
    reason = "NOT RUN: needs the extra `browser`"
    playwright = pytest.importorskip("playwright.sync_api", reason=reason)
    pytest.importorskip("axe_playwright_python", reason=reason)
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        pytest.skip("NOT RUN: Chromium isn't installed")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=program, headless=True, args=_ARGS, timeout=_PATIENCE
        )
        yield browser
        browser.close()


@contextmanager
def visit(browser: Any, address: str, look: Look) -> Iterator[Visit]:
    """Open a page with all its details shown; the reader wants less motion."""
    context = browser.new_context(
        viewport={"width": look.width, "height": 900},
        color_scheme=look.scheme,
        reduced_motion="reduce",
    )
    context.set_default_timeout(_PATIENCE)
    page = context.new_page()
    visited = Visit(page)
    page.on("request", lambda request: visited.requests.append(request.url))
    page.on("pageerror", lambda error: visited.complaints.append(str(error)))
    page.on("console", lambda message: visited.complaints.append(message.text))
    page.emulate_media(media=look.media)
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    yield visited
    context.close()


_WIDE = """() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > clientWidth + 1)
    .map((one) => one.outerHTML.slice(0, 120));
}"""

_MOVING = """() => {
  const moving = document.getAnimations().map((one) => String(one.effect?.target?.outerHTML));
  for (const one of document.querySelectorAll("*")) {
    for (const pseudo of [null, "::before", "::after"]) {
      const style = getComputedStyle(one, pseudo);
      const seconds = style.transitionDuration.split(",").map(parseFloat);
      const moves = style.transitionProperty !== "none" && Math.max(...seconds) > 0;
      if (moves || style.animationName !== "none" || style.scrollBehavior === "smooth")
        moving.push(one.outerHTML.slice(0, 120));
    }
  }
  return moving;
}"""

_IS_LIGHT = """() => {
  const light = (colour) => {
    const canvas = document.createElement("canvas").getContext("2d");
    canvas.fillStyle = "#fff";  // paper, below what is transparent
    canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const style = getComputedStyle(document.body);
  return light(style.backgroundColor) > light(style.color);
}"""
