"""Facts into files that other tools read: one writer per format, each streaming, each complete or not there at all."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from factbase.errors import UsageError
from factbase.phrase import phrase
from factbase.render.exports.draft import draft_file, draft_folder, send_to_screen
from factbase.render.exports.options import Options, require_use
from factbase.service.export import EXPORTS, Extract

__all__ = ["Options", "write_extract"]

# format: (module, function); a text or file writer takes a draft path, a folder writer a draft folder.
_WRITERS = {
    "csv": "plain:csv_file",
    "jsonl": "plain:jsonl_file",
    "parquet": "plain:parquet_file",
    "md": "plain:markdown_file",
    "xlsx": "workbook:workbook",
    "datapackage": "datapackage:datapackage",
    "csvw": "csvw:csvw",
    "seeds": "seeds:seeds",
    "claimreview": "claimreview:claimreview",
    "annotations": "annotations:annotation_collection",
    "wikidata": "wikidata:wikidata",
    "bibtex": "citations:bibtex",
    "csl-json": "citations:csl_json",
}


def write_extract(extract: Extract, format: str, output: Path | None, options: Options) -> tuple[str, ...]:
    """Write an extract to `output`, or one file to standard output; what the format could not express.

    Nothing appears under the final name before it is complete, and an old file stays if writing fails. Raises
    `UsageError` for a path that cannot be written and for an option that the format has no use for.
    """
    require_use(options, format)
    if options.exact and extract.converts:
        raise UsageError(
            phrase("--exact keeps facts as they are stored; leave out --unit, --currency, --min and --max.")
        )
    module, _, function = _WRITERS[format].partition(":")
    writer: Callable[..., Any] = getattr(import_module(f"factbase.render.exports.{module}"), function)
    shape = EXPORTS[format].shape
    if output is None:
        send_to_screen(lambda draft: writer(extract, draft, options))
    elif shape == "folder":
        with draft_folder(output) as folder:
            writer(extract, folder, options)
    elif shape == "pair":
        writer(extract, output, options)
    else:
        with draft_file(output) as draft:
            writer(extract, draft, options)
    return (*extract.notes, *extract.reports)
