// What the accounts need: the fees with their first days, and the exports.
import { readFile } from "node:fs/promises";
import { expect as plain, type Page } from "@playwright/test";
import { staff } from "../support/people.ts";
import { heading, order, pay, replacementDraft } from "../support/replacements.ts";
import { cardHolder } from "../support/requests.ts";
import { signInDriver, signInStaff } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

test("a fee is entered for a coming day, with its faults named at once, and removed before it begins", async ({
  page,
  axe,
}) => {
  await signInStaff(page, staff.supervisor);
  await page.getByRole("link", { name: "Comptabilité" }).click();
  await expect(heading(page, "Comptabilité")).toBeVisible();
  const lost = page.getByRole("table", { name: "Remplacement pour perte" });
  await expect(lost.getByRole("row").filter({ hasText: "En vigueur" })).toContainText("25,00 €");
  await expect(lost.getByRole("button", { name: /^Retirer/ })).toHaveCount(0);
  await axe();

  await page.getByRole("button", { name: "Nouveau tarif" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Montant TTC, en euros").fill("0,30");
  await dialog.getByRole("button", { name: "Enregistrer le tarif" }).click();
  await expect(dialog.getByText("sinon un montant de 0,50 € à 1 000 €")).toBeVisible();
  await expect(dialog.getByText("Saisissez le tarif concerné.")).toBeVisible();
  await expect(dialog.getByText("Saisissez la date d’effet.")).toBeVisible();
  await axe();
  await dialog.getByLabel("Tarif concerné").selectOption("Remplacement pour perte");
  await dialog.getByLabel("Montant TTC, en euros").fill("27,50");
  await dialog.getByLabel("Jour").fill("1");
  await dialog.getByLabel("Mois").fill("1");
  // Each project has a server of its own, but may be run again on it.
  await dialog.getByLabel("Année").fill(String(2100 + Math.floor(Math.random() * 900)));
  await dialog.getByRole("button", { name: "Enregistrer le tarif" }).click();
  await expect(page.getByText("Le tarif est enregistré.")).toBeVisible();
  const coming = lost.getByRole("row").filter({ hasText: "À venir" });
  await expect(coming).toContainText("27,50 €");
  await expect(coming).toContainText("20 %, soit 4,58 €");
  await axe();

  await coming.getByRole("button", { name: /^Retirer/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Retirer", exact: true }).click();
  await expect(page.getByText("Le tarif à venir est retiré.")).toBeVisible();
  await expect(coming).toHaveCount(0);
});

test("the accounts of a period, as a table and as accounting entries", async ({ page, request, outbox, axe }) => {
  test.slow();
  // Somebody pays, so that there is an invoice.
  const { driver } = await cardHolder(page, request);
  const draft = await replacementDraft(request, driver, "loss", { undertaken: true });
  await signInDriver(page, driver);
  await page.goto(`/mes-demandes/remplacement/${draft.request.id}/recapitulatif`);
  await order(page);
  await pay(page, "4242 4242 4242 4242");
  await expect(heading(page, "Votre paiement est enregistré")).toBeVisible();
  const mail = await outbox.waitFor(driver.email, /facture/i);
  const number = /F\d{4}-\d{6}/.exec(mail.subject!)![0];
  await page.evaluate(() => localStorage.clear());

  await signInStaff(page, staff.administrator);
  await page.goto("/staff/comptabilite?volet=exports");
  const period = page.getByLabel("Période");
  await expect(period).not.toHaveValue("");
  await axe();
  await period.selectOption("Autres dates");
  await page.getByRole("button", { name: "Télécharger le tableau (CSV)" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Il y a un problème" })).toBeVisible();
  await axe();
  // This month.
  await period.selectOption({ index: 1 });
  await expect(page.getByRole("alert").filter({ hasText: "Il y a un problème" })).toHaveCount(0);
  const table = await saved(page, "Télécharger le tableau (CSV)");
  plain(table.name).toMatch(/^factures-\d{4}-\d{2}-01-\d{4}-\d{2}-\d{2}\.csv$/);
  plain(table.text.startsWith("\uFEFFNuméro;Type;Date;")).toBe(true);
  plain(table.text).toContain(`${number};Facture;`);
  const entries = await saved(page, "Télécharger les écritures (FEC)");
  plain(entries.name).toMatch(/^\d{9}FEC\d{8}\.txt$/);
  const lines = entries.text.split("\r\n").filter((line) => line.includes(number));
  plain(lines.map((line) => line.split("\t").length)).toEqual([18, 18, 18]);
});

/** Clicks on a button that saves a file. */
async function saved(page: Page, button: string): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button }).click(),
  ]);
  const text = await readFile((await download.path())!, "utf8");
  return { name: download.suggestedFilename(), text };
}
