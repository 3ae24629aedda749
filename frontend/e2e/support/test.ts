// What each spec imports instead of `@playwright/test`: `test` also fails on
// errors in the browser's console, and brings `axe`, `outbox` and sign-ins.
import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type Browser, type Page } from "@playwright/test";
import { Outbox } from "./outbox.ts";

type Fixtures = {
  /** Errors of the console and of the page so far; must be empty at the end unless listed in `allowedErrors`. */
  consoleErrors: string[];
  /** Messages a test provokes on purpose, such as a refused request's: `test.use({ allowedErrors: [/401/] })`. */
  allowedErrors: RegExp[];
  /** Fails on any accessibility violation of the page once it has settled. */
  axe: (page?: Page) => Promise<void>;
  /** Somebody else's browser, watched for errors as `page` is. */
  newPage: () => Promise<Page>;
  /** E-mails and SMS the server has sent. */
  outbox: Outbox;
};

export const test = base.extend<Fixtures>({
  allowedErrors: [[], { option: true }],
  consoleErrors: [
    async ({ page, allowedErrors }, use) => {
      const errors: string[] = [];
      watch(page, errors);
      await use(errors);
      const unexpected = errors.filter((error) => !allowedErrors.some((allowed) => allowed.test(error)));
      expect(unexpected, "errors in the browser's console").toEqual([]);
    },
    { auto: true },
  ],
  axe: async ({ page }, use) => {
    await use(async (other) => {
      await settled(other ?? page);
      const { violations } = await new AxeBuilder({ page: other ?? page }).analyze();
      const found = violations.map(({ id, help, nodes }) => ({
        id,
        help,
        where: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary ?? ""}`),
      }));
      expect(found, "accessibility violations").toEqual([]);
    });
  },
  newPage: async ({ browser, consoleErrors }, use) => {
    const contexts: Awaited<ReturnType<Browser["newContext"]>>[] = [];
    await use(async () => {
      const context = await browser.newContext();
      contexts.push(context);
      const page = await context.newPage();
      watch(page, consoleErrors);
      return page;
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
  outbox: async ({ request }, use) => {
    await use(new Outbox(request));
  },
});

/** Notes the errors of the console and of the page. */
function watch(page: Page, errors: string[]): void {
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(`${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => errors.push(String(error)));
}

/** Waits until the application has started, its data are there and its heading stands. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator("#loading, .app-skeleton")).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
}

export { expect };
