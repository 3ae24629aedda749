// The pictures of README, of the demonstration's people as a newcomer finds them.
import { join } from "node:path";
import { staff } from "../support/people.ts";
import { signInDriver, signInStaff } from "../support/sign-in.ts";
import { settled, test } from "../support/test.ts";
import type { Page } from "@playwright/test";

const FOLDER = join(import.meta.dirname, "../../../docs/images");
const password = "Demo-CQC-Hub-2026!";

async function take(page: Page, name: string): Promise<void> {
  await settled(page);
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(FOLDER, `${name}-${test.info().project.name}.png`), scale: "css", animations: "disabled" });
}

test("the driver's home page", async ({ page }) => {
  await signInDriver(page, { email: "jean.dupont@demo.example", password });
  await page.getByText("Ma qualification").waitFor();
  await take(page, "home");
});

test("a request with its steps", async ({ page }) => {
  await signInDriver(page, { email: "hugo.mercier@demo.example", password });
  await page.goto("/mes-demandes");
  await page.getByText("Toutes les étapes").first().click();
  await take(page, "requests");
});

test("the staff's file of a request", async ({ page }) => {
  await signInStaff(page, staff.agent);
  await page.goto("/staff/demandes?status=under_review");
  await page.getByRole("link", { name: /Moreau/i }).click();
  await page.getByRole("button", { name: /^Signature/ }).click();
  await page.locator(".app-viewer__picture").waitFor();
  await take(page, "staff");
});
