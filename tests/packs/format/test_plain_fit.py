"""What plainly fits becomes what Pydantic makes of it, and all of a sound pack plainly fits."""

import subprocess
import sys
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, Literal, get_args, get_origin, get_type_hints

from hypothesis import event, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from interview_cli.core.kinds import KINDS
from interview_cli.core.questions.question import PackInfo, Question
from interview_cli.core.serialise import pack_field_name
from interview_cli.packs.format.plain_fit import convert
from interview_cli.packs.yaml.source import UNKNOWN, Map, Seq

CLASSES = (Question, PackInfo, *KINDS.values())
NUMBERS = ["1", "0", "1.5", "-1", "+1", "1e3", "٣", "1_0", "inf", " 1", "01", "1.", ".5", "9" * 20]
SCALARS: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=3) | st.sampled_from(["1", "\ud800", "true"]),
    bool: st.sampled_from(["true", "false", "yes", "1", "True", "no"]),
    int: st.sampled_from(NUMBERS),
    float: st.sampled_from(NUMBERS),
}
ODD = st.sampled_from([None, UNKNOWN, "", "text", Seq(), Seq(["text"]), Map.opened(0, 0)])


def to_map(pairs: dict[str, Any]) -> Map:
    made = Map.opened(0, 0)
    made.update(pairs)
    return made


def values_of(kind: Any) -> st.SearchStrategy[Any]:
    """Return what may be read where the type is *kind*: mostly what fits."""
    origin, inner = get_origin(kind), get_args(kind)
    fitting: st.SearchStrategy[Any]
    if is_dataclass(kind):
        fitting = parts_of(kind)
    elif origin is Literal:
        fitting = st.sampled_from(inner)
    elif origin is tuple:
        fitting = st.lists(values_of(inner[0]), max_size=2).map(Seq)
    elif origin is dict:
        fitting = st.dictionaries(SCALARS[str], values_of(inner[1]), max_size=2).map(to_map)
    elif inner:  # or None
        fitting = values_of(inner[0])
    else:
        fitting = SCALARS.get(kind, ODD)
    return st.integers(0, 30).flatmap(lambda n: fitting if n else ODD)


def parts_of(cls: Any) -> st.SearchStrategy[Map]:
    """Return mappings with the fields of *cls*, now and then with one missing or one more."""
    types = get_type_hints(cls)
    values = {pack_field_name(one.name): values_of(types[one.name]) for one in fields(cls)}
    needed = {
        pack_field_name(one.name)
        for one in fields(cls)
        if one.default is MISSING and one.default_factory is MISSING
    }
    return st.fixed_dictionaries(
        {name: values[name] for name in needed},
        optional={name: values[name] for name in values if name not in needed},
    ).flatmap(
        lambda pairs: st.sampled_from([*[pairs] * 20, pairs | {"other": "text"}, {}]).map(to_map)
    )


ADAPTERS: dict[Any, TypeAdapter[Any]] = {cls: TypeAdapter(cls) for cls in CLASSES}


@given(st.sampled_from(CLASSES).flatmap(lambda cls: st.tuples(st.just(cls), parts_of(cls))))
def test_what_plainly_fits_is_what_pydantic_makes_of_it(drawn: tuple[Any, Map]) -> None:
    cls, part = drawn
    value = convert(cls, part)
    event(f"fits: {value is not None}")
    try:
        expected = ADAPTERS[cls].validate_python(part)
    except ValidationError:
        expected = None
    assert value is None or value == expected
    assert value is None or repr(value) == repr(expected)  # 1 isn't True


def test_sound_packs_need_no_pydantic() -> None:
    code = (
        "import sys; from interview_cli.packs.format.reader import read; "
        "from interview_cli.storage.paths import bundled; "
        # The numbers of that one are filled in, so that they're texts first.
        "found = [read(path) for path in bundled().iterdir() if path.name != 'bookkeeping']; "
        "assert all(pack.questions for pack in found); "
        "sys.exit('pydantic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
