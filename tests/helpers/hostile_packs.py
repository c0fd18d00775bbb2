"""Packs made to reach the terminal, fill the machine or write elsewhere, and a machine for them.

What may reach the screen is our own colours and cursor; what may be written lies in the
learner's folder; and everything comes to an end.
"""

from __future__ import annotations

import io
import json
import os
import re
import select
import stat
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

import pytest

from helpers.git import git
from helpers.packs import head
from helpers.program import PROGRAM
from interview_cli.core.safe_text import UNSAFE

pty = pytest.importorskip("pty")

#: Seconds that any command may take on any of them, on a slow machine.
PATIENCE = 120

HEAD = head("demo", more="version: 1.0.0")
SOUND = """defaults: {level: mid, topic: sql/joins}
questions:
  - id: sound
    ask: What is sound?
    answer: It is sound.
    quiz: {kind: short, accept: [sound]}
"""

#: What a terminal would obey: colours that are not ours, the clipboard, a link, a title,
#: another screen, a reply typed for us, and the same with the one-byte introducers.
OBEYED = (
    "\x1b[8;5;45m",
    "\x1b[?1049h",
    "\x1b]52;c;cm0gLXJmIH4=\x07",
    "\x1b]52;c;cm0gLXJmIH4=\x1b\\",
    "\x1b]8;;https://evil.example\x1b\\bank\x1b]8;;\x1b\\",
    "\x1b]0;evil\x07",
    "\x1bc",
    "\x1bP$q\x1b\\",
    "\x1b[6n",
    "\x9b31m",
    "\x9d52;c;eA==\x9c",
    "\u202egnp.exe\u2066",
    "\x00\x08\x7f",
)

#: What this program and the libraries that draw for it send to a terminal.
OURS = re.compile(
    r"\x1b\[(?:[0-9;]*m|[0-9]*[ABCDGHJK]|[0-9]+;[0-9]+[Hf]|6n|\?(?:1|7|12|25|2004)[hl])|[\r\x07]"
)

Build = Callable[[Path], str]


def write(path: Path, text: str | bytes) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    return str(path)


def yaml_file(text: str) -> Build:
    return lambda at: write(at / "hostile.yaml", text)


def everywhere(evil: str) -> str:
    """Put *evil* into every place of a pack that has a text."""
    return (
        f"format: 1\npack:\n  id: demo\n  title: Demo {evil}\n  version: 1.0.0{evil}\n"
        f"  description: Of {evil}\n  license: {evil}\n  authors: [{evil}]\n{SOUND}"
        f"  - id: bad{evil}\n    ask: Is {evil} bad?\n    answer: It {evil} is.\n"
        f"    level: {evil}\n    topic: sql/{evil}\n    {evil}: unknown\n"
        f"    quiz: {{kind: choice, options: [{{text: {evil}, right: true}}, {{text: b}}]}}\n"
    )


def escaped(evil: str) -> str:
    return json.dumps(evil, ensure_ascii=True).replace("\\u00", "\\x")


def member(name: str, *, mode: int = 0, system: int = 3) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.filename = name  # as it is, with what ZipInfo would cut off or turn round
    info.external_attr = mode << 16
    info.create_system = system
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def archive(*extra: tuple[zipfile.ZipInfo | str, str | bytes]) -> Build:
    """Build an archive of a sound pack and *extra*."""

    def build(at: Path) -> str:
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as opened:
            for name, data in (("pack.yaml", HEAD), ("sound.yaml", SOUND), *extra):
                opened.writestr(name, data)
        return write(at / "hostile.zip", whole.getvalue())

    return build


def absolute(at: Path) -> str:
    return archive((member(f"{at}/elsewhere/evil.yaml"), "evil: 1"))(at)


def nested(at: Path) -> str:
    data = b"\0" * 8_000_000
    for n in range(3):
        whole = io.BytesIO()
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as opened:
            for copy in range(4):
                opened.writestr(f"{n}-{copy}.zip", data)
        data = whole.getvalue()
    return write(at / "hostile.zip", data)


def lying(wanted: int) -> Build:
    """Build an archive whose directory says *wanted* bytes for a file of three million."""

    def build(at: Path) -> str:
        path = Path(archive(("big.yaml", b"# " + b"x" * 3_000_000))(at))
        data = bytearray(path.read_bytes())
        for sign, name_at, size_at in ((b"PK\x01\x02", 46, 24), (b"PK\x03\x04", 30, 22)):
            place = data.find(sign)
            while place >= 0:
                if data[place + name_at : place + name_at + 8] == b"big.yaml":
                    data[place + size_at : place + size_at + 4] = struct.pack("<I", wanted)
                place = data.find(sign, place + 4)
        return write(path, bytes(data))

    return build


