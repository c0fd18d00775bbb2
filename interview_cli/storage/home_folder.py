"""The learner's own folder; apart from the other paths because those need pathlib."""

from __future__ import annotations

import os
import sys


def home() -> str:
    """Return ``$INTERVIEW_HOME``, else the platform's data folder."""
    if named := os.environ.get("INTERVIEW_HOME"):
        return os.path.abspath(named)
    if sys.platform == "linux" and "ANDROID_ROOT" not in os.environ:
        # All that platformdirs does here; importing it takes longer than Python's own start.
        data = os.environ.get("XDG_DATA_HOME", "")
        if not os.path.isabs(data):
            data = os.path.join(os.environ.get("HOME", ""), ".local/share")
        if os.path.isabs(data):
            return os.path.join(data, "interview")
    import platformdirs  # takes longer than the rest of the way to a line of `due`

    return platformdirs.user_data_dir("interview", appauthor=False)
