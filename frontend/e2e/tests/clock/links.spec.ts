// "Dans les 24 heures, je reçois un mail": the link in it lives for 72 hours.
import { advance, HOUR } from "../../support/clock.ts";
import { Outbox } from "../../support/outbox.ts";
import { decide, register, stranger } from "../../support/people.ts";
import { signInDriver } from "../../support/sign-in.ts";
import { expect, test } from "../../support/test.ts";

test.describe("password links", () => {
  test.use({ allowedErrors: [/410/] });

  test("a link that was not used runs out after 72 hours, and another one works", async ({ page, request, outbox, axe }) => {
    const driver = stranger();
    await register(request, driver);
    await decide(request, driver, { decision: "conform", errors: [] });
    const first = await outbox.waitFor(driver.email, /mot-de-passe#/);
    const link = Outbox.link(first, /mot-de-passe#/);

    await advance(request, 71 * HOUR);
    await page.goto(link);
    await expect(page.getByRole("heading", { level: 1, name: "Créer mon mot de passe" })).toBeVisible();
    await expect(page.getByLabel("Mot de passe", { exact: true })).toBeVisible();

    await advance(request, HOUR);
    // What is on the screen is refused too, not only a link that is opened late.
    await page.getByLabel("Mot de passe", { exact: true }).fill(driver.password);
    await page.getByLabel("Confirmation du mot de passe").fill(driver.password);
    await page.getByRole("button", { name: "Valider" }).click();
    await expect(page.getByText("Ce lien ne fonctionne plus")).toBeVisible();
    await expect(page.getByRole("link", { name: "Demander un nouveau lien" })).toBeVisible();
    await axe();
    await page.goto("/");
    await page.goto(link);
    await expect(page.getByText("Ce lien ne fonctionne plus")).toBeVisible();
    await axe();

    await page.getByRole("link", { name: "Demander un nouveau lien" }).click();
    await page.getByLabel("Adresse électronique").fill(driver.email);
    await page.getByRole("button", { name: "Recevoir le lien" }).click();
    await expect(page.getByText(/Si un compte existe/)).toBeVisible();
    await expect.poll(async () => (await links(outbox, driver.email)).length).toBe(2);
    const [second] = await links(outbox, driver.email);
    expect(second).not.toBe(link);
    await page.goto(second!);
    await page.getByLabel("Mot de passe", { exact: true }).fill(driver.password);
    await page.getByLabel("Confirmation du mot de passe").fill(driver.password);
    await page.getByRole("button", { name: "Valider" }).click();
    await page.getByRole("link", { name: "Revenir à l’application" }).click();
    await signInDriver(page, driver);
    await expect(page.getByRole("heading", { level: 1, name: /Bonjour/ })).toBeVisible();
  });
});

/** The password links sent to an address, newest first. */
async function links(outbox: Outbox, email: string): Promise<string[]> {
  const mails = await outbox.listTo(email);
  return mails.filter(({ text }) => /mot-de-passe#/.test(text)).map((mail) => Outbox.link(mail, /mot-de-passe#/));
}
