// "Je créé mon compte", "Je personnalise mon mot de passe", "Je me connecte".
import { fillAccountForm } from "../support/account.ts";
import { Outbox } from "../support/outbox.ts";
import { decide, newDriver, register, stranger, PASSWORD } from "../support/people.ts";
import { expect, test } from "../support/test.ts";

test("a visitor chooses the profile Particulier and learns how the others are opened", async ({ page, axe }) => {
  await page.goto("/");
  await axe();
  await page.getByRole("link", { name: "Créer un compte" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Créer un compte" })).toBeVisible();
  await axe();
  await page.getByLabel("Entreprise").check();
  await expect(page.getByText(/extrait Kbis/)).toBeVisible();
  await page.getByRole("button", { name: "Continuer" }).click();
  await expect(page.getByRole("alert")).toContainText("Il y a un problème");
  await page.getByLabel("Particulier").check();
  await page.getByRole("button", { name: "Continuer" }).click();
  await expect(page.getByLabel("Nom de naissance")).toBeVisible();
  await axe();
});

test("the account form names every error at once and loses nothing", async ({ page, axe }) => {
  await page.goto("/creer-un-compte/particulier");
  await page.getByLabel("Nom de naissance").fill("Martin");
  await page.getByLabel("Permis français au format carte").check();
  await page.getByLabel("Numéro de permis de conduire").fill("13AA00001");
  await page.getByRole("button", { name: "Créer", exact: true }).click();
  const summary = page.getByRole("alert").filter({ hasText: "Il y a un problème" });
  await expect(summary).toBeFocused();
  for (const fault of [/prénoms/i, /date de naissance/i, /adresse électronique/i, /code postal/i]) {
    await expect(summary.getByText(fault).first()).toBeVisible();
  }
  // The number on the front of the card is told from the file number.
  const number = page.locator(".govuk-form-group--error").filter({ hasText: "Numéro de permis de conduire" });
  await expect(number.locator(".govuk-error-message")).toContainText(/numéro (de dossier|du titre)|NEPH/);
  await expect(page.getByLabel("Nom de naissance")).toHaveValue("Martin");
  await expect(page).toHaveTitle(/^Erreur :/);
  await axe();
});

test("the licence number explains itself when it gets the focus", async ({ page, axe }) => {
  await page.goto("/creer-un-compte/particulier");
  await page.getByLabel("Permis français au format carte").check();
  await page.getByLabel("Numéro de permis de conduire").focus();
  await expect(page.getByRole("region", { name: /numéro/i }).getByRole("figure").first()).toBeVisible();
  await page.getByLabel("Numéro de permis de conduire").fill("2106 9210 6990");
  await expect(page.getByText("12 chiffres reconnus : 2106 9210 6990")).toBeVisible();
  await axe();
});

test("a conform account: form, 24 hours, mail, password, sign-in, personal space", async ({ page, request, outbox, axe }) => {
  const driver = stranger();
  await page.goto("/creer-un-compte/particulier");
  await fillAccountForm(page, driver);
  await page.getByRole("button", { name: "Créer", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Votre demande de compte est envoyée" })).toBeVisible();
  await expect(page.getByText(/Nous vérifions vos données. Avant le/)).toBeVisible();
  await axe();
  await decide(request, driver, { decision: "conform", errors: [] });

  const mail = await outbox.waitFor(driver.email, /mot-de-passe#/);
  expect(mail.html).toContain("Créer mon mot de passe");
  await page.goto(Outbox.link(mail, /mot-de-passe#/));
  await expect(page.getByRole("heading", { level: 1, name: "Créer mon mot de passe" })).toBeVisible();
  await axe();
  await page.getByLabel("Mot de passe", { exact: true }).fill("court");
  await page.getByLabel("Confirmation du mot de passe").fill("autre");
  await page.getByRole("button", { name: "Valider" }).click();
  await expect(page.getByRole("alert")).toContainText("12 caractères");
  await page.getByLabel("Mot de passe", { exact: true }).fill(PASSWORD);
  await page.getByLabel("Confirmation du mot de passe").fill(PASSWORD);
  await page.getByRole("button", { name: "Valider" }).click();
  await page.getByRole("link", { name: "Revenir à l’application" }).click();

  await page.getByLabel("Adresse électronique").fill(driver.email);
  await page.getByLabel("Mot de passe", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Connexion" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Bonjour/ })).toBeVisible();
  await axe();
});

test("an account with errors: only the correction page, corrected, reviewed again", async ({ page, request, outbox, axe }) => {
  const driver = stranger();
  await register(request, driver);
  await decide(request, driver, {
    decision: "errors",
    errors: [{ field: "birth_place", reason: "mismatch", comment: "La commune ne correspond pas à votre permis." }],
  });
  const mail = await outbox.waitFor(driver.email, /mot-de-passe#/);
  await page.goto(Outbox.link(mail, /mot-de-passe#/));
  await page.getByLabel("Mot de passe", { exact: true }).fill(PASSWORD);
  await page.getByLabel("Confirmation du mot de passe").fill(PASSWORD);
  await page.getByRole("button", { name: "Valider" }).click();
  await page.getByRole("link", { name: "Revenir à l’application" }).click();
  await page.getByLabel("Adresse électronique").fill(driver.email);
  await page.getByLabel("Mot de passe", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Connexion" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Corriger mes informations" })).toBeVisible();
  await expect(page.getByText("La commune ne correspond pas à votre permis.")).toBeVisible();
  await axe();
  await page.getByLabel("Commune de naissance").fill("Villeurbanne");
  await page.getByRole("button", { name: "Renvoyer mes informations" }).click();
  await expect(page.getByText("Vos informations sont en cours de vérification").first()).toBeVisible();
  await decide(request, driver, { decision: "conform", errors: [] });
  await page.goto("/accueil");
  await expect(page.getByText("Votre compte est vérifié")).toBeVisible();
});

test.describe("refusals", () => {
  test.use({ allowedErrors: [/401/] });

  test("a password link works once, and another can be asked for", async ({ page, request, outbox, axe }) => {
    const driver = await newDriver(request);
    const mail = await outbox.waitFor(driver.email, /mot-de-passe#/);
    await page.goto(Outbox.link(mail, /mot-de-passe#/));
    await expect(page.getByText("Ce lien ne fonctionne plus")).toBeVisible();
    await axe();
    await page.getByRole("link", { name: "Demander un nouveau lien" }).click();
    await page.getByLabel("Adresse électronique").fill(driver.email);
    await page.getByRole("button", { name: "Recevoir le lien" }).click();
    await expect(page.getByText(/Si un compte existe/)).toBeVisible();
    await axe();
  });

  test("a forgotten password is chosen anew; the old one opens nothing any more", async ({ page, request, outbox, axe }) => {
    const driver = await newDriver(request);
    await page.goto("/connexion");
    await page.getByRole("link", { name: "Mot de passe oublié" }).click();
    await page.getByLabel("Adresse électronique").fill(driver.email);
    await page.getByRole("button", { name: "Recevoir le lien" }).click();
    await expect(page.getByText(/Si un compte existe/)).toBeVisible();
    const mail = await outbox.waitFor(driver.email, /redéfinir votre mot de passe/i);
    await page.goto(Outbox.link(mail, /mot-de-passe#/));
    await expect(page.getByRole("heading", { level: 1, name: "Choisir un nouveau mot de passe" })).toBeVisible();
    await axe();
    const renewed = "Autoroute-Lune#38";
    await page.getByLabel("Mot de passe", { exact: true }).fill(renewed);
    await page.getByLabel("Confirmation du mot de passe").fill(renewed);
    await page.getByRole("button", { name: "Valider" }).click();
    await page.getByRole("link", { name: "Revenir à l’application" }).click();
    await page.getByLabel("Adresse électronique").fill(driver.email);
    await page.getByLabel("Mot de passe", { exact: true }).fill(driver.password);
    await page.getByRole("button", { name: "Connexion" }).click();
    await expect(page.getByRole("alert")).toContainText("Vérifiez votre saisie");
    await page.getByLabel("Mot de passe", { exact: true }).fill(renewed);
    await page.getByRole("button", { name: "Connexion" }).click();
    await expect(page.getByRole("heading", { level: 1, name: /Bonjour/ })).toBeVisible();
  });

  test("a wrong password says nothing about the account", async ({ page, axe }) => {
    await page.goto("/connexion");
    await axe();
    const answers: string[] = [];
    for (const email of ["jean.dupont@demo.example", "personne@exemple.fr"]) {
      await page.goto("/connexion");
      await page.getByLabel("Adresse électronique").fill(email);
      await page.getByLabel("Mot de passe", { exact: true }).fill("Faux-Mot-De-Passe!1");
      await page.getByRole("button", { name: "Connexion" }).click();
      await expect(page.getByRole("alert")).toContainText("Vérifiez votre saisie");
      answers.push(await page.getByRole("main").innerText());
    }
    // Nothing on the whole page tells the one from the other.
    expect(answers[1]).toBe(answers[0]);
    await axe();
  });
});
