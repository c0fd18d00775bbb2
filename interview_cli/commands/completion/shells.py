"""How each shell asks what can be typed, and how it's told.

The variables and the formats are Typer's; what it leaves open is used:

- bash is told by exit code 1 that a path is meant. Typer's script lets bash offer files
  whenever there is nothing else, ours only then.
- zsh runs what it's told, so nothing at all means that nothing is offered, not even files.
- fish and PowerShell get paths as any other value.
"""

from __future__ import annotations

from interview_cli.commands.completion.command_line import find_wanted
from interview_cli.commands.completion.offers import (
    find_value,
    list_offers,
    list_paths,
    read_program,
)

TYPE_CHECKING = False  # `typing` takes longer to import than all of this runs
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from interview_cli.commands.completion.command_line import Wanted
    from interview_cli.commands.completion.offers import Offers

    Environment = Mapping[str, str]
    #: What is printed, and the exit code.
    Told = tuple[str, int]

_SPACE = " \t\r\n"


def answer(instruction: str, environment: Environment) -> Told:
    """Return what a shell is told that asks with *instruction*, as ``complete_bash``.

    Raises LookupError or ValueError where the variables that belong to it are missing or wrong.
    """
    action, _, shell = instruction.partition("_")
    if action == "source":
        from interview_cli.commands.completion.install import read_script  # seldom asked for

        return read_script(shell), 0
    return _SHELLS[shell if action == "complete" else ""](environment)


def answer_bash(environment: Environment) -> Told:
    words, word, cut, quote = _read_bash(environment)
    wanted = _find(words, word)
    if wanted is None:
        return "", 0
    offers, means_path = list_offers(wanted), _means_path(wanted)
    if offers and means_path:
        offers |= list_paths(wanted)
    return "\n".join(_escape_bash(text[cut:], quote) for text in offers), int(means_path)


def answer_zsh(environment: Environment) -> Told:
    line = environment.get("_TYPER_COMPLETE_ARGS", "")
    wanted = _find(*_read_line(line, "\\"))
    if wanted is None:
        return "", 0
    told = []
    if offers := list_offers(wanted):
        items = " ".join(
            f'"{_escape_zsh(text, ":")}"' + (f':"{_escape_zsh(about)}"' if about else "")
            for text, about in offers.items()
        )
        told.append(f"_arguments '*: :(({items}))'")
    if _means_path(wanted):
        if wanted.before:
            told.append(f"compset -P '{wanted.before}'")
        endings = "|".join(f"*{ending}" for ending in find_value(wanted).endings or ())
        told.append(f"_files -g '({endings})(-.)'" if endings else "_files")
    return "; ".join(told), 0


def answer_fish(environment: Environment) -> Told:
    line = environment.get("_TYPER_COMPLETE_ARGS", "")
    wanted = _find(*_read_line(line, "\\"))
    if environment.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
        return "", int(wanted is None)
    lines = (f"{text}\t{about}" if about else text for text, about in _list_all(wanted).items())
    return "\n".join(lines), 0


def answer_powershell(environment: Environment) -> Told:
    line = environment.get("_TYPER_COMPLETE_ARGS", "")
    word = environment.get("_TYPER_COMPLETE_WORD_TO_COMPLETE", "")
    words = [text for text, _ in _split(line, "`")[1:]]
    if word or line[-1:] in _SPACE:  # the last one is being typed
        del words[-1:]
    wanted = _find(words, _split(word, "`")[-1][0])
    lines = (
        f"{_quote_powershell(text)}:::{about or ' '}" for text, about in _list_all(wanted).items()
    )
    return "\n".join(lines), 0


_SHELLS: dict[str, Callable[[Environment], Told]] = {
    "bash": answer_bash,
    "zsh": answer_zsh,
    "fish": answer_fish,
    "powershell": answer_powershell,
    "pwsh": answer_powershell,
}


def _find(words: list[str], word: str) -> Wanted | None:
    return find_wanted(read_program(), words, word)


def _means_path(wanted: Wanted) -> bool:
    return bool(wanted.metavar) and find_value(wanted).endings is not None


def _list_all(wanted: Wanted | None) -> Offers:
    return list_offers(wanted) | list_paths(wanted) if wanted else {}


def _read_bash(environment: Environment) -> tuple[list[str], str, int, str]:
    """Return the words before the last one, that one, how much of it stays, and its quote.

    Bash takes ``a:b`` and ``a=b`` for three words, and puts what it's told in the place of
    the last of them.
    """
    line, place = environment["COMP_WORDS"], int(environment["COMP_CWORD"])
    # Typer's script and ours have each word on a line of its own.
    parts = [_split(part, "\\", "")[0] for part in line.split("\n")]
    if len(parts) == 1:
        parts = _split(line, "\\")
    parts = [*parts, *[("", "")] * (place + 1 - len(parts))][1 : place + 1]
    words: list[str] = []
    cut, glued = 0, False
    for text, _ in parts:
        is_sign = bool(text) and not text.strip(":=")
        if words and text and (is_sign or glued):
            cut = len(words[-1]) + (len(text) if is_sign else 0)
            words[-1] += text
        else:
            cut = 0
            words.append(text)
        glued = is_sign
    return words[:-1], words[-1], cut, parts[-1][1]


def _read_line(line: str, escape: str) -> tuple[list[str], str]:
    """Return the words of *line* behind the name of the program, and the last one."""
    words = [text for text, _ in _split(line, escape)][1:]
    return words[:-1], words[-1] if words else ""


def _split(line: str, escape: str, space: str = _SPACE) -> list[tuple[str, str]]:
    """Return the words of *line*, each without quotes, and the quote that's left open in it.

    The last one is being typed: it's empty behind a space.
    """
    words: list[tuple[str, str]] = []
    word, quote, begun = "", "", False
    signs = iter(line)
    for sign in signs:
        if sign == escape and quote != "'":
            follower = next(signs, "")
            kept = quote and follower not in ('"', "$", "`", escape)
            word += escape + follower if kept else follower
            begun = True
        elif sign == quote:
            quote = ""
        elif sign in "'\"" and not quote:
            quote, begun = sign, True
        elif sign in space and not quote:
            if begun:
                words.append((word, ""))
            word, begun = "", False
        else:
            word, begun = word + sign, True
    return [*words, (word, quote)]


def _escape_bash(text: str, quote: str) -> str:
    if quote == "'":
        return text.replace("'", "'\\''")
    special = '"$`\\' if quote else " \"$`\\'!&;()<>|*?[]{}#"
    return "".join(f"\\{sign}" if sign in special else sign for sign in text)


def _escape_zsh(text: str, separator: str = "") -> str:
    """Return *text* as it stands in double quotes within single ones; see Typer's format."""
    for sign in ("\\", separator):
        if sign:
            text = text.replace(sign, f"\\{sign}")
    text = "".join(f"\\{sign}" if sign in '"$`\\' else sign for sign in text)
    return text.replace("'", "'\\''")


def _quote_powershell(text: str) -> str:
    plain = text.replace("/", "").replace("\\", "")
    if all(sign.isalnum() or sign in "-_.:=~+" for sign in plain):
        return text
    return "'" + text.replace("'", "''") + "'"
