// The public check of a certificate: each of its answers.
import { fillDate } from "../support/account.ts";
import { cancelTraining, declareTraining } from "../support/centre.ts";
import { bearer, newDriver } from "../support/people.ts";
import { act, approve, batch, sentRequest } from "../support/requests.ts";
import type { Credentials } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";
import type { APIRequestContext, Page } from "@playwright/test";

type Certificate = { number: string; qr_content: string };

/** One of somebody's certificates, as soon as it is issued. */
async function certificate(request: APIRequestContext, of: Credentials, index = 0): Promise<Certificate> {
  const headers = await bearer(request, of);
  let found: Certificate | undefined;
  await expect(async () => {
    const answer = await request.get("/api/v1/me/certificates", { headers });
    found = ((await answer.json()) as { items: Certificate[] }).items.at(index);
    expect(found).toBeDefined();
  }).toPass({ timeout: 10_000 });
  return found!;
}

async function checkNumber(page: Page, number: string, born: [string, string, string] = ["17", "4", "1985"]) {
  await page.goto("/verify");
  await page.getByLabel("Numéro du certificat").fill(number);
  await fillDate(page, /Date de naissance/, born);
  await page.getByRole("button", { name: "Vérifier" }).click();
}

async function checkCode(page: Page, code: string) {
  await page.goto("/verify");
  await page.getByLabel("Par le code QR").check();
  await page.getByLabel("Contenu du code QR").fill(code);
  await page.getByRole("button", { name: "Vérifier" }).click();
}

const verdict = (page: Page, name: string) => expect(page.getByRole("heading", { name, exact: true })).toBeVisible();

test("what is missing is said before anything is asked", async ({ page, axe }) => {
  await page.goto("/verify");
  await page.getByRole("button", { name: "Vérifier" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Il y a un problème" })).toBeVisible();
  await axe();
});

test("authentic by number and by code, altered code, wrong birth date", async ({ page, request, axe }) => {
  const driver = await newDriver(request);
  await declareTraining(request, driver);
  const { number, qr_content } = await certificate(request, driver);
  await checkNumber(page, number);
  await verdict(page, "Authentique et valable");
  await expect(page.getByText(driver.surname.toUpperCase())).toBeVisible();
  await axe();
  await checkCode(page, qr_content);
  await verdict(page, "Authentique et valable");
  await expect(page.getByText(number)).toBeVisible();
  await axe();
  const middle = Math.floor(qr_content.length / 2);
  const other = qr_content[middle] === "A" ? "B" : "A";
  await checkCode(page, qr_content.slice(0, middle) + other + qr_content.slice(middle + 1));
  await verdict(page, "Non authentique");
  await expect(page.getByText(driver.surname.toUpperCase())).toHaveCount(0);
  await axe();
  await checkNumber(page, number, ["18", "4", "1985"]);
  await verdict(page, "Inconnu");
  await expect(page.getByText(driver.surname.toUpperCase())).toHaveCount(0);
  await axe();
});

test("expired after its four months", async ({ page, request, axe }) => {
  // The demonstration's driver has one of years ago behind the present one.
  const jean = { email: "jean.dupont@demo.example", password: "Demo-CQC-Hub-2026!" };
  const { number } = await certificate(request, jean, -1);
  await checkNumber(page, number, ["14", "5", "1984"]);
  await verdict(page, "Authentique, mais expiré");
  await axe();
});

test("superseded once the card was delivered", async ({ page, request, axe }) => {
  const { driver, id } = await sentRequest(page, request);
  await act(request, "agent", id, "take");
  await approve(request, id);
  await batch(request, id);
  await act(request, "production", id, "personalisation");
  await act(request, "production", id, "shipment", { carrier: "La Poste", tracking_number: "6A01234567890" });
  await act(request, "production", id, "delivery");
  const { number } = await certificate(request, driver);
  await checkNumber(page, number);
  await verdict(page, "Authentique, remplacé par la carte");
  await axe();
});

test("revoked when its training was cancelled", async ({ page, request, outbox, axe }) => {
  const driver = await newDriver(request);
  const training = await declareTraining(request, driver);
  const { number } = await certificate(request, driver);
  await cancelTraining(request, training);
  await checkNumber(page, number);
  await verdict(page, "Authentique, mais retiré");
  await axe();
  const mail = await outbox.waitFor(driver.email, /annulée/);
  expect(mail.text).toContain("n’est plus valable");
});
