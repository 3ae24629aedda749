// "Je fais ma demande", "Je suis le parcours de ma demande", "Je réponds à ma
// demande d'information complémentaire".
import { day } from "../support/centre.ts";
import { picture } from "../support/images.ts";
import { newDriver } from "../support/people.ts";
import { act, approve, batch, entitledDriver, fillSteps, idOf, start } from "../support/requests.ts";
import { signInDriver } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

test("without an entitling training the request is blocked with the rule and the remedy", async ({ page, request, axe }) => {
  const driver = await newDriver(request);
  await signInDriver(page, driver);
  await start(page);
  await expect(page.getByRole("heading", { name: "Vous ne pouvez pas encore faire cette demande" })).toBeVisible();
  await expect(page.getByText("Que faire ?").first()).toBeVisible();
  await axe();
});

test("a draft is left, resumed where it stopped, and cancelled for good", async ({ page, request, axe }) => {
  await entitledDriver(page, request);
  await start(page);
  await page.getByLabel("Ces informations sont exactes").check();
  await page.getByRole("button", { name: "Continuer" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Photo d’identité" })).toBeVisible();
  await axe();
  await page.goto("/mes-demandes");
  await axe();
  await page.getByRole("link", { name: /Reprendre/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Photo d’identité" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Photo d’identité" })).toBeVisible();
  await page.goto("/mes-demandes");
  await page.getByRole("button", { name: /Annuler/ }).click();
  await expect(page.getByRole("dialog")).toContainText("ne seront pas conservés");
  await axe();
  await page.getByRole("button", { name: "Annuler la demande", exact: true }).click();
  await expect(page.getByText("Aucune demande en cours")).toBeVisible();
});

test("a whole request: steps, summary, tracking, information request, card on its way", async ({ page, request, outbox, axe }) => {
  test.setTimeout(180_000);
  const driver = await entitledDriver(page, request);
  await start(page);
  await fillSteps(page);
  await axe();
  const id = idOf(page);
  await page.getByRole("button", { name: "Envoyer ma demande" }).click();
  await expect(page.getByRole("alert")).toContainText("Il y a un problème");
  await page.getByRole("checkbox", { name: /sur l’honneur/ }).check();
  await page.getByRole("button", { name: "Envoyer ma demande" }).click();
  await expect(page.getByText("Votre demande est envoyée").first()).toBeVisible();
  await axe();
  const acknowledgement = await outbox.waitFor(driver.email, /accusé de réception/i);
  expect(acknowledgement.attachments).toHaveLength(1);

  await page.goto("/mes-demandes");
  await expect(page.getByText("Envoyée").first()).toBeVisible();
  await page.getByText("Toutes les étapes").click();
  await expect(page.getByText("En fabrication")).toBeVisible();
  await page.getByRole("link", { name: /Afficher/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Demande CQC-/ })).toBeVisible();
  await axe();

  await act(request, "agent", id, "take");
  await act(request, "agent", id, "information-requests", {
    deadline: day(20),
    message: "Merci de refaire cette photo.",
    items: [{ target: "document", document_kind: "licence_front", reason: "unreadable", comment: "Le numéro est flou." }],
  });
  await outbox.waitFor(driver.email, /information/i);

  await page.goto("/accueil");
  await expect(page.getByText(/informations complémentaires sont demandées pour votre demande/)).toBeVisible();
  await axe();
  await page.getByRole("link", { name: "En savoir plus" }).click();
  await expect(page.getByRole("heading", { name: "Mes demandes en cours" })).toBeVisible();
  await page.getByRole("link", { name: /Afficher/ }).click();
  await expect(page.getByRole("heading", { name: "Détail" })).toBeVisible();
  await expect(page.getByText("Le numéro est flou.")).toBeVisible();
  await axe();
  await page.getByRole("link", { name: "Répondre" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Répondre à la demande d’information" })).toBeVisible();
  await page.locator('.app-upload input[type="file"]').first().setInputFiles(await picture(page, "net.jpg"));
  await expect(page.getByText("1 sur 1 répondus")).toBeVisible();
  await axe();
  await page.getByRole("button", { name: "Renvoyer ma demande" }).click();
  await expect(page.getByText("En cours d’analyse").first()).toBeVisible();

  await approve(request, id);
  await batch(request, id);
  await act(request, "production", id, "personalisation");
  await act(request, "production", id, "shipment", { carrier: "La Poste", tracking_number: "6A01234567890" });
  await page.goto(`/mes-demandes/${id}`);
  await expect(page.getByText(/La Poste, numéro 6A01234567890/)).toBeVisible();
  await outbox.waitFor(driver.email, /en route/i);
  await act(request, "production", id, "delivery");
  await page.reload();
  await expect(page.locator('[aria-current="step"]')).toContainText("Reçue");
  await axe();
});
