// The messages a development server keeps instead of sending.
import { expect, type APIRequestContext } from "@playwright/test";

export type Attachment = { name?: string; url?: string; href?: string; download_url?: string };

export type Message = {
  id: string;
  kind: string;
  to: string;
  subject: string | null;
  text: string;
  html: string | null;
  attachments: Attachment[];
  sent_at: string;
};

export class Outbox {
  constructor(private readonly request: APIRequestContext) {}

  /** All messages to this address or telephone number, newest first. */
  async listTo(to: string): Promise<Message[]> {
    const response = await this.request.get("/dev/outbox");
    expect(response.status(), "GET /dev/outbox").toBe(200);
    const messages = (await response.json()) as Message[];
    return messages.filter((message) => message.to.includes(to));
  }

  /** Waits for a message to this address whose subject (or text) matches, and returns the newest. */
  async waitFor(to: string, pattern: RegExp): Promise<Message> {
    let found: Message | undefined;
    await expect(async () => {
      const messages = await this.listTo(to);
      found = messages.find(({ subject, text }) => pattern.test(subject ?? "") || pattern.test(text));
      expect(found, `a message to ${to} that matches ${pattern}`).toBeDefined();
    }).toPass({ timeout: 20_000 });
    return found as Message;
  }

  /** The first link in a message's text, as a path on the server under test, whose address matches. */
  static link(message: Message, pattern: RegExp = /./): string {
    const links = message.text.match(/https?:\/\/[^\s<>")]+/g) ?? [];
    const found = links.find((link) => pattern.test(link));
    if (found === undefined) throw new Error(`no link like ${pattern} in:\n${message.text}`);
    const { pathname, search, hash } = new URL(found);
    return pathname + search + hash;
  }
}
