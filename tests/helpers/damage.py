"""What happens to bytes on a disk, or in an editor: flipped, cut, zeroed, doubled, replaced."""

from __future__ import annotations

from hypothesis import strategies as st

#: What nobody meant to put into a file.
SCRAPS = [
    *(b"\0", b"\xff", b'"', b"{", b"[", b"\n", b"\r\n", b"=", b":", b"\xef\xbb\xbf", bytes(100)),
    *(b"NaN", b"1e999", b"null", b"-1", b"true", b"{}", b"[]", b"9" * 400, b"\\ud800"),
    *("\u202e".encode(), b"[" * 3000, b'{"a":' * 3000, b"9999-12-31", b"0001-01-01"),
]


#: What a disk does, and what an editor and others do besides.
BY_A_DISK = ("flip", "flip", "flip", "zero", "cut")
BY_ANYBODY = ("flip", "insert", "replace", "cut", "zero", "double")


@st.composite
def damaged(draw: st.DrawFn, data: bytes, ways: tuple[str, ...] = BY_ANYBODY) -> bytes:
    """Return *data* after one to three accidents."""
    now = bytearray(data)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, max(0, len(now) - 1)))
        match draw(st.sampled_from(ways)):
            case "flip" if now:
                now[at] ^= 1 << draw(st.integers(0, 7))
            case "insert":
                now[at:at] = draw(st.sampled_from(SCRAPS))
            case "replace":
                now[at : at + draw(st.integers(1, 12))] = draw(st.sampled_from(SCRAPS))
            case "cut":
                del now[at : at + draw(st.sampled_from([1, 7, 100, 1 << 20]))]
            case "zero":
                now[at:] = bytes(len(now) - at)
            case _:
                now[at:at] = now[at : at + draw(st.sampled_from([1, 30, 1000]))]
    return bytes(now)


#: Values of JSON, of which many are no numbers that can be meant.
JSON = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=8),
        st.sampled_from(["", "mid", "quiz", "p:a", "2026-12-24", "9999-12-31", "\ud800", 10**400]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)
