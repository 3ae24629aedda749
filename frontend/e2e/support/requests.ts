// The steps of a request for a card, as a driver goes through them.
import { randomUUID } from "node:crypto";
import { expect, type APIRequestContext, type Locator, type Page } from "@playwright/test";
import { declareTraining } from "./centre.ts";
import { picture, type Picture } from "./images.ts";
import { bearer, newDriver, staff, type Driver } from "./people.ts";
import { signInDriver } from "./sign-in.ts";

/** A driver with a training that gives right to a card, signed in on the page. */
export async function entitledDriver(page: Page, request: APIRequestContext): Promise<Driver> {
  const driver = await newDriver(request);
  await declareTraining(request, driver);
  await signInDriver(page, driver);
  return driver;
}

/** From "Mes demandes" to the first step, or to why there is none. */
export async function start(page: Page): Promise<void> {
  await page.goto("/mes-demandes");
  await page.getByRole("link", { name: "Faire une demande" }).click();
  await page.getByRole("button", { name: /Carte CQC/ }).click();
  await expect(page.getByRole("heading", { name: "Pièces justificatives à préparer" })).toBeVisible();
  await page.getByRole("button", { name: "Commencer" }).click();
}

/** The place of a file, by its label. */
export function place(page: Page, label: string | RegExp): Locator {
  return page.locator(".app-upload").filter({ hasText: label });
}

/** Chooses a file as a person would in the dialog of the system. */
export async function upload(page: Page, label: string | RegExp, file: Picture): Promise<void> {
  await place(page, label).locator('input[type="file"]').first().setInputFiles(file);
}

