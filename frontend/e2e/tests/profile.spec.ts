// The driver's own data: mail address, password, sessions, and how to be told.
import { day } from "../support/centre.ts";
import { Outbox } from "../support/outbox.ts";
import { newDriver } from "../support/people.ts";
import { act, sentRequest } from "../support/requests.ts";
import { signInDriver } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

test.describe("mail address", () => {
  test.use({ allowedErrors: [/401|410|422/] });

  test("is changed by a link to the new one, and undone by a link to the old one", async ({ page, request, outbox, axe }) => {
    const driver = await newDriver(request);
    const renewed = `neuf-${driver.email.toLowerCase()}`;
    await signInDriver(page, driver);
    await page.goto("/mon-profil");
    await page.getByRole("link", { name: "Changer d’adresse électronique" }).click();
    await page.getByLabel("Nouvelle adresse électronique").fill(renewed);
    await page.getByLabel("Mot de passe actuel").fill("Faux-Mot-De-Passe!1");
    await page.getByRole("button", { name: "Changer d’adresse électronique" }).click();
    await expect(page.getByRole("alert").filter({ hasText: /problème/ })).toBeVisible();
    await expect(page.getByLabel("Nouvelle adresse électronique")).toHaveValue(renewed);
    await axe();
    await page.getByLabel("Mot de passe actuel").fill(driver.password);
    await page.getByRole("button", { name: "Changer d’adresse électronique" }).click();
    await expect(page.getByText(`En attente de confirmation : ${renewed}`)).toBeVisible();
    await axe();
    const confirmation = await outbox.waitFor(renewed, /confirmez votre adresse/);
    await page.goto(Outbox.link(confirmation, /adresse-electronique#/));
    await expect(page.getByRole("heading", { level: 1, name: "Confirmer mon adresse électronique" })).toBeVisible();
    await axe();
    await page.getByRole("button", { name: "Confirmer" }).click();
    await expect(page.getByText("Votre nouvelle adresse est confirmée.")).toBeVisible();
    await axe();
    await signInDriver(page, { ...driver, email: renewed });
    await expect(page.getByRole("heading", { level: 1, name: /Bonjour/ })).toBeVisible();

    const warning = await outbox.waitFor(driver.email, /votre adresse électronique a changé/);
    await page.goto(Outbox.link(warning, /annuler#/));
    await expect(page.getByRole("heading", { level: 1, name: "Annuler le changement d’adresse" })).toBeVisible();
    await axe();
    await page.getByRole("button", { name: "Annuler le changement" }).click();
    await expect(page.getByText(/Votre ancienne adresse est rétablie/)).toBeVisible();
    await axe();
    // Whoever has taken the account over is out.
    await page.goto("/connexion");
    await page.evaluate(() => localStorage.clear());
    await page.context().clearCookies();
    await page.goto("/connexion");
    await page.getByLabel("Adresse électronique").fill(renewed);
    await page.getByLabel("Mot de passe", { exact: true }).fill(driver.password);
    await page.getByRole("button", { name: "Connexion" }).click();
    await expect(page.getByRole("alert")).toContainText("Vérifiez votre saisie");
  });
});

test.describe("password and sessions", () => {
  test.use({ allowedErrors: [/401|422/] });

  test("a new password signs the other devices out", async ({ page, newPage, request, outbox, axe }) => {
    const driver = await newDriver(request);
    const other = await newPage();
    await signInDriver(other, driver);
    await signInDriver(page, driver);
    await page.goto("/mon-profil/mot-de-passe");
    const renewed = "Autoroute-Lune#38";
    await page.getByLabel("Mot de passe actuel").fill(driver.password);
    await page.getByLabel("Nouveau mot de passe", { exact: true }).fill(renewed);
    await page.getByLabel("Confirmation du mot de passe").fill("autre chose");
    await page.getByRole("button", { name: /Changer de mot de passe|Valider|Enregistrer/ }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Il y a un problème" })).toBeVisible();
    await axe();
    await page.getByLabel("Confirmation du mot de passe").fill(renewed);
    await page.getByRole("button", { name: /Changer de mot de passe|Valider|Enregistrer/ }).click();
    await expect(page.getByText("Votre mot de passe est changé.")).toBeVisible();
    await outbox.waitFor(driver.email, /votre mot de passe a changé/);
    await other.goto("/accueil");
    await expect(other.getByRole("heading", { level: 1, name: "Connexion" })).toBeVisible();
    await signInDriver(other, { ...driver, password: renewed });
    await expect(other.getByRole("heading", { level: 1, name: /Bonjour/ })).toBeVisible();
  });

  test("sessions are listed, one is ended, then all", async ({ page, newPage, request, axe }) => {
    const driver = await newDriver(request);
    const other = await newPage();
    await signInDriver(other, driver);
    await signInDriver(page, driver);
    await page.goto("/mes-sessions");
    await expect(page.getByText("Cet appareil")).toHaveCount(1);
    await axe();
    const others = page.getByRole("button", { name: /^Déconnecter / });
    const count = await others.count();
    expect(count).toBeGreaterThan(0);
    await others.first().click();
    await expect(page.getByText("L’appareil est déconnecté.")).toBeVisible();
    await expect(others).toHaveCount(count - 1);
    await page.getByRole("button", { name: "Me déconnecter partout" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("celui-ci compris");
    await axe();
    await dialog.getByRole("button", { name: "Me déconnecter partout" }).click();
    await expect(page).toHaveURL(/\/$/);
    for (const device of [page, other]) {
      await device.goto("/accueil");
      await expect(device.getByRole("heading", { level: 1, name: "Connexion" })).toBeVisible();
    }
  });
});

test("who wants an SMS too gets one, without personal data in it", async ({ page, request, outbox, axe }) => {
  const { driver, id } = await sentRequest(page, request);
  // A number of one's own: everybody else here has the same. One of mainland
  // France: 06 90 to 06 97 belong to territories with other country codes.
  const digits = `1${Math.floor(Math.random() * 1e7).toString().padStart(7, "0")}`;
  await signInDriver(page, driver);
  await page.goto("/mon-profil");
  await page.getByRole("button", { name: "Modifier mes coordonnées" }).click();
  await page.getByLabel("Téléphone mobile").fill(`06${digits}`);
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("Vos modifications sont enregistrées.")).toBeVisible();
  await page.getByRole("link", { name: "Mes notifications" }).click();
  await expect(page.getByText(`Les SMS sont envoyés au +336${digits}`)).toBeVisible();
  const awaited = page.getByRole("group", { name: "Une réponse est attendue de vous" });
  await awaited.getByLabel("Aussi par SMS").check();
  await axe();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("Vos choix sont enregistrés.")).toBeVisible();
  await act(request, "agent", id, "take");
  await act(request, "agent", id, "information-requests", {
    deadline: day(20),
    message: "",
    items: [{ target: "document", document_kind: "licence_front", reason: "unreadable", comment: "" }],
  });
  const sms = await outbox.waitFor(`+336${digits}`, /./);
  expect(sms.kind).toBe("sms");
  for (const secret of [driver.surname, driver.firstNames, driver.neph, id]) {
    expect(sms.text.toLowerCase()).not.toContain(secret.toLowerCase());
  }
  // What is to be corrected, and until when, is written.
  await outbox.waitFor(driver.email, /attend une information/);
});

test("optional reminders are switched off, and mails of the law cannot be", async ({ page, request, axe }) => {
  const driver = await newDriver(request);
  await signInDriver(page, driver);
  await page.goto("/mes-notifications");
  const licence = page.getByRole("group", { name: "Une catégorie de votre permis arrive à échéance" });
  await licence.getByLabel("Par courrier électronique").uncheck();
  const returned = page.getByRole("group", { name: "La poste nous a renvoyé votre carte" });
  await expect(returned.getByLabel("Par courrier électronique")).toHaveCount(0);
  await axe();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("Vos choix sont enregistrés.")).toBeVisible();
  await page.reload();
  await expect(licence.getByLabel("Par courrier électronique")).not.toBeChecked();
});

test("a rejected request shows its reasons and can be followed by another", async ({ page, request, axe }) => {
  const { driver, id } = await sentRequest(page, request);
  await act(request, "supervisor", id, "take");
  await act(request, "supervisor", id, "rejection", {
    reasons: [{ code: "mismatch", text: "Le permis est au nom d’une autre personne." }],
  });
  await signInDriver(page, driver);
  await page.goto("/mes-demandes");
  await page.getByText("Demandes terminées").click();
  await expect(page.getByText("Refusée").first()).toBeVisible();
  await axe();
  await page.getByRole("link", { name: /Afficher/ }).click();
  await expect(page.getByRole("heading", { name: "Motifs du refus" })).toBeVisible();
  await expect(page.getByText("Le permis est au nom d’une autre personne.")).toBeVisible();
  await axe();
  await page.goto("/mes-demandes");
  await expect(page.getByRole("link", { name: "Faire une demande" })).toBeVisible();
});
