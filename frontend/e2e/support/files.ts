// Files that the service refuses, each for a reason of its own.
import type { Picture } from "./images.ts";

/** A file without a byte. */
export const empty: Picture = { name: "vide.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(0) };

/** A text that says it is a PDF. */
export const disguised: Picture = {
  name: "lettre.pdf",
  mimeType: "application/pdf",
  buffer: Buffer.from("Bonjour, ceci est une lettre."),
};

/** More than the 8 MB that are allowed. */
export const heavy: Picture = {
  name: "lourd.pdf",
  mimeType: "application/pdf",
  buffer: Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(9 * 1024 * 1024, 0x20)]),
};

/** A PDF of one empty page; with `encrypt`, one that asks for a password. */
export function pdf(name: string, encrypt = false): Picture {
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
  ];
  const word = "00".repeat(32);
  if (encrypt) objects.push(`<< /Filter /Standard /V 1 /R 2 /O <${word}> /U <${word}> /P -4 >>`);
  let text = "%PDF-1.4\n";
  const offsets: number[] = [];
  objects.forEach((object, index) => {
    offsets.push(text.length);
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
  });
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const offset of offsets) text += `${String(offset).padStart(10, "0")} 00000 n \n`;
  const security = encrypt ? ` /Encrypt 4 0 R /ID [<${word}> <${word}>]` : "";
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${security} >>\nstartxref\n${start}\n%%EOF\n`;
  return { name, mimeType: "application/pdf", buffer: Buffer.from(text, "latin1") };
}
