"""topics: what there are questions about, and how many."""

from __future__ import annotations

from interview_cli.commands import options
from interview_cli.commands.filters import select
from interview_cli.terminal.rendering.messages import print_json, wants_plain


def topics(
    level: options.Levels = None,
    topic: options.Topics = None,
    pack: options.Packs = None,
    kind: options.Kinds = None,
    track: options.Tracks = None,
    plain: options.PlainLines = False,
    as_json: options.Json = False,
) -> int:
    """A topic counts the questions of all topics below it. To practise one, give its whole
    name: interview quiz --topic fastapi/dependencies
    """
    from interview_cli.terminal import topic_tree  # Rich

    found = topic_tree.count_topics(select(level, topic, pack, kind, track).entries())
    if as_json:
        print_json(topic_tree.to_json(found))
    elif wants_plain(plain):
        print(*topic_tree.lines(found), sep="\n")
    else:
        topic_tree.show(found)
    return 0
