"""Packs made to reach the terminal, fill the machine or write elsewhere, in a real terminal.

Every command that brings, renews or takes away packs meets each of them.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

import pytest
from helpers.hostile_packs import HEAD, LOCAL, SOUND, SOURCES, Stage, archive, folder, tree, write
from helpers.program import mostly_slow

pytestmark = pytest.mark.slow

#: Of these a pack with what is sound in it may come in; all others are refused.
MAY_COME_IN = {"markup", "nested brackets", "laughs in a question"}

#: These are no hosts that answer.
UNREACHABLE = {"nobody there"}


@pytest.fixture
def stage(tmp_path: Path, home: Path) -> Stage:
    return Stage(tmp_path, home)


def own(home: Path) -> dict[str, str]:
    """Give what lies among the learner's packs."""
    return {name: what for name, what in tree(home / "packs").items() if not name.endswith(".lock")}


@pytest.mark.parametrize("name", mostly_slow(SOURCES, 10))
def test_every_pack_command_on_it(stage: Stage, name: str) -> None:
    source = SOURCES[name](stage.at)
    words = ["--", source] if source.startswith("-") else [source]

    found = stage.run_all(
        (["pack", "add", *words], b""),
        (["pack", "list"], b""),
        (["pack", "show"], b""),
        (["pack", "update"], b"n\n"),
        (["pack", "remove", "demo"], b"y\n"),
        (["pack", "check", *words], b""),
        (["pack", "diff", *words, stage.sound], b""),
        *([(["quiz", f"--pack={source}", "--plain"], b":q\n")] if Path(source).exists() else []),
    )

    code, said = found[0]
    if name in MAY_COME_IN:
        assert code in (0, 1), said
        assert "root:" not in said
    elif name in UNREACHABLE:
        assert code == 4, said
    else:
        assert code in (1, 2), said
    assert own(stage.home) == {}


@pytest.mark.parametrize("name", mostly_slow(LOCAL, 10))
def test_it_lies_among_the_packs(stage: Stage, name: str) -> None:
    source = Path(SOURCES[name](stage.at))
    (stage.home / "packs").mkdir(parents=True)
    shutil.move(source, stage.home / "packs")
    there = stage.home / "packs" / source.name

    # Without a path every question that is bundled is looked at too, which takes seconds.
    checked = [] if name == LOCAL[0] else [str(there)]

    stage.run_all(
        *((["pack", command], b"") for command in ("list", "show", "update")),
        (["pack", "check", *checked], b""),
        (["pack", "list", "--json"], b""),
        (["pack", "diff", "python-fastapi", str(there)], b""),
        (["pack", "remove", "demo"], b""),
        (["quiz", "--pack=demo", "--plain"], b":q\n"),
    )

    assert there.exists()


@pytest.mark.parametrize(
    "name", mostly_slow([n for n in SOURCES if n.startswith(("zip", "raw", "a link"))], 10)
)
def test_a_sound_pack_turns_into_it(stage: Stage, name: str, tmp_path: Path) -> None:
    source = Path(SOURCES[name](stage.at))
    hostile = source.rename(tmp_path / "hostile")
    if source.suffix == ".zip":
        archive()(stage.at)
    elif source.suffix:
        write(source, HEAD + SOUND)
    else:
        folder("more.yaml")(stage.at)
    assert stage.run("pack", "add", str(source))[0] == 0
    before = own(stage.home)
    shutil.rmtree(source) if source.is_dir() else source.unlink()
    hostile.rename(source)

    (code, _), _ = stage.run_all(
        (["pack", "update", "demo", "--yes"], b""), (["pack", "list"], b"")
    )

    if name not in MAY_COME_IN:
        assert code in (1, 2)
        assert own(stage.home) == before


