// What the issuer's staff does on its pages.
import { expect, type Locator, type Page } from "@playwright/test";

/** The decision's part of a file. */
export const decision = (page: Page): Locator => page.getByRole("region", { name: "Décision" });

/** Finds a driver's row in the queue that shows, and opens the file. */
export async function openFromQueue(page: Page, surname: string): Promise<void> {
  await page.getByRole("searchbox", { name: "Nom ou référence" }).fill(surname);
  await page.getByRole("button", { name: "Rechercher" }).click();
  // The address says nothing of the search; the list does, once it is read.
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await page.getByRole("link", { name: new RegExp(surname, "i") }).click();
}

/** Takes the file that is open. */
export async function take(page: Page): Promise<void> {
  await decision(page).getByRole("button", { name: "Prendre le dossier" }).click();
  await expect(decision(page).getByText("Vous traitez ce dossier.")).toBeVisible();
}

/** Accepts each document that waits for a decision, one after the other. */
export async function acceptAll(page: Page): Promise<void> {
  const waiting = documents(page).getByRole("button", { name: /À décider$/ });
  await expect(documents(page).locator(".app-documents__item").first()).toBeVisible();
  for (let left = await waiting.count(); left > 0; left -= 1) {
    await waiting.first().click();
    await documents(page).getByRole("button", { name: /^Accepter/ }).click();
    await expect(waiting).toHaveCount(left - 1);
  }
}

/** The part of a file that shows its documents. */
export const documents = (page: Page): Locator => page.getByRole("region", { name: "Documents" });

/** Approves the request that is open. */
export async function approve(page: Page): Promise<void> {
  await decision(page).getByRole("button", { name: "Valider la demande" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("La carte partira en fabrication");
  await dialog.getByRole("button", { name: "Valider la demande" }).click();
  await expect(page.getByText("La demande est validée.")).toBeVisible();
}

/** The row of a request in a list of production. */
export const row = (page: Page, reference: string): Locator =>
  page.getByRole("row").filter({ hasText: reference });

/** Shows one stage of production. */
export async function stage(page: Page, name: string): Promise<void> {
  await page.getByRole("tab", { name, exact: true }).click();
  await expect(page.getByRole("tab", { name, exact: true })).toHaveAttribute("aria-selected", "true");
}
