"""A question's picture in a page for a browser, which has all of it within."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

from interview_cli.core.questions.picture_endings import media_type
from interview_cli.packs.pictures.picture_file import load_picture
from interview_cli.packs.pictures.unusable import Unusable
from interview_cli.terminal.pictures.question_picture import Picture
from interview_cli.terminal.rendering.html_page import text
from interview_cli.terminal.rendering.wording import PICTURE


def html_picture(picture: Picture) -> str:
    """Return the picture and what it shows in words; the words alone where it can't be shown.

    It's looked at again: the file may have changed since the pack was read.
    """
    alt = picture.image.alt.strip()
    said = f"<figcaption aria-hidden=true>{PICTURE}: {text(alt)}</figcaption>"
    try:
        found, data = load_picture(Path(picture.folder), picture.image.file)
    except (OSError, Unusable):
        return f"<p>{PICTURE}: {text(alt)}</p>\n"
    source = f"data:{media_type(found.path.name)};base64,{b64encode(data).decode()}"
    size = f'width="{found.size.width}" height="{found.size.height}"'
    return f'<figure><img src="{source}" {size} alt="{text(alt)}">{said}</figure>\n'
