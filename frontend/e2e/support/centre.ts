// A training centre's software, as the demo data knows it.
import { randomUUID } from "node:crypto";
import { expect, type APIRequestContext } from "@playwright/test";
import type { Driver } from "./people.ts";

const CLIENT_SECRET = "demo-centre-secret";

/** The centre's approval in a year: one follows the other. */
function approval(completedOn: string): string {
  const ago = Number(day(0).slice(0, 4)) - Number(completedOn.slice(0, 4));
  if (ago <= 2) return "AGR-ARA-2024-0042";
  return ago <= 7 ? "AGR-ARA-2019-0031" : "AGR-ARA-2014-0017";
}

/** The civil date some days from now, in Paris. */
export function day(offset: number): string {
  const at = new Date(Date.now() + offset * 86_400_000);
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris" }).format(at);
}

type Declaration = { kind?: "fimo" | "fco"; sector?: "goods" | "passengers"; completedDaysAgo?: number };

/** Declares a training of this driver; gives its id. */
export async function declareTraining(
  request: APIRequestContext,
  driver: Driver,
  { kind = "fimo", sector = "goods", completedDaysAgo = 1 }: Declaration = {},
): Promise<string> {
  const days = kind === "fimo" ? 28 : 4;
  const answer = await request.post("/api/v1/trainings", {
    headers: { Authorization: `Bearer ${await token(request)}`, "Idempotency-Key": `"${randomUUID()}"` },
    data: {
      external_id: randomUUID(),
      kind,
      sector,
      approval_number: approval(day(-completedDaysAgo)),
      started_on: day(-completedDaysAgo - days),
      completed_on: day(-completedDaysAgo),
      minutes: (kind === "fimo" ? 140 : 35) * 60,
      practical_part: true,
      trainee: {
        surname: driver.surname,
        first_names: driver.firstNames,
        birth_date: driver.birthDate,
        licence_country: "FR",
        licence_number: driver.neph,
      },
    },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

/** The centre takes a training back. */
export async function cancelTraining(request: APIRequestContext, id: string): Promise<void> {
  const headers = { Authorization: `Bearer ${await token(request)}` };
  const path = `/api/v1/trainings/${id}`;
  const record = (await (await request.get(path, { headers })).json()) as { version: number };
  const answer = await request.post(`${path}/cancellation`, {
    headers: { ...headers, "If-Match": `"v${record.version}"` },
    data: { reason: "declared_in_error" },
  });
  expect(answer.status(), await answer.text()).toBe(200);
}

async function token(request: APIRequestContext): Promise<string> {
  const clients = await request.get("/dev/demo");
  const { centre_client_id } = (await clients.json()) as { centre_client_id: string };
  const credentials = Buffer.from(`${centre_client_id}:${CLIENT_SECRET}`).toString("base64");
  const answer = await request.post("/oauth/token", {
    headers: { Authorization: `Basic ${credentials}` },
    form: { grant_type: "client_credentials", scope: "trainings:write trainings:read" },
  });
  expect(answer.status(), await answer.text()).toBe(200);
  return ((await answer.json()) as { access_token: string }).access_token;
}
