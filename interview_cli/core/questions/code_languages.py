"""The language of a question's code: whether it's Python, and how a comment begins in it."""

from __future__ import annotations

import re
import warnings

#: What Python is called, in small letters.
_PYTHON = frozenset(("python", "py", "python3", "py3", "pycon", "ipython"))

#: How a comment begins, by language; elsewhere it's a "#".
_COMMENTS = {
    "--": "sql mysql postgresql postgres plpgsql plsql tsql sqlite sqlite3 haskell lua ada elm",
    "//": "javascript js jsx typescript ts tsx java kotlin c c++ cpp c# csharp go golang rust rs "
    "swift scala dart php scss less groovy json json5 jsonc protobuf proto zig solidity f# fsharp",
    "%": "erlang matlab tex latex prolog octave",
    ";": "lisp clojure scheme racket common-lisp elisp ini nasm asm",
    "'": "vbnet vb.net vb vba vbscript",
    '"': "vim",
}
_COMMENT_BY_NAME = {name: sign for sign, names in _COMMENTS.items() for name in names.split()}

#: A line that only Python has: its blocks begin with a colon.
_LINE_OF_PYTHON = re.compile(
    r"(?m)^[ \t]*(?:(?:async )?(?:def|for|with)|class|while|if|elif|try|except|finally|match)\b"
    r"[^\n{}]*:[ \t]*(?:#[^\n]*)?$|^[ \t]*from [\w.]+ import \w"
)
_LONGEST = 50_000  # characters: no longer code is read to find out


def is_python(language: str | None) -> bool:
    """Whether *language* is Python, which it is where none is named."""
    return language is None or language.strip().lower() in _PYTHON


def is_written_in_python(code: str) -> bool:
    """Whether *code*, whose language nobody named, is Python, if only nearly."""
    if len(code) > _LONGEST:
        return False
    import ast  # few ask this

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            lines = ast.parse(code).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return bool(_LINE_OF_PYTHON.search(code))
    # "kind: Pod" would be a variable with its type.
    return not lines or not all(
        isinstance(line, ast.AnnAssign) and line.value is None for line in lines
    )


def begin_comment(language: str | None) -> str:
    """Return the sign with which a comment begins in *language*."""
    return _COMMENT_BY_NAME.get((language or "").strip().lower(), "#")


def label_code(code: str, language: str | None) -> str:
    """Return what a fenced block of *code* is labelled with: its language, as far as it's known."""
    if language:
        return language
    return "python" if is_written_in_python(code) else "text"


#: What only one language has, and no prose: that many lines of it are needed.
_SIGNS = {
    "bash": r"#!.*\b(?:ba|z|da|k)?sh\b|\$ (?!$)[a-z./][\w./-]* .*"
    r"|(?:sudo|cd|export|chmod|grep|sed|awk|curl|kubectl|docker|git|helm"
    r"|systemctl|apt|apt-get|npm|ssh|tar) [-\w./$\"'{].*(?<![.?!])"
    r"|(?:if|while) \[\[? .*|(?:for \w+ in|while) .*; ?do\b.*"
    r"|[\w./-]+ [^|]*\| ?(?:grep|awk|sed|sort|head|tail|wc|xargs)\b.*|(?:ls|rm|cp|mv|mkdir) -\w.*"
    r"|(?:fi|done|esac)|echo [-\"'$].*|[A-Za-z_]\w*=\$[({\w].*",
    "sql": r"(?i:select (?:\w|\*|\(|').*|insert into \w.*|update [\w.]+ set .*|delete from \w.*|"
    r"(?:create|alter|drop) (?:table|view|index|unique index) .*|with (?:recursive )?\w+ as \(.*)"
    r"|(?:FROM|WHERE|(?:LEFT |INNER )?JOIN|GROUP BY|ORDER BY|HAVING|VALUES) [\w(\"'].*",
    "javascript": r"(?:export )?(?:const|let|var) [\w{[].*=.*|.*=>(?: .*)?[{;(]|console\.log\(.*"
    r"|(?:async )?function\*? ?\w*\(.*\) ?\{.*|import .* from ['\"].*",
    "html": r"(?i:<!doctype html>|</?(?:html|head|body|div|p|span|ul|li|form|table)\b[^<>]*>.*)",
    "dockerfile": r"FROM [\w./-]+(?::[\w.-]+)?(?: AS \w+)?"
    r"|(?:RUN|COPY|CMD|ENTRYPOINT|WORKDIR) \S.*",
    "java": r"(?:public|private|protected) .*[{;]|import java\..*;|System\.out\..*",
    "c": r"#include [<\"].*|(?:int|void|char|double|float) \**\w+(?:\(.*\)| = .*;|;).*|printf\(.*;",
    "go": r"package \w+|func (?:\(\w+ \*?\w+\) )?\w*\(.*\{|\w+(?:, \w+)? := .*",
    "rust": r"(?:pub )?fn \w+.*\{|let mut \w+.*;|impl\b.*\{|println!\(.*",
}
_LINE_OF_YAML = re.compile(r"[ ]*(?:- )*(?:[\w./-]+:(?: \S.*)?|- \S.*)|---|[ ]*#.*")
_NAME_OF_YAML = re.compile(r"(?m)^[ ]*(?:- )*[\w./-]+:(?: |$)")
_FIRST = re.compile(r"[ ]*[\w./-]+:(?: |$)")


