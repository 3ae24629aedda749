// "Échange": a qualification of another State, which that State has to confirm.
import { expect as plain, type Page } from "@playwright/test";
import { picture } from "../support/images.ts";
import { newDriver, staff } from "../support/people.ts";
import { heading, order, pay } from "../support/replacements.ts";
import { deliver, idOf, place, upload } from "../support/requests.ts";
import { fillDate } from "../support/account.ts";
import { signInDriver, signInStaff } from "../support/sign-in.ts";
import { acceptAll, approve, decision, take } from "../support/staff.ts";
import { expect, test } from "../support/test.ts";

const goOn = (page: Page) => page.getByRole("button", { name: "Continuer" }).click();
const problem = (page: Page) => page.getByRole("alert").filter({ hasText: "Il y a un problème" });
const received = (page: Page, label: RegExp) => place(page, label).getByText("Reçu", { exact: true });

async function give(page: Page, label: RegExp, name: string): Promise<void> {
  await upload(page, label, await picture(page, name));
  await expect(received(page, label)).toBeVisible();
}

test("a qualification of another State: form, proof, photo, payment, answer of that State, a card that ends with it", async ({
  page,
  newPage,
  request,
  outbox,
  axe,
}) => {
  test.slow();
  const driver = await newDriver(request);
  const year = new Date().getFullYear() + 2;
  await signInDriver(page, driver);
  await page.goto("/mes-demandes");
  await page.getByRole("link", { name: "Remplacement, Échange" }).click();
  await expect(page.getByText("Aucune carte à remplacer")).toBeVisible();
  await axe();
  await page.getByRole("button", { name: "Échanger ma qualification" }).click();
  await expect(heading(page, "Votre qualification")).toBeVisible();
  const id = idOf(page);
  await goOn(page);
  await expect(problem(page)).toBeVisible();
  await axe();
  await page.getByLabel("État de délivrance").selectOption({ label: "Pologne" });
  await page.getByLabel("Numéro de la carte ou du permis").fill("abc 12345");
  await page.getByLabel("Marchandises").check();
  await fillDate(page, /Date de fin de validité/, ["30", "6", `${year}`]);
  await goOn(page);

  await expect(heading(page, "Pièces justificatives")).toBeVisible();
  await give(page, /code 95, recto/, "recto.jpg");
  await give(page, /code 95, verso/, "verso.jpg");
  await axe();
  await goOn(page);
  await expect(heading(page, "Photo et signature")).toBeVisible();
  await upload(page, /Photo d’identité/, await picture(page, "moi.jpg", 900, 1200));
  await page.getByRole("button", { name: "Utiliser cette photo" }).click();
  await expect(received(page, /Photo d’identité/)).toBeVisible();
  await upload(page, /^Signature|signature/i, await picture(page, "signature.jpg", 900, 400));
  await expect(received(page, /^Signature|signature/i)).toBeVisible();
  await axe();
  await goOn(page);

  // It is left and taken up again: what was given is there.
  await page.goto("/mes-demandes");
  await expect(page.getByText("Échange – qualification d’un autre État")).toBeVisible();
  await page.getByRole("link", { name: /^Reprendre/ }).click();
  await expect(heading(page, "Adresses")).toBeVisible();
  await goOn(page);
  await expect(heading(page, "Récapitulatif et paiement")).toBeVisible();
  await expect(page.getByText(/Pologne, ABC/)).toBeVisible();
  await axe();
  await page.getByRole("link", { name: /Modifier.*Votre qualification/ }).click();
  await expect(page.getByLabel("État de délivrance")).toHaveValue("PL");
  await page.goto(`/mes-demandes/remplacement/${id}/recapitulatif`);
  await order(page);
  await pay(page, "4242 4242 4242 4242");
  await expect(heading(page, "Votre paiement est enregistré")).toBeVisible();
  await outbox.waitFor(driver.email, /est bien reçue/);

  const agent = await newPage();
  await signInStaff(agent, staff.agent);
  await agent.goto(`/staff/demandes/${id}`);
  await expect(agent.getByText(/Pologne, ABC/)).toBeVisible();
  await take(agent);
  await acceptAll(agent);
  // Not without that State's answer.
  await expect(decision(agent).getByRole("button", { name: "Valider la demande" })).toHaveCount(0);
  await decision(agent).getByRole("button", { name: "Noter la réponse de l’État de délivrance" }).click();
  await axe(agent);
  await decision(agent).getByRole("button", { name: "Enregistrer la réponse" }).click();
  await expect(problem(agent)).toBeVisible();
  await decision(agent).getByRole("radio", { name: "Qualification confirmée" }).check();
  await fillDate(agent, /Date de fin confirmée/, ["31", "5", `${year}`]);
  await decision(agent).getByLabel("Qui a répondu, et comment").fill("L’inspection polonaise, par courriel.");
  await axe(agent);
  await decision(agent).getByRole("button", { name: "Enregistrer la réponse" }).click();
  await expect(agent.getByText("La réponse de l’État est enregistrée.")).toBeVisible();
  await expect(agent.getByText("L’inspection polonaise, par courriel.")).toBeVisible();
  await axe(agent);
  await approve(agent);
  await deliver(request, id);

  await page.goto("/mes-cartes");
  await expect(page.getByText("Valable", { exact: true })).toBeVisible();
  plain(await page.locator("main").innerText()).toContain(`31.05.${year}`);
  await page.goto("/accueil");
  await expect(page.getByText(`31 mai ${year}`).first()).toBeVisible();
  await axe();
  // With a French card in force there is no second one.
  await page.goto("/mes-demandes/remplacement");
  await expect(page.getByText(/Vous avez déjà une carte française/)).toBeVisible();
  await axe();
});
