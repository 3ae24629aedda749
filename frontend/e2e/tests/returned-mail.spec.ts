// "Ma carte est revenue en Pli Non Distribué": both solutions of the guide.
import { expect as plain, type Page } from "@playwright/test";
import { staff } from "../support/people.ts";
import { heading, pay } from "../support/replacements.ts";
import { cardHolder, comesBack } from "../support/requests.ts";
import { signInDriver, signInStaff } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

/** The desk scans a card, on its page. */
async function registerReturn(page: Page, serial: string): Promise<void> {
  await page.goto("/staff/retours");
  await page.getByLabel("Numéro de la carte, de suivi ou référence").fill(serial);
  await page.getByLabel("Motif indiqué par la poste").selectOption({ label: "pli avisé et non réclamé" });
  await page.getByRole("button", { name: "Enregistrer", exact: true }).click();
  await expect(page.getByText(`Le retour de la carte ${serial} est enregistré.`)).toBeVisible();
}

/** From "Mes cartes" to the letter. */
async function openLetter(page: Page): Promise<void> {
  await page.goto("/mes-cartes");
  await page.getByRole("link", { name: "pli non distribué" }).click();
  await expect(heading(page, "Votre carte nous a été retournée")).toBeVisible();
}

test("the card came back and the address is right: confirmed, sent to it again free of charge", async ({
  page,
  newPage,
  request,
  outbox,
  axe,
}) => {
  test.slow();
  const { driver, serial } = await cardHolder(page, request);
  const desk = await newPage();
  await signInStaff(desk, staff.production);
  await desk.goto("/staff/retours");
  await desk.getByRole("button", { name: "Enregistrer", exact: true }).click();
  await expect(desk.getByRole("alert").filter({ hasText: "Il y a un problème" })).toBeVisible();
  await registerReturn(desk, serial);
  await axe(desk);

  const mail = await outbox.waitFor(driver.email, /retournée/i);
  plain(mail.text).toContain("/mes-cartes/pli-non-distribue/");
  await signInDriver(page, driver);
  await expect(page.getByRole("link", { name: /votre carte est revenue/ })).toBeVisible();
  await page.goto("/mes-cartes");
  await expect(page.getByText("Pli non distribué", { exact: true })).toBeVisible();
  await axe();
  await openLetter(page);
  await expect(page.getByText("pli avisé et non réclamé")).toBeVisible();
  await axe();
  await page.getByRole("button", { name: "Confirmer mon adresse" }).click();
  await axe();
  await page.getByRole("dialog").getByRole("button", { name: "Confirmer mon adresse" }).click();
  await expect(heading(page, "Votre adresse est confirmée")).toBeVisible();
  await axe();

  await desk.goto("/staff/retours");
  const row = desk.getByRole("row").filter({ hasText: serial });
  await expect(row).toContainText("À réexpédier, même adresse");
  await row.getByRole("button", { name: /^Réexpédier/ }).click();
  const dialog = desk.getByRole("dialog");
  await dialog.getByLabel("Transporteur").fill("La Poste");
  await dialog.getByLabel("Numéro de suivi").fill("2b0");
  await axe(desk);
  await dialog.getByRole("button", { name: "Réexpédier" }).click();
  await expect(desk.getByText(`La carte ${serial} est réexpédiée.`)).toBeVisible();
  await outbox.waitFor(driver.email, /en route|expédi/i);
  await page.goto("/mes-cartes");
  await expect(page.getByText("2B0")).toBeVisible();
});

test("the card came back and the address is wrong: changed, paid for, sent to the new one", async ({
  page,
  newPage,
  request,
  outbox,
  axe,
}) => {
  test.slow();
  const { driver, serial } = await cardHolder(page, request);
  await comesBack(request, serial);
  await signInDriver(page, driver);
  await openLetter(page);
  await page.getByLabel("Numéro et voie").fill("8 place Bellecour");
  await page.getByLabel("Code postal").fill("69002");
  await page.getByRole("textbox", { name: "Commune", exact: true }).fill("Lyon");
  await expect(page.getByText("Total à payer : 8,00 € TTC")).toBeVisible();
  await page.getByRole("button", { name: "Commander avec obligation de paiement" }).click();
  await expect(page.getByText("Page simulée : aucun argent ne circule.")).toBeVisible();
  await page.getByRole("button", { name: "Revenir sans payer" }).click();
  await expect(heading(page, "Le paiement n’est pas terminé")).toBeVisible();
  await axe();
  await page.getByRole("button", { name: "Reprendre le paiement" }).click();
  await pay(page, "4242 4242 4242 4242", "8,00 €");
  await expect(heading(page, "Votre paiement est enregistré")).toBeVisible();
  await axe();
  await outbox.waitFor(driver.email, /facture/i);
  await page.goto("/mes-factures");
  await expect(page.getByText(/Réexpédition à une nouvelle adresse/)).toBeVisible();

  const desk = await newPage();
  await signInStaff(desk, staff.production);
  await desk.goto("/staff/retours");
  const row = desk.getByRole("row").filter({ hasText: serial });
  await expect(row).toContainText("À réexpédier, nouvelle adresse");
  await expect(row).toContainText(/bellecour/i);
});
