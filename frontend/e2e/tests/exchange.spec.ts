// "Échange": what the card says has changed. The profile is changed first; the proof is
// examined after the payment.
import { expect as plain, type Page } from "@playwright/test";
import { day } from "../support/centre.ts";
import { picture } from "../support/images.ts";
import { changeProfile, decide, staff } from "../support/people.ts";
import { begin, heading, order, pay } from "../support/replacements.ts";
import { act, cardHolder, deliver, idOf, place, upload } from "../support/requests.ts";
import { signInDriver, signInStaff } from "../support/sign-in.ts";
import { acceptAll, approve, take } from "../support/staff.ts";
import { expect, test } from "../support/test.ts";

const goOn = (page: Page) => page.getByRole("button", { name: "Continuer" }).click();

async function give(page: Page, label: RegExp, name: string): Promise<void> {
  await upload(page, label, await picture(page, name));
  await expect(place(page, label).getByText("Reçu", { exact: true })).toBeVisible();
}

test("another name: the profile first, the proof, the payment, the review, a card that says it", async ({
  page,
  newPage,
  request,
  outbox,
  axe,
}) => {
  test.slow();
  const { driver, serial } = await cardHolder(page, request);
  await signInDriver(page, driver);
  await page.goto("/mes-demandes/remplacement");
  await page.getByRole("radio", { name: "Échange" }).check();
  await axe();
  await page.getByRole("button", { name: "Commencer" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Il y a un problème" })).toBeVisible();
  await begin(page, "Échange", "Changement d’état civil");
  const id = idOf(page);
  // The profile says what the card says: that comes first.
  await expect(page.getByText("Votre profil dit la même chose que la carte")).toBeVisible();
  await axe();
  await page.getByRole("link", { name: "Modifier mes informations" }).click();
  await page.getByLabel(/Nom d’usage/).fill("Morel");
  await page.getByRole("button", { name: "Renvoyer mes informations" }).click();
  await expect(page.getByText(/vérifi|analyse/i).first()).toBeVisible();
  await page.goto(`/mes-demandes/remplacement/${id}/changement`);
  await expect(page.getByText("Vos informations sont en cours de vérification")).toBeVisible();
  await axe();
  await decide(request, driver, { decision: "conform", errors: [] });

  // "Reprendre": where it was left.
  await page.goto("/mes-demandes");
  await expect(page.getByText("Échange de carte – changement d’état civil")).toBeVisible();
  await page.getByRole("link", { name: /^Reprendre/ }).click();
  await expect(page.getByText("Sur la nouvelle carte : Morel")).toBeVisible();
  await axe();
  await goOn(page);
  await expect(heading(page, "Pièces justificatives")).toBeVisible();
  await goOn(page);
  await expect(page.getByRole("alert").filter({ hasText: "Il y a un problème" })).toBeVisible();
  await give(page, /Extrait d’état civil/, "acte.jpg");
  await axe();
  await goOn(page);
  await expect(heading(page, "Adresses")).toBeVisible();
  await goOn(page);
  await expect(heading(page, "Récapitulatif et paiement")).toBeVisible();
  await expect(page.getByText("acte.jpg")).toBeVisible();
  await axe();
  // A step can be gone back to until the summary is validated.
  await page.getByRole("link", { name: /Modifier.*Pièces justificatives/ }).click();
  await expect(place(page, /Extrait d’état civil/).getByText("Reçu", { exact: true })).toBeVisible();
  await goOn(page);
  await goOn(page);
  await order(page);
  await pay(page, "4242 4242 4242 4242");
  await expect(heading(page, "Votre paiement est enregistré")).toBeVisible();
  await expect(page.getByText("L’ancienne reste valable jusqu’à l’envoi de la nouvelle")).toBeVisible();
  await axe();
  await outbox.waitFor(driver.email, /facture/i);
  const received = await outbox.waitFor(driver.email, /est bien reçue/);
  plain(received.attachments).toHaveLength(1);
  await page.goto("/mes-cartes");
  await expect(page.getByText("Valable", { exact: true })).toBeVisible();

  const agent = await newPage();
  await signInStaff(agent, staff.agent);
  await agent.goto(`/staff/demandes/${id}`);
  await expect(agent.getByRole("definition").filter({ hasText: /^Échange de carte$/ })).toBeVisible();
  await expect(agent.getByText("Sur la nouvelle carte : Morel")).toBeVisible();
  await take(agent);
  await acceptAll(agent);
  await axe(agent);
  await approve(agent);
  await deliver(request, id);
  const shipped = await outbox.waitFor(driver.email, /en route.*demande/);
  plain(shipped.text).toContain(serial);
  await page.goto("/mes-cartes");
  await expect(page.getByText("Valable", { exact: true })).toBeVisible();
  await expect(page.getByText("Remplacée", { exact: true })).toBeVisible();
});

test("another licence: a side that cannot be read is asked for again, and answered", async ({
  page,
  request,
  outbox,
  axe,
}) => {
  test.slow();
  const { driver } = await cardHolder(page, request);
  const licence = {
    model: "eu_card_2013",
    country: "FR",
    number: `${driver.neph.slice(0, 10)}${driver.neph[10] === "3" ? "5" : "3"}1`,
    issued_on: "2026-06-01",
    categories: [{ category: "C", valid_until: "2031-06-01" }],
  };
  await changeProfile(request, driver, { licence });
  await signInDriver(page, driver);
  await begin(page, "Échange", "Changement de permis de conduire");
  const id = idOf(page);
  await expect(page.getByText(`Sur la nouvelle carte : ${licence.number}`)).toBeVisible();
  await goOn(page);
  await give(page, /Permis de conduire, recto/, "recto.jpg");
  await give(page, /Permis de conduire, verso/, "verso.jpg");
  await goOn(page);
  await goOn(page);
  await axe();
  await order(page);
  await pay(page, "4242 4242 4242 4242");
  await expect(heading(page, "Votre paiement est enregistré")).toBeVisible();
  await act(request, "agent", id, "take");
  await act(request, "agent", id, "information-requests", {
    deadline: day(20),
    items: [{ target: "document", document_kind: "licence_back", reason: "unreadable" }],
  });
  const asked = await outbox.waitFor(driver.email, /attend une information/);
  plain(asked.text).toContain("rembours");
  await page.goto("/mes-demandes");
  await page.getByRole("link", { name: /^Répondre/ }).click();
  await page.locator('.app-upload input[type="file"]').first().setInputFiles(await picture(page, "verso-net.jpg"));
  await expect(page.getByText("1 sur 1 répondus")).toBeVisible();
  await axe();
  await page.getByRole("button", { name: "Renvoyer ma demande" }).click();
  await expect(page.getByText("En cours d’analyse").first()).toBeVisible();
  await axe();
});

test("a draft is cancelled, and nothing of it is kept", async ({ page, request, axe }) => {
  const { driver } = await cardHolder(page, request);
  await signInDriver(page, driver);
  await begin(page, "Échange", "Changement de permis de conduire");
  await page.goto("/mes-demandes");
  await page.getByRole("button", { name: /^Annuler/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Annuler la demande" }).click();
  await expect(page.getByText("Échange de carte – changement de permis")).toHaveCount(0);
  await axe();
  await page.goto("/mes-demandes/remplacement");
  await expect(page.getByRole("button", { name: "Commencer" })).toBeVisible();
});