def test_a_record_that_lies(stage: Stage) -> None:
    stage.run("pack", "add", stage.sound)
    record = stage.home / "packs/demo/.added.json"
    plain = json.loads(record.read_text(encoding="utf-8"))
    evil = stage.at / "elsewhere/precious"
    evil.write_text("precious", encoding="utf-8")
    plain["files"] = {str(evil): "x", "../../../machine/elsewhere/precious": "x", **plain["files"]}
    plain["source"] = "ext::sh -c evil\x1b]52;c;eA==\x07"
    record.write_text(json.dumps(plain), encoding="utf-8")

    stage.run("pack", "list")
    assert stage.run("pack", "update")[0] == 2
    stage.run("pack", "remove", "demo", "--yes")

    assert evil.read_text(encoding="utf-8") == "precious"


@pytest.mark.skipif(sys.platform == "win32", reason="no such links there")
def test_a_link_among_the_packs_is_not_gone_into(stage: Stage) -> None:
    other = stage.at / "other"
    stage.run("pack", "add", stage.sound)
    shutil.move(stage.home / "packs/demo", other)
    (stage.home / "packs/demo").symlink_to(other)

    assert stage.run("pack", "remove", "demo", "--yes")[0] == 2
    assert (other / "pack.yaml").exists()


@pytest.fixture
def distribution(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install a distribution that says only what is bad for us; give what its code would make."""
    site = stage.at / "site"
    ran = stage.at / "elsewhere/ran"
    code = f"open({str(ran)!r}, 'w').close()\n"
    evil = "\x1b]52;c;eA==\x07\x9b2J\u202e"
    write(site / "evil_pack/__init__.py", code)
    write(site / "evil_pack/demo/__init__.py", code)
    write(site / "evil_pack/demo/pack.yaml", HEAD)
    write(site / f"evil_pack/demo/evil{evil}.yaml", SOUND)
    write(site / "evil_pack/sound/pack.yaml", HEAD)
    write(site / "evil_pack/sound/questions.yaml", SOUND)
    write(stage.at / "secret.yaml", f"secret: {evil} hidden\n")
    (site / "evil_pack/sound/out.yaml").symlink_to("/dev/zero")
    info = site / "evil_pack-1.dist-info"
    write(info / "METADATA", f"Metadata-Version: 2.1\nName: evil-pack\nVersion: 1{evil}\n")
    write(
        info / "entry_points.txt",
        "[interview_cli.packs]\ndemo = evil_pack.demo\nsound = evil_pack.sound:run()\n"
        f"{evil} = evil_pack.demo\nup = ..secret\nos = os:system('id')\n",
    )
    names = ["demo/pack.yaml", f"demo/evil{evil}.yaml", "sound/pack.yaml", "sound/questions.yaml"]
    names += ["sound/out.yaml", "sound/../../../secret.yaml", "sound/nothing.yaml"]
    write(info / "RECORD", "".join(f"evil_pack/{name},,\n" for name in names))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(site), *sys.path]))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    return ran


def test_a_distribution(stage: Stage, distribution: Path) -> None:
    found = stage.run_all(
        (["pack", "add", "evil-pack"], b""),
        (["pack", "add", "evil-pack", "--folder", "\x1b]52;c;eA==\x07\x9b2J\u202e"], b""),
        (["pack", "add", "evil-pack", "--folder", "up"], b""),
        (["pack", "add", "evil-pack", "--folder", "os"], b""),
        (["pack", "add", "evil-pack", "--folder", "../../secret.yaml"], b""),
        (["pack", "add", "evil-pack", "--folder", "demo"], b""),
        (["pack", "add", "evil-pack", "--folder", "sound"], b""),
        (["pack", "add", "no-such-pack"], b""),
        (["pack", "diff", "evil-pack", stage.sound], b""),
        (["pack", "list"], b""),
        (["pack", "update"], b""),
    )

    assert {code for code, _ in found[:9]} <= {1, 2, 4}
    assert not any("hidden" in said for _, said in found)
    assert not distribution.exists()
