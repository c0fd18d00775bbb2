"""What is printed: text of others is shown as it is, and nothing of it is obeyed."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from interview_cli.core.kinds.blanks import Blanks
from interview_cli.core.modes import QUIZ
from interview_cli.core.questions.question import Question
from interview_cli.core.session.engine import start
from interview_cli.core.session.state import Asked, Settings
from interview_cli.packs.library.catalogue import open_catalogue
from interview_cli.terminal.play.prose_stage import question_lines
from interview_cli.terminal.rendering.blocks import highlight, highlight_spans, markdown
from interview_cli.terminal.rendering.layout import (
    BothEnds,
    Indented,
    columns,
    plain,
    with_label,
    wrap,
)
from interview_cli.terminal.rendering.markdown import Shown
from interview_cli.terminal.rendering.menu import Menu, rows
from interview_cli.terminal.rendering.wording import percent

AT = datetime(2026, 11, 21, 20, tzinfo=UTC)
HOSTILE = "\x1b[31m \x1b]52;c;eA==\x07 \x9b31m \u202e \u200b \x00"


def printed(view, width=40, **settings):
    out = io.StringIO()
    console = Console(file=out, width=width, **settings)
    console.print(Indented(view))
    return out.getvalue()


def coloured(view):
    return printed(view, force_terminal=True, color_system="truecolor")


@pytest.mark.parametrize(
    "text",
    [
        "[red]x[/red]",
        "[/]",
        ":smile:",
        "`list[int]`",
        "arr[i]",
        "[link=file:///etc/passwd]x[/link]",
        "<b>bold</b>",
        "<kbd>q</kbd>",
        "429.",
        "7)",
        "-",
        "`__init__`",
    ],
)
def test_markdown_shows_what_was_written(text):
    assert printed(markdown(text)) == f" {text}\n"


@pytest.mark.parametrize(
    "text",
    [
        "A {{1}} has a {{12}}.",
        "a `f({{1}}, {{2}}={{3}})` call",
        "an *{{1}}* of a\n**{{2}}**",
        "```python\nasync {{1}} x:\n    {{2}}\n```",
        "    def {{1}}(self): ...",
        "- {{1}}: yes\n- no: {{2}}",
        "# {{1}}\n\n> {{2}}",
        "a|b\n-|-\n{{1}}|`{{2}}`",
        "<b>{{1}}</b> [{{2}}](https://a.b)",
        "`{{ b }} {1} __init__ {{one}}` {{1}}",
    ],
)
def test_a_gap_looks_like_one_in_prose_and_in_code(text):
    question = Question("q", "?", "a", level="mid", topic="t", quiz=Blanks(text, (("a",), ("b",))))
    session = start(QUIZ, [Asked("p:q", question)], Settings(), at=AT)[0]
    for shown in (printed(markdown(text, has_gaps=True)), "\n".join(question_lines(session))):
        gaps = [f"[{n}]____" for n in re.findall(r"{{(\d+)}}", text)]
        assert re.findall(r"\[\d+\]____", shown) == gaps
        assert not re.search(r"{{\d", shown)
        assert ("__init__ {{one}}" in shown) == ("__init__" in text)


def test_plain_text_is_verbatim():
    text = "a  [b]  `c` *d* :smile:\n  <e> [/]"

    assert printed(plain(text)) == " a  [b]  `c` *d* :smile:\n   <e> [/]\n"


@pytest.mark.parametrize("show", [markdown, plain, highlight, lambda t: with_label(t, plain(t))])
@pytest.mark.parametrize("wrap", ["{}", "`{}`", "```python\n{}\n```", "[{}](http://x.y)"])
def test_nothing_hidden_reaches_the_terminal(show, wrap):
    shown = coloured(show(wrap.format(HOSTILE)))

    assert "\x1b]" not in shown
    assert not set("\x07\x9b\u202e\u200b\x00") & set(shown)
    seen = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert "\x1b" not in seen
    assert "␛" in seen
    assert "<U+202E>" in seen


def test_an_entity_is_no_way_around():
    shown = printed(markdown("&#x202E; &#27;[31m &lt;b&gt; [x](http://a/&#x202E;)"), 80)

    assert "<U+202E>" in shown
    assert "<b>" in shown
    assert not set("\u202e\x1b") & set(shown)


def test_links_and_images_say_where_they_lead():
    assert printed(markdown("[here](http://a.b)")) == " here (http://a.b)\n"
    assert printed(markdown("<http://a.b>")) == " http://a.b\n"
    assert printed(markdown("![a cat](http://a.b/c.png)")) == " a cat (http://a.b/c.png)\n"
    assert "\x1b]8" not in coloured(markdown("[here](http://a.b) ![x](http://c.d)"))


def test_blocks_of_html_are_shown():
    assert printed(markdown("<div>\n  x\n</div>\n\ny")) == " <div>\n   x\n </div>\n\n y\n"


def test_code_has_no_background_and_no_spaces_at_line_ends():
    code = "def f(x):\n    return 'a'  # b"
    shown = coloured(markdown(f"```python\n{code}\n```"))

    assert "\x1b[4" not in shown
    assert ";4" not in shown
    assert printed(highlight(code)) == "".join(f" {line}\n" for line in code.splitlines())


def test_long_code_is_wrapped_not_cut():
    assert "".join(printed(highlight("x" * 90)).split()) == "x" * 90


def test_the_ends_of_a_line_go_below_each_other_where_they_do_not_fit():
    ends = BothEnds(plain("left"), plain("right"))

    assert printed(ends, 16) == " left      right\n"
    assert printed(ends, 11) == " left\n right\n"


def test_a_label_goes_above_in_a_narrow_window():
    assert printed(with_label("Why", plain("so")), 80) == " Why   so\n"
    assert printed(with_label("Why", plain("so")), 40) == " Why\n   so\n"


def test_a_long_label_goes_above_where_it_would_squeeze_its_text():
    label, text = "A mid-level candidate would add", "what a join costs"
    assert printed(with_label(label, plain(text)), 60) == f" {label}\n   {text}\n"
    assert printed(with_label(label, plain(text)), 80) == f" {label}   {text}\n"


def test_only_one_column_is_broken():
    shown = printed(columns([(plain("1  "), plain("word " * 12))], gap=0), 30)

    assert all(line.startswith("    word") for line in shown.splitlines()[1:])


def test_wrapping_keeps_breaks_and_counts_wide_characters():
    assert wrap("ab\n  cd", 20) == ["ab", "  cd"]
    assert wrap("漢" * 12, 20) == ["漢" * 10, "漢" * 2]
    assert wrap("", 20) == [""]


def test_a_footer_breaks_between_keys():
    keys = [("1-4", ""), ("?", "hint"), ("q", "quit")]

    assert rows(keys, 80) == [keys]
    assert rows(keys, 12) == [keys[:2], keys[2:]]
    assert rows(keys, 3) == [keys[:1], keys[1:2], keys[2:]]


def test_a_menu_of_one_is_answered_at_once():
    menu = Menu(("a", "b"))

    assert not menu.choose(7)
    assert menu.choose(1)
    assert menu.chosen == [1]


def test_a_menu_of_many_takes_a_choice_out_again():
    menu = Menu(("a", "b"), "many")

    assert not menu.choose(0)
    assert not menu.choose(1)
    assert not menu.choose(0)
    assert menu.chosen == [1]
    assert menu.title(1, 80) == "2  [x] b"


def test_a_menu_in_order_is_complete_with_the_last_step():
    menu = Menu(("a", "b", "c"), "order")

    assert not menu.choose(2)
    assert not menu.choose(2)
    assert (menu.left, menu.placed) == ([0, 1], True)
    menu.take_back()
    assert not menu.placed
    assert (menu.left, menu.pointed) == ([0, 1, 2], 2)
    assert not menu.choose(1)
    assert not menu.choose(0)
    assert menu.choose(2)
    assert menu.chosen == [1, 0, 2]


@given(
    st.lists(st.text("ab \n", min_size=1, max_size=60), min_size=1, max_size=9),
    st.integers(20, 80),
    st.integers(1, 30),
    st.data(),
)
def test_a_menu_says_how_many_more_texts_there_are(texts, width, room, data):
    """What is drawn fits, has the text pointed at, and with those hidden makes all of them."""
    menu = Menu(tuple(texts), "order")
    menu.pointed = data.draw(st.integers(0, len(texts) - 1))
    drawn = "".join(text for _, text in menu.draw(width, room))
    numbers = [int(n) for n in re.findall(r"(?m)^(?: › |   )(\d)  ", drawn)]
    hidden = [int(n) for n in re.findall(r"[↑↓] (\d+) more", menu.hidden(width, room))]

    assert menu.pointed + 1 in numbers
    assert len(numbers) + sum(hidden) == len(texts)
    assert drawn.count("\n") < max(room, 1)


def test_placed_steps_leave_room_for_those_left():
    menu = Menu(tuple(f"step {n}" for n in range(1, 10)), "order")
    for n in (3, 4, 1, 0, 7):
        menu.choose(n)
    placed, left = menu.rooms(40, 9)
    assert (placed, left) == (5, 4)
    so_far = menu.so_far(40, placed)[0][1]
    assert so_far == " So far\n   ↑ 4 more above\n   8  step 8\n\n Next"
    assert menu.rooms(40, 30)[0] == 8


def test_syntax_found_beforehand_looks_as_if_it_was_found_now():
    """Every program of the bundled bank, in colour: kept syntax against Pygments."""

    console = Console()

    def coloured(text):
        return [(c, text.get_style_at_offset(console, n)) for n, c in enumerate(text.plain)]

    catalogue, _ = open_catalogue()
    codes = 0
    for entry in catalogue.entries():
        question, spans = catalogue.with_syntax(entry.key)
        if code := question.code:
            codes += 1
            assert coloured(highlight_spans(code, spans)) == coloured(highlight(code))
    assert codes > 50


def test_plain_prose_looks_as_markdown_does():
    """Every text of the bundled bank that is set without the Markdown library."""
    catalogue, _ = open_catalogue()
    light = 0
    for entry in catalogue.entries():
        question = catalogue.question(entry.key)
        whys = question.quiz.whys.values()
        for text in (question.ask, question.answer, question.hint, question.quiz.stem, *whys):
            shown = markdown(text or "x")
            if not isinstance(shown, Shown):
                light += 1
                assert printed(shown, 60) == printed(Shown(text or "x"), 60)
    assert light > 400


@pytest.mark.parametrize(
    "text",
    [
        "one\ntwo `a_b` three",
        "a\n\nb\n\n\nc `x y`",
        "*em* and `c`",
        "1. one\n2. two",
        "- item",
        "a `b` ``c``",
        "`open",
        "see https://example.org.",
        "a  \nb",
        "    code",
        "# head",
        "> quote",
        "a <b> &amp; c",
        "Setext\n===",
        "x `  ` y",
        "a\\*b",
        "429.",
        "word " * 40,
    ],
)
def test_prose_and_markdown_agree(text):
    assert printed(markdown(text)) == printed(Shown(text))


@pytest.mark.parametrize("mark", [0.5, 0.6, 0.7, 0.75])
def test_what_misses_a_pass_mark_by_a_hair_is_not_shown_as_that_mark(mark):
    assert percent(mark) == f"{round(mark * 100)} %"
    assert percent(mark - 0.004) == f"{round(mark * 100) - 1} %"
    assert percent(mark + 0.004) == f"{round(mark * 100)} %"
    assert percent(0.2 + 0.1 + mark - 0.3) == percent(mark)
