"""The home screen: how the learner is doing, and the menus that lead on."""
