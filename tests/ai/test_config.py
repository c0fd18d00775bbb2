"""The settings: what is kept, what is refused, and what is told about a broken file."""

from __future__ import annotations

import json
import os
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from helpers.program import BOUND, needs_permissions

from interview_cli.ai import readiness
from interview_cli.core.errors import DiskError, UsageError
from interview_cli.storage import settings
from interview_cli.storage.model_address import parse_address, parse_host

pytestmark = pytest.mark.empty_home

BY_HAND = """\
# mine
[ai]  # a model
model = "small"   # quick
other = [1, 2]

[mine]
x = { y = 1 }
"""


def test_nothing_is_there_until_it_is_set(home):
    configuration, found = settings.load()
    assert found == {}
    assert (configuration.enabled, configuration.timeout) == (False, 20)
    assert (configuration.url, configuration.key_env) == (None, "OPENAI_API_KEY")
    assert not home.exists()


def test_what_somebody_wrote_stays(home):
    home.mkdir()
    (home / "config.toml").write_text(BY_HAND)
    settings.write("ai.enabled", "yes")
    settings.write("ai.model", "large")
    text = (home / "config.toml").read_text()
    assert text == BY_HAND.replace('"small"', '"large"').replace(
        "other = [1, 2]\n", "other = [1, 2]\nenabled = true\n"
    )
    assert settings.find_unknown() == ["ai.other", "mine.x.y"]
    settings.remove("ai.enabled")
    settings.remove("ai.enabled")
    assert (home / "config.toml").read_text() == BY_HAND.replace('"small"', '"large"')


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_a_file_that_is_a_link_stays_one(home, tmp_path):
    home.mkdir()
    (tmp_path / "dotfile").write_text('[ai]\nmodel = "a"\n')
    (home / "config.toml").symlink_to(tmp_path / "dotfile")
    settings.write("ai.model", "b")
    assert (home / "config.toml").is_symlink()
    assert (tmp_path / "dotfile").read_text() == '[ai]\nmodel = "b"\n'


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("ai.enabled", "ON", True),
        ("ai.enabled", "false", False),
        ("ai.timeout", "60", 60),
        ("ai.timeout", "2.5", 2.5),
        ("ai.url", "http://localhost:11434/v1/", "http://localhost:11434/v1"),
        ("ai.url", "https://API.example.com:443/v1", "https://api.example.com/v1"),
        ("ai.url", "http://[::1]:8080", "http://[::1]:8080"),
        ("ai.model", " llama3.2:3b ", "llama3.2:3b"),
        ("ai.key_env", "MY_KEY", "MY_KEY"),
    ],
)
def test_values(name, typed, value):
    settings.write(name, typed)
    assert settings.load()[1] == {name: value}


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("ai.enabled", "maybe", "true or false"),
        ("ai.timeout", "0", "a number of seconds"),
        ("ai.timeout", "nan", "a number of seconds"),
        ("ai.timeout", "1e9", "at most 600"),
        ("ai.url", "localhost:11434", "a web address"),
        ("ai.url", "ftp://localhost", "a web address"),
        ("ai.url", "http://", "a web address"),
        ("ai.url", "http://a b/", "a web address"),
        ("ai.url", "http://x:99999/", "a web address"),
        ("ai.url", "http://me:secret@localhost/", "keys come from the environment"),
        ("ai.url", "http://localhost/v1?key=1", "nothing after the path"),
        ("ai.model", "", "a line of text"),
        ("ai.model", "a\x1b[31m", "a line of text"),
        ("ai.key_env", "MY KEY", "the name of an environment variable"),
    ],
)
def test_values_that_do_not_fit(home, name, typed, told):
    with pytest.raises(UsageError) as error:
        settings.write(name, typed)
    assert told in error.value.hint
    assert not home.exists()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("ai.key_env", "sk-proj-abcdefghijklmnop1234"),
        ("ai.key_env", "0123456789abcdef0123456789abcdef"),
        ("ai.model", "gsk_abcdefghijklmnop1234"),
    ],
)
def test_a_key_is_refused_and_not_repeated(run, home, name, key):
    done = run("config", name, key)
    assert (done.returncode, done.stdout) == (2, "")
    assert "looks like a key" in done.stderr
    assert key not in done.stderr
    assert not home.exists()
    home.mkdir()
    (home / "config.toml").write_text(f'[ai]\n{name.partition(".")[2]} = "{key}"\n')
    done = run("config")
    assert done.returncode == 2
    assert key not in done.stderr


