"""What the first Ctrl-C in an interview asks: end it with a debrief, quit, or continue."""

from __future__ import annotations

from interview_cli.core.session import engine
from interview_cli.core.session.state import Phase, Session
from interview_cli.storage import clock


def is_asked(session: Session, stopped: KeyboardInterrupt) -> bool:
    """Whether *session* isn't left at once: it's an interview, and Ctrl-C came, and only once.

    What the system sends has an argument.
    """
    ongoing = session.phase not in (Phase.DEBRIEF, Phase.DONE)
    twice = isinstance(stopped.__context__, KeyboardInterrupt)
    return session.mode.is_interview and ongoing and not stopped.args and not twice


def ask(session: Session) -> engine.Move | None:
    """Ask how to leave *session*; None is to stay. Ctrl-C again raises KeyboardInterrupt."""
    from interview_cli.terminal.rendering import prompts  # where lines are read it's not needed
    from interview_cli.terminal.rendering.menu import Footer, Key

    can_end = engine.can(session, engine.End)
    keys: list[Key] = [("e", "end")] if can_end else []
    keys += [("q", "quit, saved"), ("Esc", "go on")]
    message = "End with a debrief, or quit?" if can_end else "Quit the interview?"
    try:
        key = prompts.press(Footer(tuple(keys), (*"eq"[not can_end :], "escape")), message)
    except EOFError:
        key = "q"
    if key == "escape":
        return None
    return engine.End(clock.now()) if key == "e" else engine.Quit(clock.now())


def describe(session: Session) -> str:
    """Return in a line how to leave *session* where lines are read: the answer just goes on."""
    end = ":end ends it with a debrief, " if engine.can(session, engine.End) else ""
    return f"To leave the interview: {end}:q or Ctrl-C again quits, and all is saved."
