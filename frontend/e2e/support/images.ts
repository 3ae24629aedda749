// Pictures as a phone would give them, drawn by the browser under test.
import type { Page } from "@playwright/test";

export type Picture = { name: string; mimeType: string; buffer: Buffer };

/** A JPEG of that size with some shapes on it. */
export async function picture(page: Page, name: string, width = 1200, height = 900): Promise<Picture> {
  const base64 = await page.evaluate(
    ([width, height]) => {
      const canvas = document.createElement("canvas");
      canvas.width = width!;
      canvas.height = height!;
      const context = canvas.getContext("2d")!;
      context.fillStyle = "#dfe6ee";
      context.fillRect(0, 0, width!, height!);
      context.fillStyle = "#324a5f";
      context.beginPath();
      context.ellipse(width! / 2, height! / 2, width! / 6, height! / 4, 0, 0, 7);
      context.fill();
      for (let line = 0; line < 12; line += 1) context.fillRect(40, 40 + line * 18, 300 - line * 9, 6);
      return canvas.toDataURL("image/jpeg", 0.9).split(",")[1]!;
    },
    [width, height],
  );
  return { name, mimeType: "image/jpeg", buffer: Buffer.from(base64, "base64") };
}
