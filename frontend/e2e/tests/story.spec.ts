// The whole of the guide's first half in one go: the driver on one device, the
// staff on another, a training centre's software over the API.
import { declareTraining } from "../support/centre.ts";
import { picture } from "../support/images.ts";
import { Outbox } from "../support/outbox.ts";
import { staff, stranger, PASSWORD } from "../support/people.ts";
import { fillAccountForm } from "../support/account.ts";
import { fillSteps, idOf, send, start } from "../support/requests.ts";
import { signInDriver, signInStaff } from "../support/sign-in.ts";
import { acceptAll, approve, decision, documents, openFromQueue, row, stage, take } from "../support/staff.ts";
import { expect, test } from "../support/test.ts";

test("account, review, password, training, certificate, request, question, answer, card", async ({
  page: phone,
  newPage,
  request,
  outbox,
}) => {
  test.setTimeout(240_000);
  const driver = stranger();
  const desk = await newPage();

  await test.step("the driver asks for an account", async () => {
    await phone.goto("/");
    await phone.getByRole("link", { name: "Créer un compte" }).first().click();
    await phone.getByLabel("Particulier").check();
    await phone.getByRole("button", { name: "Continuer" }).click();
    await fillAccountForm(phone, driver);
    await phone.getByRole("button", { name: "Créer", exact: true }).click();
    await expect(phone.getByRole("heading", { level: 1, name: "Votre demande de compte est envoyée" })).toBeVisible();
  });

  await test.step("an agent finds it conform", async () => {
    await signInStaff(desk, staff.agent);
    await desk.goto("/staff/comptes");
    await openFromQueue(desk, driver.surname);
    await take(desk);
    await decision(desk).getByRole("button", { name: "Déclarer conforme" }).click();
    await expect(desk.getByText("Le compte est déclaré conforme.")).toBeVisible();
  });

  await test.step("the driver sets a password and signs in", async () => {
    const mail = await outbox.waitFor(driver.email, /mot-de-passe#/);
    await phone.goto(Outbox.link(mail, /mot-de-passe#/));
    await phone.getByLabel("Mot de passe", { exact: true }).fill(PASSWORD);
    await phone.getByLabel("Confirmation du mot de passe").fill(PASSWORD);
    await phone.getByRole("button", { name: "Valider" }).click();
    await phone.getByRole("link", { name: "Revenir à l’application" }).click();
    await signInDriver(phone, driver);
    await expect(phone.getByRole("heading", { level: 1, name: /Bonjour/ })).toBeVisible();
  });

  await test.step("a training centre declares a training, and the certificate comes", async () => {
    await declareTraining(request, driver);
    const mail = await outbox.waitFor(driver.email, /certificat/i);
    expect(mail.attachments).toHaveLength(1);
    await phone.goto("/mes-certificats");
    await expect(phone.getByText("Valable", { exact: true })).toBeVisible();
  });

  await test.step("the driver sends a request", async () => {
    await start(phone);
    await fillSteps(phone);
    await send(phone);
  });
  const id = idOf(phone);

  await test.step("the agent asks for another picture", async () => {
    await desk.goto("/staff/demandes");
    await openFromQueue(desk, driver.surname);
    await take(desk);
    await documents(desk).getByRole("button", { name: /^Permis de conduire, recto/ }).click();
    await documents(desk).getByRole("button", { name: /^Refuser/ }).click();
    await documents(desk).getByLabel("Motif").selectOption({ label: "illisible" });
    await documents(desk).getByRole("button", { name: "Refuser ce document" }).click();
    await expect(desk.getByText("Permis de conduire, recto : refusé.")).toBeVisible();
    await acceptAll(desk);
    await decision(desk).getByRole("button", { name: "Demander une information" }).click();
    await decision(desk).getByRole("button", { name: "Envoyer la demande d’information" }).click();
    await expect(desk.getByText("La demande d’information est envoyée.")).toBeVisible();
  });

  await test.step("the driver is told, and answers", async () => {
    await outbox.waitFor(driver.email, /information/i);
    await phone.goto("/accueil");
    await phone.getByRole("link", { name: "En savoir plus" }).click();
    await phone.getByRole("link", { name: /^Répondre/ }).first().click();
    await phone.locator('.app-upload input[type="file"]').first().setInputFiles(await picture(phone, "net.jpg"));
    await expect(phone.getByText("1 sur 1 répondus")).toBeVisible();
    await phone.getByRole("button", { name: "Renvoyer ma demande" }).click();
    await expect(phone.getByText("En cours d’analyse").first()).toBeVisible();
  });

  await test.step("the agent approves", async () => {
    await desk.reload();
    await acceptAll(desk);
    await approve(desk);
  });

  const workshop = await newPage();
  await test.step("the workshop makes and ships the card", async () => {
    await signInStaff(workshop, staff.production);
    await workshop.goto("/staff/fabrication");
    const reference = /CQC-[0-9A-Z-]+/.exec(await desk.getByRole("heading", { level: 1 }).innerText())![0];
    await workshop.getByRole("checkbox", { name: `Sélectionner la demande ${reference}` }).check();
    await workshop.getByRole("button", { name: "Créer un lot de 1 carte" }).click();
    await stage(workshop, "En fabrication");
    await row(workshop, reference).getByRole("button", { name: /^Personnalisée/ }).click();
    await stage(workshop, "À expédier");
    await row(workshop, reference).getByRole("button", { name: /^Expédier/ }).click();
    const dialog = workshop.getByRole("dialog");
    await dialog.getByLabel("Transporteur").fill("La Poste");
    await dialog.getByLabel("Numéro de suivi").fill("6A09876543210");
    await dialog.getByRole("button", { name: "Enregistrer l’expédition" }).click();
    await outbox.waitFor(driver.email, /6A09876543210/);
    await stage(workshop, "Expédiées");
    await row(workshop, reference).getByRole("button", { name: /^Distribuée/ }).click();
    await expect(workshop.getByText(`${reference} : distribuée.`)).toBeVisible();
  });

  await test.step("the driver sees every step passed, the last one reached", async () => {
    await phone.goto(`/mes-demandes/${id}`);
    const steps = phone.getByRole("list", { name: "Étapes de la demande" });
    await expect(steps.locator('[aria-current="step"]')).toContainText("Reçue");
    for (const step of ["Envoyée", "En cours d’analyse", "Validée", "En fabrication", "Expédiée"]) {
      await expect(steps.getByText(new RegExp(`^${step}`)).first()).toBeVisible();
    }
    await phone.goto("/accueil");
    await expect(phone.getByText("Votre carte est reçue")).toBeVisible();
  });
});
