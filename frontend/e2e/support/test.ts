// What each spec imports instead of `@playwright/test`: `test` also fails on
// errors in the browser's console, and brings `axe`, `outbox` and sign-ins.
import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { Outbox } from "./outbox.ts";

type Fixtures = {
  /** Errors of the console and of the page so far; must be empty at the end unless listed in `allowedErrors`. */
  consoleErrors: string[];
  /** Messages a test provokes on purpose, such as a refused request's: `test.use({ allowedErrors: [/401/] })`. */
  allowedErrors: RegExp[];
  /** Fails on any accessibility violation of the page as it is now. */
  axe: (page?: Page) => Promise<void>;
  /** E-mails and SMS the server has sent. */
  outbox: Outbox;
};

export const test = base.extend<Fixtures>({
  allowedErrors: [[], { option: true }],
  consoleErrors: [
    async ({ page, allowedErrors }, use) => {
      const errors: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") errors.push(`${message.text()} (${message.location().url})`);
      });
      page.on("pageerror", (error) => errors.push(String(error)));
      await use(errors);
      const unexpected = errors.filter((error) => !allowedErrors.some((allowed) => allowed.test(error)));
      expect(unexpected, "errors in the browser's console").toEqual([]);
    },
    { auto: true },
  ],
  axe: async ({ page }, use) => {
    await use(async (other) => {
      const { violations } = await new AxeBuilder({ page: other ?? page }).analyze();
      const found = violations.map(({ id, help, nodes }) => ({
        id,
        help,
        where: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary ?? ""}`),
      }));
      expect(found, "accessibility violations").toEqual([]);
    });
  },
  outbox: async ({ request }, use) => {
    await use(new Outbox(request));
  },
});

export { expect };