def cut(at: Path) -> str:
    path = Path(archive()(at))
    return write(path, path.read_bytes()[:-40])


def renamed(old: bytes, new: bytes) -> Build:
    """Build an archive in which a name is changed afterwards, to what zipfile would not write."""

    def build(at: Path) -> str:
        path = Path(archive((old.decode(), "evil: 1"))(at))
        return write(path, path.read_bytes().replace(old, new))

    return build


def folder(name: str, text: str = "questions: []\n") -> Build:
    """Build the folder of a sound pack with one file more."""

    def build(at: Path) -> str:
        write(at / "pack/pack.yaml", HEAD)
        write(at / "pack/sound.yaml", SOUND)
        write(at / "pack" / name, text)
        return str(at / "pack")

    return build


def link_out(at: Path) -> str:
    write(at / "secret.yaml", "secret: \x1b]52;c;eA==\x07 hidden\n")
    folder("more.yaml")(at)
    (at / "pack/out.yaml").symlink_to(at / "secret.yaml")
    return str(at / "pack")


def folder_link_out(at: Path) -> str:
    folder("more.yaml")(at)
    write(at / "others/more.yaml", "secret: hidden\n")
    (at / "pack/out").symlink_to(at / "others")
    return str(at / "pack")


def waiting(at: Path) -> str:
    folder("more.yaml")(at)
    os.mkfifo(at / "pack/wait.yaml")
    return str(at / "pack")


def repository(build: Build) -> Build:
    def built(at: Path) -> str:
        path = build(at)
        git(Path(path), "init", "-q")
        git(Path(path), "add", "-A")
        git(Path(path), "commit", "-q", "-m", "\x1b]0;evil\x07")
        return f"file://{path}"

    return built


def git_bomb(at: Path) -> str:
    """Build a repository of ten objects that lists a hundred million files."""
    path = at / "pack"
    path.mkdir()
    git(path, "init", "-q")
    blob = git(path, "hash-object", "-w", "--stdin", data=HEAD)
    tree = git(path, "mktree", data=f"100644 blob {blob}\tpack.yaml\n")
    for _ in range(8):
        lines = "".join(f"040000 tree {tree}\td{n}\n" for n in range(10))
        tree = git(path, "mktree", data=lines)
    commit = git(path, "commit-tree", tree, "-m", "bomb")
    git(path, "update-ref", "HEAD", commit)
    return f"file://{path}"


def address(text: str) -> Build:
    return lambda at: text.replace("HERE", str(at))


LAUGHS = "a: &a [x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)

