// The clock of a development server, which only goes forward.
import { expect, type APIRequestContext } from "@playwright/test";

export const HOUR = 3_600;
export const DAY = 24 * HOUR;

/** Moves the server's clock forward. For specs in `tests/clock` alone: it moves for everybody. */
export async function advance(request: APIRequestContext, seconds: number): Promise<void> {
  const answer = await request.post("/dev/clock", { data: { advance_seconds: seconds } });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** The server's present instant. */
export async function serverNow(request: APIRequestContext): Promise<Date> {
  const answer = await request.get("/dev/clock");
  expect(answer.status(), await answer.text()).toBe(200);
  return new Date(((await answer.json()) as { now: string }).now);
}
