// "Je fais ma demande de remplacement pour Qualité": the slip, the reception, both outcomes.
import { expect as plain, type Page } from "@playwright/test";
import { staff } from "../support/people.ts";
import { arrives, begin, heading, pay } from "../support/replacements.ts";
import { act, cardHolder, deliver, idOf } from "../support/requests.ts";
import { signInDriver, signInStaff } from "../support/sign-in.ts";
import { decision } from "../support/staff.ts";
import { expect, test } from "../support/test.ts";

/** From the choice of the reason to the request that waits for the card. */
async function announce(page: Page, axe: () => Promise<void>): Promise<void> {
  await begin(page, "Qualité");
  await axe();
  await page.getByRole("button", { name: "Continuer" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Il y a un problème" })).toBeVisible();
  await page.getByLabel("Élément", { exact: true }).selectOption({ label: "Nom" });
  await page.getByLabel("Ce qui ne va pas").fill("Une lettre manque");
  await page.getByLabel(/Valeur attendue/).fill("LEFÈVRE");
  await page.getByRole("button", { name: "Ajouter un élément" }).click();
  await page.getByLabel("Élément", { exact: true }).last().selectOption({ label: "Impression ou support" });
  await page.getByLabel("Ce qui ne va pas").last().fill("La carte se décolle");
  await axe();
  await page.getByRole("button", { name: "Continuer" }).click();
  await expect(heading(page, "Adresses")).toBeVisible();
  await page.getByRole("button", { name: "Continuer" }).click();
  await expect(heading(page, "Récapitulatif")).toBeVisible();
  // A step can be gone back to until the summary is validated.
  await page.getByRole("link", { name: /Modifier.*Éléments en défaut/ }).click();
  await expect(page.getByLabel("Ce qui ne va pas").first()).toHaveValue("Une lettre manque");
  await page.getByRole("button", { name: "Continuer" }).click();
  await page.getByRole("button", { name: "Continuer" }).click();
  await expect(page.getByText("Rien à payer maintenant.")).toBeVisible();
  await axe();
  await page.getByRole("button", { name: "Envoyer ma demande" }).click();
  await expect(page.getByText("Imprimez le coupon retour")).toBeVisible();
}

async function referenceOf(page: Page): Promise<string> {
  return /CQC-\d{4}-\d{7}-[A-Z]/.exec(await page.getByRole("heading", { level: 1 }).innerText())![0];
}

test("a defective card, the issuer's error: slip, reception, analysis, replaced free of charge", async ({
  page,
  newPage,
  request,
  outbox,
  axe,
}) => {
  test.slow();
  const { driver, serial } = await cardHolder(page, request);
  await signInDriver(page, driver);
  await announce(page, axe);
  await axe();
  const [id, reference] = [idOf(page), await referenceOf(page)];
  const slip = await outbox.waitFor(driver.email, /coupon retour/i);
  plain(slip.attachments).toHaveLength(1);
  const popup = page.waitForEvent("popup");
  await page.getByRole("button", { name: "Télécharger le coupon retour (PDF)" }).click();
  const pdf = await popup;
  await plain.poll(() => pdf.url()).toContain("/api/v1/downloads/");
  await pdf.close();

  const desk = await newPage();
  await signInStaff(desk, staff.production);
  await desk.goto("/staff/retours");
  await desk.getByLabel("Référence du coupon retour").fill(reference);
  await desk.getByRole("button", { name: "Réceptionner" }).click();
  await expect(desk.getByText(`La carte ${serial} est réceptionnée`)).toBeVisible();
  await axe(desk);

  const agent = await newPage();
  await signInStaff(agent, staff.agent);
  await agent.goto(`/staff/demandes/${id}`);
  await expect(agent.getByText("Une lettre manque")).toBeVisible();
  await axe(agent);
  await decision(agent).getByRole("button", { name: "Enregistrer le résultat" }).click();
  await expect(agent.getByRole("alert").filter({ hasText: "Il y a un problème" })).toBeVisible();
  await decision(agent).getByRole("radio", { name: /Erreur du service/ }).check();
  await decision(agent).getByLabel("Explication pour le conducteur").fill("La lettre a été mal imprimée.");
  await decision(agent).getByRole("button", { name: "Enregistrer le résultat" }).click();
  await expect(agent.getByText("Le résultat de l’analyse est enregistré.")).toBeVisible();
  await axe(agent);

  const result = await outbox.waitFor(driver.email, /résultat de l’analyse/i);
  plain(result.text).toContain("remplacée sans frais");
  await deliver(request, id);
  await page.goto("/mes-cartes");
  await expect(page.getByText("Valable", { exact: true })).toBeVisible();
  await expect(page.getByText("Remplacée", { exact: true })).toBeVisible();
});

test("a defective card, the driver's error: told, corrected, paid for, replaced", async ({
  page,
  request,
  outbox,
  axe,
}) => {
  test.slow();
  const { driver } = await cardHolder(page, request);
  await signInDriver(page, driver);
  await announce(page, axe);
  const [id, reference] = [idOf(page), await referenceOf(page)];
  await arrives(request, reference);
  await page.goto("/mes-cartes");
  await expect(page.getByText("Chez l’émetteur", { exact: true })).toBeVisible();
  await act(request, "agent", id, "analysis", { finding: "driver_fault", comment: "Le nom est celui du compte." });
  const result = await outbox.waitFor(driver.email, /résultat de l’analyse/i);
  plain(result.text).toContain("Corrigez-la dans votre profil");

  await page.goto("/mes-demandes");
  await expect(page.getByText("Correction et paiement demandés").first()).toBeVisible();
  await page.getByRole("link", { name: /^Répondre/ }).click();
  await expect(heading(page, "Corriger et payer")).toBeVisible();
  await expect(page.getByText("Le nom est celui du compte.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Ouvrir mon profil" })).toBeVisible();
  await axe();
  await page.getByRole("button", { name: "Commander avec obligation de paiement" }).click();
  await expect(page.getByText("Page simulée : aucun argent ne circule.")).toBeVisible();
  await pay(page, "4242 4242 4242 4242");
  await expect(heading(page, "Votre paiement est enregistré")).toBeVisible();
  await axe();
  await outbox.waitFor(driver.email, /facture/i);
  await deliver(request, id);
  await page.goto("/mes-cartes");
  await expect(page.getByText("Valable", { exact: true })).toBeVisible();
});
