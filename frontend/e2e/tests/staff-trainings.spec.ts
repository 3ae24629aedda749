// The issuer's staff in the browser: trainings that were declared with a doubt.
import { declareTraining } from "../support/centre.ts";
import { bearer, newDriver, staff, stranger } from "../support/people.ts";
import { cardHolder } from "../support/requests.ts";
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

test("a training behind a card is cancelled by one supervisor, and the card withdrawn by another", async ({
  page,
  newPage,
  request,
  outbox,
  axe,
}) => {
  const { driver, serial } = await cardHolder(page, request);
  const one = await newPage();
  await signInStaff(one, staff.supervisor);
  const trainings = await request.get("/api/v1/me/trainings", { headers: await bearer(request, driver) });
  const { items } = (await trainings.json()) as { items: { id: string }[] };
  await one.goto(`/staff/formations/${items[0]!.id}`);
  await one.getByRole("button", { name: "Annuler la formation" }).click();
  const dialog = one.getByRole("dialog");
  await dialog.getByRole("button", { name: "Annuler la formation" }).click();
  await expect(dialog.locator(".govuk-error-message")).toBeVisible();
  await axe(one);
  await dialog.getByRole("radio", { name: "Formation non terminée" }).check();
  await dialog.getByRole("button", { name: "Annuler la formation" }).click();
  await expect(one.getByText("La formation est annulée.")).toBeVisible();
  await one.goto("/staff/");
  await one.getByRole("link", { name: /Cartes dont la formation est annulée/ }).click();
  const own = one.getByRole("row").filter({ hasText: serial });
  await expect(own.getByText("Une autre personne doit décider.")).toBeVisible();
  await axe(one);

  const other = await newPage();
  await signInStaff(other, staff.otherSupervisor);
  await other.goto("/staff/cartes");
  await other.getByRole("row").filter({ hasText: serial }).getByRole("button", { name: /^Retirer/ }).click();
  const decide = other.getByRole("dialog", { name: /Retirer la carte/ });
  await decide.getByLabel("Pourquoi").fill("La formation n’a pas été suivie jusqu’au bout.");
  await axe(other);
  await decide.getByRole("button", { name: "Retirer" }).click();
  await expect(other.getByText("La carte est retirée.", { exact: true })).toBeVisible();
  await expect(other.getByRole("row").filter({ hasText: serial })).toHaveCount(0);

  const mail = await outbox.waitFor(driver.email, /décision sur votre carte/);
  expect(mail.text).toContain("La carte est retirée");
  await signInDriver(page, driver);
  await page.goto("/mes-cartes");
  await expect(page.getByText("Retirée", { exact: true }).first()).toBeVisible();
  await axe();
});
