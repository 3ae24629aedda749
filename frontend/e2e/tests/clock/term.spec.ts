// What happens when nobody does anything: reminders, ends and expiries.
import { advance, DAY, serverNow } from "../../support/clock.ts";
import { declareTraining } from "../../support/centre.ts";
import { newDriver } from "../../support/people.ts";
import { act, filledDraft, sentRequest } from "../../support/requests.ts";
import { signInDriver } from "../../support/sign-in.ts";
import { fillDate } from "../../support/account.ts";
import { expect, test } from "../../support/test.ts";
import type { APIRequestContext } from "@playwright/test";

// After so long nobody is signed in any more, and what is deleted is not there.
test.use({ allowedErrors: [/401|404/] });

/** How far the server is ahead of this machine, in whole days. */
async function ahead(request: APIRequestContext): Promise<number> {
  return Math.round(((await serverNow(request)).getTime() - Date.now()) / (DAY * 1_000));
}

test("an information request without an answer is reminded of, then closes the request", async ({ page, request, outbox, axe }) => {
  const { driver, id } = await sentRequest(page, request, await ahead(request));
  const deadline = new Date((await serverNow(request)).getTime() + 10 * DAY * 1_000);
  await act(request, "agent", id, "take");
  await act(request, "agent", id, "information-requests", {
    deadline: new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris" }).format(deadline),
    message: "",
    items: [{ target: "document", document_kind: "licence_front", reason: "unreadable", comment: "" }],
  });
  await outbox.waitFor(driver.email, /attend une information/);
  await advance(request, 4 * DAY);
  await outbox.waitFor(driver.email, /^Rappel/);
  await advance(request, 8 * DAY);
  await outbox.waitFor(driver.email, /^Votre demande \S+ : .*clos/i);
  await signInDriver(page, driver);
  await page.goto("/mes-demandes");
  await expect(page.getByText("Aucune demande en cours")).toBeVisible();
  await page.getByText("Demandes terminées").click();
  await expect(page.getByText("Close", { exact: false }).first()).toBeVisible();
  await axe();
  await page.goto(`/mes-demandes/${id}`);
  await expect(page.getByRole("link", { name: /^Répondre/ })).toHaveCount(0);
  await axe();
});

test("a forgotten draft is reminded of, then deleted with its files", async ({ page, request, outbox, axe }) => {
  const driver = await newDriver(request);
  await declareTraining(request, driver, { completedDaysAgo: 1 - (await ahead(request)) });
  const { id } = await filledDraft(page, request, driver);
  await signInDriver(page, driver);
  await page.goto("/mes-demandes");
  await expect(page.getByText(/Sans activité, ce brouillon sera supprimé le/)).toBeVisible();
  await axe();
  await advance(request, 61 * DAY);
  await outbox.waitFor(driver.email, /n’est pas envoyée/);
  await advance(request, 31 * DAY);
  await signInDriver(page, driver);
  await expect(async () => {
    await page.goto("/mes-demandes");
    await expect(page.getByText("Aucune demande en cours")).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await page.goto(`/mes-demandes/${id}`);
  await expect(page.getByRole("link", { name: /Reprendre/ })).toHaveCount(0);
});

test("a certificate is expired after four months, for its holder and for whoever checks it", async ({ page, request, axe }) => {
  const driver = await newDriver(request);
  await declareTraining(request, driver, { completedDaysAgo: 1 - (await ahead(request)) });
  await signInDriver(page, driver);
  await page.goto("/mes-certificats");
  await expect(page.getByText("Valable", { exact: true })).toBeVisible();
  const number = (await page.getByRole("heading", { name: /^CERT-/ }).innerText()).trim();
  await advance(request, 124 * DAY);
  await signInDriver(page, driver);
  await page.goto("/mes-certificats");
  await expect(page.getByText("Expiré", { exact: true })).toBeVisible();
  await expect(page.getByText(/jours restants/)).toHaveCount(0);
  await axe();
  await page.goto("/verify");
  await page.getByLabel("Numéro du certificat").fill(number);
  await fillDate(page, /Date de naissance/, ["17", "4", "1985"]);
  await page.getByRole("button", { name: "Vérifier" }).click();
  await expect(page.getByRole("heading", { name: "Authentique, mais expiré" })).toBeVisible();
  await axe();
});
