"""Characters that no terminal may get from others, as they are."""

from __future__ import annotations

import re

#: All controls but tab and line feed, what turns the direction of writing, what cannot
#: be seen, and halves of characters. U+2028 and U+2029 are among them because YAML takes
#: them for line ends. Joiners (U+200C, U+200D) are part of some scripts and are not.
UNSAFE = re.compile(
    "[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
