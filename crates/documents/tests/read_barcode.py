"""Reads the only barcode of a PDF with software that is not ours.

    python read_barcode.py slip.pdf

Rasterises the PDF (pypdfium2) and finds the code (zxing-cpp).
"""

import sys

import pypdfium2
import zxingcpp

DPI = 150


def main() -> None:
    document = pypdfium2.PdfDocument(sys.argv[1])
    pictures = [page.render(scale=DPI / 72).to_pil() for page in document]
    found = [code for picture in pictures for code in zxingcpp.read_barcodes(picture)]
    if len(found) != 1:
        sys.exit(f"expected one code, found {[code.text for code in found]}")
    print(str(found[0].format).rpartition(".")[2].replace(" ", ""), found[0].text)


if __name__ == "__main__":
    main()
