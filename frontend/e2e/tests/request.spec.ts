// "Je fais ma demande", "Je suis le parcours de ma demande", "Je réponds à ma
// demande d'information complémentaire".
import type { APIRequestContext, Page } from "@playwright/test";
import { day, declareTraining } from "../support/centre.ts";
import { picture } from "../support/images.ts";
import { bearer, newDriver, staff, type Driver } from "../support/people.ts";
import { signInDriver } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

async function entitledDriver(page: Page, request: APIRequestContext): Promise<Driver> {
  const driver = await newDriver(request);
  await declareTraining(request, driver);
  await signInDriver(page, driver);
  return driver;
}

async function start(page: Page): Promise<void> {
  await page.goto("/mes-demandes");
  await page.getByRole("link", { name: "Faire une demande" }).click();
  await page.getByRole("button", { name: /Carte CQC/ }).click();
  await expect(page.getByRole("heading", { name: "Pièces justificatives à préparer" })).toBeVisible();
  await page.getByRole("button", { name: "Commencer" }).click();
}

async function upload(page: Page, label: string | RegExp, file: Awaited<ReturnType<typeof picture>>): Promise<void> {
  const region = page.locator(".app-upload").filter({ hasText: label });
  await region.locator('input[type="file"]').first().setInputFiles(file);
}

async function fillSteps(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: "Vérifier mon identité" })).toBeVisible();
  await page.getByLabel("Ces informations sont exactes").check();
  await page.getByRole("button", { name: "Continuer" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Photo d’identité" })).toBeVisible();
  await upload(page, /Photo/, await picture(page, "moi.jpg", 900, 1200));
  await page.getByRole("button", { name: "Utiliser cette photo" }).click();
  await expect(page.getByText(/Reçu/).first()).toBeVisible();
  await page.getByRole("button", { name: "Continuer" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Signature" })).toBeVisible();
  await upload(page, /signature/i, await picture(page, "signature.jpg", 900, 400));
  await expect(page.getByText(/Reçu/).first()).toBeVisible();
  await page.getByRole("button", { name: "Continuer" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Documents" })).toBeVisible();
  for (const label of [/Permis de conduire, recto/, /Permis de conduire, verso/, /identité, recto/, /identité, verso/]) {
    await upload(page, label, await picture(page, "document.jpg"));
    await expect(page.locator(".app-upload").filter({ hasText: label }).getByText(/Reçu/)).toBeVisible();
  }
  await page.getByRole("button", { name: "Continuer" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Adresse de livraison" })).toBeVisible();
  await page.getByRole("button", { name: "Continuer" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Récapitulatif" })).toBeVisible();
}

/** One step of staff on the request, through the API. */
async function act(request: APIRequestContext, who: keyof typeof staff, id: string, path: string, data?: object): Promise<void> {
  const headers = await bearer(request, staff[who]);
  const view = await request.get(`/api/v1/staff/requests/${id}`, { headers });
  const { request: { version } } = (await view.json()) as { request: { version: number } };
  const answer = await request.post(`/api/v1/staff/requests/${id}/${path}`, {
    headers: { ...headers, "If-Match": `"v${version}"` },
    ...(data === undefined ? {} : { data }),
  });
  expect(answer.status(), `${path}: ${await answer.text()}`).toBe(200);
}

const idOf = (page: Page) => /req_[0-9a-f]{32}/.exec(page.url())![0];

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

  const headers = await bearer(request, staff.agent);
  const view = await (await request.get(`/api/v1/staff/requests/${id}`, { headers })).json();
  for (const document of view.request.documents as { id: string }[]) {
    const decided = await request.put(`/api/v1/staff/requests/${id}/documents/${document.id}/decision`, {
      headers,
      data: { decision: "accepted" },
    });
    expect(decided.status(), await decided.text()).toBe(200);
  }
  await act(request, "agent", id, "approval");
  const production = await bearer(request, staff.production);
  const batch = await request.post("/api/v1/staff/batches", { headers: production, data: { request_ids: [id] } });
  expect(batch.status(), await batch.text()).toBe(201);
  await act(request, "production", id, "personalisation");
  await act(request, "production", id, "shipment", { carrier: "La Poste", tracking_number: "6A01234567890" });
  await page.goto(`/mes-demandes/${id}`);
  await expect(page.getByText(/La Poste, numéro 6A01234567890/)).toBeVisible();
  await outbox.waitFor(driver.email, /expédiée/i);
  await act(request, "production", id, "delivery");
  await page.reload();
  await expect(page.getByText("Reçue").first()).toBeVisible();
  await axe();
});
