// The account form, filled as its labels ask.
import type { Page } from "@playwright/test";
import type { Driver } from "./people.ts";

/** Fills the three boxes of a date. */
export async function fillDate(page: Page, legend: RegExp, [day, month, year]: [string, string, string]): Promise<void> {
  const group = page.getByRole("group", { name: legend });
  await group.getByLabel("Jour").fill(day);
  await group.getByLabel("Mois").fill(month);
  await group.getByLabel("Année").fill(year);
}

/** Fills the whole form and accepts the four texts. */
export async function fillAccountForm(page: Page, driver: Driver): Promise<void> {
  await page.getByLabel("Nom de naissance").fill(driver.surname);
  await page.getByLabel("Prénoms").fill(driver.firstNames);
  await fillDate(page, /Date de naissance/, ["17", "4", "1985"]);
  await page.getByLabel("Commune de naissance").fill("Lyon");
  await page.getByLabel("Permis français au format carte").check();
  await page.getByLabel("Numéro de permis de conduire").fill(driver.neph);
  await fillDate(page, /Date de délivrance/, ["1", "6", "2015"]);
  await page.getByLabel("C – véhicules de plus de 3,5 t").check();
  await fillDate(page, /Fin de validité de la catégorie C$/, ["1", "6", "2029"]);
  await page.getByLabel("Adresse électronique").fill(driver.email);
  await page.getByLabel("Téléphone mobile").fill("06 12 34 56 78");
  await page.getByLabel("Numéro et voie").fill("12 rue des Lilas");
  await page.getByLabel("Code postal").fill("69003");
  await page.getByRole("textbox", { name: "Commune", exact: true }).fill("Lyon");
  for (const box of [/conditions générales/, /conditions de délivrance/, /politique de confidentialité/, /sur l’honneur/]) {
    await page.getByRole("checkbox", { name: box }).check();
  }
}
