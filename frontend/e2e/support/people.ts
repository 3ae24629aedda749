// People for the stories: made through the API, so that each story starts where
// its own subject begins.
import { expect, type APIRequestContext } from "@playwright/test";
import { Outbox } from "./outbox.ts";
import type { Credentials } from "./sign-in.ts";

export const PASSWORD = "Route-Soleil#75";
const DEMO_PASSWORD = "Demo-CQC-Hub-2026!";

export const staff = {
  agent: { email: "agent@demo.example", password: DEMO_PASSWORD },
  supervisor: { email: "superviseur@demo.example", password: DEMO_PASSWORD },
  otherSupervisor: { email: "superviseur2@demo.example", password: DEMO_PASSWORD },
  production: { email: "production@demo.example", password: DEMO_PASSWORD },
  administrator: { email: "admin@demo.example", password: DEMO_PASSWORD },
} satisfies Record<string, Credentials>;

export type Driver = Credentials & {
  surname: string;
  firstNames: string;
  birthDate: string;
  neph: string;
};

/** Somebody who has no account yet; nobody else has this name, number or address. */
export function stranger(): Driver {
  const digits = () => Math.floor(Math.random() * 1e8).toString().padStart(8, "0");
  const letters = (length: number) =>
    Array.from({ length }, () => String.fromCharCode(97 + Math.floor(Math.random() * 26))).join("");
  const surname = `Lef${letters(8)}`;
  return {
    surname: surname[0]!.toUpperCase() + surname.slice(1),
    firstNames: "Camille Anne",
    birthDate: "1985-04-17",
    // The 1 at the end: the simulated register objects to some numbers that end in 0.
    neph: `2106${digits().slice(1)}1`,
    email: `${surname}@exemple.fr`,
    password: PASSWORD,
  };
}

/** The body of an account request for a driver. */
export function registration(driver: Driver, versions: { kind: string; version: string }[]): object {
  return {
    identity: {
      surname_birth: driver.surname,
      first_names: driver.firstNames,
      birth_date: driver.birthDate,
      birth_place: "Lyon",
      birth_country: "FR",
      nationality: "FR",
      licence: {
        model: "eu_card_2013",
        country: "FR",
        number: driver.neph,
        issued_on: "2015-06-01",
        categories: [
          { category: "C", valid_until: "2029-06-01" },
          { category: "CE", valid_until: "2029-06-01" },
        ],
      },
    },
    email: driver.email,
    phone: "06 12 34 56 78",
    address: { lines: ["12 rue des Lilas"], postal_code: "69003", town: "Lyon", country: "FR" },
    language: "fr",
    consents: versions,
  };
}

/** Signs in through the API; gives the header for further calls. */
export async function bearer(request: APIRequestContext, who: Credentials): Promise<Record<string, string>> {
  const answer = await request.post("/api/v1/sessions", { data: { email: who.email, password: who.password } });
  expect(answer.status(), `sign-in of ${who.email}: ${await answer.text()}`).toBe(200);
  const { access_token } = (await answer.json()) as { access_token: string };
  return { Authorization: `Bearer ${access_token}` };
}

/** A driver with a conform account and a password. */
export async function newDriver(request: APIRequestContext): Promise<Driver> {
  const driver = stranger();
  await register(request, driver);
  await decide(request, driver, { decision: "conform", errors: [] });
  await setPassword(request, driver);
  return driver;
}

/** Sends the account request. */
export async function register(request: APIRequestContext, driver: Driver): Promise<void> {
  const service = (await (await request.get("/api/v1/service")).json()) as {
    consent_texts: { kind: string; version: string }[];
  };
  const answer = await request.post("/api/v1/accounts", { data: registration(driver, service.consent_texts) });
  expect(answer.status(), await answer.text()).toBe(202);
}

/** Staff decides on the account. */
export async function decide(request: APIRequestContext, driver: Driver, decision: object): Promise<void> {
  const headers = await bearer(request, staff.agent);
  const queue = await request.post("/api/v1/staff/account-reviews/search", { headers, data: { q: driver.surname } });
  const review = ((await queue.json()) as { items: { id: string }[] }).items[0];
  expect(review, `review of ${driver.surname}`).toBeDefined();
  const path = `/api/v1/staff/account-reviews/${review!.id}`;
  const view = (await (await request.get(path, { headers })).json()) as { version: number };
  const taken = await request.post(`${path}/take`, { headers: { ...headers, "If-Match": `"v${view.version}"` } });
  expect(taken.status(), await taken.text()).toBe(200);
  const { version } = (await taken.json()) as { version: number };
  const decided = await request.post(`${path}/decision`, {
    headers: { ...headers, "If-Match": `"v${version}"` },
    data: decision,
  });
  expect(decided.status(), await decided.text()).toBe(200);
}

/** The driver changes the profile, and staff finds it conform; both through the API. */
export async function changeProfile(request: APIRequestContext, driver: Driver, change: object): Promise<void> {
  const headers = await bearer(request, driver);
  const profile = (await (await request.get("/api/v1/me/profile", { headers })).json()) as { version: number };
  const { identity, phone, address } = registration(driver, []) as { identity: object; phone: string; address: object };
  const sent = await request.put("/api/v1/me/identity", {
    headers: { ...headers, "If-Match": `"v${profile.version}"` },
    data: { identity: { ...identity, ...change }, phone, address },
  });
  expect(sent.status(), await sent.text()).toBe(200);
  await decide(request, driver, { decision: "conform", errors: [] });
}

/** Follows the link of the mail through the API. */
export async function setPassword(request: APIRequestContext, driver: Driver): Promise<void> {
  const mail = await new Outbox(request).waitFor(driver.email, /mot-de-passe#/);
  const link = Outbox.link(mail, /mot-de-passe#/);
  const token = link.slice(link.indexOf("#") + 1);
  const answer = await request.post("/api/v1/passwords", {
    data: { token, password: driver.password, confirmation: driver.password },
  });
  expect(answer.status(), await answer.text()).toBe(204);
}
