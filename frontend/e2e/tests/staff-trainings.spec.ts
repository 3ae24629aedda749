// The issuer's staff in the browser: trainings that were declared with a doubt.
import { declareTraining } from "../support/centre.ts";
import { newDriver, staff, stranger } from "../support/people.ts";
import { signInDriver, signInStaff } from "../support/sign-in.ts";
import { decision } from "../support/staff.ts";
import { expect, test } from "../support/test.ts";

test("a training under another name is found in the queue and given to its driver, who gets the certificate", async ({
  page,
  request,
  outbox,
  axe,
  browser,
}) => {
  const driver = await newDriver(request);
  const misspelt = stranger().surname;
  await declareTraining(request, { ...driver, surname: misspelt });
  await signInStaff(page, staff.agent);
  await page.getByRole("link", { name: /Formations à vérifier/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Formations à vérifier" })).toBeVisible();
  await axe();
  await page.getByRole("link", { name: new RegExp(misspelt, "i") }).click();
  await expect(page.getByRole("heading", { level: 1, name: new RegExp(misspelt, "i") })).toBeVisible();
  await axe();

  const confirm = decision(page).getByRole("button", { name: "Enregistrer la décision" });
  await confirm.click();
  await expect(page.getByRole("alert").filter({ hasText: "Il y a un problème" })).toBeVisible();
  await axe();
  await decision(page).getByRole("radio", { name: "Accepter la formation" }).check();
  await decision(page).getByRole("radio", { name: new RegExp(driver.surname, "i") }).check();
  await axe();
  await confirm.click();
  await expect(page.getByText("La formation est acceptée.")).toBeVisible();

  const mail = await outbox.waitFor(driver.email, /certificat/i);
  expect(mail.attachments).toHaveLength(1);
  const drivers = await browser.newPage();
  await signInDriver(drivers, driver);
  await drivers.goto("/mes-formations");
  await expect(drivers.getByText("Conservé sans limite")).toBeVisible();
  await drivers.close();
});

test("a training that does not count is refused with its reason, and cannot be decided again", async ({
  page,
  request,
  axe,
}) => {
  // An FCO of somebody who has neither FIMO nor account.
  const trainee = stranger();
  const id = await declareTraining(request, trainee, { kind: "fco" });
  await signInStaff(page, staff.agent);
  await page.goto(`/staff/formations/${id}`);
  await decision(page).getByRole("radio", { name: "Refuser la formation" }).check();
  const confirm = decision(page).getByRole("button", { name: "Enregistrer la décision" });
  await confirm.click();
  await expect(page.getByRole("alert").filter({ hasText: "Il y a un problème" })).toBeVisible();
  await decision(page).getByLabel("Motif").selectOption({ label: "incomplet" });
  await decision(page).getByLabel("Commentaire pour le centre").fill("Pas de FIMO connue.");
  await axe();
  await confirm.click();
  await expect(page.getByText("La formation est refusée. Le centre en lit le motif.")).toBeVisible();
  await page.goto(`/staff/formations/${id}`);
  await expect(decision(page).getByText(/Rien n’est à décider/)).toBeVisible();
  await expect(page.getByText(/Pas de FIMO connue\./)).toBeVisible();
  await axe();
});
