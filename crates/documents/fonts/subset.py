"""Builds the two fonts of this folder from Adobe's Source Sans 3.

Needs `pip install fonttools uharfbuzz`, and the folder `TTF/` of the npm
package `source-sans`:

    python3 subset.py path/to/package/TTF .

What it does, and why:
- keeps Latin (with Vietnamese), Greek and Cyrillic, drops hinting and layout
  features: a document embeds only the glyphs it uses of what is left;
- writes the kerning of the letters of French and English as an old `kern`
  table, because the PDF library reads no GPOS;
- renames the family, because "Source" is a reserved font name (OFL, 3).
"""

import sys
from pathlib import Path

import uharfbuzz as hb
from fontTools import subset
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0

RANGES = [
    (0x0020, 0x007E), (0x00A0, 0x024F), (0x0259, 0x0259), (0x02BB, 0x02BC), (0x02C6, 0x02DD),
    (0x0370, 0x03FF), (0x0400, 0x052F), (0x1E00, 0x1EFF), (0x2010, 0x2015), (0x2018, 0x2022),
    (0x2026, 0x2026), (0x202F, 0x202F), (0x2030, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A),
    (0x20AC, 0x20AC), (0x2116, 0x2116), (0x2122, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212),
    (0x25A0, 0x25A1), (0x25CF, 0x25CF), (0x2713, 0x2713), (0xFFFD, 0xFFFD),
]
KERNED = [chr(c) for r in [(0x20, 0x7E), (0xC0, 0xFF)] for c in range(r[0], r[1] + 1)] + list("’“”«»–…ŒœŸ")


def kerning(path):
    """Pairs of characters whose distance is not the sum of their advances."""
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))

    def width(text, kern):
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(font, buffer, {"kern": kern, "liga": False, "calt": False, "clig": False, "ccmp": False})
        return sum(p.x_advance for p in buffer.glyph_positions)

    pairs = {}
    for left in KERNED:
        for right in KERNED:
            value = width(left + right, True) - width(left + right, False)
            if abs(value) >= 5:
                pairs[left, right] = value
    return pairs


def build(source, target, style):
    pairs = kerning(source)
    options = subset.Options(hinting=False, layout_features=[], name_IDs=[0, 1, 2, 4, 6, 13, 14],
                             notdef_outline=True, glyph_names=False, legacy_kern=False)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "DSIG", "MATH", "meta", "STAT"]
    font = TTFont(source)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[c for low, high in RANGES for c in range(low, high + 1)])
    subsetter.subset(font)
    cmap = font.getBestCmap()
    table = KernTable_format_0()
    table.version, table.coverage, table.apple = 0, 1, False
    table.kernTable = {(cmap[ord(a)], cmap[ord(b)]): v for (a, b), v in pairs.items()
                       if ord(a) in cmap and ord(b) in cmap}
    font["kern"] = newTable("kern")
    font["kern"].version, font["kern"].kernTables = 0, [table]
    names = {1: "CQC Sans", 2: style, 4: f"CQC Sans {style}", 6: f"CQCSans-{style}"}
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]
    font.save(target)
    print(target, target.stat().st_size, "bytes,", len(cmap), "characters,", len(table.kernTable), "kerning pairs")


if __name__ == "__main__":
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    build(source / "SourceSans3-Regular.ttf", target / "CqcSans-Regular.ttf", "Regular")
    build(source / "SourceSans3-Semibold.ttf", target / "CqcSans-Semibold.ttf", "Semibold")
