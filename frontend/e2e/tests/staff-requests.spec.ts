// The issuer's staff in the browser: the queue of requests, documents, questions,
// approval and refusal.
import { picture } from "../support/images.ts";
import { staff } from "../support/people.ts";
import { act, place, sentRequest } from "../support/requests.ts";
import { signInDriver, signInStaff } from "../support/sign-in.ts";
import { acceptAll, approve, decision, documents, openFromQueue, row, take } from "../support/staff.ts";
import { expect, test } from "../support/test.ts";

test.describe("requests", () => {
  test("the queue is filtered by status, by who took it, and by name", async ({ page, request, axe }) => {
    const { driver, reference } = await sentRequest(page, request);
    await signInStaff(page, staff.agent);
    await page.goto("/staff/demandes");
    await axe();
    await page.getByLabel("Statut").selectOption({ label: "Validée" });
    await expect(page).toHaveURL(/status=approved/);
    await expect(page.getByText(reference)).toHaveCount(0);
    await page.getByLabel("Statut").selectOption({ label: "À prendre" });
    await page.getByLabel("Pris par").selectOption({ label: "Personne" });
    await page.getByRole("searchbox", { name: "Nom ou référence" }).fill(driver.surname);
    await page.getByRole("button", { name: "Rechercher" }).click();
    await expect(row(page, reference)).toContainText("À prendre");
    // No address holds a name.
    await expect(page).toHaveURL(/\?status=submitted&assigned=none$/);
    await expect(row(page, reference)).toContainText("personne");
    await page.getByLabel("Pris par").selectOption({ label: "Moi" });
    await expect(page.getByText("Aucun dossier ne correspond")).toBeVisible();
    await axe();
    // The filters stand in the address: the page can be reloaded and shared.
    await page.getByLabel("Pris par").selectOption({ label: "Personne" });
    await page.reload();
    await expect(page.getByLabel("Pris par")).toHaveValue("none");
    await expect(page.getByRole("searchbox", { name: "Nom ou référence" })).toHaveValue("");
  });

  test("documents are viewed, one refused with a reason, the driver asked, old and new compared, approved", async ({
    page,
    newPage,
    request,
    outbox,
    axe,
  }) => {
    test.slow();
    const { driver, id, reference } = await sentRequest(page, request);
    await signInStaff(page, staff.agent);
    await page.goto("/staff/demandes");
    await openFromQueue(page, driver.surname);
    await expect(page.getByRole("heading", { level: 1, name: `Demande ${reference}` })).toBeVisible();
    await axe();
    await take(page);

    const image = page.locator(".app-viewer__picture");
    await expect(image).toHaveJSProperty("complete", true);
    await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBeGreaterThan(400);
    const narrow = (await image.boundingBox())!.width;
    await page.getByRole("button", { name: "Agrandir" }).click();
    await page.getByRole("button", { name: "Agrandir" }).click();
    await expect(page.getByText("200 %")).toBeVisible();
    expect((await image.boundingBox())!.width).toBeGreaterThan(narrow * 1.5);
    await page.getByRole("button", { name: "Tourner" }).click();
    await expect(image).toHaveCSS("transform", /matrix\(.*1, -1/);
    await axe();
    await page.getByRole("button", { name: "Vue d’origine" }).click();
    await expect(page.getByText("100 %")).toBeVisible();

    await documents(page).getByRole("button", { name: /^Permis de conduire, recto/ }).click();
    await documents(page).getByRole("button", { name: /^Refuser/ }).click();
    await documents(page).getByRole("button", { name: "Refuser ce document" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Il y a un problème" })).toBeVisible();
    await documents(page).getByLabel("Motif").selectOption({ label: "illisible" });
    await documents(page).getByLabel("Commentaire pour le conducteur").fill("Le numéro est flou.");
    await axe();
    await documents(page).getByRole("button", { name: "Refuser ce document" }).click();
    await expect(documents(page).getByRole("button", { name: /^Permis de conduire, recto/ })).toContainText("Refusé");
    await acceptAll(page);
    await axe();

    await decision(page).getByRole("button", { name: "Demander une information" }).click();
    // What was refused is asked for already, with its reason.
    await expect(decision(page).getByRole("checkbox", { name: "Permis de conduire, recto" })).toBeChecked();
    await decision(page).getByLabel("Message au conducteur").fill("Merci de refaire cette photo au jour.");
    const preview = decision(page).locator(".app-preview");
    await expect(preview).toContainText(/Permis de conduire, recto : illisible\s*Le numéro est flou\./);
    await expect(preview).toContainText("Merci de refaire cette photo au jour.");
    await axe();
    const read = await preview.locator("li").innerText();
    await decision(page).getByRole("button", { name: "Envoyer la demande d’information" }).click();
    await expect(page.getByText("La demande d’information est envoyée.")).toBeVisible();
    await expect(page.getByText("Sans réponse pour l’instant")).toBeVisible();
    await axe();

    await outbox.waitFor(driver.email, /information/i);
    const phone = await newPage();
    await signInDriver(phone, driver);
    await phone.goto(`/mes-demandes/${id}/repondre`);
    // The driver reads what the preview said.
    const [, comment] = read.split("\n");
    await expect(phone.getByText(comment!.trim()).first()).toBeVisible();
    await expect(phone.getByText("Merci de refaire cette photo au jour.").first()).toBeVisible();
    await place(phone, /Permis de conduire, recto|Votre nouvelle version/)
      .locator('input[type="file"]')
      .first()
      .setInputFiles(await picture(phone, "net.jpg", 1400, 900));
    await expect(phone.getByText("1 sur 1 répondus")).toBeVisible();
    await phone.getByRole("button", { name: "Renvoyer ma demande" }).click();
    await expect(phone.getByText("En cours d’analyse").first()).toBeVisible();

    await page.reload();
    await expect(page.getByText(/Répondue le/)).toBeVisible();
    await documents(page).getByRole("button", { name: /^Permis de conduire, recto/ }).click();
    await page.getByRole("button", { name: "Comparer avec l’ancienne version" }).click();
    await expect(page.getByText("Ancienne version")).toBeVisible();
    await expect(page.getByText("Nouvelle version")).toBeVisible();
    await expect(image).toHaveCount(2);
    const width = (index: number) => image.nth(index).evaluate((one: HTMLImageElement) => one.naturalWidth);
    await expect.poll(() => width(0)).toBeGreaterThan(0);
    await expect.poll(() => width(1)).toBeGreaterThan(0);
    expect(await width(0)).not.toBe(await width(1));
    await axe();
    await page.getByRole("button", { name: "Ne plus comparer" }).click();

    await acceptAll(page);
    await approve(page);
    await expect(page.getByText("Validée").first()).toBeVisible();
    await axe();
    await phone.reload();
    await phone.goto(`/mes-demandes/${id}`);
    await expect(phone.getByText("Validée").first()).toBeVisible();
  });

  test("a supervisor rejects with reasons, which the driver reads", async ({ page, newPage, request, outbox, axe }) => {
    const { driver, id } = await sentRequest(page, request);
    await act(request, "agent", id, "take");
    const agent = await newPage();
    await signInStaff(agent, staff.agent);
    await agent.goto(`/staff/demandes/${id}`);
    await expect(decision(agent).getByRole("button", { name: "Valider la demande" })).toBeVisible();
    await expect(decision(agent).getByRole("button", { name: "Refuser la demande" })).toHaveCount(0);

    await signInStaff(page, staff.supervisor);
    await page.goto(`/staff/demandes/${id}`);
    const takeOver = decision(page).getByRole("button", { name: "Prendre le dossier" });
    await expect(decision(page).getByText(/Dossier pris par/)).toBeVisible();
    await takeOver.click();
    await expect(decision(page).getByText("Vous traitez ce dossier.")).toBeVisible();
    await decision(page).getByRole("button", { name: "Refuser la demande" }).click();
    await expect(decision(page).getByText("Le refus est définitif.")).toBeVisible();
    await axe();
    await decision(page).getByRole("button", { name: "Refuser définitivement" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Il y a un problème" })).toBeVisible();
    await axe();
    await decision(page).getByLabel("Motif", { exact: true }).selectOption({ label: "ne correspond pas aux données connues" });
    await decision(page).getByLabel("Explication pour le conducteur").fill("Le permis est au nom d’une autre personne.");
    await expect(decision(page).locator(".app-preview")).toContainText("au nom d’une autre personne");
    await decision(page).getByRole("button", { name: "Refuser définitivement" }).click();
    await expect(page.getByText("La demande est refusée.")).toBeVisible();
    await axe();

    const letter = await outbox.waitFor(driver.email, /refus/i);
    expect(letter.attachments).toHaveLength(1);
    const phone = await newPage();
    await signInDriver(phone, driver);
    await phone.goto(`/mes-demandes/${id}`);
    await expect(phone.getByRole("heading", { name: "Motifs du refus" })).toBeVisible();
    await expect(phone.getByText("Le permis est au nom d’une autre personne.")).toBeVisible();
    await axe(phone);
  });
});

test.describe("two at the same file", () => {
  test.use({ allowedErrors: [/412/] });

  test("who comes second is told that the file has changed, and keeps what was typed", async ({
    page,
    newPage,
    request,
    axe,
  }) => {
    const { id } = await sentRequest(page, request);
    await act(request, "supervisor", id, "take");
    await signInStaff(page, staff.supervisor);
    await page.goto(`/staff/demandes/${id}`);
    await decision(page).getByRole("button", { name: "Demander une information" }).click();
    await decision(page).getByRole("checkbox", { name: "Adresse de livraison" }).check();
    await decision(page).getByLabel("Motif").selectOption({ label: "incomplet" });
    await decision(page).getByLabel("Message au conducteur").fill("Merci de compléter.");

    const other = await newPage();
    await signInStaff(other, staff.agent);
    await other.goto(`/staff/demandes/${id}`);
    await decision(other).getByRole("button", { name: "Prendre le dossier" }).click();
    await expect(decision(other).getByText("Vous traitez ce dossier.")).toBeVisible();

    await decision(page).getByRole("button", { name: "Envoyer la demande d’information" }).click();
    const banner = page.getByRole("alert").filter({ hasText: "Ce dossier a changé entre-temps" });
    await expect(banner).toContainText("Votre action n’a pas été faite");
    await expect(banner).toContainText(/Dossier pris par/);
    await expect(decision(page).getByLabel("Message au conducteur")).toHaveValue("Merci de compléter.");
    await axe();
  });
});
