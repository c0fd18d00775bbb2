"""What must hold of a question's picture: its file is there, in the pack, and can be shown."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from interview_cli.core.questions.image import FoundImage
from interview_cli.core.questions.question import Question
from interview_cli.core.sentences import find_nearest, trim
from interview_cli.packs.discovery import list_pictures
from interview_cli.packs.file_names import file_key
from interview_cli.packs.pictures.unusable import Missing, Unusable
from interview_cli.packs.yaml.source import Map, Source

if TYPE_CHECKING:
    from interview_cli.packs.pictures.picture_file import FoundPicture

RULE = "image"
_ALONE = (
    "only a pack that's a folder has pictures: put this file into one, as its pack.yaml, and the "
    "picture beside it"
)


#: Among how many pictures one with a name like that which was meant is looked for, and how often.
_MOST_NAMES, _MOST_LOOKS = 500, 20


@dataclass(slots=True)
class Pictures:
    """The pictures of the pack in *folder*; None: it's a single file, which can't have any.

    Each is looked at once. ``places`` are where those lie that were named, or would.
    """

    folder: Path | None
    places: set[Path] = field(default_factory=set)
    _known: dict[tuple[str, Path], FoundPicture | Unusable] = field(default_factory=dict)
    _there: list[str] | None = None  # the names of all pictures, once somebody asked
    _looks: int = 0

    def check(self, part: Map, source: Source) -> FoundPicture | None:
        """Return the picture of a question; None without one, or where that is reported."""
        image = part.get("image")
        name = image.get("file") if isinstance(image, Map) else None
        if not isinstance(image, Map) or not isinstance(name, str) or not name.strip():
            return None
        found = self._find(name, source.path.parent)
        if isinstance(found, Unusable):
            at = image.at("file")
            fixes = source.replace_text(at, name, found.meant) if found.meant else ()
            source.flaw(at, str(found), RULE, fixes=fixes)
            return None
        return found

    def _find(self, name: str, beside: Path) -> FoundPicture | Unusable:
        from interview_cli.packs.pictures.picture_file import find_picture, place_of  # XML

        if self.folder is None:
            return Unusable(_ALONE)
        if (name, beside) not in self._known:
            try:
                self.places.add(place_of(self.folder, name))
                self._known[name, beside] = find_picture(self.folder, name)
            except Missing as why:
                self._known[name, beside] = self._suggest(self.folder, name, beside, str(why))
            except Unusable as why:
                self._known[name, beside] = why
        return self._known[name, beside]

    def _suggest(self, folder: Path, name: str, beside: Path, missing: str) -> Unusable:
        """Return that a picture is *missing*, and which may be meant, first that *beside* it."""
        near = beside.joinpath(*name.split("/"))
        if beside != folder and near.is_file():
            right = near.relative_to(folder).as_posix()
            return Unusable(f"{missing}: write {trim(right)}", right)
        if self._there is None:
            files = list_pictures(folder)
            self._there = [file.relative_to(folder).as_posix() for file in files]
        last = file_key(name.rpartition("/")[2])
        same = [other for other in self._there if file_key(other.rpartition("/")[2]) == last]
        close = next(iter(same), "")
        self._looks += 1
        if not close and len(self._there) <= _MOST_NAMES and self._looks <= _MOST_LOOKS:
            close = find_nearest(name, self._there)
        hint = f"did you mean {trim(close)}?" if close else "put it there"
        return Unusable(f"{missing}: {hint}", close if len(same) == 1 else "")


def with_picture(question: Question, picture: FoundPicture | None) -> Question:
    """Return *question* with what was found out about its *picture*."""
    image = question.image
    if picture is None or image is None:
        return question
    return replace(question, image=FoundImage(image.file, image.alt, picture.sha256))
