"""Answers that try to get away with something: none of them solves the exercise honestly.

``OUTSIDE`` stands for a folder that is none of their business, with a file ``secret`` in it,
``PORT`` for a port of this machine that listens, and ``SOCKET`` for a socket in a folder.
"""

from __future__ import annotations

from textwrap import dedent

from interview_cli.core.exercises.exercise import Exercise
from interview_cli.core.kinds.code import Mutant

SOLUTION = """\
def double(number):
    return number * 2


async def double_later(number):
    return number * 2
"""
TESTS = """\
import pytest
from exercise import double, double_later


@pytest.mark.parametrize("number, want", [(1, 2), (5, 10)])
def test_numbers(number, want):
    assert double(number) == want


def test_list():
    assert [double(3), double(4)] == [6, 8]


def test_all():
    assert all(double(number) == number + number for number in (3, 4))


async def test_later():
    assert await double_later(4) == 8


def test_text():
    with pytest.raises(TypeError):
        double()
    assert double("ab") == "abab"
"""
HIDDEN = """\
from exercise import double


def test_negative():
    assert double(-7) == -14
    assert {"a": [double(1)]} == {"a": [2]}
"""
DOUBLE = Exercise("write", "exercise.py", "", SOLUTION, tests=TESTS, hidden=HIDDEN)
FIX = DOUBLE._replace(form="fix", starter="def double(number):\n    return number\n")

#: Ends each answer: what the tests import, and all of it wrong.
WRONG = """
def double(*args):
    return work() if "work" in globals() else 0
async def double_later(*args):
    return 0
"""