/** The name of a step, once it shows. */
export async function atStep(page: Page, name: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

export async function goOn(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Continuer" }).click();
}

export async function confirmIdentity(page: Page): Promise<void> {
  await atStep(page, "Vérifier mon identité");
  await page.getByLabel("Ces informations sont exactes").check();
  await goOn(page);
}

export async function givePhoto(page: Page): Promise<void> {
  await atStep(page, "Photo d’identité");
  await upload(page, /Photo/, await picture(page, "moi.jpg", 900, 1200));
  await page.getByRole("button", { name: "Utiliser cette photo" }).click();
  await expect(place(page, /Photo/).getByText("Reçu", { exact: true })).toBeVisible();
  await goOn(page);
}

export async function giveSignature(page: Page): Promise<void> {
  await atStep(page, "Signature");
  await upload(page, /signature/i, await picture(page, "signature.jpg", 900, 400));
  await expect(place(page, /signature/i).getByText("Reçu", { exact: true })).toBeVisible();
  await goOn(page);
}

const PAPERS = [/Permis de conduire, recto/, /Permis de conduire, verso/, /identité, recto/, /identité, verso/];

export async function givePapers(page: Page): Promise<void> {
  await atStep(page, "Documents");
  for (const label of PAPERS) {
    await upload(page, label, await picture(page, "document.jpg"));
    await expect(place(page, label).getByText("Reçu", { exact: true })).toBeVisible();
  }
  await goOn(page);
}

/** Every step up to the summary. */
export async function fillSteps(page: Page): Promise<void> {
  await confirmIdentity(page);
  await givePhoto(page);
  await giveSignature(page);
  await givePapers(page);
  await atStep(page, "Adresse de livraison");
  await goOn(page);
  await atStep(page, "Récapitulatif");
}

/** Declares and sends, on the summary. */
export async function send(page: Page): Promise<void> {
  await page.getByRole("checkbox", { name: /sur l’honneur/ }).check();
  await page.getByRole("button", { name: "Envoyer ma demande" }).click();
  await expect(page.getByText("Votre demande est envoyée").first()).toBeVisible();
}

export const idOf = (page: Page) => /req_[0-9a-f]{32}/.exec(page.url())![0];

/** One step of staff on a request, through the API. */
export async function act(
  request: APIRequestContext,
  who: keyof typeof staff,
  id: string,
  path: string,
  data?: object,
): Promise<void> {
  const headers = await bearer(request, staff[who]);
  const view = await request.get(`/api/v1/staff/requests/${id}`, { headers });
  const { request: { version } } = (await view.json()) as { request: { version: number } };
  const answer = await request.post(`/api/v1/staff/requests/${id}/${path}`, {
    headers: { ...headers, "If-Match": `"v${version}"` },
    ...(data === undefined ? {} : { data }),
  });
  expect(answer.status(), `${path}: ${await answer.text()}`).toBe(200);
}

/** A request as its driver sees it over the API, as far as tests look. */
export type Sent = { driver: Driver; id: string; reference: string };
type View = { id: string; reference: string; version: number };

const KINDS = ["photo", "signature", "licence_front", "licence_back", "identity_front", "identity_back"];

/** A driver's complete draft, made through the API. */
export async function filledDraft(page: Page, request: APIRequestContext, driver: Driver): Promise<View> {
  const headers = await bearer(request, driver);
  const begun = await request.post("/api/v1/me/requests", {
    headers: { ...headers, "Idempotency-Key": `"${randomUUID()}"` },
    data: { type: "card" },
  });
  expect(begun.status(), await begun.text()).toBe(201);
  let view = (await begun.json()) as View;
  const path = `/api/v1/me/requests/${view.id}`;
  for (const kind of KINDS) {
    const file = kind === "photo" ? await picture(page, "photo.jpg", 900, 1200) : await picture(page, `${kind}.jpg`);
    const given = await request.put(`${path}/documents/${kind}`, {
      headers: {
        ...headers,
        "Content-Type": file.mimeType,
        "Content-Disposition": `attachment; filename="${file.name}"`,
      },
      data: file.buffer,
    });
    expect(given.status(), `${kind}: ${await given.text()}`).toBe(200);
    view = (await given.json()) as View;
  }
  const filled = await request.patch(path, {
    headers: { ...headers, "If-Match": `"v${view.version}"` },
    data: {
      identity_confirmed: true,
      delivery_address: { lines: ["12 rue des Lilas"], postal_code: "69003", town: "Lyon", country: "FR" },
      step: "summary",
    },
  });
  expect(filled.status(), await filled.text()).toBe(200);
  return (await filled.json()) as View;
}

/** A new driver's request, just sent, through the API of a server so many days ahead. */
export async function sentRequest(page: Page, request: APIRequestContext, daysAhead = 0): Promise<Sent> {
  const driver = await newDriver(request);
  await declareTraining(request, driver, { completedDaysAgo: 1 - daysAhead });
  const { id, reference, version } = await filledDraft(page, request, driver);
  const headers = await bearer(request, driver);
  const sent = await request.post(`/api/v1/me/requests/${id}/submission`, {
    headers: { ...headers, "If-Match": `"v${version}"` },
    data: { declaration: true },
  });
  expect(sent.status(), await sent.text()).toBe(200);
  return { driver, id, reference };
}

/** The agent who has taken the request accepts every document and approves it. */
export async function approve(request: APIRequestContext, id: string): Promise<void> {
  const headers = await bearer(request, staff.agent);
  const view = (await (await request.get(`/api/v1/staff/requests/${id}`, { headers })).json()) as {
    request: { version: number; documents: { id: string }[] };
  };
  let { version } = view.request;
  for (const document of view.request.documents) {
    const decided = await request.put(`/api/v1/staff/requests/${id}/documents/${document.id}/decision`, {
      headers: { ...headers, "If-Match": `"v${version}"` },
      data: { decision: "accepted" },
    });
    expect(decided.status(), await decided.text()).toBe(200);
    ({ request: { version } } = (await decided.json()) as { request: { version: number } });
  }
  await act(request, "agent", id, "approval");
}

/** The workshop begins to make the card. */
export async function batch(request: APIRequestContext, id: string): Promise<void> {
  const headers = await bearer(request, staff.production);
  const made = await request.post("/api/v1/staff/batches", { headers, data: { request_ids: [id] } });
  expect(made.status(), await made.text()).toBe(201);
}

/** A new driver's approved request. */
export async function approved(page: Page, request: APIRequestContext): Promise<Sent> {
  const sent = await sentRequest(page, request);
  await act(request, "agent", sent.id, "take");
  await approve(request, sent.id);
  return sent;
}

/** A new driver whose card has arrived; gives its serial number too. */
export async function cardHolder(page: Page, request: APIRequestContext): Promise<Sent & { serial: string }> {
  const sent = await approved(page, request);
  await deliver(request, sent.id);
  const headers = await bearer(request, sent.driver);
  const cards = (await (await request.get("/api/v1/me/cards", { headers })).json()) as { items: { serial: string }[] };
  return { ...sent, serial: cards.items[0]!.serial };
}

/** The post brings a card back, and the desk notes it; gives the letter. */
export async function comesBack(request: APIRequestContext, serial: string): Promise<{ id: string }> {
  const headers = await bearer(request, staff.production);
  const answer = await request.post("/api/v1/staff/returned-mail", { headers, data: { code: serial, reason: "no_access" } });
  expect(answer.status(), await answer.text()).toBe(200);
  return (await answer.json()) as { id: string };
}

/** The workshop makes and sends the card of an approved request, and it arrives. */
export async function deliver(request: APIRequestContext, id: string): Promise<void> {
  await batch(request, id);
  await act(request, "production", id, "personalisation");
  await act(request, "production", id, "shipment", { carrier: "La Poste", tracking_number: "1A00915820380" });
  await act(request, "production", id, "delivery");
}
