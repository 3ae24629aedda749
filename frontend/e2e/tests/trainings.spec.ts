// "Je visualise mes récapitulatifs de formation", "J'accède à mon certificat".
import { day, declareTraining } from "../support/centre.ts";
import { newDriver } from "../support/people.ts";
import { signInDriver } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

test("a declared training appears, its recap is shown and opens as PDF in a new tab", async ({ page, request, axe }) => {
  const driver = await newDriver(request);
  await declareTraining(request, driver);
  await signInDriver(page, driver);
  await page.goto("/mes-formations");
  await expect(page.getByRole("heading", { level: 1, name: "Mes formations" })).toBeVisible();
  await expect(page.getByText("Conservé sans limite")).toBeVisible();
  await axe();
  const popup = page.waitForEvent("popup");
  await page.getByRole("button", { name: /Télécharger le récapitulatif/ }).click();
  const pdf = await popup;
  await expect.poll(() => pdf.url()).toContain("/api/v1/downloads/");
  const file = await request.get(pdf.url());
  expect(file.headers()["content-type"]).toBe("application/pdf");
  expect((await file.body()).subarray(0, 5).toString()).toBe("%PDF-");
  await page.getByRole("link", { name: /Afficher le récapitulatif/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Récapitulatif de formation" })).toBeVisible();
  await axe();
});

test("a continuing training is kept for six years from its issue", async ({ page, request }) => {
  const driver = await newDriver(request);
  await declareTraining(request, driver, { completedDaysAgo: 1500 });
  await declareTraining(request, driver, { kind: "fco", completedDaysAgo: 2 });
  await signInDriver(page, driver);
  await page.goto("/mes-formations");
  // Six years from its issue, the day it was declared: today.
  const issued = new Date(`${day(0)}T12:00:00Z`);
  issued.setUTCFullYear(issued.getUTCFullYear() + 6);
  const until = issued.toLocaleDateString("fr-FR", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  await expect(page.getByText(`Conservé jusqu’au ${until}`)).toBeVisible();
  // The initial training stays for good beside it.
  await expect(page.getByText("Conservé sans limite")).toBeVisible();
});

test("with both sectors the driver chooses the qualification", async ({ page, axe }) => {
  await signInDriver(page, { email: "nadia.benali@demo.example", password: "Demo-CQC-Hub-2026!" });
  await page.goto("/mes-formations");
  const shown = page.getByRole("tabpanel");
  await expect(page.getByRole("tab", { name: "Marchandises" })).toHaveAttribute("aria-selected", "true");
  const goods = await shown.innerText();
  await axe();
  await page.getByRole("tab", { name: "Voyageurs" }).click();
  await expect(page.getByRole("tab", { name: "Voyageurs" })).toHaveAttribute("aria-selected", "true");
  await expect(shown).not.toHaveText(goods, { useInnerText: true });
  await expect(shown.getByText(/FIMO|Passerelle|FCO/).first()).toBeVisible();
  await axe();
});

test("each entitling training mails the certificate, valid four months, listed and downloadable", async ({ page, request, outbox, axe }) => {
  const driver = await newDriver(request);
  await declareTraining(request, driver);
  const mail = await outbox.waitFor(driver.email, /certificat/i);
  expect(mail.attachments).toHaveLength(1);
  await signInDriver(page, driver);
  await page.goto("/mes-certificats");
  await expect(page.getByText("Valable", { exact: true })).toBeVisible();
  await expect(page.getByText(/1[12]\d jours restants/)).toBeVisible();
  await expect(page.getByText(/Pensez à demander votre carte/)).toBeVisible();
  await axe();
  const popup = page.waitForEvent("popup");
  await page.getByRole("button", { name: /Télécharger le certificat/ }).click();
  await expect.poll(async () => (await popup).url()).toContain("/api/v1/downloads/");

  const number = (await page.getByRole("heading", { name: /^CERT-/ }).textContent())!.trim();
  await page.goto("/verify");
  await axe();
  await page.getByLabel("Numéro du certificat").fill(number);
  const birth = page.getByRole("group", { name: /Date de naissance/ });
  await birth.getByLabel("Jour").fill("17");
  await birth.getByLabel("Mois").fill("4");
  await birth.getByLabel("Année").fill("1985");
  await page.getByRole("button", { name: "Vérifier" }).click();
  await expect(page.getByRole("heading", { name: "Authentique et valable" })).toBeVisible();
  await axe();
  await page.getByLabel("Numéro du certificat").fill("CERT-0000-0000-0000");
  await page.getByRole("button", { name: "Vérifier" }).click();
  await expect(page.getByRole("heading", { name: "Inconnu" })).toBeVisible();
});
