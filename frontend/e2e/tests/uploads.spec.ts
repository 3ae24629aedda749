// The files of a request: framed, turned, replaced, removed, and each refusal
// with its own words.
import { disguised, empty, heavy, pdf } from "../support/files.ts";
import { picture } from "../support/images.ts";
import { atStep, confirmIdentity, entitledDriver, givePhoto, giveSignature, goOn, idOf, place, start, upload } from "../support/requests.ts";
import { expect, test } from "../support/test.ts";
import type { Page } from "@playwright/test";

const FRONT = /Permis de conduire, recto/;

/** What the server keeps for a kind of document. */
async function kept(page: Page, label: string | RegExp) {
  await expect(place(page, label).getByText("Reçu", { exact: true })).toBeVisible();
}

test("the photo is framed by mouse and keys, turned, and kept as 35 × 45", async ({ page, request, axe }) => {
  await entitledDriver(page, request);
  await start(page);
  await confirmIdentity(page);
  await atStep(page, "Photo d’identité");
  await goOn(page);
  await expect(page.getByRole("alert").filter({ hasText: "Il y a un problème" })).toBeVisible();
  await axe();
  await upload(page, /Photo/, await picture(page, "petite.jpg", 200, 260));
  await expect(page.getByText(/Prenez une image plus grande/)).toBeVisible();
  await axe();
  await page.getByRole("button", { name: "Retour" }).click();
  await upload(page, /Photo/, await picture(page, "moi.jpg", 1600, 1200));
  const stage = page.getByRole("img", { name: "Zone de cadrage de la photo" });
  await expect(stage).toBeVisible();
  await axe();
  const drawn = () => stage.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const before = await drawn();
  await stage.focus();
  await page.keyboard.press("+");
  await page.keyboard.press("ArrowRight");
  await expect.poll(drawn).not.toBe(before);
  const zoomed = await drawn();
  const box = (await stage.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 - 30, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect.poll(drawn).not.toBe(zoomed);
  const moved = await drawn();
  await page.getByRole("button", { name: "Tourner d’un quart de tour" }).click();
  await expect.poll(drawn).not.toBe(moved);
  await page.getByRole("button", { name: "Utiliser cette photo" }).click();
  await kept(page, /Photo/);
  const shown = place(page, /Photo/).getByRole("img");
  const { width, height } = await shown.evaluate((image: HTMLImageElement) => ({
    width: image.naturalWidth,
    height: image.naturalHeight,
  }));
  expect(Math.abs(width / height - 35 / 45)).toBeLessThan(0.01);
  await axe();
});

test("the signature is drawn with finger or mouse; an empty frame is none", async ({ page, request, axe }) => {
  await entitledDriver(page, request);
  await start(page);
  await confirmIdentity(page);
  await givePhoto(page);
  await atStep(page, "Signature");
  await page.getByText("Signer ici").click();
  const use = page.getByRole("button", { name: "Utiliser cette signature" });
  await use.click();
  await expect(page.getByText("Signez dans le cadre.", { exact: true })).toBeVisible();
  await axe();
  const pad = page.getByRole("img", { name: "Zone de signature" });
  await pad.scrollIntoViewIfNeeded();
  const blank = await pad.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const stroke = async (from: number, to: number) => {
    const box = (await pad.boundingBox())!;
    await page.mouse.move(box.x + box.width * from, box.y + box.height * 0.6);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * (from + to) * 0.5, box.y + box.height * 0.2, { steps: 5 });
    await page.mouse.move(box.x + box.width * to, box.y + box.height * 0.7, { steps: 5 });
    await page.mouse.up();
  };
  await stroke(0.1, 0.5);
  await page.getByRole("button", { name: "Effacer" }).click();
  await expect.poll(() => pad.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL())).toBe(blank);
  await stroke(0.1, 0.5);
  await stroke(0.4, 0.8);
  await page.getByRole("button", { name: "Annuler le dernier trait" }).click();
  await stroke(0.5, 0.9);
  await use.click();
  await kept(page, /signature/i);
  await axe();
  await goOn(page);
  await atStep(page, "Documents");
});

test("a document is refused with its reason, given, turned, replaced, and removed", async ({ page, request, axe }) => {
  test.slow();
  await entitledDriver(page, request);
  await start(page);
  await confirmIdentity(page);
  await givePhoto(page);
  await giveSignature(page);
  await atStep(page, "Documents");
  const problem = place(page, FRONT).locator(".app-file__problem");
  for (const [file, words] of [
    [empty, /celui-ci est vide/],
    [disguised, /Choisissez un fichier PDF, JPEG ou PNG/],
    [heavy, /La limite est de 8 Mo/],
    [await picture(page, "timbre.jpg", 120, 90), /Il faut au moins \d+ pixels de large/],
  ] as const) {
    await upload(page, FRONT, file);
    await expect(problem).toContainText(words);
  }
  await axe();

  await upload(page, FRONT, await picture(page, "recto.jpg", 1200, 800));
  await kept(page, FRONT);
  await expect(problem).toHaveCount(0);
  const image = place(page, FRONT).getByRole("img");
  const upright = () => image.evaluate((one: HTMLImageElement) => one.naturalHeight > one.naturalWidth);
  expect(await upright()).toBe(false);
  await place(page, FRONT).getByRole("button", { name: "Tourner" }).click();
  await kept(page, FRONT);
  await axe();

  await place(page, FRONT).locator('input[type="file"]').first().setInputFiles(pdf("permis.pdf"));
  await expect(place(page, FRONT).getByText("permis.pdf")).toBeVisible();
  await kept(page, FRONT);

  // What was given outlives leaving the page.
  const id = idOf(page);
  await page.goto("/mes-demandes");
  await page.getByRole("link", { name: /Reprendre/ }).click();
  await atStep(page, "Documents");
  expect(idOf(page)).toBe(id);
  await expect(place(page, FRONT).getByText("permis.pdf")).toBeVisible();
  await place(page, FRONT).getByRole("button", { name: "Supprimer" }).click();
  await expect(place(page, FRONT).getByText("permis.pdf")).toHaveCount(0);
  await page.reload();
  await atStep(page, "Documents");
  await expect(place(page, FRONT).getByText("permis.pdf")).toHaveCount(0);
  await goOn(page);
  await expect(page.getByRole("alert").filter({ hasText: "Il y a un problème" })).toBeVisible();
  await axe();
});

test.describe("what only the server can tell", () => {
  test.use({ allowedErrors: [/415|422/] });

  test("a PDF with a password is refused and says what to do", async ({ page, request, axe }) => {
    await entitledDriver(page, request);
    await start(page);
    await confirmIdentity(page);
    await givePhoto(page);
    await giveSignature(page);
    await atStep(page, "Documents");
    await upload(page, FRONT, pdf("secret.pdf", true));
    await expect(place(page, FRONT).getByText("Retirez le mot de passe du PDF, puis envoyez-le de nouveau.")).toBeVisible();
    await expect(place(page, FRONT).getByText("Non envoyé")).toBeVisible();
    await axe();
  });
});
