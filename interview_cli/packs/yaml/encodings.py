"""What a file that isn't UTF-8 may be: read as that, where it is certain enough."""

from __future__ import annotations

import re

#: Bytes above 127 of Western Windows files, each by the sign that it is there.
_ACCENTED = "àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿœšžß"
_SIGNS = "‘’‚“”„«»‹›–—…•·°±×÷€£¥§©®™¿¡²³½¼¾µªº\xa0ˆ˜†‡‰´`¨¸¶¬¦ƒ"
#: What no one writes in a Western language, so that the file is of another code page.
_UNLIKELY = (
    rf"[^\x00-\x7f]{{4}}|[{_ACCENTED}{_ACCENTED.upper()}]{{3}}"
    rf"|[a-z{_ACCENTED}][{_ACCENTED.upper()}](?!\b)(?=[a-z])"
)

#: Letters that Icelandic has where Turkish has others, and the rest of what Icelandic has.
_TURKISH = "ðþýÐÞÝ"
_ICELANDIC = "áéíóúæÁÉÍÓÚÆ"

_CYRILLIC = "А-Яа-яЁёІіЇїЄєҐґЎўЈјЉљЊњЋћЂђЏџ"
_GREEK = "Ά-ώ"
_CENTRAL = "ąćęłńóśźżáčďéěíňřšťúůýžöüőűäôĺľŕăâîșțşţđ"
_MARKS = re.escape(_SIGNS) + "№"
#: The letters that are most of any text in each alphabet.
_FREQUENT = {_CYRILLIC: "оеаинтсрвлкОЕАИНТСРВЛК", _GREEK: "αοιετσνηυρπάόίέή"}
#: Code pages by alphabet, the likeliest first.
_PAGES = (
    (_CYRILLIC, "cp1251", "Windows-1251"),
    (_CYRILLIC, "koi8-u", "KOI8"),
    (_CYRILLIC, "cp866", "code page 866"),
    (_CYRILLIC, "iso8859-5", "ISO 8859-5"),
    (_GREEK, "cp1253", "Windows-1253"),
)
_HAN = "\u4e00-\u9fff"
#: Of the rest it's only likely: what they must have, and what else may be in them.
_EAST = (
    ("shift_jis", "Shift JIS", "[\u3041-\u30ff]", f"\u3000-\u30ff{_HAN}\uff01-\uff60"),
    ("euc_jp", "EUC-JP", "[\u3041-\u30ff]", f"\u3000-\u30ff{_HAN}\uff01-\uff60"),
    ("euc_kr", "EUC-KR", "[\uac00-\ud7a3]{2}", "\uac00-\ud7a3\u3000-\u3020"),
    ("gbk", "GBK", f"[{_HAN}]{{2}}", f"{_HAN}\u3000-\u3020\uff01-\uff60\u2014-\u2026"),
    ("big5", "Big5", f"[{_HAN}]{{2}}", f"{_HAN}\u3000-\u3020\uff01-\uff60\u2014-\u2026"),
)
_LEAST = 8  # letters, to be sure of an alphabet


def guess_text(data: bytes) -> tuple[str, str] | None:
    """Return the text of *data*, which isn't UTF-8, and the encoding's name; None if unsure."""
    if data[:4] in (b"\xff\xfe\0\0", b"\0\0\xfe\xff"):
        try:
            return data.decode("utf-32"), "UTF-32"
        except UnicodeDecodeError:
            return None
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or _is_wide(data):
        wide = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else _is_wide(data)
        try:
            text = data.decode(wide)
        except UnicodeDecodeError:
            return None
        # Spaces and line ends with their bytes swapped: a byte is missing before them.
        return None if re.search("[\u0a00\u0d00\u2000]", text) else (text, "UTF-16")
    if b"\0" in data:
        return None
    return _guess_western(data) or _guess_alphabet(data)


def _guess_western(data: bytes) -> tuple[str, str] | None:
    text = data.decode(errors="surrogateescape")
    try:
        text = re.sub(
            "[\udc80-\udcff]", lambda f: bytes([ord(f[0]) - 0xDC00]).decode("cp1252"), text
        )
    except UnicodeDecodeError:
        return None
    known = {*_ACCENTED, *_ACCENTED.upper(), *_SIGNS}
    odd = {sign for sign in text if "\x80" <= sign <= "\xff" or sign in _SIGNS}
    if not odd <= known or re.search(_UNLIKELY, text):
        return None
    if odd & {*_TURKISH} and not odd & {*_ICELANDIC}:
        return None
    return text, "Windows-1252"


