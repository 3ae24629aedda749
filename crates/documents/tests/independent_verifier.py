"""Reads and checks a certificate's QR code with software that is not ours.

    python independent_verifier.py certificate.pdf|code.png key.jwk.json

Rasterises the PDF (pypdfium2), finds the code (zxing-cpp), undoes prefix,
base45 and zlib, checks the COSE signature (cwt), and prints the claims as JSON.
Anything wrong ends with a message and exit code 1.
"""

import base64
import json
import sys
import zlib
from pathlib import Path

import base45
import cwt
import pypdfium2
import zxingcpp
from PIL import Image

PREFIX = "CQC1:"
DPI = 200
PRIVATE_CLAIM = -70001


def pages(path: Path) -> list[Image.Image]:
    if path.suffix.lower() != ".pdf":
        return [Image.open(path)]
    document = pypdfium2.PdfDocument(path)
    return [page.render(scale=DPI / 72).to_pil() for page in document]


def code(path: Path) -> str:
    texts = [found.text for page in pages(path) for found in zxingcpp.read_barcodes(page)]
    ours = [text for text in texts if text.startswith(PREFIX)]
    if len(ours) != 1:
        sys.exit(f"{path}: expected one code that begins with {PREFIX}, found {texts}")
    return ours[0]


def key(path: Path) -> cwt.COSEKey:
    jwk = json.loads(path.read_text())

    def part(name: str) -> bytes:
        return base64.urlsafe_b64decode(jwk[name] + "==")

    return cwt.COSEKey.new({1: 2, 2: bytes.fromhex(jwk["kid"]), 3: -7, -1: 1, -2: part("x"), -3: part("y")})


def main() -> None:
    text = code(Path(sys.argv[1]))
    message = zlib.decompress(base45.b45decode(text.removeprefix(PREFIX)))
    # The test's certificate may have ended when the test runs.
    try:
        claims = cwt.CWT(leeway=10**10).decode(message, keys=key(Path(sys.argv[2])))
    except (cwt.VerifyError, cwt.DecodeError, ValueError) as error:
        sys.exit(f"not authentic: {error}")
    readable = {"iss": claims[1], "exp": claims[4], "iat": claims[6], "certificate": claims[PRIVATE_CLAIM]}
    print(json.dumps(readable, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
