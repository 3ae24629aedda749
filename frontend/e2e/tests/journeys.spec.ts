// What happens on a real telephone: the network goes, the language changes, a
// draft is left and taken up again.
import { declareTraining } from "../support/centre.ts";
import { picture } from "../support/images.ts";
import { newDriver } from "../support/people.ts";
import {
  atStep,
  confirmIdentity,
  entitledDriver,
  filledDraft,
  givePhoto,
  giveSignature,
  goOn,
  idOf,
  place,
  start,
  upload,
} from "../support/requests.ts";
import { signInDriver } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

const FRONT = /Permis de conduire, recto/;

test.describe("without a network", () => {
  test.use({ allowedErrors: [/ERR_INTERNET_DISCONNECTED/] });

  test("the page says so, loses nothing, and sends when the network is back", async ({ page, context, request, axe }) => {
    await entitledDriver(page, request);
    await start(page);
    await confirmIdentity(page);
    await givePhoto(page);
    await giveSignature(page);
    await atStep(page, "Documents");
    await context.setOffline(true);
    await expect(page.getByText("Vous êtes hors connexion.")).toBeVisible();
    await upload(page, FRONT, await picture(page, "recto.jpg"));
    await expect(place(page, FRONT).getByText("Non envoyé")).toBeVisible();
    await expect(place(page, FRONT).getByText(/n’a pas pu être joint/)).toBeVisible();
    await axe();
    await context.setOffline(false);
    await expect(page.getByText("La connexion est rétablie.")).toBeVisible();
    await expect(page.getByText("Vous êtes hors connexion.")).toHaveCount(0);
    const retry = place(page, FRONT).getByRole("button", { name: "Réessayer" });
    // It may have been sent by itself as soon as the network was back.
    if (await retry.isVisible()) await retry.click();
    await expect(place(page, FRONT).getByText("Reçu", { exact: true })).toBeVisible();
  });

  test("a form that could not be sent keeps its input and can be sent again", async ({ page, context, request, axe }) => {
    const driver = await newDriver(request);
    await declareTraining(request, driver);
    const { id } = await filledDraft(page, request, driver);
    await signInDriver(page, driver);
    await page.goto(`/mes-demandes/${id}/etapes/livraison`);
    await atStep(page, "Adresse de livraison");
    await page.getByLabel("Numéro et voie").fill("3 impasse du Tunnel");
    await context.setOffline(true);
    await goOn(page);
    await expect(page.getByText(/n’a pas pu être joint/).first()).toBeVisible();
    await expect(page.getByLabel("Numéro et voie")).toHaveValue("3 impasse du Tunnel");
    await axe();
    await context.setOffline(false);
    await goOn(page);
    await atStep(page, "Récapitulatif");
    await expect(page.getByText("3 impasse du Tunnel").first()).toBeVisible();
  });
});

test("another language keeps what was typed", async ({ page, axe }) => {
  await page.goto("/creer-un-compte/particulier");
  await page.getByLabel("Nom de naissance").fill("Lefèvre");
  await page.getByLabel("Permis français au format carte").check();
  await page.getByLabel("Numéro de permis de conduire").fill("210692106990");
  await page.getByRole("checkbox", { name: /conditions générales/ }).check();
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Create an account" })).toBeVisible();
  await expect(page.getByLabel(/surname at birth|birth surname|birth name/i).first()).toHaveValue("Lefèvre");
  await expect(page.locator("input").filter({ visible: true }).and(page.getByRole("textbox", { name: /licence number/i }))).toHaveValue(
    /2106 ?9210 ?6990/,
  );
  await expect(page.getByRole("checkbox", { name: /terms/i }).first()).toBeChecked();
  await axe();
  await page.getByRole("button", { name: "Français" }).click();
  await expect(page.getByLabel("Nom de naissance")).toHaveValue("Lefèvre");
});

test("a draft is saved as one types, and is there on another device with its files", async ({ page, newPage, request, axe }) => {
  const driver = await entitledDriver(page, request);
  await start(page);
  await confirmIdentity(page);
  await givePhoto(page);
  const id = idOf(page);
  await page.goto(`/mes-demandes/${id}/etapes/livraison`);
  await atStep(page, "Adresse de livraison");
  await page.getByLabel("Numéro et voie").fill("8 rue du Port");
  await page.getByLabel("Numéro et voie").blur();
  await expect(page.getByText(/Brouillon enregistré à \d{2}:\d{2}/)).toBeVisible();
  await axe();
  const tablet = await newPage();
  await signInDriver(tablet, driver);
  await tablet.goto("/mes-demandes");
  await expect(tablet.getByText("Brouillon").first()).toBeVisible();
  await tablet.getByRole("link", { name: /Reprendre/ }).click();
  await expect(tablet).toHaveURL(new RegExp(`${id}/etapes/`));
  await tablet.goto(`/mes-demandes/${id}/etapes/livraison`);
  await expect(tablet.getByLabel("Numéro et voie")).toHaveValue("8 rue du Port");
  await tablet.goto(`/mes-demandes/${id}/etapes/photo`);
  await expect(place(tablet, /Photo/).getByText("Reçu", { exact: true })).toBeVisible();
});

test("a training that has given its card gives no second one: the rule, its dates, the remedy", async ({ page, axe }) => {
  await signInDriver(page, { email: "nadia.benali@demo.example", password: "Demo-CQC-Hub-2026!" });
  await start(page);
  await expect(page.getByRole("heading", { name: "Vous ne pouvez pas encore faire cette demande" })).toBeVisible();
  await expect(page.getByText("Que faire ?").first()).toBeVisible();
  await expect(page.getByRole("main")).toContainText(/\d{1,2} \S+ 20\d\d|\d{2}\/\d{2}\/20\d\d/);
  await expect(page.getByRole("main")).toContainText(/déjà/);
  await axe();
});

test("links write the address, and Back leads where one was", async ({ page, request }) => {
  const driver = await newDriver(request);
  await signInDriver(page, driver);
  await page.getByRole("navigation").getByRole("link", { name: "Mes formations" }).click();
  await expect(page).toHaveURL(/\/mes-formations$/);
  await page.getByRole("navigation").getByRole("link", { name: "Mes demandes" }).click();
  await expect(page).toHaveURL(/\/mes-demandes$/);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Mes demandes" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "Mes formations" })).toBeVisible();
  await page.goForward();
  await expect(page.getByRole("heading", { level: 1, name: "Mes demandes" })).toBeVisible();
});
