// Signing in as a person would: by the labels on the screen.
import { expect, type Page } from "@playwright/test";

export type Credentials = { email: string; password: string };

/** Signs in on the driver's page. */
export async function signInDriver(page: Page, credentials: Credentials): Promise<void> {
  await signIn(page, "/connexion", credentials);
}

/** Signs in on the staff's page. */
export async function signInStaff(page: Page, credentials: Credentials): Promise<void> {
  await signIn(page, "/staff/", credentials);
}

async function signIn(page: Page, path: string, { email, password }: Credentials): Promise<void> {
  await page.goto(path);
  await page.getByRole("textbox", { name: /adresse (e-mail|électronique|mail)|courriel/i }).fill(email);
  await page.getByLabel(/^mot de passe/i).first().fill(password);
  await page.getByRole("button", { name: /^(connexion|se connecter)$/i }).click();
  // Staff read "Connexion des agents".
  await expect(page.getByRole("heading", { level: 1, name: /^(connexion|se connecter)/i })).toHaveCount(0);
}