def test_a_broken_file_is_told_with_its_line(run, home):
    home.mkdir()
    (home / "config.toml").write_text("[ai]\nmodel = small\n")
    for args in (["config"], ["config", "ai.model"], ["config", "ai.model", "x"]):
        done = run(*args)
        assert (done.returncode, done.stdout) == (2, "")
        assert f"{home / 'config.toml'}:2:9: this isn't TOML" in done.stderr
        assert "Traceback" not in done.stderr
    assert (home / "config.toml").read_text() == "[ai]\nmodel = small\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ai = 3\n", "ai must be a table"),
        ('[ai]\nenabled = "perhaps"\n', "ai.enabled is 'perhaps'; it must be true or false"),
        ("[ai]\ntimeout = true\n", "ai.timeout is True; it must be a number"),
        ("[ai]\nmodel = [1]\n", "ai.model is [1]; it must be a line"),
    ],
)
def test_a_value_by_hand_that_does_not_fit(home, text, told):
    home.mkdir()
    (home / "config.toml").write_text(text)
    with pytest.raises(UsageError) as error:
        settings.load()
    assert told in error.value.message


def test_a_file_that_is_no_text(home):
    home.mkdir()
    (home / "config.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match="is not UTF-8"):
        settings.load()
    (home / "config.toml").unlink()
    (home / "config.toml").mkdir()
    with pytest.raises(DiskError, match="cannot read"):
        settings.load()


@needs_permissions
def test_a_home_that_is_read_only(run, home):
    home.mkdir(mode=0o500)
    done = run("config", "ai.model", "x", before=BOUND)
    assert done.returncode == 4
    assert "cannot write" in done.stderr


def test_the_command(run, home):
    first = run("config")
    assert (first.returncode, first.stderr) == (0, "")
    assert "(not there yet)" in first.stdout
    assert "Model: off, no model is configured" in first.stdout
    done = run("config", "ai.url", "http://localhost:11434/v1")
    assert (done.returncode, done.stdout) == (0, "")
    assert run("config", "ai.url").stdout == "http://localhost:11434/v1\n"
    assert run("config", "ai.enabled").stdout == "false\n"
    assert run("config", "ai.model").returncode == 1
    wrong = run("config", "ai.modle")
    assert (wrong.returncode, "did you mean ai.model?" in wrong.stderr) == (2, True)
    run("config", "ai.enabled", "true")
    run("config", "ai.model", "small")
    assert run("config", "--unset", "ai.url").returncode == 0
    told = json.loads(run("config", "--json").stdout)
    assert told["v"] == 1
    values = {s["name"]: (s["value"], s["set"]) for s in told["settings"]}
    assert values["ai.url"] == (None, False)
    assert values["ai.model"] == ("small", True)
    assert told["ai"]["why"] == "ai.url is not set"
    assert json.loads(run("config", "ai.model", "--json").stdout)["value"] == "small"


@pytest.mark.parametrize(
    "args",
    [
        ["--unset"],
        ["--unset", "ai.model", "x"],
        ["--agree", "a", "--withdraw", "b"],
        ["ai.model", "--agree", "localhost"],
        ["--agree", "no host"],
        ["--withdraw", "localhost"],
    ],
)
def test_wrong_usage(run, args):
    done = run("config", *args)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_a_slip_in_the_file_is_told(run, home):
    home.mkdir()
    (home / "config.toml").write_text("[ai]\nenabeld = true\n")
    done = run("config")
    assert done.returncode == 0
    assert "ai.enabeld isn't a setting; did you mean ai.enabled?" in done.stderr


def test_hosts_are_agreed_to_and_withdrawn(run, home):
    assert "localhost:11434" not in readiness.agreed_hosts()
    assert run("config", "--agree", "http://localhost:11434/v1").returncode == 0
    assert readiness.agreed_hosts() == ["localhost:11434"]
    assert "localhost:1" not in readiness.agreed_hosts()
    assert "You've agreed to send to: localhost:11434" in run("config").stdout
    assert run("config", "--withdraw", "localhost:11434").returncode == 0
    assert readiness.agreed_hosts() == []
    assert "agree" not in (home / "config.toml").name


@pytest.mark.parametrize(
    "broken", [b"[]", b'{"hosts": "localhost"}', b'{"hosts": [1]}', b"\xff", b'{"hosts": ["a"']
)
def test_a_broken_file_agrees_to_nothing_and_is_not_written_over(home, broken):
    home.mkdir()
    (home / "agreed.json").write_bytes(broken)
    assert "localhost" not in readiness.agreed_hosts()
    for change in (readiness.agree, readiness.withdraw):
        with pytest.raises(DiskError, match=r"agreed\.json is damaged"):
            change("localhost")
    assert (home / "agreed.json").read_bytes() == broken


@pytest.mark.parametrize(
    ("address", "host", "local"),
    [
        ("http://localhost:11434/v1", "localhost:11434", True),
        ("https://localhost/v1", "localhost", True),
        ("http://127.8.9.10:80", "127.8.9.10", True),
        ("http://[::1]:1234/", "[::1]:1234", True),
        ("http://localhost.evil.example/", "http://localhost.evil.example", False),
        ("http://127.0.0.1.evil.example/", "http://127.0.0.1.evil.example", False),
        ("http://0.0.0.0:8000/", "http://0.0.0.0:8000", False),
        ("http://192.168.1.5:11434/v1", "http://192.168.1.5:11434", False),
        ("https://api.example.com/v1", "api.example.com", False),
        ("https://api.example.com:8443/v1", "api.example.com:8443", False),
    ],
)
def test_hosts(address, host, local):
    found = parse_address(address)
    assert (found.host, found.local) == (host, local)
    assert parse_host(address) == parse_host(host) == host


def test_a_pretended_day_writes_nothing(run, tmp_path):
    env = {"INTERVIEW_NOW": "2026-11-21T20:00:00+01:00", "INTERVIEW_HOME": ""}
    done = run("config", "ai.model", "x", HOME=str(tmp_path), XDG_DATA_HOME=str(tmp_path), **env)
    assert done.returncode == 2
    assert "INTERVIEW_NOW" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "args",
    [
        ["--help"],
        ["config"],
        ["config", "--json"],
        ["quiz", "-n", "1", "--json"],
        ["generate", "-h"],
    ],
    ids=" ".join,
)
def test_who_does_not_ask_a_model_loads_none(run, args):
    settings.write("ai.enabled", "true")
    settings.write("ai.url", "http://localhost:1/v1")
    settings.write("ai.model", "x")
    heavy = "pydantic_ai,openai,httpx,httpx2,httpcore,httpcore2,anyio,tomlkit"
    done = run(*args, options=[f"-Xloaded={heavy}"])
    assert done.returncode == 0
    assert done.stderr.splitlines()[-1:] == [""]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_without_the_extra_it_is_said_how_to_install_it(run, tmp_path):
    """What is installed here, but for the extra, as a folder of links."""
    bare = tmp_path / "bare"
    bare.mkdir()
    for name in ("typer", "pydantic", "yaml"):
        spec = find_spec(name)
        assert spec is not None
        site = Path(str(spec.origin)).parent.parent
        for item in site.iterdir():
            if not item.name.startswith(("pydantic_ai", "openai")) and item.suffix != ".pth":
                link = bare / item.name
                if not link.exists():
                    link.symlink_to(item)
    settings.write("ai.enabled", "true")
    settings.write("ai.url", "http://localhost:1/v1")
    settings.write("ai.model", "x")
    root = Path(settings.__file__).parent.parent.parent
    env = {"PYTHONPATH": os.pathsep.join([str(root), str(bare)])}
    for args, code in ((["config"], 0), (["generate", "-t", "python"], 2)):
        done = run(*args, options=["-S"], **env)
        assert done.returncode == code, done.stderr
        told = done.stdout + done.stderr
        assert 'the extra "ai" is not installed' in told
        assert "pip install 'pydantic-ai-slim[openai]" in told
