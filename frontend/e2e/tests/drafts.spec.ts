// "Rien de ce que vous saisissez n'est perdu": reload, lost network, change of
// language, a conflict, a file on its way.
import type { APIRequestContext, Page } from "@playwright/test";
import { day, declareTraining } from "../support/centre.ts";
import { picture } from "../support/images.ts";
import { bearer, decide, newDriver, register, setPassword, staff, stranger, type Driver } from "../support/people.ts";
import { signInDriver } from "../support/sign-in.ts";
import { expect, test } from "../support/test.ts";

// What the browser itself says about calls that are cut off or refused on purpose.
test.use({ allowedErrors: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED|401|404|409|412|413|415|422/] });

const step = (id: string, word: string) => `/mes-demandes/${id}/etapes/${word}`;

async function startDraft(page: Page, request: APIRequestContext): Promise<{ driver: Driver; id: string }> {
  const driver = await newDriver(request);
  await declareTraining(request, driver);
  const headers = await bearer(request, driver);
  const made = await request.post("/api/v1/me/requests", {
    headers: { ...headers, "Idempotency-Key": '"draft"' },
    data: { type: "card" },
  });
  expect(made.status(), await made.text()).toBe(201);
  const { id } = (await made.json()) as { id: string };
  await signInDriver(page, driver);
  return { driver, id };
}

async function give(page: Page, file: { name: string; mimeType: string; buffer: Buffer }, region = page.locator(".app-upload").first()) {
  await region.locator('input[type="file"]').last().setInputFiles(file);
}

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name });

test("an address being typed survives a reload, a change of language and a lost network", async ({ page, request, context }) => {
  const { driver, id } = await startDraft(page, request);
  await page.goto(step(id, "livraison"));
  await expect(page.getByText(/Brouillon enregistré/)).toBeVisible();
  const town = page.locator("#delivery_address-town");
  await page.locator("#delivery_address-lines-0").fill("7 quai des Brumes");
  await town.fill("");
  await expect(page.getByText("Gardé sur cet appareil")).toBeVisible();
  await page.reload();
  await expect(page.locator("#delivery_address-lines-0")).toHaveValue("7 quai des Brumes");
  await expect(town).toHaveValue("");
  await page.getByRole("button", { name: "English" }).click();
  await expect(heading(page, "Delivery address")).toBeVisible();
  await expect(page.locator("#delivery_address-lines-0")).toHaveValue("7 quai des Brumes");
  await page.getByRole("button", { name: "Français" }).click();

  await context.setOffline(true);
  await town.fill("Le Havre");
  await expect(page.getByText("Non enregistré – nouvel essai")).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText(/Brouillon enregistré à/)).toBeVisible();
  const headers = await bearer(request, driver);
  const view = await (await request.get(`/api/v1/me/requests/${id}`, { headers })).json();
  expect(view.delivery_address).toMatchObject({ lines: ["7 quai des Brumes"], town: "Le Havre" });
});

test("a tick is saved without a button, and does not undo what another window saved", async ({ page, request }) => {
  const { driver, id } = await startDraft(page, request);
  await page.goto(step(id, "identite"));
  await expect(page.getByText(/Brouillon enregistré/)).toBeVisible();
  const headers = await bearer(request, driver);
  const before = await (await request.get(`/api/v1/me/requests/${id}`, { headers })).json();
  const elsewhere = await request.patch(`/api/v1/me/requests/${id}`, {
    headers: { ...headers, "Content-Type": "application/merge-patch+json", "If-Match": `"v${before.version}"` },
    data: { step: "documents" },
  });
  expect(elsewhere.status(), await elsewhere.text()).toBe(200);
  await page.getByLabel("Ces informations sont exactes").check();
  await expect(async () => {
    const now = await (await request.get(`/api/v1/me/requests/${id}`, { headers })).json();
    expect(now).toMatchObject({ identity_confirmed: true, step: "documents" });
  }).toPass();
});

