"""Whether the terminal itself shows what is typed.

Between two prompts it would show it in the midst of what is printed; the next prompt shows it in
its place. Nor does the terminal put it together to lines meanwhile, which makes Ctrl-D an end.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from interview_cli.terminal.rendering.input_lines import ending_cleanly

if TYPE_CHECKING:
    import subprocess

#: Programs that have the terminal for now, and how long they get to put it right, in seconds.
_programs: list[subprocess.Popen[bytes]] = []
_PATIENCE = 5

if sys.platform == "win32":

    @contextmanager
    def echo_off() -> Iterator[None]:
        """Do nothing: a Windows console shows what is typed where it's read."""
        yield

    echo_on = echo_off

else:
    import termios

    #: Where a terminal keeps its local flags, and which of them are meant.
    _LOCAL = 3
    _LINES = termios.ECHO | termios.ICANON

    @contextmanager
    def _echo(on: bool) -> Iterator[None]:
        try:
            terminal = sys.stdin.fileno()
            before = termios.tcgetattr(terminal)
        except (OSError, ValueError, termios.error):  # there is no terminal
            yield
            return
        during = [*before]
        during[_LOCAL] = before[_LOCAL] | _LINES if on else before[_LOCAL] & ~_LINES
        termios.tcsetattr(terminal, termios.TCSADRAIN, during)
        try:
            yield
        finally:
            with suppress(termios.error):  # it may be gone
                termios.tcsetattr(terminal, termios.TCSADRAIN, before)

    @contextmanager
    def echo_off() -> Iterator[None]:
        """Keep the terminal from showing what is typed, until the end in whatever way."""
        with _echo(on=False), ending_cleanly():
            yield

    @contextmanager
    def echo_on() -> Iterator[None]:
        """Let it show that again, for a program that reads from the terminal."""
        with _echo(on=True):
            yield


@contextmanager
def lent_to(start: Callable[[], subprocess.Popen[bytes]]) -> Iterator[subprocess.Popen[bytes]]:
    """Let the program that *start* starts have the terminal; where we are to end, it ends first.

    The terminal is put right before it starts: it may change the modes at once, as a pager does.
    """
    with echo_on(), ending_cleanly(), ExitStack() as starting:
        starting.enter_context(_signals_held())
        with start() as process:
            _programs.append(process)
            try:
                starting.close()
                yield process
            except BaseException:
                import subprocess  # imported already by who started it

                end_programs()
                with suppress(subprocess.TimeoutExpired):
                    process.wait(_PATIENCE)
                process.kill()
                raise
            finally:
                _programs.remove(process)


@contextmanager
def _signals_held() -> Iterator[None]:
    """Put signals off until the end: in the midst of a start, they'd leave a program behind."""
    came: list[int] = []
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    if threading.current_thread() is not threading.main_thread():
        before = {}  # it hears none
    ours = {n: handler for n, handler in before.items() if handler not in (signal.SIG_IGN, None)}
    for number in ours:
        signal.signal(number, lambda number, frame: came.append(number))
    try:
        yield
    finally:
        for number, handler in ours.items():
            signal.signal(number, handler)
        for number in came:
            signal.raise_signal(number)


def run_at_terminal(command: Sequence[str]) -> int:
    """Run another program, such as an editor, until it ends; return its exit code."""
    import subprocess  # few commands need it

    with lent_to(lambda: subprocess.Popen(command)) as process:
        return process.wait()


def end_programs() -> None:
    """Ask the programs that have the terminal to give it back as it was."""
    for process in _programs:
        process.terminate()