def _guess_alphabet(data: bytes) -> tuple[str, str] | None:
    """Return *data* in the one code page in which it's text of another alphabet."""
    scores = list[tuple[float, str, str]]()
    for letters, codec, name in _PAGES:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        found = re.findall(f"[{letters}]", text)
        words = re.findall(r"[^\W\d_]+", text)
        sound = (
            len(found) >= _LEAST
            and not re.search(rf"[^\x00-\x7f{letters}{_MARKS}]", text)
            and not any(word[1:] != word[1:].lower() and word != word.upper() for word in words)
        )
        if sound:
            usual = sum(letter in _FREQUENT[letters] for letter in found)
            scores.append((usual / len(found), text, name))
    scores.sort(reverse=True)
    if not scores or scores[0][0] < _USUAL or (len(scores) > 1 and scores[1][0] > scores[0][0] / 2):
        return None
    return scores[0][1], scores[0][2]


#: At least this share of the letters must be usual ones.
_USUAL = 0.5


def name_likely(data: bytes) -> str:
    """Return which encodings *data* may be in that isn't UTF-8, "" where none is likely."""
    names = list[str]()
    try:
        text = data.decode("cp1254")
        known = {*_ACCENTED, *_ACCENTED.upper(), *_SIGNS, *"ğşıĞŞİ"}
        odd = {sign for sign in text if not sign.isascii()}
        if odd <= known and not re.search(_UNLIKELY, text):
            names.append("Windows-1254 (Turkish)")
    except UnicodeDecodeError:
        pass
    for codec, name, letters in (
        ("cp1250", "Windows-1250 (Central European)", f"{_CENTRAL}{_CENTRAL.upper()}"),
        ("mac_roman", "Mac Roman", f"{_ACCENTED}{_ACCENTED.upper()}"),
    ):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        odd = {sign for sign in text if not sign.isascii()}
        words = re.findall(r"[^\W\d_]+", text)
        odd_case = any(word[1:] != word[1:].lower() and word != word.upper() for word in words)
        if (
            not names
            and odd <= {*letters, *_SIGNS}
            and not (odd_case or re.search(r"[^\x00-\x7f]{6}", text))
        ):
            names.append(name)
    for codec, name, must, may in _EAST:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if not names and re.search(must, text) and not re.search(rf"[^\x00-\x7f{may}]", text):
            names.append(name)
    return names[0] if names else ""


def _is_wide(data: bytes) -> str:
    head = data[:400]
    half = len(head) // 2
    if half > 4 and head[1::2].count(0) > 0.5 * half and not head[::2].count(0):
        return "utf-16-le"
    if half > 4 and head[::2].count(0) > 0.5 * half and not head[1::2].count(0):
        return "utf-16-be"
    return ""


def describe(data: bytes, recoded: tuple[str, str] | None) -> str:
    """Return what is wrong with a file of *data*, which isn't UTF-8, and what to do."""
    if recoded and b"\0" in data:
        return f"this file is {recoded[1]}: save it as UTF-8 text"
    if b"\0" in data:
        wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
        return f"this file is {'UTF-16' if wide else 'not a text file'}: save it as UTF-8 text"
    as_read = data.decode(errors="surrogateescape")
    found = _BAD.search(as_read)
    byte = ord(found[0]) - 0xDC00 if found else 0
    if recoded:
        shown = _word_at(recoded[0], found.start() if found else 0)
        some = not _BAD.sub("", as_read).isascii()  # the rest is UTF-8
        what = f"a part of this file is {recoded[1]}" if some else f"this file is {recoded[1]}"
        return f"{what}, not UTF-8{shown}: save it as UTF-8"
    if likely := name_likely(data):
        return (
            f"byte 0x{byte:02X} is not UTF-8; this file is probably {likely}: open it as that, and "
            "save it as UTF-8"
        )
    return f"byte 0x{byte:02X} is not UTF-8{name_byte(byte)}: save the file as UTF-8"


_BAD = re.compile("[\udc80-\udcff]")


def _word_at(text: str, at: int) -> str:
    """Return the word at *at*, to show what is read there."""
    begin = max(text.rfind(" ", 0, at), text.rfind("\n", 0, at)) + 1
    found = re.compile(r"\S{1,20}").match(text, begin)
    return f" (here it says {found[0]})" if found else ""


def name_byte(byte: int) -> str:
    """Return what *byte* is in the encodings of Western files, for a message; "" if nothing."""
    was = bytes([byte]).decode("cp1252", errors="replace")
    if was == "\ufffd":
        return ""
    return f" (in {'Windows-1252' if byte < 0xA0 else 'Latin-1'} it would be {was})"
