"""The pictures of questions: found in its pack, and looked at before they are shown."""
