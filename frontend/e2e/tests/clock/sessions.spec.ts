// A session ends when nobody is there; nothing of what was typed is lost.
import { advance, HOUR, serverNow } from "../../support/clock.ts";
import { declareTraining } from "../../support/centre.ts";
import { newDriver } from "../../support/people.ts";
import { atStep, filledDraft } from "../../support/requests.ts";
import { signInDriver } from "../../support/sign-in.ts";
import { expect, test } from "../../support/test.ts";

const MINUTE = 60;

test("two minutes before the end the driver is warned, and stays by one click", async ({ page, request, axe }) => {
  const driver = await newDriver(request);
  // The device's clock is wrong by more than a session lasts.
  const wrong = (await serverNow(request)).getTime() + 3 * HOUR * 1_000;
  await page.clock.install({ time: new Date(wrong) });
  await signInDriver(page, driver);
  await page.goto("/mon-profil");
  await expect(page.getByRole("heading", { level: 1, name: "Mon profil" })).toBeVisible();
  await page.clock.fastForward((28 * MINUTE + 30) * 1_000);
  const dialog = page.getByRole("dialog", { name: "Votre session va bientôt se terminer" });
  await expect(dialog).toContainText(/vous serez déconnecté dans 1 min \d+ s/);
  await axe();
  // The server's clock has gone on as far.
  await advance(request, 28 * MINUTE + 30);
  await dialog.getByRole("button", { name: "Rester connecté" }).click();
  await expect(dialog).toBeHidden();
  await advance(request, 5 * MINUTE);
  await page.goto("/accueil");
  await expect(page.getByRole("heading", { level: 1, name: /Bonjour/ })).toBeVisible();
});

test.describe("an ended session", () => {
  // Saving as one types and going on may meet: the later reads the version again.
  test.use({ allowedErrors: [/401|412.*\/me\/requests\//] });

  test("in the middle of a step asks for the password and goes on where it was", async ({ page, request, axe }) => {
    const driver = await newDriver(request);
    await declareTraining(request, driver);
    const { id } = await filledDraft(page, request, driver);
    await signInDriver(page, driver);
    await page.goto(`/mes-demandes/${id}/etapes/livraison`);
    await atStep(page, "Adresse de livraison");
    await page.getByLabel("Numéro et voie").fill("7 quai des Brumes");
    await advance(request, HOUR);
    await page.getByRole("button", { name: "Continuer" }).click();
    const dialog = page.getByRole("dialog", { name: "Votre session a pris fin" });
    await expect(dialog).toContainText(driver.email);
    await axe();
    await dialog.getByLabel("Mot de passe", { exact: true }).fill("Faux-Mot-De-Passe!1");
    await dialog.getByRole("button", { name: "Connexion" }).click();
    await expect(dialog.getByRole("alert")).toContainText("Vérifiez votre saisie");
    await dialog.getByLabel("Mot de passe", { exact: true }).fill(driver.password);
    await dialog.getByRole("button", { name: "Connexion" }).click();
    await expect(dialog).toBeHidden();
    await atStep(page, "Récapitulatif");
    await expect(page.getByText("7 quai des Brumes").first()).toBeVisible();
  });
});