test("a page can be left while a file is on its way, and going on waits for it", async ({ page, request, consoleErrors }) => {
  const { id } = await startDraft(page, request);
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/documents/**", async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  await page.goto(step(id, "signature"));
  await give(page, await picture(page, "signature.jpg", 900, 400));
  await expect(page.getByText(/Envoi…/).first()).toBeAttached();
  await page.getByRole("link", { name: "Retour" }).click();
  await expect(heading(page, "Photo d’identité")).toBeVisible();

  await page.goto(step(id, "signature"));
  await give(page, await picture(page, "signature.jpg", 900, 400));
  await expect(page.getByText(/Envoi…/).first()).toBeAttached();
  await page.getByRole("button", { name: "Continuer" }).click();
  await expect(page.getByText("Un fichier est en cours d’envoi.")).toBeVisible();
  release();
  await expect(heading(page, "Documents")).toBeVisible();
  expect(consoleErrors.filter((error) => /panicked|unreachable/.test(error))).toEqual([]);
});

test("what the server has stays in sight beside a refused file, with its picture after a reload", async ({ page, request, axe }) => {
  const { id } = await startDraft(page, request);
  await page.goto(step(id, "pieces"));
  const region = page.locator(".app-upload").filter({ hasText: "Permis de conduire, recto" });
  await give(page, await picture(page, "permis.jpg"), region);
  await expect(region.getByText("Reçu")).toBeVisible();
  await give(page, { name: "vide.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(0) }, region);
  await expect(region.locator(".app-file__problem")).toBeVisible();
  await expect(region.getByText("Reçu")).toBeVisible();
  await axe();
  await page.reload();
  await expect(region.locator("img")).toBeVisible();
  await expect.poll(() => region.locator("img").evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1200);
  await region.getByRole("button", { name: "Tourner" }).click();
  await expect.poll(() => region.locator("img").evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(900);
  await region.getByRole("button", { name: "Supprimer" }).click();
  await expect(region.getByText("Choisir un fichier")).toBeVisible();
});

test("each wrong identity photo has its own reason", async ({ page, request }) => {
  const { id } = await startDraft(page, request);
  await page.goto(step(id, "photo"));
  const reason = page.locator(".govuk-error-message");
  const files = [
    [{ name: "photo.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n") }, /JPEG, PNG/],
    [{ name: "photo.jpg", mimeType: "image/jpeg", buffer: Buffer.alloc(0) }, /vide/],
    [{ name: "photo.jpg", mimeType: "image/jpeg", buffer: Buffer.alloc(8 * 1024 * 1024 + 1) }, /8 Mo/],
    [await picture(page, "petite.jpg", 200, 300), /pixels/],
  ] as const;
  for (const [file, words] of files) {
    await give(page, file);
    await expect(reason).toHaveText(words);
    await page.getByRole("button", { name: "Retour" }).click();
  }
});

/** The draft, complete and sent through the API; then staff asks for photo, licence and address. */
async function askForInformation(page: Page, request: APIRequestContext, driver: Driver, id: string): Promise<void> {
  const headers = await bearer(request, driver);
  const own = `/api/v1/me/requests/${id}`;
  const photo = await picture(page, "photo.jpg", 630, 810);
  const other = await picture(page, "document.jpg");
  const { required_documents } = await (await request.get(own, { headers })).json();
  for (const { kind, mandatory } of required_documents as { kind: string; mandatory: boolean }[]) {
    if (!mandatory) continue;
    const file = kind === "photo" ? photo : other;
    const sent = await request.put(`${own}/documents/${kind}`, {
      headers: {
        ...headers,
        "Content-Type": "image/jpeg",
        "Content-Disposition": `attachment; filename="ancien-${kind}.jpg"`,
      },
      data: file.buffer,
    });
    expect(sent.status(), await sent.text()).toBe(200);
  }
  const version = async (who: Record<string, string>, path: string, of: (body: any) => number) =>
    `"v${of(await (await request.get(path, { headers: who })).json())}"`;
  const saved = await request.patch(own, {
    headers: { ...headers, "Content-Type": "application/merge-patch+json", "If-Match": await version(headers, own, (body) => body.version) },
    data: {
      identity_confirmed: true,
      delivery_address: { lines: ["12 rue des Lilas"], postal_code: "69003", town: "Lyon", country: "FR" },
    },
  });
  expect(saved.status(), await saved.text()).toBe(200);
  const submitted = await request.post(`${own}/submission`, {
    headers: { ...headers, "If-Match": await version(headers, own, (body) => body.version) },
    data: { declaration: true },
  });
  expect(submitted.status(), await submitted.text()).toBe(200);
  const agent = await bearer(request, staff.agent);
  const path = `/api/v1/staff/requests/${id}`;
  for (const [action, data] of [
    ["take", undefined],
    [
      "information-requests",
      {
        deadline: day(20),
        message: "Merci.",
        items: [
          { target: "document", document_kind: "photo", reason: "photo_not_compliant", comment: "Le fond est sombre." },
          { target: "document", document_kind: "signature", reason: "signature_not_usable", comment: "" },
          { target: "delivery_address", reason: "incomplete", comment: "Le numéro manque." },
        ],
      },
    ],
  ] as const) {
    const done = await request.post(`${path}/${action}`, {
      headers: { ...agent, "If-Match": await version(agent, path, (body) => body.request.version) },
      ...(data === undefined ? {} : { data }),
    });
    expect(done.status(), await done.text()).toBe(200);
  }
}

test("an answer is made in the same places as the request, beside what was refused", async ({ page, request, axe }) => {
  test.setTimeout(120_000);
  const { driver, id } = await startDraft(page, request);
  await askForInformation(page, request, driver, id);
  await page.goto(`/mes-demandes/${id}/repondre`);
  const photo = page.locator("#items-0");
  await expect(photo.getByText("ancien-photo.jpg")).toBeVisible();
  await expect(photo.getByText("Le fond est sombre.")).toBeVisible();
  await expect(photo.getByText("Choisir un fichier")).toBeVisible();
  await expect(page.locator("#items-1").getByText("Signer ici")).toBeVisible();
  await axe();
  await page.getByRole("button", { name: "Renvoyer ma demande" }).click();
  await page.getByRole("alert").getByRole("link").first().click();
  await expect(photo).toBeFocused();

  await give(page, await picture(page, "moi.jpg", 900, 1200), photo);
  await page.getByRole("button", { name: "Utiliser cette photo" }).click();
  await expect(photo.getByText("Reçu")).toBeVisible();
  await expect(photo.getByText("ancien-photo.jpg")).toBeVisible();
  await give(page, await picture(page, "signature.jpg", 900, 400), page.locator("#items-1 .app-upload"));
  await expect(page.locator("#items-1").getByText("Reçu")).toBeVisible();
  await page.locator("#delivery_address-lines-0").fill("12 bis rue des Lilas");
  await expect(page.getByText("3 sur 3 répondus")).toBeVisible();
  await axe();
  await page.getByRole("button", { name: "Renvoyer ma demande" }).click();
  await expect(page.getByText("En cours d’analyse").first()).toBeVisible();
});

test("who has data to correct reaches the correction page only", async ({ page, request }) => {
  const driver = stranger();
  await register(request, driver);
  await decide(request, driver, {
    decision: "errors",
    errors: [{ field: "birth_place", reason: "mistyped", comment: "Vérifiez." }],
  });
  await setPassword(request, driver);
  await signInDriver(page, driver);
  for (const path of ["/accueil", "/mes-demandes/nouvelle", "/mon-profil"]) {
    await page.goto(path);
    await expect(page).toHaveURL(/corriger-mes-informations/);
    await expect(page.getByRole("navigation", { name: "Navigation principale" })).toHaveCount(0);
  }
  const place = page.locator("#identity-birth_place");
  await place.fill("Villeurbanne");
  await page.getByRole("button", { name: "English" }).click();
  await expect(place).toHaveValue("Villeurbanne");
  await page.getByRole("button", { name: "Français" }).click();
  await page.getByRole("button", { name: /Renvoyer|Envoyer/ }).click();
  await expect(page).toHaveURL(/accueil/);
});

test("a conflict in the contact details keeps what was typed and can be saved again", async ({ page, request }) => {
  const driver = await newDriver(request);
  await signInDriver(page, driver);
  await page.goto("/mon-profil");
  await page.getByRole("button", { name: /Modifier mes coordonnées|Modifier/ }).click();
  const line = page.locator("#address-lines-0");
  await line.fill("3 rue du Port");
  const headers = await bearer(request, driver);
  const { version } = await (await request.get("/api/v1/me/profile", { headers })).json();
  const elsewhere = await request.patch("/api/v1/me/profile", {
    headers: { ...headers, "Content-Type": "application/merge-patch+json", "If-Match": `"v${version}"` },
    data: { phone: "06 99 88 77 66" },
  });
  expect(elsewhere.status(), await elsewhere.text()).toBe(200);
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByRole("alert")).toContainText("conservé");
  await expect(page).toHaveTitle(/^Erreur/);
  await expect(line).toHaveValue("3 rue du Port");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText("3 rue du Port")).toBeVisible();
});