LINK = stat.S_IFLNK | 0o777
SOURCES: dict[str, Build] = {
    "raw escapes": yaml_file(everywhere("".join(OBEYED))),
    "escapes in quotes": yaml_file(everywhere(escaped("".join(OBEYED)))),
    "escapes in the head": yaml_file(f'format: 1\npack: {{id: "\\e[2J", title: "{OBEYED[2]}"}}\n'),
    "markup": yaml_file(
        HEAD
        + SOUND.replace("What is sound?", '"What is [red]x[/red] [/] [link=file:///etc/passwd]y '
        '[bank](https://evil.example) ![i](https://evil.example/i) :smile: `x`?"')
    ),
    "laughs": yaml_file(HEAD + LAUGHS),
    "laughs in a question": yaml_file(HEAD + SOUND + "  - &a {id: b, ask: [*a, *a]}\n"),
    "nested brackets": yaml_file(HEAD + SOUND + "  - id: deep\n    ask: " + "[" * 200_000 + "\n"),
    "nested from the start": yaml_file("[" * 200_000),
    "a tag of Python": yaml_file(HEAD + "questions: !!python/object/apply:os.system [id]\n"),
    "names of files": folder("evil\x1b]52;c;eA==\x07\x9b2J\u202e.yaml"),
    "names of files with a line": folder("a\n::error::b.yaml"),
    "names of files that are no text": folder(os.fsdecode(b"evil\xff\x9b.yaml")),
    "a reserved name": folder("aux.yaml"),
    "a link out": link_out,
    "a folder's link out": folder_link_out,
    "a file that waits for a writer": waiting,
    "a large file": folder("large.yaml", "#" * 17_000_000),
    "zip slip": archive((member("../../evil.yaml"), "evil: 1")),
    "zip slip backwards": archive((member("..\\..\\evil.yaml"), "evil: 1")),
    "zip slip within": archive((member("a/../../evil.yaml"), "evil: 1")),
    "zip absolute": absolute,
    "zip drive": archive((member("C:/evil.yaml"), "evil: 1"), (member("C:evil.yaml"), "")),
    "zip link": archive((member("out.yaml", mode=LINK), "/etc/passwd")),
    "zip link from DOS": archive((member("out.yaml", mode=LINK, system=0), "/etc/passwd")),
    "zip folder link": archive(
        (member("out", mode=LINK), "/tmp"), (member("out/evil.yaml"), "evil: 1")
    ),
    "zip device": archive((member("dev.yaml", mode=stat.S_IFCHR | 0o666), "")),
    "zip fifo": archive((member("fifo.yaml", mode=stat.S_IFIFO | 0o666), "")),
    "zip bomb": archive(("big.yaml", b"\0" * 64_000_000)),
    "zip bomb below the limit": archive(("big.yaml", b"#" * 15_000_000)),
    "zip bomb of no pack's file": archive(("big.bin", b"\0" * 64_000_000)),
    "zip bomb nested": nested,
    "zip of many": archive(*((f"{n}.yaml", "") for n in range(1200))),
    "zip that says less": lying(100),
    "zip that says more": lying(2**31),
    "zip that is cut": cut,
    "zip that is none": lambda at: write(at / "hostile.zip", b"PK\x03\x04" + b"\xff" * 500),
    "zip of capitals": archive(("a.yaml", "x: 1"), ("A.yaml", "x: 2")),
    "zip of two forms": archive(("caf\u00e9.yaml", "x: 1"), ("cafe\u0301.yaml", "x: 2")),
    "zip file and folder": archive(("a", "x"), ("a/b.yaml", "x: 2")),
    "zip twice": renamed(b"twice.yaml", b"sound.yaml"),
    "zip with NUL": renamed(b"evil-nul.yaml", b"evil.yaml\0xyz"),
    "zip escapes": archive((member("evil\x1b]52;c;eA==\x07\x9b2J\u202e.yaml"), "x: 1")),
    "zip device name": archive((member("con.yaml"), "x: 1"), (member("a/LPT1.md"), "x")),
    "zip space at the end": archive((member("evil.yaml "), "x: 1"), (member("a./b.yaml"), "")),
    "git link out": repository(link_out),
    "git folder link out": repository(folder_link_out),
    "git names": repository(folder("evil\x1b]52;c;eA==\x07.yaml")),
    "git escapes": repository(folder("more.yaml", everywhere("".join(OBEYED)))),
    "git bomb": git_bomb,
    "option": address("--upload-pack=touch HERE/elsewhere/evil"),
    "option -u": address("-utouch${IFS}HERE/elsewhere/evil"),
    "ext": address("ext::sh -c touch%20HERE/elsewhere/evil"),
    "ext in capitals": address("EXT::sh -c touch% HERE/elsewhere/evil"),
    "fd": address("fd::17/evil"),
    "ext with escapes": address("ext::\x1b]52;c;eA==\x07"),
    "host is an option": address("ssh://-oProxyCommand=touch${IFS}HERE/elsewhere/evil/x"),
    "host of two is an option": address("git@-oProxyCommand=touch${IFS}HERE/elsewhere/evil:x"),
    "user is an option": address("ssh://-oProxyCommand=x@host/x"),
    "plain git": address("git://127.0.0.1:1/x"),
    "plain http": address("http://127.0.0.1:1/x.git"),
    "ftp": address("ftp://127.0.0.1:1/x"),
    "a line in an address": address("https://127.0.0.1:1/x\n--evil"),
    "a password": address("https://me:s3cret@127.0.0.1:1/x.git"),
    "nobody there": address("https://127.0.0.1:1/x.git"),
    "no repository": address("file://HERE/elsewhere"),
}  # fmt: skip

#: Those that are files and folders of this machine.
LOCAL = [
    name
    for name in SOURCES
    if SOURCES[name].__qualname__.startswith(("yaml_file", "folder", "link_out", "waiting"))
]

#: Runs one command after another in one process: each is a list of words. Each is announced,
#: so that what is typed for it is typed then, and its end is told with its exit code.
DRIVER = """
import json, sys, termios
from interview_cli.cli import main
for words in json.loads(sys.argv[1]):
    termios.tcflush(0, termios.TCIFLUSH)
    sys.stdin = open(0, encoding="utf-8", closefd=False)
    print("@@begin@@", flush=True)
    code = main(words)
    print(f"@@end {code}@@", flush=True)
"""
_ENDED = re.compile(rb"@@end (\d+)@@\r?\n")


