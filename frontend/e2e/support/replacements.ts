// Replacing a card, as a driver goes through it.
import { randomUUID } from "node:crypto";
import { expect, type APIRequestContext, type Page } from "@playwright/test";
import { bearer, staff, type Driver } from "./people.ts";

/** The heading of the page. */
export const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });

/** The heading of the first step, by reason. */
const FIRST_STEPS = {
  Perte: "Déclaration de perte",
  Vol: "Déclaration de vol",
  Qualité: "Éléments en défaut",
  Échange: "Ce qui a changé",
};

/** From "Mes demandes" to the first step; of an exchange, for what has changed. */
export async function begin(page: Page, reason: keyof typeof FIRST_STEPS = "Perte", change?: string): Promise<void> {
  await page.goto("/mes-demandes");
  await page.getByRole("link", { name: "Remplacement, Échange" }).click();
  await page.getByRole("radio", { name: reason }).check();
  if (change !== undefined) await page.getByRole("radio", { name: change }).check();
  await page.getByRole("button", { name: "Commencer" }).click();
  await expect(heading(page, FIRST_STEPS[reason])).toBeVisible();
}

/** From the summary to the provider's page. */
export async function order(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Commander avec obligation de paiement" }).click();
  await expect(page.getByText("Page simulée : aucun argent ne circule.")).toBeVisible();
}

export async function pay(page: Page, card: string, amount = "25,00 €"): Promise<void> {
  await page.getByLabel("Numéro de carte").fill(card);
  await page.getByRole("button", { name: new RegExp(`^Payer ${amount}`) }).click();
}

/** The reception desk scans the slip of a defective card. */
export async function arrives(request: APIRequestContext, reference: string): Promise<void> {
  const headers = await bearer(request, staff.production);
  const answer = await request.post("/api/v1/staff/receptions", { headers, data: { code: reference } });
  expect(answer.status(), await answer.text()).toBe(200);
}

type View = { request: { id: string; reference: string }; version: number };

const EXCHANGES = ["civil_status", "licence", "foreign"] as const;
type Exchange = (typeof EXCHANGES)[number];
const isExchange = (reason: string): reason is Exchange => (EXCHANGES as readonly string[]).includes(reason);

/** A driver's replacement or exchange that is filled in as far as `data` goes, through the API. */
export async function replacementDraft(
  request: APIRequestContext,
  driver: Driver,
  reason: "loss" | "theft" | "quality" | Exchange,
  data: object,
): Promise<View> {
  const headers = await bearer(request, driver);
  const cards = (await (await request.get("/api/v1/me/cards", { headers })).json()) as { items: { id: string }[] };
  const begun = await request.post("/api/v1/me/replacements", {
    headers: { ...headers, "Idempotency-Key": `"${randomUUID()}"` },
    data: {
      ...(reason === "foreign" ? {} : { card_id: cards.items[0]!.id }),
      ...(isExchange(reason) ? { purpose: "exchange", exchange_reason: reason } : { purpose: reason }),
    },
  });
  expect(begun.status(), await begun.text()).toBe(201);
  const { request: { id }, version } = (await begun.json()) as View;
  const filled = await request.patch(`/api/v1/me/replacements/${id}`, {
    headers: { ...headers, "If-Match": `"v${version}"` },
    data,
  });
  expect(filled.status(), await filled.text()).toBe(200);
  return (await filled.json()) as View;
}

/** Sends a defective card's draft, through the API. */
export async function announced(request: APIRequestContext, driver: Driver, draft: View): Promise<void> {
  const headers = await bearer(request, driver);
  const sent = await request.post(`/api/v1/me/replacements/${draft.request.id}/submission`, {
    headers: { ...headers, "If-Match": `"v${draft.version}"` },
  });
  expect(sent.status(), await sent.text()).toBe(200);
}