test("the account form keeps what was typed over a reload and a change of language", async ({ page }) => {
  await page.goto("/creer-un-compte/particulier");
  await page.locator("#identity-surname_birth").fill("Lefèvre");
  await page.locator("#identity-birth_date").fill("7");
  await page.getByLabel("C – ", { exact: false }).first().check();
  await page.getByRole("checkbox", { name: /exactitude|exactes/i }).last().check();
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.locator("#identity-surname_birth")).toHaveValue("Lefèvre");
  await page.reload();
  await expect(page.locator("#identity-surname_birth")).toHaveValue("Lefèvre");
  await expect(page.locator("#identity-birth_date")).toHaveValue("07");
  await expect(page.locator("#identity-birth_date-month")).toHaveValue("");
});

test("an account of the staff is shown the way to its pages", async ({ page, axe }) => {
  await signInDriver(page, staff.agent);
  await expect(heading(page, "Ce compte est celui d’un agent")).toBeVisible();
  await axe();
  await page.getByRole("link", { name: "Aller à l’espace des agents" }).click();
  await expect(page).toHaveURL(/\/staff/);
});

test("a request that does not exist says so", async ({ page, request }) => {
  await signInDriver(page, await newDriver(request));
  await page.goto("/mes-demandes/req_019ab3f0c5d87c3e9a51f2b6d4e8a713");
  await expect(page.getByRole("heading", { name: "Introuvable" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Réessayer" })).toHaveCount(0);
});