def in_a_terminal(args: list[str], keys: bytes, env: dict[str, str], cwd: Path) -> tuple[int, str]:
    """Run the program in a pseudo-terminal; give its exit code and all that it sent there.

    *keys* are typed as soon as it has said something and waits.
    """
    code, said = _watched([*PROGRAM, *args], env, cwd, keys=keys)
    return code, said.decode("utf-8", "backslashreplace")


def one_after_another(
    commands: Sequence[tuple[list[str], bytes]], env: dict[str, str], cwd: Path
) -> list[tuple[int, str]]:
    """Run commands in one process in a pseudo-terminal, what is typed for each beside it.

    What is typed is typed when a command begins, so it fits what reads lines.
    """
    words = json.dumps([args for args, _ in commands])
    lines = [typed for _, typed in commands]
    code, said = _watched([sys.executable, "-c", DRIVER, words], env, cwd, lines=lines)
    assert code == 0, said[-1500:].decode("utf-8", "replace")
    parts = _ENDED.split(said)
    texts = [part.decode("utf-8", "backslashreplace") for part in parts[:-1:2]]
    found = list(zip(map(int, parts[1::2]), texts, strict=True))
    assert len(found) == len(commands), said[-3000:]
    return found


def _watched(
    command: list[str],
    env: dict[str, str],
    cwd: Path,
    *,
    keys: bytes = b"",
    lines: Sequence[bytes] = (),
) -> tuple[int, bytes]:
    ours, theirs = pty.openpty()
    try:
        running = subprocess.Popen(
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=os.environ | env,
            cwd=cwd,
            start_new_session=True,
        )
    finally:
        os.close(theirs)
    said, begun, last = b"", 0, time.monotonic()
    try:
        while True:
            assert time.monotonic() < last + PATIENCE, f"{command} goes on:\n{said[-2000:]!r}"
            if not select.select([ours], [], [], 0.5)[0]:
                if keys and said:  # it waits for us, or is not yet ready for keys
                    os.write(ours, keys)
                continue
            try:
                part = os.read(ours, 1 << 16)
            except OSError:
                break
            if not part:
                break
            said += part
            if b"\x1b[6n" in part:  # where is the cursor? a terminal answers
                os.write(ours, b"\x1b[1;1R")
            while lines and begun < said.count(b"@@begin@@"):
                last = time.monotonic()
                os.write(ours, lines[begun])
                begun += 1
        return running.wait(PATIENCE), said
    finally:
        if running.poll() is None:
            running.kill()
            running.wait()
        os.close(ours)


def tree(folder: Path, *but: Path) -> dict[str, str]:
    """Give what lies below *folder*, but for what is below *but*."""
    found = {}
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if Path(here, name) not in but]
        for name in (*names, *folders):
            path = Path(here, name)
            kind = path.lstat().st_mode
            what = sha256(path.read_bytes()).hexdigest() if stat.S_ISREG(kind) else str(kind)
            found[str(path)] = what
    return found


class Stage:
    """A learner's machine, and what was on it before."""

    def __init__(self, tmp_path: Path, home: Path) -> None:
        self.home = home
        self.at = tmp_path / "machine"
        for name in ("elsewhere", "tmp", "user", "here"):
            (self.at / name).mkdir(parents=True)
        self.env = {
            "TMPDIR": str(self.at / "tmp"),
            "HOME": str(self.at / "user"),
            "GIT_CONFIG_GLOBAL": os.devnull,
        }
        self.sound = write(self.at / "sound.yaml", HEAD + SOUND)

    def run(self, *args: str, keys: bytes = b"") -> tuple[int, str]:
        """Run a command; see that nothing of others reached the terminal or was written."""
        before = tree(self.at)
        code, said = in_a_terminal([*args], keys, self.env, self.at / "here")
        self._check(args, code, said)
        assert tree(self.at) == before, args
        return code, said

    def run_all(self, *commands: tuple[list[str], bytes]) -> list[tuple[int, str]]:
        """Run commands in one process, and see the same of each."""
        before = tree(self.at)
        found = one_after_another(commands, self.env, self.at / "here")
        for (args, _), (code, said) in zip(commands, found, strict=True):
            self._check(args, code, said)
        assert tree(self.at) == before
        return found

    def _check(self, args: Sequence[str], code: int, said: str) -> None:
        left = UNSAFE.sub(lambda found: f"<<{ord(found[0]):x}>>", OURS.sub("", said))
        assert "<<" not in left, f"{args}:\n{left}"
        assert "\x1b[8;5;45m" not in said
        assert "\x1b[?1049h" not in said
        assert "Traceback" not in said
        assert code in (0, 1, 2, 4, 130), f"{args} gave {code}:\n{said}"
