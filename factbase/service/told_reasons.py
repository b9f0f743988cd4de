"""The reasons that the program gives for its own events, told in the language of the reader; those of people stay as they are."""

from __future__ import annotations

import re
import string

from factbase.phrase import Words

__all__ = ["told_reason"]

# Kept with an event in English, as text; what stands in the place of a value may be such a reason again.
_OF_ANY = ("corrects {id}: {reason}", "{old} merged into {new}")
_OF_ACTION = {
    "added": ("new {what}",),
    "merged": ("into {name}",),
    "renamed": ("now {label}",),
    "undone": ("undo: {action}",),
}


def told_reason(action: str, text: str, words: Words) -> str:
    """The reason of an event.

    >>> told_reason("added", "corrects 1b2c: edited in review", Words("xx", {"corrects {id}: {reason}": "{reason} <- {id}"}))
    'edited in review <- 1b2c'
    """
    for template in (*_OF_ANY, *_OF_ACTION.get(action, ())):
        found = _pattern(template).fullmatch(text)
        if found is not None:
            return words.say(template, **{k: told_reason("", v, words) for k, v in found.groupdict().items()})
    return words.term(text)


def _pattern(template: str) -> re.Pattern[str]:
    parts = [
        re.escape(text) + (f"(?P<{name}>.+?)" if name else "")
        for text, name, *_ in string.Formatter().parse(template)
    ]
    return re.compile("".join(parts), re.DOTALL)
