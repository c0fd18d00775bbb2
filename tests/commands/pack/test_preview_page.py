"""`pack preview --html`: a whole pack as a page, with what is wrong at its question."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest
from helpers import exercises
from helpers.learner import QUIZ, Learner, question
from helpers.program import STRICT
from helpers.written_pages import HOSTILE
from hypothesis import given
from hypothesis import strategies as st

from interview_cli.core.kinds import KINDS
from interview_cli.core.kinds.choice import Choice, Option
from interview_cli.core.questions.question import FollowUp, KeyPoint, PackInfo, Question
from interview_cli.packs.checking.by_question import CheckedQuestion
from interview_cli.packs.format.pack_read import LocatedQuestion
from interview_cli.packs.yaml.source import Map
from interview_cli.terminal.pack_page.page import PackPage, html

#: What no page of ours needs: it would run, fetch or send something.
FORBIDDEN = {"script", "img", "iframe", "link", "base", "form", "object", "embed", "video"}
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "rel"}
ATTRIBUTES |= {"aria-label"}
EMPTY = {"meta", "br", "hr"}


@dataclass
class Page(HTMLParser):
    """The texts of a page: what is seen at once, and what is folded; each article's too."""

    seen: str = ""
    folded: str = ""
    articles: dict[str, str] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    targets: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._article = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        values = dict(attrs)
        self.targets += [values["href"] or ""] if "href" in values else []
        self.ids += [values["id"] or ""] if "id" in values else []
        if tag == "article":
            self._article = values["id"] or ""
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag in EMPTY or self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        folds = self.open.count("details") - ("summary" in self.open)
        if folds == 0:
            self.seen += data
        else:
            self.folded += data
        if "article" in self.open:
            self.articles[self._article] = self.articles.get(self._article, "") + data


def read(path: Path) -> Page:
    page = Page()
    page.feed(path.read_text("utf-8"))
    page.close()
    assert page.open == []
    assert page.attributes <= ATTRIBUTES
    assert len(set(page.ids)) == len(page.ids)
    assert {target[1:] for target in page.targets if target[0] == "#"} <= {*page.ids}
    return page