_ANSWERS = {
    # time
    "loops while it's imported": "while True: pass",
    "loops in a call": "def work():\n    while True: pass",
    "sleeps": "import time\ntime.sleep(3600)",
    "catches all and goes on": """
        def work():
            while True:
                try:
                    while True: pass
                except BaseException: pass
        """,
    "ignores all signals": """
        import signal
        for number in range(1, 65):
            try: signal.signal(number, signal.SIG_IGN)
            except Exception: pass
        while True: pass
        """,
    "loops in a thread": """
        import threading
        def loop():
            while True: pass
        threading.Thread(target=loop).start()
        """,
    "loops in a destructor": """
        class Loop:
            def __del__(self):
                while True: pass
        loop = Loop()
        """,
    "loops at exit": """
        import atexit
        @atexit.register
        def loop():
            while True: pass
        """,
    "loops in repr": """
        class Loop:
            def __repr__(self):
                while True: pass
        def work(): return Loop()
        """,
    "loops in a regular expression": 'import re\nre.match("(a+)+$", "a" * 60 + "b")',
    "loops in C": "sum(range(10 ** 15))",
    "a number without an end": "x = 7 ** (10 ** 10)",
    "loops in asyncio": """
        import asyncio
        async def loop():
            while True: await asyncio.sleep(0)
        asyncio.run(loop())
        """,
    # memory
    "takes 10 GB": "data = bytearray(10 ** 10)",
    "takes memory bit by bit": "data = []\nwhile True: data.append(bytearray(10 ** 6))",
    "takes memory and catches it": """
        data = []
        while True:
            try: data.append(bytearray(10 ** 6))
            except MemoryError: pass
        """,
    "takes memory in many processes": """
        import os, time
        for _ in range(12):
            if os.fork() == 0:
                data = bytearray(b"x" * (400 << 20))
                time.sleep(3600)
        time.sleep(3600)
        """,
    "maps memory": "import mmap\nmaps = [mmap.mmap(-1, 1 << 30) for _ in range(64)]",
    "calls itself": "def work(): return work()",
    "calls itself without a limit": """
        import sys
        sys.setrecursionlimit(10 ** 9)
        def work(): return [work()]
        """,
    "nests without an end": "x = " + "[" * 5000 + "]" * 5000,
    "hides memory from who counts it": """
        import os
        held = []
        for _ in range(100):
            held.append(os.memfd_create("held"))
            try:
                while True: os.write(held[-1], b"x" * (1 << 20))
            except OSError: pass
        """,
    # output
    "prints a GB": 'for _ in range(1 << 14): print("x" * (1 << 16))',
    "prints without an end": "while True: print('x')",
    "writes to all descriptors": """
        import os
        while True:
            for fd in range(1, 20):
                try: os.write(fd, b"y" * 65536)
                except OSError: pass
        """,
    "prints controls": r"""
        import sys
        print("\x1b]0;owned\x07\x1b[2J\x1b[31mred\x1b[?1049h\x9b31m\u202e\r\b")
        sys.stdout.buffer.write(bytes(range(256)))
        raise ValueError("\x1b[2J\x1b]0;owned\x07")
        """,
    "raises a long message": 'raise ValueError("x" * 10 ** 7)',
    "returns what is shown long": "def work(): return list(range(10 ** 6))",
    "returns controls": r'def work(): return type("A", (), {"__repr__": lambda s: "\x1b[2J"})()',
    "breaks the terminal": r"""
        import os, fcntl, termios
        try:
            fd = os.open("/dev/tty", os.O_RDWR)
            os.write(fd, b"\x1b[2Jowned")
            fcntl.ioctl(fd, termios.TIOCSTI, b"x")
        except OSError: pass
        for fd in range(3):
            try: fcntl.ioctl(fd, termios.TIOCSCTTY, 1)
            except OSError: pass
        """,
    "closes all descriptors": "import os\nos.closerange(0, 256)",
    "closes the streams": "import sys\nfor s in (sys.stdin, sys.stdout, sys.stderr): s.close()",
    # processes
    "a fork bomb": "import os\nwhile True: os.fork()",
    "a fork bomb of Pythons": """
        import subprocess, sys
        code = "import subprocess as s, sys\\nx = sys.argv[1]\\n"
        code += "while 1: s.Popen([sys.executable, '-c', x, x])"
        while True: subprocess.Popen([sys.executable, "-c", code, code])
        """,
    "threads without an end": """
        import threading, time
        while True:
            try: threading.Thread(target=time.sleep, args=(3600,)).start()
            except RuntimeError: pass
        """,
    "a daemon": """
        import os, time
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                while True:
                    try: os.write(1, b".")
                    except OSError: pass
                    time.sleep(0.01)
            os._exit(0)
        """,
    "a daemon that keeps the pipes": """
        import os, time
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0: time.sleep(3600)
            os._exit(0)
        os._exit(0)
        """,
    "a copy of the tests": "import os\nos.fork()",
    "lets a copy go on": "import os\nif os.fork(): os._exit(0)",
    "kills all": "import os\nos.kill(-1, 9)",
    "kills its group": "import os, signal\nos.killpg(0, signal.SIGKILL)",
    "kills its parents": """
        import os
        for pid in (os.getppid(), os.getpgrp(), os.getsid(0), *range(2, 3000)):
            if pid not in (0, os.getpid()):
                try: os.kill(pid, 0)
                except OSError: continue
                if os.getppid() == pid: os.kill(pid, 9)
        """,
    "becomes another program": """
        import os, sys
        os.execv(sys.executable, [sys.executable, "-c", "print('passed')"])
        """,
    # files
    "fills the disk behind many files": """
        for number in range(8000): open(f"{number}", "w").close()
        number = 0
        while True:
            number += 1
            with open(f"large{number}", "wb") as file:
                try:
                    while True: file.write(b"x" * (1 << 20))
                except OSError: pass
        """,
    "fills the disk with deleted files": """
        import os
        held = []
        while True:
            held.append(open("large", "wb"))
            os.unlink("large")
            try:
                while True: held[-1].write(b"x" * (1 << 20))
            except OSError: pass
        """,
    "changes the mode outside": 'import os\nos.chmod("OUTSIDE/secret", 0o777)',
    "changes times outside": 'import os\nos.utime("OUTSIDE/secret", (1, 1))',
    "writes outside": 'open("OUTSIDE/new", "w").write("x")',
    "changes a file outside": 'open("OUTSIDE/secret", "a").write("x")',
    "deletes outside": """
        import shutil
        shutil.rmtree("OUTSIDE", ignore_errors=True)
        shutil.rmtree("..", ignore_errors=True)
        """,
    "deletes its own folder": """
        import os, shutil
        shutil.rmtree(os.getcwd(), ignore_errors=True)
        """,
    "reads outside": 'print(open("OUTSIDE/secret").read())',
    "reads outside by a link": """
        import os
        os.symlink("OUTSIDE/secret", "link")
        print(open("link").read())
        """,
    "reads outside by a process": """
        import subprocess
        print(subprocess.run(["cat", "OUTSIDE/secret"], capture_output=True).stdout)
        """,
    "writes outside by a link": 'import os\nos.symlink("OUTSIDE", "out")\nopen("out/new", "w")',
    "writes a hard link": """
        import os
        os.link("OUTSIDE/secret", "mine")
        open("mine", "a").write("x")
        """,
    "renames": 'import os\nos.rename("OUTSIDE/secret", "mine")',
    "leaves a link to be deleted": """
        import os
        os.mkdir("x")
        for name in ("sub", "x/y"): os.symlink("OUTSIDE", name)
        """,
    "changes rights outside": """
        import os
        os.truncate("OUTSIDE/secret", 0)
        """,
    "empties a file outside": 'open("OUTSIDE/secret", "w")',
    "takes the rights of its folders": """
        import os
        os.makedirs("a/b/c")
        for name in ("a/b/c", "a/b", "a", "."): os.chmod(name, 0)
        """,
    "nests folders without an end": """
        import os
        for _ in range(3000):
            os.mkdir("d")
            os.chdir("d")
        """,
    "takes the rights of nested folders": """
        import os
        for n in range(50):
            os.mkdir("d")
            os.chdir("d")
        for n in range(50):
            os.chdir("..")
            os.chmod("d", 0)
        """,
    "fills the disk": """
        with open("big", "wb") as file:
            while True: file.write(bytes(1 << 20))
        """,
    "fills the disk with many files": """
        for n in range(10 ** 6):
            with open(f"big{n}", "wb") as file: file.write(bytes(30 << 20))
        """,
    "makes files without an end": """
        for n in range(10 ** 9): open(str(n), "w").close()
        """,
    "reads the memory of others": """
        import os
        for pid in os.listdir("/proc"):
            print(open(f"/proc/{pid}/environ").read())
        """,
    "reads the environment": "import os\nprint('SECRET' if 'MARKER' in os.environ else '')",
    # network
    "connects": "import socket\nsocket.create_connection(('127.0.0.1', PORT)).send(b'x')",
    "connects by IPv6": "import socket\nsocket.create_connection(('::1', PORT)).send(b'x')",
    "sends a datagram": """
        import socket
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", PORT))
        """,
    "connects to a socket in a folder": """
        import socket
        s = socket.socket(socket.AF_UNIX)
        s.connect("SOCKET")
        s.send(b"x")
        """,
    "connects by asyncio": """
        import asyncio
        async def call():
            _, writer = await asyncio.open_connection("127.0.0.1", PORT)
            writer.write(b"x")
        asyncio.run(call())
        """,
    # the verdict
    "ends with 0": "import os\nos._exit(0)",
    "ends with 0 in a call": "import os\ndef work(): os._exit(0)",
    "ends with 0 later": """
        import os, threading, time
        threading.Thread(target=lambda: (time.sleep(0.05), os._exit(0)), daemon=True).start()
        """,
    "sys.exit": "import sys\nsys.exit(0)",
    "sys.exit in a call": "import sys\ndef work(): sys.exit(0)",
    "raises SystemExit at import": "raise SystemExit",
    "raises KeyboardInterrupt": "def work(): raise KeyboardInterrupt",
    "raises GeneratorExit": "def work(): raise GeneratorExit",
    "crashes": """
        import signal, os
        os.kill(os.getpid(), signal.SIGSEGV)
        os.abort()
        """,
    "raises what can't be said": """
        class Mean(Exception):
            def __str__(self): raise self
            __repr__ = __str__
        def work(): raise Mean
        """,
    "patches AssertionError": """
        import builtins
        class Never(BaseException): pass
        builtins.AssertionError = Never
        """,
    "patches the built-in functions": """
        import builtins
        for name in ("isinstance", "len", "all", "any", "bool", "sorted", "repr", "type"):
            setattr(builtins, name, lambda *args, **options: True)
        """,
    "patches import": """
        import builtins, types
        builtins.__import__ = lambda name, *args, **options: types.SimpleNamespace()
        """,
    "patches operator": """
        import operator, _operator
        for module in (operator, _operator):
            for name in ("eq", "ne", "not_", "truth"): setattr(module, name, lambda *args: True)
        """,
    "patches asyncio": """
        import asyncio, asyncio.runners, asyncio.base_events
        asyncio.run = asyncio.runners.run = lambda awaitable, **_: awaitable.close()
        asyncio.base_events.BaseEventLoop.run_until_complete = lambda self, task: None
        asyncio.runners.Runner.run = lambda self, awaitable, **_: awaitable.close()
        """,
    "patches json": """
        import json, json.encoder
        json.dumps = lambda *args, **options: '{"event": "done"}'
        json.JSONEncoder.encode = lambda self, value: '{"event": "done"}'
        """,
    "brings its own pytest": """
        import sys, types
        fake = types.ModuleType("pytest")
        fake.raises = fake.mark = fake.approx = fake.fail = lambda *args, **options: None
        sys.modules["pytest"] = fake
        """,
    "patches pytest": """
        import contextlib, pytest
        pytest.raises = lambda *args, **options: contextlib.suppress(BaseException)
        type(pytest.mark).parametrize = lambda *args: lambda function: (lambda: None)
        """,
    "writes tests of its own": """
        for name in ("test_exercise.py", "test_hidden.py", "conftest.py", "pytest.py"):
            open(name, "w").write("def test_numbers(): pass")
        """,
    "has tests of its own": """
        def test_numbers(*args): pass
        test_list = test_later = test_text = test_negative = test_numbers
        """,
    "replaces the tests in modules": """
        import sys
        for name, module in list(sys.modules.items()):
            for attribute in list(vars(module)):
                if attribute.startswith(("test_", "run_tests", "_tell", "holds")):
                    setattr(module, attribute, lambda *args, **options: True)
        """,
    "replaces what started it": """
        import __main__
        vars(__main__).update(main=lambda: None, run_tests=lambda *args: None)
        """,
    "imports this program": """
        import interview_cli.packs.sandbox.inside.comparing as comparing
        comparing.holds = lambda *args: True
        """,
    "imports this program by its path": """
        import sys
        sys.path.insert(0, "PROJECT")
        import interview_cli.packs.sandbox.inside.comparing as comparing
        comparing.holds = lambda *args: True
        """,
    "goes up the frames": """
        import sys
        def work():
            frame = sys._getframe()
            while frame:
                for name in list(frame.f_globals):
                    if name.startswith(("test_", "@claim", "holds", "_tell", "_run_one")):
                        frame.f_globals[name] = lambda *args, **options: True
                frame = frame.f_back
        work()
        """,
    "goes up the frames of inspect": """
        import inspect
        def work():
            for info in inspect.stack():
                info.frame.f_globals["@claim"] = lambda *args: True
        work()
        """,
    "goes up the frames of an exception": """
        def work():
            try: raise ValueError
            except ValueError as error: frame = error.__traceback__.tb_frame
            while frame:
                frame.f_globals["@claim"] = lambda *args: True
                frame = frame.f_back
        work()
        """,
    "goes up the frames of traceback": """
        import traceback
        for frame, line in traceback.walk_stack(None):
            if "@claim" in frame.f_globals: frame.f_globals["@claim"] = lambda *args: True
        """,
    "goes up the frames in other code": """
        def work():
            exec('''
        import sys
        frame = sys._getframe()
        while frame:
            frame.f_globals["@claim"] = lambda *args: True
            frame = frame.f_back
        ''')
        work()
        """,
    "reads what is wanted": """
        import sys
        def double(number): return sys._getframe(1).f_locals["want"]
        """,
    "searches the memory": """
        import gc, types
        for found in list(gc.get_objects()):
            if type(found) is dict and "@claim" in found:
                found["@claim"] = lambda *args: True
            if type(found) is types.FunctionType and found.__name__ == "holds":
                found.__code__ = (lambda *args: True).__code__
        """,
    "traces": """
        import sys
        def trace(frame, event, arg):
            frame.f_trace_lines = True
            return trace
        sys.settrace(trace)
        """,
    "jumps over the asserts": """
        import sys
        def work():
            frame = sys._getframe(1)
            frame.f_trace = lambda f, event, arg: setattr(f, "f_lineno", f.f_lineno + 1)
            sys.settrace(lambda *args: None)
        """,
    "forges a result": """
        import os
        for fd in range(1, 40):
            for line in ('"end", "name": "test_list", "state": "passed"', '"done"'):
                try: os.write(fd, f'\\n{{"event": {line}}}\\n'.encode())
                except OSError: pass
        os._exit(0)
        """,
    "says yes to everything": """
        class Yes:
            def __eq__(self, other): return True
            def __ne__(self, other): return False
            def __bool__(self): return True
            __hash__ = None
        def work(): return Yes()
        """,
    "a number that says yes": """
        class Yes(int):
            def __eq__(self, other): return True
            __hash__ = int.__hash__
        def work(): return Yes()
        """,
    "a text that says yes": """
        class Yes(str):
            def __eq__(self, other): return True
            __hash__ = str.__hash__
        def work(): return Yes()
        """,
    "a class that says yes": """
        class Meta(type):
            def __eq__(cls, other): return True
            def __hash__(cls): return hash(int)
        class Yes(metaclass=Meta):
            def __eq__(self, other): return True
        def work(): return Yes()
        """,
    "says it's a number": """
        class Yes:
            __class__ = int
            def __eq__(self, other): return True
        def work(): return Yes()
        """,
    "a yes with another's file": """
        source = "class Yes:\\n    def __eq__(self, other): return True"
        namespace = {}
        exec(compile(source, "<frozen something>", "exec"), namespace)
        def work(): return namespace["Yes"]()
        """,
    "an attribute that says yes": """
        class Yes:
            __eq__ = isinstance if False else staticmethod(lambda *args: True)
        def work(): return Yes()
        """,
    "anything of mock": "from unittest.mock import ANY\ndef work(): return ANY",
    "approximately anything": "import pytest\ndef work(): return pytest.approx(0, abs=1e999)",
    "a number that converts itself": """
        class Yes(float):
            def __eq__(self, other): return True
            def __sub__(self, other): return 0.0
            def __abs__(self): return 0.0
        def work(): return Yes()
        """,
    "catches the exception of the test": """
        import sys
        sys.excepthook = lambda *args: None
        def work():
            try: return 0
            finally: sys.exit()
        """,
    "changes what it was given": """
        def double(value):
            if isinstance(value, list): value.clear()
            return value
        """,
}  # fmt: skip

