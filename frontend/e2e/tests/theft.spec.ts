// "Je fais ma demande de remplacement pour Vol", and what becomes of a report that is refused.
import { expect as plain, type Page } from "@playwright/test";
import { picture } from "../support/images.ts";
import { staff } from "../support/people.ts";
import { begin, heading, order, pay } from "../support/replacements.ts";
import { cardHolder, deliver, idOf, place, upload } from "../support/requests.ts";
import { signInDriver, signInStaff } from "../support/sign-in.ts";
import { acceptAll, approve, decision, take } from "../support/staff.ts";
import { expect, test } from "../support/test.ts";

const REPORT = /Déclaration de vol/;

/** From the declaration to the summary, with a report. */
async function declare(page: Page, axe: () => Promise<void>): Promise<void> {
  await page.getByRole("checkbox", { name: /Je déclare le vol de ma carte et je m’engage à la restituer/ }).check();
  await page.getByRole("button", { name: "Continuer" }).click();
  await expect(heading(page, "Déclaration établie par une autorité")).toBeVisible();
  await axe();
  await page.getByRole("button", { name: "Continuer" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Il y a un problème" })).toBeVisible();
  await upload(page, REPORT, await picture(page, "plainte.jpg"));
  await expect(place(page, REPORT).getByText("Reçu", { exact: true })).toBeVisible();
  await axe();
  await page.getByRole("button", { name: "Continuer" }).click();
  await expect(heading(page, "Adresses")).toBeVisible();
  await page.getByRole("button", { name: "Continuer" }).click();
  await expect(heading(page, "Récapitulatif et paiement")).toBeVisible();
}

test("a stolen card: report, addresses, summary, payment, review, and the same card again", async ({
  page,
  newPage,
  request,
  outbox,
  axe,
}) => {
  test.slow();
  const { driver } = await cardHolder(page, request);
  await signInDriver(page, driver);
  await begin(page, "Vol");
  await axe();
  await declare(page, axe);
  await expect(page.getByText("plainte.jpg")).toBeVisible();
  await axe();
  // A step can be gone back to until the summary is validated.
  await page.getByRole("link", { name: /Modifier.*Déclaration de vol/ }).click();
  await expect(place(page, REPORT).getByText("Reçu", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Continuer" }).click();
  await page.getByRole("button", { name: "Continuer" }).click();
  await order(page);
  await pay(page, "4242 4242 4242 4242");
  await expect(heading(page, "Votre paiement est enregistré")).toBeVisible();
  await expect(page.getByText("Un agent examine maintenant votre déclaration de vol")).toBeVisible();
  await axe();
  const id = idOf(page);
  await outbox.waitFor(driver.email, /facture/i);
  await page.goto("/mes-cartes");
  await expect(page.getByText("Déclarée volée").first()).toBeVisible();

  const agent = await newPage();
  await signInStaff(agent, staff.agent);
  await agent.goto(`/staff/demandes/${id}`);
  await expect(agent.getByText("Remplacement d’une carte volée, à l’identique")).toBeVisible();
  await take(agent);
  await acceptAll(agent);
  await axe(agent);
  await approve(agent);
  await deliver(request, id);
  await page.goto("/mes-cartes");
  await expect(page.getByText("Valable", { exact: true })).toBeVisible();
});

test("a report that is refused: one proposes the refund, another approves it, the driver has the money and a credit note", async ({
  page,
  newPage,
  request,
  outbox,
  axe,
}) => {
  test.slow();
  const { driver } = await cardHolder(page, request);
  await signInDriver(page, driver);
  await begin(page, "Vol");
  await declare(page, axe);
  await order(page);
  await pay(page, "4242424242424242");
  await expect(heading(page, "Votre paiement est enregistré")).toBeVisible();
  const id = idOf(page);

  const one = await newPage();
  await signInStaff(one, staff.supervisor);
  await one.goto(`/staff/demandes/${id}`);
  await take(one);
  await decision(one).getByRole("button", { name: "Refuser la demande" }).click();
  await decision(one).getByLabel("Motif", { exact: true }).selectOption({ label: "ne correspond pas aux données connues" });
  await decision(one).getByLabel("Explication pour le conducteur").fill("La déclaration est au nom d’une autre personne.");
  await decision(one).getByRole("button", { name: "Refuser définitivement" }).click();
  await expect(one.getByText("La demande est refusée.")).toBeVisible();
  await one.goto("/staff/remboursements");
  const own = one.getByRole("row").filter({ hasText: driver.surname });
  await expect(own).toContainText("À valider");
  await expect(own).toContainText("Une autre personne doit valider.");
  await expect(own.getByRole("button", { name: /^Valider/ })).toHaveCount(0);
  await axe(one);

  const other = await newPage();
  await signInStaff(other, staff.otherSupervisor);
  await other.getByRole("link", { name: "Remboursements à valider" }).click();
  const row = other.getByRole("row").filter({ hasText: driver.surname });
  await row.getByRole("button", { name: /^Valider/ }).click();
  await expect(other.getByRole("dialog")).toContainText("C’est définitif.");
  await axe(other);
  await other.getByRole("dialog").getByRole("button", { name: "Valider" }).click();
  await expect(other.getByText("Le remboursement est envoyé.")).toBeVisible();

  const mail = await outbox.waitFor(driver.email, /avoir/i);
  plain(mail.attachments).toHaveLength(1);
  await page.goto("/mes-factures");
  await expect(page.getByText(/Avoir, Remplacement pour vol/)).toBeVisible();
  await axe();
  await page.goto(`/mes-demandes/remplacement/${id}/paiement`);
  await expect(heading(page, "Votre paiement vous est remboursé")).toBeVisible();
  await axe();
});