@pytest.fixture
def learner(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Learner:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    return Learner(home)


def write(learner: Learner, *args: str) -> Page:
    said = learner.run("pack", "preview", *args, "--html", "pack.html", "--force")
    assert said.out == ""
    assert said.err.startswith("Written: ")
    return read(Path("pack.html"))


def test_a_new_pack_has_a_page_with_every_kind(learner: Learner) -> None:
    learner.run("pack", "new", "fresh")

    page = write(learner, "fresh")

    kinds = re.findall(r"· ([\w-]+)\n", "\n".join(page.articles.values()))
    assert {*kinds} == {*KINDS, "recall"}
    text = Path("pack.html").read_text("utf-8")
    assert text.count("<summary>Answer</summary>") == len(page.articles) == len(KINDS) + 2
    assert "No problems." in page.seen


FULL = """\
  - id: whole
    ask: Which one is it?
    code: |
      print("shown at once")
    answer: The model answer, with the first point and the second point.
    spoken: As one says it.
    hint: A little help.
    level: mid
    topic: alpha
    key_points:
      - {says: the first point, any: [a phrase], not: [a wrong phrase], essential: true}
      - {says: the second point, from: senior, weight: 2}
    quiz:
      kind: choice
      stem: And in a quiz?
      options:
        - {text: the right one, right: true, why: Because it is.}
        - {text: the wrong one, why: Because it isn't.}
    follow_ups:
      - id: then
        ask: What then?
        answer: Then this is a third point.
        key_points: [{says: a third point}]
    sources: ["https://example.org/book", "https://example.org/paper"]
    checked: {date: 2026-11-21, with: {python: "3.15"}}
"""


def test_answers_are_folded_and_what_is_asked_is_not(learner: Learner) -> None:
    learner.pack("mine", FULL)
    mine = learner.home / "packs" / "mine.yaml"
    mine.write_text(mine.read_text("utf-8").replace("format: 1", "format: 1.1"), "utf-8")

    page = write(learner, "mine")

    for text in ("Which one is it?", "shown at once", "And in a quiz?", "right one", "What then?"):
        assert text in page.seen
    answers = """\
        The model answer; As one says it.; A little help.; the first point; essential; a phrase
        a wrong phrase; the second point; from senior up; weight 2; Because it is.; Because it isn't
        Then this; a third point; https://example.org/book; 2026-11-21 with python 3.15"""
    for text in re.split(r"; |\n", answers):
        assert text.strip() in page.folded
        assert text.strip() not in page.seen
    assert "https://example.org/book" in page.targets


def test_pairs_are_apart_and_together_only_in_the_answer(learner: Learner) -> None:
    pairs = ", ".join(f"{{left: l{n}, right: r{n}}}" for n in range(5))
    learner.pack("mine", question("paired", more=f"quiz: {{kind: match, pairs: [{pairs}]}}"))

    page = write(learner, "mine", "--seed", "2")

    shown = re.findall(r"[lr]\d", page.seen)
    way = learner.json("pack", "preview", "mine:paired", "--seed", "2")["ways"][0]
    right = [option["text"] for option in way["options"]]
    assert shown == [*(f"l{n}" for n in range(5)), *right]
    assert right != sorted(right)
    assert re.findall(r"l\d → r\d", page.folded) == [f"l{n} → r{n}" for n in range(5)]


def test_options_say_what_they_count_where_that_is_set(learner: Learner) -> None:
    options = "{text: a, right: true, mark: 1}, {text: b, mark: -0.25}, {text: c}"
    learner.pack("mine", question("marked", more=f"quiz: {{kind: choice, options: [{options}]}}"))

    page = write(learner, "mine")

    assert re.findall(r"(\w) mark (\S+)", page.folded) == [("a", "1"), ("b", "-0.25"), ("c", "0")]


def test_a_question_with_sets_of_values_has_one_of_them(learner: Learner) -> None:
    sets = "{n: [3, 5], twice: [6, 10]}"
    quiz = "quiz: {kind: short, accept: ['{{twice}}'], stem: 'Twice {{n}}?'}"
    learner.pack("mine", question("varied", more=f"vary: {sets}, {quiz}"))
    seen = set()
    for seed in range(4):
        page = write(learner, "mine", "--seed", str(seed))
        way = learner.json("pack", "preview", "mine:varied", "--seed", str(seed))["ways"][0]

        assert way["ask"] in page.seen
        assert "{{" not in page.seen + page.folded
        assert re.search(r"values [12] of 2", page.seen)
        assert "twice" not in page.seen  # it's the answer
        assert re.findall(r"n = (\d), twice = (\d+)", page.folded) == [("3", "6"), ("5", "10")]
        seen.add(way["ask"])
    assert len(seen) == 2


def test_the_solution_of_an_exercise_is_folded(learner: Learner) -> None:
    Path("gym.yaml").write_text(exercises.PACK, encoding="utf-8")

    page = write(learner, "-p", "gym.yaml")

    for text in ("def double(n: int)", "a text is repeated", "5 minutes"):
        assert text in page.seen
    for text in ("return 2 * n", "twice 0 is 0", "2 wrong programs", "return n * n"):
        assert text in page.folded
        assert text not in page.seen


def test_options_are_shuffled_as_in_a_quiz(learner: Learner) -> None:
    options = ", ".join(f"{{text: option {n}, right: {n == 3}}}" for n in range(6))
    learner.pack("mine", question("many", more=f"quiz: {{kind: choice, options: [{options}]}}"))
    orders = set()
    for seed in ("1", "2", "3"):
        page = write(learner, "mine", "--seed", seed)
        way = learner.json("pack", "preview", "mine:many", "--seed", seed)["ways"][0]
        order = [option["text"] for option in way["options"]]

        assert re.findall(r"option \d", page.seen) == order
        orders.add(tuple(order))
    assert len(orders) > 1


def test_a_problem_stands_at_its_question(learner: Learner) -> None:
    """One that can't be asked is there too, as it's written; so is what is wrong with the pack."""
    long = "long, with much more to say than there is in any of the others"
    choice = f"quiz: {{kind: choice, options: [{{text: {long!r}, right: true}}, {{text: b}}]}}"
    broken = question("broken", level="juniour")
    learner.pack("mine", question("clear", more=QUIZ), broken, question("warned", more=choice))
    pack = learner.home / "packs" / "mine.yaml"
    pack.write_text(pack.read_text("utf-8").replace("title: mine", "title: mine, nonsense: 1"))

    page = write(learner, "mine")

    left_out, clear, warned = page.articles.values()
    assert 'level is "juniour"' in left_out
    assert "[level], mine.yaml:" in left_out
    assert "id: broken, ask:" in left_out
    assert "left out: it's never asked until it's fixed" in left_out
    assert 'level is "juniour"' not in clear + warned
    assert "Warning" in warned
    assert "nonsense" in page.seen
    assert "nonsense" not in "".join(page.articles.values())
    assert "2 errors" in page.seen


@pytest.mark.parametrize(
    "text", ["", "- a\n- b\n", "format: 1\npack: {id: x\n", "\0", "format: 2\n"]
)
def test_a_pack_that_cannot_be_read_has_a_page_with_the_reason(learner: Learner, text: str) -> None:
    Path("bad.yaml").write_text(text, encoding="utf-8")

    page = write(learner, "-p", "bad.yaml")

    assert "Problems of the pack" in page.seen
    assert "bad.yaml:" in page.seen


def test_a_folder_names_its_files_from_there_on(learner: Learner) -> None:
    learner.run("pack", "new", "fresh")
    Path("fresh", "more").mkdir()
    Path("fresh", "more", "loops.yaml").write_text(f"questions:\n{question('deep')}", "utf-8")

    page = write(learner, "-p", "fresh")

    assert "more/loops.yaml:2" in page.articles["q-deep"]
    assert str(Path.cwd()) not in Path("pack.html").read_text("utf-8")


def test_the_same_pack_gives_the_same_bytes(learner: Learner) -> None:
    learner.run("pack", "new", "fresh")
    pages = []
    for n in ("1", "2"):
        env = {"PYTHONHASHSEED": n, "TZ": f"UTC{n}", "COLUMNS": f"{n}0"}
        args = ("pack", "preview", "fresh", "--html", f"{n}.html")
        learner.run(*args, env=env, day=int(n), program=[*STRICT])
        pages.append(Path(f"{n}.html").read_bytes())

    assert pages[0] == pages[1]


def test_text_of_a_pack_is_never_markup(learner: Learner) -> None:
    text = "'" + HOSTILE.replace("'", "''").replace("\u0301", "") + ' "quoted"\''
    fields = ("ask", "answer", "hint", "spoken", "code")
    lines = "".join(f"    {name}: {text}\n" for name in fields)
    more = f"""\
    key_points: [{{says: {text}, any: ['<b>x</b>']}}]
    quiz:
      kind: choice
      options: [{{text: {text}, right: true, why: {text}}}, {{text: "b\\"><i>"}}]
    follow_ups: [{{id: then, ask: {text}, answer: {text}}}]
    group: g
    lint: {{ignore: {{source-missing: {text}}}}}
"""
    learner.pack("sly", f"  - id: sly\n    level: mid\n    topic: a\n{lines}{more}")
    clean = question("clean", more=QUIZ)
    learner.pack("clean", clean)
    expected = write(learner, "clean")

    page = write(learner, "sly")

    assert not page.tags & FORBIDDEN
    assert page.tags - expected.tags <= {"pre", "span", "h4", "dl", "div", "dt", "dd", "b", "small"}
    assert page.attributes - expected.attributes <= {"rel"}
    assert "<script>alert(1)</script>" in page.seen
    assert "<script>alert(1)</script>" in page.folded


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("mine", "--html", "page.txt"), "page.txt isn't .html"),
        (("mine", "--html", ""), "--html is empty"),
        (("mine", "--html", "there.html"), "there.html already exists"),
        (("mine", "--html", "folder.html", "--force"), "folder.html is a folder"),
        (("mine:picked", "--html", "x.html"), "name the pack alone: mine"),
        (("nowhere", "--html", "x.html"), "no pack is called 'nowhere'"),
        (("mine", "--html", "x.html", "--watch"), "leave --watch"),
        (("mine", "--html", "x.html", "--json"), "leave --watch"),
        (("mine:picked", "--force"), "--html FILE"),
    ],
)
def test_what_is_refused(learner: Learner, args: tuple[str, ...], said: str) -> None:
    learner.pack("mine", question("picked", more=QUIZ))
    Path("there.html").write_text("Mine.")
    Path("folder.html").mkdir()

    assert said in learner.refused("pack", "preview", *args)

    assert Path("there.html").read_text() == "Mine."
    assert not Path("x.html").exists()