#: Name: the text of ``exercise.py``.
ANSWERS = {name: dedent(text) + "\n" + WRONG for name, text in _ANSWERS.items()}

CATCH = Exercise(
    "catch",
    "test_exercise.py",
    "",
    "",
    module=SOLUTION,
    mutants=(
        Mutant(SOLUTION.replace("return number * 2", "return number + number + 0 * 1", 1)
               .replace("+ 0 * 1", "if number != 5 else 11")),
        Mutant(SOLUTION.replace("number * 2", "number ** 2", 1)),
    ),
)  # fmt: skip

#: Those of an answer that make no sense in tests: what a test returns isn't judged.
_RETURNED = {"returns what is shown long", "returns controls", "loops in repr"}
#: Ends each text: a test that does what the answer would, and claims nothing.
_CLAIMS_NOTHING = """
import exercise
def test_nothing():
    if "work" in globals(): work()
"""
TESTS_THAT_CATCH_NOTHING = {
    name: dedent(text) + "\n" + _CLAIMS_NOTHING
    for name, text in _ANSWERS.items()
    if name not in _RETURNED
}

_NUMBERS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) "
#: Queries that try the same; the fixture has a table ``t``.
QUERIES = {
    "rows without an end": _NUMBERS + "SELECT * FROM n",
    "counts without an end": _NUMBERS + "SELECT count(*) FROM n",
    "sorts without an end": _NUMBERS + "SELECT x FROM n ORDER BY -x",
    "groups without an end": _NUMBERS + "SELECT x, count(*) FROM n GROUP BY x",
    "one text without an end": _NUMBERS + "SELECT group_concat(x) FROM n",
    "a large blob": "SELECT zeroblob(1000000000)",
    "many blobs": _NUMBERS + "SELECT hex(zeroblob(1000000)) FROM n",
    "a slow pattern": "SELECT replace(hex(zeroblob(1000000)), '0', 'a') LIKE '" + "%a" * 30 + "%b'",
    "joins without an end": "SELECT count(*) FROM " + ", ".join(f"t t{n}" for n in range(18)),
    "a new file": "ATTACH 'OUTSIDE/new' AS x",
    "a copy": "VACUUM INTO 'OUTSIDE/new'",
    "writes": "INSERT INTO t VALUES (9)",
    "deletes": "DELETE FROM t",
    "drops": "DROP TABLE t",
    "a trigger": "CREATE TEMP TRIGGER x AFTER INSERT ON t BEGIN SELECT 1; END",
    "changes by RETURNING": "UPDATE t SET x = 1 RETURNING x",
    "a pragma": "PRAGMA writable_schema = ON",
    "a pragma as a table": "SELECT * FROM pragma_database_list",
    "an extension": "SELECT load_extension('OUTSIDE/x')",
    "reads a file": "SELECT readfile('OUTSIDE/secret')",
    "two statements": "SELECT 1; DELETE FROM t",
    "a null": "SELECT 1\0",
    "controls": "SELECT char(27) || '[2J' || char(155) AS \"\x1b[2J\"",
    "an error with controls": 'SELECT "\x1b[2J" FROM t',
    "a constant": "SELECT 1",
    "deep": "SELECT " + "(" * 5000 + "1" + ")" * 5000,
    "many columns": "SELECT " + ",".join(["1"] * 3000),
    "a number too large": "SELECT 9223372036854775807 + 1, 1e999, -1e999",
    "nothing": "",
    "ends": ";",
}  # fmt: skip
SQL = Exercise(
    "sql",
    "query.sql",
    "",
    "SELECT x FROM t ORDER BY x",
    fixtures=(
        "CREATE TABLE t (x INTEGER); INSERT INTO t VALUES (3), (1), (2);",
        "CREATE TABLE t (x INTEGER); WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n"
        " LIMIT 30) INSERT INTO t SELECT x FROM n;",
    ),
    ordered=True,
)
