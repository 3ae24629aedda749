// README's pictures, taken anew on demand:
// `cargo xtask e2e --config e2e/screenshots.config.ts`.
import { type PlaywrightTestConfig } from "@playwright/test";
import tests from "./playwright.config.ts";

const config: PlaywrightTestConfig = {
  ...tests,
  testDir: "screenshots",
  projects: (tests.projects ?? []).filter(({ name }) => name === "phone" || name === "desktop"),
};

export default config;
