"""config: the settings, and the hosts that were agreed to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from interview_cli.commands.options import Json

if TYPE_CHECKING:
    from interview_cli.storage.config import Setting


def config(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="A setting.")] = None,
    value: Annotated[
        str | None, typer.Argument(metavar="[VALUE]", help="What to set it to.")
    ] = None,
    unset: Annotated[bool, typer.Option("--unset", help="Take NAME out of the file.")] = False,
    agree: Annotated[
        str | None,
        typer.Option("--agree", metavar="HOST", help="Let this host be sent what a model checks."),
    ] = None,
    withdraw: Annotated[
        str | None, typer.Option("--withdraw", metavar="HOST", help="Let it no longer.")
    ] = None,
    as_json: Json = False,
) -> int:
    """Show the settings, show one, or set one.

    They are in config.toml in your own folder, which you can also edit. A model is off until
    ai.enabled, ai.url and ai.model are set. Keys are never kept: ai.key_env names the
    environment variable that holds one.
    """
    from interview_cli.errors import UsageError
    from interview_cli.storage import config as settings

    hosts = [host for host in (agree, withdraw) if host is not None]
    if len(hosts) > 1 or (hosts and (name is not None or unset)):
        raise UsageError("this is more than one thing at a time", "see: interview config --help")
    if hosts:
        _host(hosts[0], allow=agree is not None)
        return _all() if as_json else 0
    if name is None:
        if unset:
            raise UsageError("--unset what?", f"one of {', '.join(settings.SETTINGS)}")
        return _all() if as_json else _list()
    setting = _setting(name)
    if unset:
        if value is not None:
            raise UsageError("--unset takes no value", f"interview config --unset {name}")
        settings.unset(name)
    elif value is not None:
        settings.put(name, value)
    if as_json:
        from interview_cli.terminal.events import document

        document(_plain(setting, settings.values()))
        return 0
    return _one(setting, changed=unset or value is not None)


def _setting(name: str) -> Setting:
    from interview_cli.errors import UsageError
    from interview_cli.storage.catalogue import like
    from interview_cli.storage.config import SETTINGS

    if name not in SETTINGS:
        raise UsageError(f"there is no setting {name!r}", like(name, SETTINGS))
    return SETTINGS[name]


def _one(setting: Setting, *, changed: bool) -> int:
    import sys

    from interview_cli.errors import NotGood
    from interview_cli.storage.config import value
    from interview_cli.terminal.safe import line as safe

    now = value(setting.name)
    if changed:
        print(f"{setting.name} is {safe(_shown(now))}", file=sys.stderr)
        return 0
    if now is None:
        raise NotGood(f"{setting.name} is not set", setting.about)
    print(safe(_shown(now)))
    return 0


def _list() -> int:
    from interview_cli.commands.telling import warn
    from interview_cli.storage import config as settings
    from interview_cli.storage.ai import consent
    from interview_cli.storage.catalogue import close
    from interview_cli.terminal.safe import line as safe

    found = settings.values()
    for name in settings.unknown():
        near = close(name, settings.SETTINGS)
        warn(f"{settings.file()}: {name} is no setting{f'; {near}' if near else ''}")
    print(safe(str(settings.file())) + ("" if settings.file().exists() else " (not there yet)"))
    for name, setting in _every():
        mark = "" if name in found else "  (as it comes)"
        now = found.get(name, setting.default)
        print(f"  {name}: {safe(_shown(now))}{mark if now is not None else ''}")
        print(f"      {setting.about}")
    print(f"Model: {safe(_state())}.")
    if hosts := consent.hosts():
        print(f"Agreed to be sent to: {safe(', '.join(hosts))}.")
    return 0


def _all() -> int:
    from interview_cli.storage import config as settings
    from interview_cli.storage.ai import consent
    from interview_cli.storage.ai.ready import ready
    from interview_cli.terminal.events import document

    found, readiness = settings.values(), ready()
    document(
        {
            "file": str(settings.file()),
            "settings": [_plain(setting, found) for _, setting in _every()],
            "unknown": settings.unknown(),
            "agreed": consent.hosts(),
            "ai": {
                "ready": bool(readiness) and readiness.agreed,
                "off": readiness.off,
                "why": _why(),
                "host": readiness.host or None,
                "model": readiness.model or None,
                "local": readiness.local,
            },
        }
    )
    return 0


def _state() -> str:
    from interview_cli.storage.ai.ready import ready

    readiness = ready()
    if readiness.settings is None:
        way = "off" if readiness.off else "cannot be asked"
        return f"{way}, {readiness.why} ({readiness.hint})"
    settings = readiness.settings
    return f"{settings.model} at {settings.where}" + (f"; {why}" if (why := _why()) else "")


def _why() -> str:
    from interview_cli.storage.ai.ready import ready

    readiness = ready()
    if readiness and not readiness.agreed:
        return f"not agreed to yet, see: interview config --agree {readiness.host}"
    return readiness.why


def _host(named: str, *, allow: bool) -> None:
    import sys

    from interview_cli.errors import UsageError
    from interview_cli.storage.ai import consent
    from interview_cli.storage.ai.address import host_of
    from interview_cli.terminal.safe import line as safe

    try:
        host = host_of(named)
    except ValueError as error:
        raise UsageError(f"{named!r} is no host", str(error)) from None
    if allow:
        consent.agree(host)
        print(f"Agreed: what a model checks is sent to {safe(host)}.", file=sys.stderr)
    elif consent.withdraw(host):
        print(f"Withdrawn: nothing is sent to {safe(host)} any more.", file=sys.stderr)
    else:
        from interview_cli.storage.catalogue import like

        raise UsageError(f"{host} was never agreed to", like(host, consent.hosts()))


def _every() -> list[tuple[str, Setting]]:
    from interview_cli.storage.config import SETTINGS

    return list(SETTINGS.items())


def _plain(setting: Setting, found: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": setting.name,
        "value": found.get(setting.name, setting.default),
        "set": setting.name in found,
        "about": setting.about,
    }


def _shown(value: object) -> str:
    if value is None:
        return "(not set)"
    return str(value).lower() if isinstance(value, bool) else str(value)
