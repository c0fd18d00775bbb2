"""A case to work through, for the tests, and what can be said of it."""

from __future__ import annotations

LINKS = """\
  - id: links
    ask: Design a service that makes short links.
    answer: "**Clarify**: the load. **Data**: a key-value store."
    level: mid
    topic: design
    sources: [a book]
    quiz:
      kind: design
      stages:
        - id: clarify
          ask: What do you want to know first?
          minutes: 3
          key_points:
            - says: how many links are followed
              id: load
              essential: true
              any: [reads > writes, how much traffic]
            - says: how long a link lives
              any: [expire*, ttl]
          anchors: [asks nothing, asks little, asks for the load, asks for both]
          follow_ups:
            - missed: load
              ask: What decides the database?
        - id: data
          ask: Where do the links go?
          minutes: 5
          key_points:
            - says: a key-value store by the short name
              any: [Redis, DynamoDB]
          anchors: [no store, a store, with a reason, two compared]
"""

#: Words for each thing that the interviewer says where nothing is missed, and where all is.
GOOD = ("How much traffic is there, and do links expire?", "We keep them in Redis.")
POOR = ("I'd draw boxes.", "No idea.", "Files.")
