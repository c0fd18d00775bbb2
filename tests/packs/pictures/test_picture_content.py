"""Whatever lies under the name of a picture can be shown, or it's said why not."""

from __future__ import annotations

import gzip

import pytest
from helpers.pictures import chunk, gif, jpeg, png, svg, webp
from hypothesis import example, given
from hypothesis import strategies as st

from interview_cli.core.questions.picture_endings import ENDINGS
from interview_cli.packs.pictures.picture_content import MOST_BYTES, MOST_PIXELS, measure
from interview_cli.packs.pictures.unusable import Unusable

MADE = {"PNG": png, "JPEG": jpeg, "GIF": gif, "WebP": webp}
TOO_LARGE = MOST_PIXELS + 1


def refuse(name: str, data: bytes) -> str:
    """Return why a picture isn't taken."""
    with pytest.raises(Unusable) as refused:
        measure(name, data)
    return str(refused.value)


@pytest.mark.parametrize(("ending", "kind"), ENDINGS.items())
def test_a_picture_is_measured_by_its_bytes(ending, kind):
    data = svg() if kind == "SVG" else MADE[kind]()
    assert measure(f"tree{ending}", data) == (3, 2)
    assert measure(f"tree{ending.upper()}", data) == (3, 2)


@pytest.mark.parametrize("kind", MADE)
def test_a_bomb_is_refused_by_the_size_that_it_claims(kind):
    name = f"bomb{next(ending for ending, of in ENDINGS.items() if of == kind)}"
    assert measure(name, MADE[kind](MOST_PIXELS, MOST_PIXELS)) == (MOST_PIXELS, MOST_PIXELS)
    for size in ((TOO_LARGE, 1), (1, TOO_LARGE)):
        assert "pixels: 4,096 each way are the most" in refuse(name, MADE[kind](*size))


def test_a_png_of_a_hundred_bytes_that_claims_to_fill_a_disk_is_refused():
    assert refuse("a.png", png(2**31 - 1, 2**31 - 1)).startswith("is 2,147,483,647 by")


@pytest.mark.parametrize("kind", MADE)
@pytest.mark.parametrize("size", [(0, 2), (3, 0)])
def test_a_picture_without_pixels_is_refused(kind, size):
    if kind == "WebP":  # it writes one less than its size, so it can't say nothing
        return
    assert "has no size" in refuse(f"a{next(e for e, k in ENDINGS.items() if k == kind)}",
                                   MADE[kind](*size))  # fmt: skip


@pytest.mark.parametrize("kind", MADE)
def test_a_picture_that_is_cut_off_is_refused_wherever_that_is(kind):
    data, name = MADE[kind](), f"a{next(e for e, k in ENDINGS.items() if k == kind)}"
    for end in range(len(data)):
        assert refuse(name, data[:end])


