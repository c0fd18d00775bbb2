"""config: the settings, and the hosts that may be sent something."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from interview_cli.ai import readiness
from interview_cli.ai.readiness import AiSettings, Readiness
from interview_cli.commands.options import Json
from interview_cli.core.errors import NotGood, UsageError
from interview_cli.core.safe_text import line as safe
from interview_cli.core.sentences import suggest
from interview_cli.packs.library.catalogue import close
from interview_cli.storage import settings
from interview_cli.storage.begun.held_lock import alone
from interview_cli.storage.model_address import parse_host
from interview_cli.terminal.rendering.messages import print_json, warn

#: What a setting means that is safer as it was, when it's turned on.
_TURNED_ON = {
    "packs.allow_private": "an address that you give to `pack add`, or where it redirects, can now "
    "be this machine or one of your network; to go back: "
    "interview config packs.allow_private --unset"
}


def config(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="A setting's name.")] = None,
    value: Annotated[str | None, typer.Argument(metavar="[VALUE]", help="Its new value.")] = None,
    unset: Annotated[bool, typer.Option("--unset", help="Remove NAME from the file.")] = False,
    agree: Annotated[
        str | None,
        typer.Option(
            "--agree", metavar="HOST", help="Agree to send this host what a model checks."
        ),
    ] = None,
    withdraw: Annotated[
        str | None, typer.Option("--withdraw", metavar="HOST", help="Withdraw that consent.")
    ] = None,
    as_json: Json = False,
) -> int:
    """They're in config.toml in your own folder, and you can edit that file too. No model is
    asked until ai.enabled, ai.url and ai.model are set. Keys are never stored: ai.key_env
    names the environment variable that holds yours.
    """
    hosts = [host for host in (agree, withdraw) if host is not None]
    if len(hosts) > 1 or (hosts and (name is not None or unset)):
        raise UsageError("that's more than one thing at a time", "see: interview config --help")
    if hosts:
        _set_consent(hosts[0], allow=agree is not None)
        return _print_json() if as_json else 0
    if name is None:
        if unset:
            raise UsageError("--unset what?", f"one of {', '.join(settings.ABOUT)}")
        return _print_json() if as_json else _print_all()
    if name not in settings.ABOUT:
        raise UsageError(f"there is no setting {name!r}", suggest(name, settings.ABOUT))
    if unset:
        if value is not None:
            raise UsageError("--unset takes no value", f"interview config --unset {name}")
        with alone("config"):
            settings.remove(name)
    elif value is not None:
        with alone("config"):  # another window may set another one
            settings.write(name, value)
        if name in _TURNED_ON and settings.load_one(name) is True:
            warn(_TURNED_ON[name])
    if as_json:
        print_json(_row(name))
        return 0
    return _print_one(name, changed=unset or value is not None)


def _row(name: str) -> dict[str, Any]:
    configuration, in_file = settings.load()
    value = getattr(configuration, name.rpartition(".")[2])
    return {"name": name, "value": value, "set": name in in_file, "about": settings.ABOUT[name]}


def _print_one(name: str, *, changed: bool) -> int:
    row = _row(name)
    if changed:
        print(f"{name} is {_format(row['value'])}", file=sys.stderr)
    elif row["value"] is None:
        raise NotGood(f"{name} isn't set", row["about"])
    else:
        print(_format(row["value"]))
    return 0


def _print_all() -> int:
    rows, file = [_row(name) for name in settings.ABOUT], settings.file()
    for name in settings.find_unknown():
        near = close(name, settings.ABOUT)
        said = settings.hide_keys(name)
        warn(f"{file}: {said} isn't a setting{f'; {near}' if near else ''}")
    print(safe(str(file)) + ("" if file.exists() else " (not there yet)"))
    for row in rows:
        mark = "" if row["set"] or row["value"] is None else "  (default)"
        print(f"  {row['name']}: {_format(row['value'])}{mark}")
        print(f"      {row['about']}")
    print(f"Model: {safe(_describe(readiness.check()))}.")
    if hosts := readiness.agreed_hosts():
        print(f"You've agreed to send to: {safe(', '.join(hosts))}.")
    return 0


def _print_json() -> int:
    ready = readiness.check()
    ai = ready.settings
    print_json(
        {
            "file": str(settings.file()),
            "settings": [_row(name) for name in settings.ABOUT],
            "unknown": [settings.hide_keys(name) for name in settings.find_unknown()],
            "agreed": readiness.agreed_hosts(),
            "ai": {
                "ready": bool(ai and ai.agreed),
                "off": ready.off,
                "why": _obstacle(ai) if ai else ready.why,
                "host": ai and ai.host,
                "model": ai and ai.model,
                "local": bool(ai and ai.local),
            },
        }
    )
    return 0


def _describe(ready: Readiness) -> str:
    """Return which model would be asked, or what is in the way."""
    if ready.settings is None:
        way = "off" if ready.off else "can't be asked"
        return f"{way}, {ready.why} ({ready.hint})"
    why = _obstacle(ready.settings)
    return f"{ready.settings.model} at {ready.settings.where}" + (f"; {why}" if why else "")


def _obstacle(ai: AiSettings) -> str:
    return (
        ""
        if ai.agreed
        else f"you haven't agreed to it yet, see: interview config --agree {ai.host}"
    )


def _set_consent(name: str, *, allow: bool) -> None:
    """Keep or withdraw the consent to send something to the host *name*."""
    try:
        host = parse_host(name)
    except ValueError as error:
        raise UsageError(f"{name!r} isn't a host", str(error)) from None
    if allow:
        readiness.agree(host)
        print(f"Agreed: what a model checks is sent to {safe(host)}.", file=sys.stderr)
    elif readiness.withdraw(host):
        print(f"Withdrawn: nothing is sent to {safe(host)} any more.", file=sys.stderr)
    else:
        raise UsageError(
            f"you never agreed to send anything to {host}", suggest(host, readiness.agreed_hosts())
        )


def _format(value: object) -> str:
    if value is None:
        return "(not set)"
    return str(value).lower() if isinstance(value, bool) else safe(str(value))
