// The workshop in the browser: from the approved request to the delivered card.
import { bearer, staff } from "../support/people.ts";
import { approved } from "../support/requests.ts";
import { signInDriver, signInStaff } from "../support/sign-in.ts";
import { row, stage } from "../support/staff.ts";
import { expect, test } from "../support/test.ts";

test.describe("production", () => {
  test("batch, defect, personalised, shipped with a tracking number, delivered; the driver sees each step", async ({
    page,
    newPage,
    request,
    outbox,
    axe,
  }) => {
    test.slow();
    const { driver, id, reference } = await approved(page, request);
    const phone = await newPage();
    await signInDriver(phone, driver);
    const seen = async (step: string) => {
      await phone.goto(`/mes-demandes/${id}`);
      await expect(phone.locator('[aria-current="step"]')).toContainText(step);
    };
    await seen("Validée");

    await signInStaff(page, staff.production);
    await page.goto("/staff/fabrication");
    await axe();
    await page.getByRole("checkbox", { name: `Sélectionner la demande ${reference}` }).check();
    await page.getByRole("button", { name: "Créer un lot de 1 carte" }).click();
    await expect(page.getByText(/Le lot .* est créé : 1 cartes\./)).toBeVisible();
    await expect(row(page, reference)).toHaveCount(0);
    await seen("En fabrication");

    await stage(page, "En fabrication");
    await axe();
    await row(page, reference).getByRole("button", { name: /^Défaut/ }).click();
    await expect(page.getByRole("dialog")).toContainText("La carte sera fabriquée à nouveau avec un autre numéro");
    await axe();
    await page.getByRole("dialog").getByRole("button", { name: "Déclarer le défaut" }).click();
    await expect(page.getByText(`${reference} : défaut enregistré, la carte est refaite.`)).toBeVisible();
    await seen("En fabrication");
    // A slow network: the next stage already shows when the answer comes, and the
    // card appears there all the same.
    await page.route("**/personalisation", async (route) => {
      await expect(row(page, reference)).toHaveCount(0);
      await route.continue();
    });
    await row(page, reference).getByRole("button", { name: /^Personnalisée/ }).click();
    await stage(page, "À expédier");
    await expect(page.getByText(`${reference} : carte personnalisée, à expédier.`)).toBeVisible();
    await expect(row(page, reference)).toBeVisible();
    await axe();
    await row(page, reference).getByRole("button", { name: /^Expédier/ }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Transporteur").fill("");
    await dialog.getByRole("button", { name: "Enregistrer l’expédition" }).click();
    await expect(dialog.locator(".govuk-error-message").first()).toBeVisible();
    await axe();
    await dialog.getByLabel("Transporteur").fill("La Poste");
    await dialog.getByLabel("Numéro de suivi").fill("6A01234567890");
    await dialog.getByRole("button", { name: "Enregistrer l’expédition" }).click();
    await expect(page.getByText(`${reference} : expédiée.`)).toBeVisible();
    await seen("Expédiée");
    await expect(phone.getByText(/La Poste, numéro 6A01234567890/)).toBeVisible();
    await outbox.waitFor(driver.email, /6A01234567890/);

    await stage(page, "Expédiées");
    await axe();
    await row(page, reference).getByRole("button", { name: /^Distribuée/ }).click();
    await expect(page.getByText(`${reference} : distribuée.`)).toBeVisible();
    await seen("Reçue");
    await axe(phone);

    await stage(page, "Lots");
    await expect(page.getByRole("table", { name: "Lots" })).toBeVisible();
    await axe();
    // The card was made twice: the request's file names the second number.
    const headers = await bearer(request, staff.production);
    const view = (await (await request.get(`/api/v1/staff/requests/${id}`, { headers })).json()) as {
      card_serial: string | null;
    };
    await page.goto(`/staff/demandes/${id}`);
    await expect(page.getByText(view.card_serial!)).toBeVisible();
    await expect(page.getByText("Les documents ne sont pas visibles avec votre rôle.")).toBeVisible();
    await axe();
  });
});
