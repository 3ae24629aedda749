// The issuer's staff in the browser: the review of accounts, and who may go where.
import { register, staff, stranger } from "../support/people.ts";
import { signInStaff } from "../support/sign-in.ts";
import { decision, openFromQueue, take } from "../support/staff.ts";
import { expect, test } from "../support/test.ts";

test.describe("accounts", () => {
  test("an account is found in the queue, taken, its wrong fields marked with reasons, and sent back", async ({
    page,
    request,
    outbox,
    axe,
  }) => {
    const driver = stranger();
    await register(request, driver);
    await signInStaff(page, staff.agent);
    await expect(page.getByRole("heading", { level: 1, name: "Vue d’ensemble" })).toBeVisible();
    await axe();
    await page.getByRole("link", { name: /Comptes à vérifier/ }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Comptes à vérifier" })).toBeVisible();
    await expect(page.getByText(/il reste \d+ (h|min)/).first()).toBeVisible();
    await axe();
    await openFromQueue(page, driver.surname);
    await expect(page.getByRole("heading", { level: 1, name: new RegExp(driver.surname, "i") })).toBeVisible();
    await expect(page.getByRole("checkbox")).toHaveCount(0);
    await axe();
    await take(page);
    await axe();

    await page.getByRole("checkbox", { name: "Signaler une erreur : Commune de naissance" }).check();
    await expect(decision(page).getByText("1 champ à corriger")).toBeVisible();
    await decision(page).getByRole("button", { name: "Demander la correction" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Il y a un problème" })).toBeVisible();
    await axe();
    await decision(page).getByLabel("Motif").selectOption({ label: "erreur de saisie" });
    await decision(page).getByLabel("Commentaire pour le conducteur").fill("Le permis dit Villeurbanne.");
    await expect(decision(page).locator(".app-preview")).toContainText(
      /Commune de naissance : erreur de saisie\s*Le permis dit Villeurbanne\./,
    );
    await axe();
    await decision(page).getByRole("button", { name: "Demander la correction" }).click();
    await expect(page.getByText("La correction est demandée au conducteur.")).toBeVisible();
    const mail = await outbox.waitFor(driver.email, /mot-de-passe#/);
    expect(mail.text).toContain("Le permis dit Villeurbanne.");
  });

  test("an account without a fault is declared conform and can no longer be decided", async ({
    page,
    request,
    outbox,
    axe,
  }) => {
    const driver = stranger();
    await register(request, driver);
    await signInStaff(page, staff.agent);
    await page.goto("/staff/comptes");
    await openFromQueue(page, driver.surname);
    await take(page);
    const file = page.url();
    await decision(page).getByRole("button", { name: "Déclarer conforme" }).click();
    await expect(page.getByText("Le compte est déclaré conforme.")).toBeVisible();
    await outbox.waitFor(driver.email, /mot-de-passe#/);
    await page.goto(file);
    await expect(decision(page).getByText("Ce tour est terminé : Conforme.")).toBeVisible();
    await expect(decision(page).getByRole("button")).toHaveCount(0);
    await axe();
  });
});

test.describe("who may go where", () => {
  test("an administrator sees the failed jobs, an agent does not", async ({ page, newPage, axe }) => {
    await signInStaff(page, staff.administrator);
    await page.getByRole("link", { name: "Travaux", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Travaux en échec" })).toBeVisible();
    await expect(page.getByText("Aucun travail en échec")).toBeVisible();
    await axe();
    const agent = await newPage();
    await signInStaff(agent, staff.agent);
    await expect(agent.getByRole("link", { name: "Travaux", exact: true })).toHaveCount(0);
    await agent.goto("/staff/travaux");
    await expect(agent.getByRole("heading", { level: 1, name: "Ce compte n’ouvre pas cette page" })).toBeVisible();
    await axe(agent);
    await agent.getByRole("button", { name: "Revenir à l’accueil" }).or(agent.getByRole("link", { name: "Revenir à l’accueil" })).click();
    await expect(agent.getByRole("heading", { level: 1, name: "Vue d’ensemble" })).toBeVisible();
  });

  test("a driver is told that the staff's pages are not for drivers", async ({ page, axe }) => {
    await signInStaff(page, { email: "jean.dupont@demo.example", password: "Demo-CQC-Hub-2026!" });
    await expect(page.getByRole("heading", { level: 1, name: "Ce compte n’ouvre pas cette page" })).toBeVisible();
    await expect(page.getByText("Vous êtes connecté avec un compte de conducteur.")).toBeVisible();
    await axe();
  });
});