def test_frames_are_counted_and_stay_within_the_picture():
    assert measure("a.gif", gif(frames=300)) == (3, 2)
    assert "300 frames" in refuse("a.gif", gif(frames=301))
    assert "broken" in refuse("a.gif", gif(wide=60_000))
    moving = png().replace(chunk(b"IEND"), chunk(b"fcTL", bytes(26)) * 301 + chunk(b"IEND"))
    assert "300 frames" in refuse("a.png", moving)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "it is a web page"),
        (b"\n <html>", "it is a web page"),
        (b"%PDF-1.7", "it is a PDF"),
        (b"MZ\x90\0", "it is a program"),
        (b"#!/bin/sh\nrm -rf /", "it is a program"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0", "Git LFS"),
        (b"\0\0\0\x18ftypheic", "HEIC"),
        (b"PK\3\4", "an archive"),
        (b"[Desktop Entry]\nExec=rm", "isn't a picture"),
        (b"just text", "isn't a picture"),
        (png() + bytes(MOST_BYTES), "is larger than 2 MiB"),
        (jpeg(), "is a JPEG: give it a name that ends in .jpg"),
        (svg(), "is an SVG: give it a name that ends in .svg"),
        (gzip.compress(svg(), mtime=0), "isn't a picture"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_png_is_said(data, why):
    assert why in refuse("tree.png", data)


@pytest.mark.parametrize(
    "drawing",
    [
        svg("<script>alert(1)</script>"),
        svg('<a href="#x"><rect/></a>'),
        svg("<foreignObject><p>hello</p></foreignObject>"),
        svg('<image href="http://example.com/a.png"/>'),
        svg('<use href="http://example.com/a.svg#x"/>'),
        svg('<use href="other.svg#x"/>'),
        svg('<rect onclick="alert(1)"/>'),
        svg(more='onload="alert(1)"'),
        svg('<rect fill="url(http://example.com/a.svg#x)"/>'),
        svg('<rect style="fill:url(&quot;//example.com/x&quot;)"/>'),
        svg("<style>@import 'http://example.com/a.css';</style>"),
        svg("<style>rect{fill:ur<!-- -->l(http://example.com/x)}</style>"),
        svg("<style>rect{fill:\\75rl(http://example.com/x)}</style>"),
        svg("<style>rect{background:image-set('http://example.com/x' 1x)}</style>"),
        svg('<set attributeName="href" to="javascript:alert(1)"/>'),
        svg('<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>'),
        svg("<metadata><script>alert(1)</script></metadata>"),
        svg(more='xml:base="http://example.com/"'),
        b'<?xml-stylesheet href="http://example.com/a.xsl"?>' + svg(),
        b'<!DOCTYPE svg SYSTEM "file:///etc/passwd" [<!ENTITY x "y">]>' + svg("&x;"),
        b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + svg("&b;"),
        b'<?xml version="1.0" encoding="utf-7"?>' + svg("+ADw-script+AD4-"),
        b"<svg>no namespace</svg>",
        svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#c"/><use href="#c"/></g>'),
        svg("<g/>" * 10_001),
        svg()[:-5],
    ],
    ids=lambda drawing: "",
)
def test_an_svg_that_is_more_than_a_drawing_is_refused(drawing):
    assert refuse("tree.svg", drawing)


def test_a_long_beginning_of_an_svg_takes_no_time_to_see_through():
    comments = b"<!-- -->" * 100_000
    assert measure("a.svg", comments + svg()) == (3, 2)
    assert "isn't a picture" in refuse("a.svg", comments + b"x")
    assert "entities" in refuse("a.svg", b"<!DOCTYPE svg [" + b"<!-- -->" * 100_000 + b"]>" + svg())


def test_an_svg_as_drawing_programs_write_it_is_taken():
    written = (
        b'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!-- made by hand -->\n'
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        b'"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n'
        b'<svg width="206pt" height="3in" viewBox="0 0 206 44" xmlns="http://www.w3.org/2000/svg" '
        b'xmlns:xlink="http://www.w3.org/1999/xlink" '
        b'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
        b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        b"<metadata><rdf:RDF><rdf:Seq/></rdf:RDF></metadata><inkscape:grid/>"
        b'<defs><path id="dot" d="M0 0h1"/><linearGradient id="red"/></defs>'
        b"<style>text { font: 12px serif; fill: url(#red) }</style>"
        b'<g inkscape:label="C:\\drawings"><use xlink:href="#dot"/><text>a &lt; b</text></g></svg>'
    )
    assert measure("tree.svg", written) == (275, 288)
    assert measure("a.svg", svg().replace(b'width="3" height="2" ', b'viewBox="0 0 7 9"')) == (7, 9)
    assert measure("a.svg", svg().replace(b'width="3" height="2" ', b"")) == (300, 150)
    assert "pixels" in refuse("a.svg", svg().replace(b'height="2" ', b'height="200in" ', 1))


STARTS = st.sampled_from([png(), jpeg(), gif(), webp(), svg(), b""])


@given(st.sampled_from([*ENDINGS]), STARTS, st.binary(max_size=200), st.data())
@example(".svg", b"", b"<svg:svg", None)
def test_any_bytes_are_a_small_picture_or_refused(ending, start, more, data):
    cut = data.draw(st.integers(0, len(start))) if data else 0
    try:
        size = measure(f"a{ending}", start[:cut] + more + start[cut:])
    except Unusable:
        return
    assert all(0 < side <= MOST_PIXELS for side in size)
