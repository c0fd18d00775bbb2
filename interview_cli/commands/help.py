"""help: the pages of the manual, and the help of every command."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Annotated, Any

import typer

from interview_cli.commands.lazy import LazyGroup, find_commands
from interview_cli.commands.options import Json
from interview_cli.core.errors import UsageError
from interview_cli.core.sentences import join
from interview_cli.terminal.manual_pages import (
    FORMAT,
    INDEX,
    Section,
    find_by_word,
    find_section,
    list_pages,
    read_page,
)
from interview_cli.terminal.rendering.messages import print_json, wants_plain

#: A page in the index: its topic, and what it is about.
_ENTRY = re.compile(r"^- \[([a-z-]+)\]\(\1\.md\): (.+)$", re.MULTILINE)

#: How many suggestions there are for a topic that there isn't.
_MOST = 3


def help_command(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TOPIC]...", help="A page, a command, or a field of packs."),
    ] = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="Print Markdown, without a pager (or ACCESSIBLE=1).")
    ] = False,
    as_json: Json = False,
) -> int:
    """Without TOPIC, you see the list of all pages. A long page opens in your pager ($PAGER, or
    less): press q to leave it. In a pipe, a page is Markdown. A section has a name too: try
    match or vary, of the pack format, or practice keys.
    """
    topic = [word.lower() for word in words or ()]
    if topic[:1] == ["interview"]:
        del topic[0]
    name = "-".join(topic).removesuffix(".md") or INDEX
    root: Any = context.find_root()  # a context of Click; see LazyGroup
    if (page := name if name in list_pages() else _page_of_lint(topic)) is not None:
        _show_page(page, is_command=page in root.command.commands, plain=plain, as_json=as_json)
    elif topic[0] == "lint" and len(topic) == 2:
        rules = ["pack", "rules", topic[1], *(["--json"] if as_json else [])]
        return int(root.command.main(rules, prog_name="interview", standalone_mode=False))
    elif (text := _command_help(root, topic)) is not None:
        if as_json:
            print_json({"command": " ".join(topic), "help": text})
        else:
            _show(text, plain=plain)
    elif section := _find_section(topic):
        _show_markdown(" ".join(topic), section, plain=plain, as_json=as_json)
    else:
        raise _no_such_topic(root, topic)
    return 0


def _find_section(topic: Sequence[str]) -> Section | None:
    """Return the section that is meant: of a page that is named first, else of the format's."""
    if topic[0] in list_pages() and len(topic) > 1:
        return find_section(topic[0], "-".join(topic[1:]))
    word = "-".join(topic)
    return find_section(FORMAT, word) or find_by_word(word)


def _page_of_lint(topic: Sequence[str]) -> str | None:
    """Return the page that ``help lint rules`` means."""
    is_lint = [*topic] in (["lint", "rules"], ["lint", "rule"])
    return "lint" if is_lint and "lint" in list_pages() else None


def _show_page(topic: str, *, is_command: bool, plain: bool, as_json: bool) -> None:
    text = read_page(topic)
    fields: dict[str, Any] = {}
    if topic == INDEX:
        entries = _ENTRY.findall(text)
        fields["topics"] = [{"topic": name, "about": about} for name, about in entries]
    more = f"Its options: interview {topic} --help" if is_command else ""
    page = Section(text.partition("\n")[0].removeprefix("# "), text)
    _show_markdown(topic, page, fields, more, plain=plain, as_json=as_json)


def _show_markdown(
    topic: str,
    section: Section,
    fields: Mapping[str, Any] = MappingProxyType({}),
    more: str = "",
    *,
    plain: bool,
    as_json: bool,
) -> None:
    """Show a page, or a section of one; *fields* are what JSON says of it besides."""
    title, text = section
    if as_json:
        print_json({"topic": topic, "title": title, "markdown": text, **fields})
    elif wants_plain(plain):
        print(text, end="")
    else:
        from interview_cli.terminal.rendering.layout import Page  # Rich
        from interview_cli.terminal.rendering.layout import plain as plain_text
        from interview_cli.terminal.rendering.markdown import ManualPage

        below = [plain_text(more, "dim")] if more else []
        _show("\n" + Page().render(ManualPage(text), *below).rstrip("\n"), plain=plain)


def _command_help(root: Any, words: Iterable[str]) -> str | None:
    """Return the help of a command, by the words typed for it; None where there is none."""
    here = root
    for word in words:
        entry: Any = isinstance(here.command, LazyGroup) and here.command.commands.get(word)
        if not entry:
            return None
        command = entry.load(here.command_path)
        here = command.make_context(word, [], parent=here, resilient_parsing=True)
    return str(here.get_help())


def _show(text: str, *, plain: bool) -> None:
    if wants_plain(plain):
        print(text)
    else:
        from interview_cli.terminal.rendering.pager import show_text  # processes

        show_text(text)


def _no_such_topic(root: Any, topic: Sequence[str]) -> UsageError:
    table = [entry.command for entry in root.command.commands.values()]
    found = _find_pages(topic)
    found = found or [path for word in topic for path in find_commands(word, table)]
    found = found or [f"lint {rule}" for rule in _find_rules(topic)]
    found = found or _find_text(topic)
    typed = [f"interview help {name}" for name in dict.fromkeys(found)][:_MOST]
    return UsageError(
        f"there is no page and no command {' '.join(topic)!r}",
        f"did you mean {join(typed, 'or')}?" if typed else "see all pages: interview help",
    )


def _find_pages(topic: Sequence[str]) -> list[str]:
    """Return the pages whose names have one of the words, or look like them."""
    from difflib import get_close_matches  # as in find_commands

    pages = list_pages()
    found = [page for page in pages if {*topic} & {page, *page.split("-")}]
    return found or get_close_matches("-".join(topic), pages, n=1, cutoff=0.7)


def _find_rules(topic: Sequence[str]) -> list[str]:
    from interview_cli.packs.authoring.explanations import READER_RULES  # all of lint
    from interview_cli.packs.lint import RULES

    return [word for word in topic if word in RULES or word in READER_RULES]


def _find_text(topic: Sequence[str]) -> list[str]:
    """Return the pages that speak of one of the words: first those that are about it."""
    about = dict(_ENTRY.findall(read_page(INDEX)))

    def count(text: str) -> int:
        return sum(map(text.lower().count, topic))

    pages = [page for page in list_pages() if page != INDEX]
    found = [(count(about.get(page, "")), count(read_page(page)), page) for page in pages]
    return [page for title, text, page in sorted(found, reverse=True) if title or text]
