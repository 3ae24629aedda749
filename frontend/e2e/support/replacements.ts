// Replacing a card, as a driver goes through it.
import { expect, type Page } from "@playwright/test";

/** The heading of the page. */
export const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });

/** The heading of the first step, by reason. */
const FIRST_STEPS = { Perte: "Déclaration de perte", Vol: "Déclaration de vol", Qualité: "Éléments en défaut" };

/** From "Mes demandes" to the first step. */
export async function begin(page: Page, reason: keyof typeof FIRST_STEPS = "Perte"): Promise<void> {
  await page.goto("/mes-demandes");
  await page.getByRole("link", { name: "Remplacement, Échange" }).click();
  await page.getByRole("radio", { name: reason }).check();
  await page.getByRole("button", { name: "Commencer" }).click();
  await expect(heading(page, FIRST_STEPS[reason])).toBeVisible();
}

/** From the summary to the provider's page. */
export async function order(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Commander avec obligation de paiement" }).click();
  await expect(page.getByText("Page simulée : aucun argent ne circule.")).toBeVisible();
}

export async function pay(page: Page, card: string, amount = "25,00 €"): Promise<void> {
  await page.getByLabel("Numéro de carte").fill(card);
  await page.getByRole("button", { name: new RegExp(`^Payer ${amount}`) }).click();
}