def test_a_folder_that_is_not_there_is_said(learner: Learner) -> None:
    learner.pack("mine", question("picked"))

    said = learner.run("pack", "preview", "mine", "--html", "gone/x.html", code=4)

    assert "there is no folder" in said.err


def test_the_pack_of_the_current_folder(learner: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    learner.run("pack", "new", "fresh")
    monkeypatch.chdir("fresh")

    assert "one-right" in write(learner).seen


#: Pieces of which texts are made that could become markup, in HTML or in Markdown.
PIECES = [
    "<",
    ">",
    "&",
    '"',
    "'",
    "`",
    "```",
    "*",
    "_",
    "#",
    "[",
    "](",
    ")",
    "<script>",
    "</pre>",
    "<!--",
    "-->",
    "---",
    "|",
    "&lt;",
    "\\",
    "a",
    "onclick=",
    "$",
    "${x}",
    "]]>",
    "javascript:",
    "{{1}}",
    "http://a.b",
    "\x00",
    "\u202e",
]
PIECES += ["\n", "\n\n", "    ", "- ", "1. ", "> "]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
#: What Markdown may make of a text.
MARKDOWN = {"p", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "hr", "br"}
OURS = {"html", "head", "meta", "title", "style", "body", "main", "header", "nav", "section"}
OURS |= {"article", "footer", "details", "summary", "div", "dl", "dt", "dd", "a", "b", "small"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}


@given(TEXTS, TEXTS, TEXTS)
def test_whatever_a_text_is_made_of_it_is_only_text(one: str, two: str, three: str) -> None:
    options = (Option(one or "a", right=True, why=two), Option(f"{two} b", why=three))
    question = Question(
        "sly",
        one,
        two,
        "mid",
        "a",
        spoken=three,
        code=one,
        hint=two,
        key_points=(KeyPoint(three, any=(one,)),),
        quiz=Choice(options, stem=three),
        follow_ups=(FollowUp("then", two, one),),
        sources=(three, f"https://a.b/{one}"),
        group=two,
    )
    located = LocatedQuestion(question, Path("a.yaml"), 1, 0, 0, lambda: Map.opened(0, 0))
    checked = CheckedQuestion("sly", f"{one}.yaml:1", two, located, ())
    broken = CheckedQuestion(three, "a.yaml:9", one, None, ())
    info = PackInfo("p", two, version=one, description=three, authors=(one,))

    page = Page()
    page.feed(html(PackPage("p", info, [checked, broken])))
    page.close()

    assert page.open == []
    assert page.tags <= MARKDOWN | OURS | HEADINGS | {"span"}
    assert page.attributes <= ATTRIBUTES | {"start"}
    assert {target.partition(":")[0] for target in page.targets if target[0] != "#"} <= {
        "http",
        "https",
    }
