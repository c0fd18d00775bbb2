"""Questions that are code to review, for the tests."""

from __future__ import annotations

#: A file with three defects, one of them critical.
TAGS = """\
  - id: tags
    ask: Review this function.
    answer: The default is shared, and `None` is compared by value.
    level: mid
    topic: python/review
    sources: [a book]
    quiz:
      kind: review
      show:
        - file: tags.py
          text: |
            import logging

            def add_tag(tag, password, tags=[]):
                if tag == None:
                    return tags
                logging.info("login %s", password)
                tags.append(tag)
                return tags
      defects:
        - lines: 3
          says: the mutable default is shared by all calls
          any: [same list every call]
          severity: critical
          why: It's made once.
        - {lines: 4-5, says: compare with None by identity, severity: minor}
        - {lines: [6], says: the password is logged, any: [password in log*]}
"""

#: A diff of two files, each with a defect.
PULL_REQUEST = """\
  - id: pull-request
    ask: Review this pull request.
    answer: The call blocks, and the debug mode is on.
    level: senior
    topic: python/review
    sources: [a book]
    quiz:
      kind: review
      diff: |
        diff --git a/app/main.py b/app/main.py
        --- a/app/main.py
        +++ b/app/main.py
        @@ -1,2 +1,3 @@
         import time
        -def main(): pass
        +async def main():
        +    requests.get(URL)
        --- a/conf.yaml
        +++ b/conf.yaml
        @@ -10,2 +10,2 @@ services:
         debug:
        -  on: false
        +  on: true
      defects:
        - {file: app/main.py, lines: 3, says: the call blocks the event loop, severity: critical}
        - {file: conf.yaml, lines: 11, says: debug is on in production}
"""

#: All that is wrong in ``TAGS``, as a learner writes it.
ALL_OF_TAGS = (
    "3: same list every call\nline 5: compare with None by identity\n6: the password is logged"
)
