import { mkdirSync, mkdtempSync } from "node:fs";
import { join, resolve } from "node:path";
import { defineConfig, type PlaywrightTestConfig } from "@playwright/test";

// `cargo xtask e2e` sets the variables; the defaults let `npm run e2e` work
// after `cargo xtask budget` and `cargo build -p api`.
const root = resolve(import.meta.dirname, "../..");
const server = process.env["CQC_E2E_SERVER"] ?? join(root, "target/debug/cqc-hub");
const site = process.env["CQC_SITE_DIR"] ?? join(root, "target/site");
// Kept in the environment, since each worker reads this file again.
const data = (process.env["CQC_E2E_DATA_DIR"] ??= newFolder(join(root, "target/e2e")));

const devices = {
  phone: {
    port: process.env["CQC_E2E_PORT_PHONE"] ?? "8391",
    use: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
  },
  desktop: {
    port: process.env["CQC_E2E_PORT_DESKTOP"] ?? "8392",
    use: { viewport: { width: 1280, height: 900 } },
  },
};
const named = Object.entries(devices);
// Tests that move the server's clock: each device has a second server for them,
// and they run one after the other.
const clocks = named.map(([name, { use }], index) => ({
  name: `${name}-clock`,
  port: process.env[`CQC_E2E_PORT_${name.toUpperCase()}_CLOCK`] ?? String(8393 + index),
  use,
}));
const origin = (port: string) => `http://localhost:${port}`;

const config: PlaywrightTestConfig = {
  testDir: "tests",
  outputDir: join(root, "target/e2e/results"),
  forbidOnly: true,
  fullyParallel: false,
  workers: 2,
  // A test that passes at the second try hides a bug.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"], ["html", { open: "never", outputFolder: join(root, "target/e2e/report") }]],
  use: {
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env["CQC_TEST_CHROMIUM"] ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    ...named.map(([name, { port, use }]) => ({
      name,
      testIgnore: "clock/**",
      use: { ...use, baseURL: origin(port) },
    })),
    ...clocks.map(({ name, port, use }) => ({
      name,
      testMatch: "clock/**",
      workers: 1,
      use: { ...use, baseURL: origin(port) },
    })),
  ],
  // One server each, so that one project never sees the other's data.
  webServer: [...named.map(([name, { port }]) => ({ name, port })), ...clocks].map(({ name, port }) => ({
    command: `"${server}" serve`,
    url: `${origin(port)}/health/ready`,
    name,
    timeout: 60_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 5_000 },
    stdout: "ignore",
    stderr: "pipe",
    env: {
      ...(process.env as Record<string, string>),
      CQC_PORT: port,
      CQC_DATA_DIR: join(data, name),
      CQC_SITE_DIR: site,
      CQC_DEMO: "1",
      CQC_LOG: process.env["CQC_LOG"] ?? "warn",
      // Everybody here has one address.
      CQC_REQUESTS_PER_MINUTE: "100000",
    },
  })),
};

export default defineConfig(config);

function newFolder(parent: string): string {
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(join(parent, "data-"));
}
