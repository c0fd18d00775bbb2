"""The moving picture of the README: a transcript played at a terminal, drawn as SVG.

``recording`` plays it and keeps what the terminal shows; ``drawing`` makes the picture.
"""
