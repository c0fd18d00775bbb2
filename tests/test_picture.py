"""The README's picture moves, and shows what the program does now.

``pytest --rewrite tests/test_picture.py`` draws it again: then look at it in a browser.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from helpers.picture import drawing, recording

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / ".github" / "quiz.svg"
TRANSCRIPT = ROOT / "tests" / "transcripts" / "picture.txt"

TITLE = "interview: two questions in a terminal, the first one answered wrong"
DESCRIPTION = """\
A quiz of two questions is started and played. The first answer is wrong: the program says \
which is right, and why this one isn't. The second is right. At the end come the result and \
what to see again. The words on the screen:
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_the_picture_shows_what_the_program_does(request):
    shots = recording.record(TRANSCRIPT.read_text(encoding="utf-8"))
    wrong, right = (
        next(shot for shot in shots if sign in shot.text) for sign in ("✗ You", "✓ Right")
    )
    assert shots.index(wrong) < shots.index(right)

    now = drawing.draw(shots, wrong, TITLE, DESCRIPTION + shots[-2].text)
    if request.config.getoption("--rewrite"):
        PICTURE.write_text(now, encoding="utf-8")
    assert now == PICTURE.read_text(encoding="utf-8")


def test_it_moves_with_styles_alone_and_fetches_nothing():
    text = PICTURE.read_text(encoding="utf-8")
    tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(text).iter()}

    assert tags == {"svg", "title", "desc", "style", "g", "rect", "circle", "path", "text"}
    assert not re.search(r"url\(|@import|href|@font-face", text)
    assert len(text.encode()) < 120_000


def test_without_motion_it_shows_the_verdict_on_the_wrong_answer():
    """Whatever has the class `o` shows only where motion is welcome."""
    text = PICTURE.read_text(encoding="utf-8")
    moving = re.search(
        r"@media \(prefers-reduced-motion:no-preference\)\{.*?\n\}\n", text, re.DOTALL
    )
    assert moving
    assert "animation" not in text.replace(moving[0], "").replace("animation-timing-function", "")
    shown = re.sub(r'<g class="t\d+ o">.*?</g>', "", text)
    seen = re.findall(r"<text[^>]*>([^<]*)</text>", shown)
    assert "✗" in seen
    assert not any(run.startswith("Right") for run in seen)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("name", sorted(drawing.COLOURS.keys() - {"paper", "line"}))
def test_all_text_stands_out_from_the_paper(name, theme):
    """WCAG 2.2, 1.4.3 (AA): 4.5 to 1."""
    lighter, darker = sorted(
        (luminance(drawing.COLOURS[colour][theme]) for colour in (name, "paper")), reverse=True
    )
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def luminance(colour):
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
