import { expect, test } from "../support/test.ts";

for (const [name, path] of [["driver", "/"], ["staff", "/staff/"]] as const) {
  test(`the ${name}'s first page starts, has one heading and is accessible`, async ({ page, axe }) => {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expect(page.locator("#loading")).toHaveCount(0);
    await axe();
  });
}
