// "Je fais ma demande de remplacement pour Perte", "Je consulte mes factures".
import { expect as plain, type Page } from "@playwright/test";
import { cardHolder, deliver } from "../support/requests.ts";
import { begin, heading, order, pay } from "../support/replacements.ts";
import { signInDriver } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

/** From the declaration to the provider's page. */
async function toPayment(page: Page): Promise<void> {
  await page.getByRole("checkbox", { name: /je m’engage à la restituer/ }).check();
  await page.getByRole("button", { name: "Continuer" }).click();
  await expect(heading(page, "Adresses")).toBeVisible();
  await page.getByRole("button", { name: "Continuer" }).click();
  await expect(heading(page, "Récapitulatif et paiement")).toBeVisible();
  await order(page);
}

/** The road officer's answer about a card. */
async function officerSees(page: Page, serial: string, title: string): Promise<void> {
  await page.goto("/verifier");
  await page.getByRole("radio", { name: "Par le numéro de la carte" }).check();
  await page.getByLabel("Numéro de la carte (rubrique 5b)").fill(serial);
  await page.getByLabel("Jour").last().fill("17");
  await page.getByLabel("Mois").last().fill("4");
  await page.getByLabel("Année").last().fill("1985");
  await page.getByRole("button", { name: "Vérifier" }).click();
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
}

test("a lost card: declaration, addresses, summary, payment, invoice, and the same card again", async ({
  page,
  newPage,
  request,
  outbox,
  axe,
}) => {
  test.slow();
  const { driver, serial } = await cardHolder(page, request);
  const officer = await newPage();
  await officerSees(officer, serial, "Carte valable");
  await axe(officer);
  await signInDriver(page, driver);
  await page.goto("/mes-cartes");
  await expect(heading(page, "Mes cartes")).toBeVisible();
  await expect(page.getByRole("img", { name: `Image de la carte ${serial}` })).toBeVisible();
  await axe();

  await page.goto("/mes-demandes/remplacement");
  await axe();
  await begin(page);
  await axe();
  await page.getByRole("button", { name: "Continuer" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Il y a un problème" })).toBeVisible();
  await axe();
  await page.getByRole("checkbox", { name: /je m’engage à la restituer/ }).check();
  await page.getByRole("button", { name: "Continuer" }).click();

  await expect(heading(page, "Adresses")).toBeVisible();
  await page.getByLabel("Numéro et voie").fill("8 place Bellecour");
  await page.getByRole("checkbox", { name: "Identique à l’adresse de livraison" }).uncheck();
  await page.getByLabel("Numéro et voie").last().fill("3 quai des Etroits");
  await page.getByLabel("Code postal").last().fill("69005");
  await page.getByRole("textbox", { name: "Commune", exact: true }).last().fill("Lyon");
  await axe();
  await page.getByRole("button", { name: "Continuer" }).click();

  await expect(heading(page, "Récapitulatif et paiement")).toBeVisible();
  await expect(page.getByText("3 QUAI DES ETROITS")).toBeVisible();
  await expect(page.getByText("Total à payer : 25,00 € TTC")).toBeVisible();
  await axe();
  // A step can be gone back to until the summary is validated.
  await page.getByRole("link", { name: /Modifier.*Adresse de facturation/ }).click();
  await page.getByRole("checkbox", { name: "Identique à l’adresse de livraison" }).check();
  await page.getByRole("button", { name: "Continuer" }).click();
  await expect(page.getByText("Identique à l’adresse de livraison")).toBeVisible();

  await page.getByRole("button", { name: "Commander avec obligation de paiement" }).click();
  await expect(page.getByText("Page simulée : aucun argent ne circule.")).toBeVisible();
  await pay(page, "4242 4242 4242 4242");
  await expect(heading(page, "Votre paiement est enregistré")).toBeVisible();
  await axe();
  const id = /req_[0-9a-f]{32}/.exec(page.url())![0];
  await officerSees(officer, serial, "Carte non valable");

  const mail = await outbox.waitFor(driver.email, /facture/i);
  plain(mail.attachments).toHaveLength(1);
  plain(mail.text).toContain("Un duplicata est disponible pendant 10 ans dans l’onglet « Mes factures »");
  await page.getByRole("link", { name: "Voir mes factures" }).click();
  await expect(heading(page, "Mes factures")).toBeVisible();
  const download = page.getByRole("button", { name: /Télécharger \(PDF\)/ });
  await expect(download).toBeVisible();
  await axe();
  const popup = page.waitForEvent("popup");
  await download.click();
  const pdf = await popup;
  await plain.poll(() => pdf.url()).toContain("/api/v1/downloads/");
  const file = await request.get(pdf.url());
  plain((await file.body()).subarray(0, 5).toString()).toBe("%PDF-");
  await pdf.close();

  await deliver(request, id);
  await page.goto("/mes-cartes");
  await expect(page.getByText("Déclarée perdue").first()).toBeVisible();
  await expect(page.getByText("Valable", { exact: true })).toBeVisible();
  await axe();
  await page.goto("/mes-demandes");
  await page.getByText("Demandes terminées").click();
  await expect(page.getByText("Remplacement de carte – perte")).toBeVisible();
});

test("a refused card is said with its reason, and another one pays", async ({ page, request, axe }) => {
  const { driver } = await cardHolder(page, request);
  await signInDriver(page, driver);
  await begin(page);
  await toPayment(page);
  await pay(page, "4000000000009995");
  await expect(page.getByRole("alert")).toContainText("insufficient_funds");
  await page.getByRole("button", { name: "Revenir sans payer" }).click();
  await expect(heading(page, "Le paiement n’est pas terminé")).toBeVisible();
  await expect(page.getByText("Carte refusée : provision insuffisante.")).toBeVisible();
  await axe();
  // Coming back by the list leads to the same place.
  await page.goto("/mes-demandes");
  await page.getByRole("link", { name: /^Reprendre/ }).click();
  await page.getByRole("button", { name: "Reprendre le paiement" }).click();
  await pay(page, "4242424242424242");
  await expect(heading(page, "Votre paiement est enregistré")).toBeVisible();
});

test("an abandoned payment leaves the request as it was, and it can be cancelled", async ({ page, request, axe }) => {
  const { driver } = await cardHolder(page, request);
  await signInDriver(page, driver);
  await begin(page);
  await toPayment(page);
  await page.getByRole("button", { name: "Revenir sans payer" }).click();
  await page.getByRole("button", { name: "Abandonner le paiement" }).click();
  await expect(heading(page, "Le paiement n’a pas été fait")).toBeVisible();
  await axe();
  await page.getByRole("link", { name: "Revenir au récapitulatif" }).click();
  await expect(heading(page, "Récapitulatif et paiement")).toBeVisible();
  await page.goto("/mes-demandes");
  await page.getByRole("button", { name: /^Annuler/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Annuler la demande" }).click();
  await expect(page.getByText("La demande est annulée. Rien n’a été conservé.")).toBeVisible();
});
