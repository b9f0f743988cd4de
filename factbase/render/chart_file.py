"""A chart as a picture: SVG, PNG or a page that needs no network, drawn by vl-convert (an extra)."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from factbase.errors import UsageError
from factbase.phrase import listed, phrase
from factbase.render.chart_spec import chart_spec
from factbase.render.exports.draft import draft_file
from factbase.service.chart import Chart

__all__ = ["PICTURES", "chart_svg", "chinese_fonts", "write_chart"]

PICTURES = (".svg", ".png", ".html")
_FONTS = "Noto Sans, DejaVu Sans, Arial, sans-serif"
_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts", "/System/Library/Fonts",
            "/Library/Fonts", "~/Library/Fonts", "C:/Windows/Fonts")  # fmt: skip
# Font files that hold Chinese, by a part of their name, and the family that each makes.
_FAMILIES = {
    "notosanscjk": "Noto Sans CJK SC", "notosanssc": "Noto Sans SC", "sourcehansans": "Source Han Sans SC",
    "notoserifcjk": "Noto Serif CJK SC", "wqy-microhei": "WenQuanYi Micro Hei", "wqy-zenhei": "WenQuanYi Zen Hei",
    "pingfang": "PingFang SC", "stheiti": "STHeiti", "hiragino": "Hiragino Sans GB", "msyh": "Microsoft YaHei",
    "simhei": "SimHei", "simsun": "SimSun", "droidsansfallback": "Droid Sans Fallback", "arphic": "AR PL UMing CN",
}  # fmt: skip


def write_chart(chart: Chart, path: Path) -> None:
    """Write a chart to an .svg, .png or .html file.

    Raises `UsageError` where vl-convert is not installed, and for a PNG with Chinese where no font holds it.
    """
    suffix = path.suffix.lower()
    if suffix not in PICTURES:
        raise UsageError(
            phrase(
                "a chart is drawn as {pictures}, not {suffix!r}.",
                pictures=listed(PICTURES),
                suffix=path.suffix or "a file without ending",
            )
        )
    with draft_file(path) as draft:
        if suffix == ".png":
            _need_fonts(chart)
            draft.write_bytes(_convert("vegalite_to_png", chart, scale=2.0))
        elif suffix == ".svg":
            draft.write_text(_convert("vegalite_to_svg", chart), encoding="utf-8")
        else:
            draft.write_text(_convert("vegalite_to_html", chart, bundle=True), encoding="utf-8")


def chart_svg(chart: Chart) -> str:
    """The chart as SVG text, for notebooks."""
    return str(_convert("vegalite_to_svg", chart))


def chinese_fonts() -> tuple[str, ...]:
    """Families on this machine that hold Chinese: asked of fontconfig, else told by the names of font files."""
    listing = shutil.which("fc-list")
    if listing:
        done = subprocess.run([listing, ":lang=zh-cn", "family"], capture_output=True, text=True, check=False)
        found = sorted({line.split(",")[0].strip() for line in done.stdout.splitlines() if line.strip()})
        if found:
            preferred = [f for f in _FAMILIES.values() if f in found]
            return tuple(dict.fromkeys([*preferred, *found]))
    names = [
        file.name.lower()
        for folder in _FOLDERS
        for file in Path(folder).expanduser().rglob("*")
        if file.suffix.lower() in (".ttf", ".ttc", ".otf")
    ]
    plain = [n.replace("-", "").replace("_", "") for n in names]
    return tuple(f for part, f in _FAMILIES.items() if any(part.replace("-", "") in n for n in plain))


def _convert(function: str, chart: Chart, **options: Any) -> Any:
    try:
        import vl_convert
    except ImportError as error:
        raise UsageError(phrase("pictures need vl-convert: pip install 'factbase-proof[plot]'.")) from error
    fonts = ", ".join([*(f"'{f}'" for f in chinese_fonts()[:2]), _FONTS])
    spec = json.dumps(chart_spec(chart, fonts), ensure_ascii=False)
    return getattr(vl_convert, function)(spec, **options)


def _need_fonts(chart: Chart) -> None:
    """Raise `UsageError` if the chart has Chinese and no font here holds it: the picture would be full of boxes."""
    texts = [chart.title, *chart.sources, *(t for m in chart.marks for t in (m.label, m.text))]
    if (
        any("\u2e80" <= c <= "\u9fff" or "\uff00" <= c <= "\uffef" for t in texts for c in t)
        and not chinese_fonts()
    ):
        raise UsageError(
            phrase(
                "no font on this machine holds Chinese, so the picture would show boxes. Install one (fonts-noto-cjk), or write .svg or .html, which the reader's fonts draw."
            )
        )