def guess_language(code: str) -> str | None:
    """Return the language, other than Python, that *code* looks like; None where none is sure.

    "" is for code with braces and semicolons of which no more is known.
    """
    if len(code) > _LONGEST or is_written_in_python(code):
        return None
    lines = [line.strip() for line in code.splitlines() if line.strip()]
    filled = [line for line in code.splitlines() if line.strip()]
    if (
        len(lines) > 1
        and _FIRST.match(filled[0])
        and len(_NAME_OF_YAML.findall(code)) * 2 > len(lines)
        and all(_LINE_OF_YAML.fullmatch(line) for line in filled)
        and any(line.startswith((" ", "- ")) or line == "---" for line in filled)
    ):
        return "yaml"
    counts = {
        name: sum(bool(re.fullmatch(signs, line)) for line in lines)
        for name, signs in _SIGNS.items()
    }
    best = max(counts, key=lambda name: counts[name])
    enough = counts[best] * 3 >= len(lines) and counts[best] >= min(2, len(lines))
    braces = sum(line.endswith((";", "{", "}", "};", "});")) for line in lines)
    if enough:
        return best
    return "" if braces * 3 >= len(lines) * 2 and braces > 1 else None


#: The languages of files, by the ends of their names; what has none is known by its name.
_ENDINGS = {
    "python": "py pyi pyw",
    "sql": "sql",
    "javascript": "js jsx mjs cjs",
    "typescript": "ts tsx",
    "yaml": "yaml yml",
    "json": "json",
    "toml": "toml",
    "ini": "ini cfg env",
    "bash": "sh bash zsh",
    "html": "html htm",
    "css": "css",
    "go": "go",
    "rust": "rs",
    "java": "java",
    "kotlin": "kt",
    "c": "c h",
    "cpp": "cpp cc hpp",
    "csharp": "cs",
    "ruby": "rb",
    "php": "php",
    "xml": "xml",
    "markdown": "md",
    "nginx": "conf",
    "terraform": "tf",
    "docker": "dockerfile",
    "make": "makefile mk",
}
_LANGUAGE_BY_ENDING = {end: name for name, ends in _ENDINGS.items() for end in ends.split()}


def language_of_file(name: str) -> str | None:
    """Return the language that a file's *name* says it's in; None where it says none."""
    last = name.rpartition("/")[2].lower()
    head, dot, ending = last.rpartition(".")
    known = _LANGUAGE_BY_ENDING.get(ending if dot else last)
    return known or _LANGUAGE_BY_ENDING.get(head.partition(".")[0] if dot else last)
