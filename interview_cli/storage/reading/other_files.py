"""What a file is that isn't a journal's, where its beginning tells."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OtherFile:
    """What a file is, in words, and what to do so that it can be read, if anything."""

    says: str
    advice: str = ""


def _encrypted(program: str, way: str) -> OtherFile:
    return OtherFile(f"encrypted by {program}", f"decrypt it: {way}")


def _packed(program: str, way: str) -> OtherFile:
    return OtherFile(
        f"compressed with {program}",
        f"unpack it somewhere else ({way}), then: interview progress merge FILE; then move it away",
    )


_PAGE = OtherFile(
    "a web page, as a login page that was saved in place of the file",
    "log in, and have your sync tool fetch the file again",
)

#: How such files begin, in small letters.
_BEGINNINGS = {
    b"\0gitcrypt\0": _encrypted("git-crypt", "git-crypt unlock"),
    b"age-encryption.org/": _encrypted("age", "age --decrypt"),
    b"-----begin age encrypted file": _encrypted("age", "age --decrypt"),
    b"-----begin pgp message": _encrypted("GnuPG", "gpg --decrypt"),
    b"salted__": _encrypted("OpenSSL", "openssl enc -d, with the cipher that it was written with"),
    b"$ansible_vault": _encrypted("Ansible", "ansible-vault decrypt"),
    b"\x28\xb5\x2f\xfd": _packed("zstd", "unzstd"),
    b"\x04\x22\x4d\x18": _packed("lz4", "unlz4"),
    b"7z\xbc\xaf\x27\x1c": _packed("7-Zip", "7z x"),
    b"rar!\x1a": _packed("RAR", "unrar x"),
    b"lzip": _packed("lzip", "lzip -d"),
    b"version https://git-lfs": OtherFile(
        "a pointer of Git LFS, which stands for a file that isn't here yet",
        "fetch it: git lfs pull",
    ),
    b"<!doctype html": _PAGE,
    b"<html": _PAGE,
    b"sqlite format 3\0": OtherFile("a database of SQLite"),
    b"%pdf-": OtherFile("a PDF"),
    b"\x89png": OtherFile("a picture"),
    b"\xff\xd8\xff": OtherFile("a picture"),
}


def recognise(beginning: bytes) -> OtherFile | None:
    """Return what a file is that begins so; None where that isn't known."""
    folded = beginning.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    folded = folded if folded else beginning.lower()
    return next((what for one, what in _BEGINNINGS.items() if folded.startswith(one)), None)
