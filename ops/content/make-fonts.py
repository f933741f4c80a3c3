"""Makes the web fonts: Be Vietnam Pro (SIL OFL 1.1), Latin and Vietnamese letters only, three weights.

Run by an author when the letters or weights change; the results are committed in web/src/lib/fonts.
    npm pack @fontsource/be-vietnam-pro@5.3.0   (unpack it)
    pip install fonttools brotli
    python make-fonts.py <unpacked package> web/src/lib/fonts
"""

import sys
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont

VOWELS = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
SIGNS = "·×–—‘’“”•…€₫°±²³½«»\u00a0−"
LETTERS = "".join(chr(code) for code in range(0x20, 0x7F)) + VOWELS + VOWELS.upper() + SIGNS


def make(package: Path, out: Path, weight: int) -> None:
    with tempfile.TemporaryDirectory() as room:
        parts = []
        for letters in ("latin", "vietnamese"):
            font = TTFont(package / "files" / f"be-vietnam-pro-{letters}-{weight}-normal.woff2")
            font.flavor = None
            part = Path(room) / f"{letters}.ttf"
            font.save(part)
            parts.append(str(part))
        whole = Merger().merge(parts)
        options = subset.Options()
        options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "liga"]
        options.hinting = False
        options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=LETTERS)
        subsetter.subset(whole)
        whole.flavor = "woff2"
        whole.save(out / f"be-vietnam-pro-{weight}.woff2")


if __name__ == "__main__":
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    for each in (400, 600, 800):
        make(source, target, each)
