// Every page of both applications, in both languages: one heading, a title, no
// accessibility violation, nothing in the console, and no scrolling sideways
// even on the narrowest telephone.
import { day, declareTraining } from "../support/centre.ts";
import { bearer, changeProfile, decide, newDriver, register, setPassword, staff, stranger } from "../support/people.ts";
import { announced, arrives, replacementDraft } from "../support/replacements.ts";
import { act, cardHolder, comesBack, filledDraft, sentRequest } from "../support/requests.ts";
import { signInDriver, signInStaff } from "../support/sign-in.ts";
import { expect, settled, test } from "../support/test.ts";
import type { Page } from "@playwright/test";

type Language = "fr" | "en";

const WIDTHS = [390, 320];
/** Where to keep a picture of every page, for people who want to look at them all. */
const PICTURES = process.env["CQC_E2E_PICTURES"];

/** Looks at a page as it stands. */
async function look(page: Page, axe: (page?: Page) => Promise<void>, language: Language): Promise<void> {
  await settled(page);
  await expect(page.locator("html")).toHaveAttribute("lang", language);
  const heading = (await page.getByRole("heading", { level: 1 }).innerText()).trim();
  expect(heading).not.toBe("");
  // The first page has the name of the service alone.
  const isFirst = new URL(page.url()).pathname === "/";
  await expect(page).toHaveTitle(isFirst ? "CQC Hub" : /^\S.* – CQC Hub$/);
  await axe();
  const size = page.viewportSize()!;
  if (PICTURES !== undefined) {
    const { pathname, search } = new URL(page.url());
    const name = `${pathname}${search}`.replace(/(req|trn|rev)_[0-9a-f]+/, "$1").replace(/[^a-z0-9]+/gi, "-");
    await page.screenshot({ path: `${PICTURES}/${size.width}${name}-${language}.png`, fullPage: true, scale: "css" });
  }
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: size.height });
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    await expect.poll(overflow, `sideways scrolling at ${width} px on ${page.url()}`).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize(size);
}

async function lookAt(
  page: Page,
  axe: (page?: Page) => Promise<void>,
  paths: string[],
  isThere = true,
): Promise<void> {
  for (const language of ["fr", "en"] as const) {
    for (const path of paths) {
      await test.step(`${path} in ${language}`, async () => {
        await page.goto(path);
        await settled(page);
        const other = page.getByRole("button", { name: language === "fr" ? "Français" : "English", exact: true });
        if (await other.isVisible()) await other.click();
        await look(page, axe, language);
        // A path with a slip in it would look fine otherwise.
        const nowhere = page.getByRole("heading", { level: 1, name: /introuvable|not found/i });
        if (isThere) await expect(nowhere).toHaveCount(0);
      });
    }
  }
}

test.describe.configure({ timeout: 180_000 });

test.describe("without an account", () => {
  // Links without their secret lead nowhere.
  test.use({ allowedErrors: [/404.*(password-links|email-)/] });

  test("the public pages", async ({ page, axe }) => {
    await lookAt(
      page,
      axe,
      [
        "/",
        "/connexion",
        "/creer-un-compte",
        "/creer-un-compte/particulier",
        "/creer-un-compte/envoye",
        "/mot-de-passe",
        "/mot-de-passe-oublie",
        "/adresse-electronique",
        "/adresse-electronique/annuler",
        "/verifier",
        "/verify",
        "/aide",
        "/accessibilite",
        "/mentions-legales",
        "/confidentialite",
        "/conditions-utilisation",
        "/conditions-carte",
      ],
    );
  });
});

test("the driver's space, empty", async ({ page, request, axe }) => {
  await signInDriver(page, await newDriver(request));
  await lookAt(
    page,
    axe,
    [
      "/accueil",
      "/mes-formations",
      "/mes-demandes",
      "/mes-demandes/nouvelle",
      "/mes-demandes/remplacement",
      "/mes-certificats",
      "/mes-cartes",
      "/mes-factures",
      "/mon-profil",
      "/mon-profil/adresse-electronique",
      "/mon-profil/mot-de-passe",
      "/mes-notifications",
      "/mes-sessions",
    ],
  );
});

test("the driver's space with a training, a certificate and a draft", async ({ page, request, axe }) => {
  const driver = await newDriver(request);
  const training = await declareTraining(request, driver);
  const { id } = await filledDraft(page, request, driver);
  await signInDriver(page, driver);
  const steps = ["identite", "photo", "signature", "pieces", "livraison", "recapitulatif"];
  await lookAt(
    page,
    axe,
    [
      "/accueil",
      "/mes-formations",
      `/mes-formations/${training}`,
      "/mes-certificats",
      "/mes-demandes",
      `/mes-demandes/${id}/reprendre`,
      ...steps.map((step) => `/mes-demandes/${id}/etapes/${step}`),
    ],
  );
});

test("a request that waits for an answer", async ({ page, request, axe }) => {
  const { driver, id } = await sentRequest(page, request);
  await act(request, "agent", id, "take");
  await act(request, "agent", id, "information-requests", {
    deadline: day(20),
    message: "Merci de corriger ces deux points.",
    items: [
      { target: "document", document_kind: "licence_front", reason: "unreadable", comment: "Le numéro est flou." },
      { target: "delivery_address", reason: "mistyped", comment: "Il manque le bâtiment." },
    ],
  });
  await signInDriver(page, driver);
  await lookAt(page, axe, ["/accueil", "/mes-demandes", `/mes-demandes/${id}`, `/mes-demandes/${id}/repondre`]);
});

test("the replacement of a defective card", async ({ page, request, axe }) => {
  const { driver } = await cardHolder(page, request);
  const draft = await replacementDraft(request, driver, "quality", {
    defects: [{ element: "surname", problem: "Une lettre manque", expected: "LEFÈVRE" }],
  });
  const { id, reference } = draft.request;
  await signInDriver(page, driver);
  const steps = ["elements-en-defaut", "adresses", "recapitulatif"];
  await lookAt(page, axe, steps.map((step) => `/mes-demandes/remplacement/${id}/${step}`));
  await announced(request, driver, draft);
  await arrives(request, reference);
  await act(request, "agent", id, "analysis", { finding: "driver_fault", comment: "Le nom est celui du compte." });
  await lookAt(
    page,
    axe,
    ["/accueil", "/mes-cartes", `/mes-demandes/${id}`, `/mes-demandes/remplacement/${id}/correction`],
  );
});

test("a theft that is being declared, and a card that came back", async ({ page, request, axe }) => {
  const { driver, serial } = await cardHolder(page, request);
  await signInDriver(page, driver);
  await lookAt(page, axe, ["/mes-demandes/remplacement"]);
  const { request: { id } } = await replacementDraft(request, driver, "theft", { undertaken: true });
  const steps = ["declaration", "declaration-de-vol", "adresses", "recapitulatif"];
  await lookAt(page, axe, steps.map((step) => `/mes-demandes/remplacement/${id}/${step}`));
  const letter = await comesBack(request, serial);
  await lookAt(page, axe, ["/accueil", "/mes-cartes", `/mes-cartes/pli-non-distribue/${letter.id}`]);
});

test("exchanges that are being filled in", async ({ page, request, axe }) => {
  const { driver } = await cardHolder(page, request);
  const { request: { id } } = await replacementDraft(request, driver, "civil_status", {});
  await signInDriver(page, driver);
  await lookAt(page, axe, [`/mes-demandes/remplacement/${id}/changement`]);
  await changeProfile(request, driver, { surname_usage: "Morel" });
  const steps = ["changement", "justificatifs", "adresses", "recapitulatif"];
  await lookAt(page, axe, ["/mes-demandes", ...steps.map((step) => `/mes-demandes/remplacement/${id}/${step}`)]);
});

test("the exchange of a qualification of another State", async ({ page, request, axe }) => {
  const driver = await newDriver(request);
  const foreign = { country: "PL", document_number: "ABC 12345", sectors: ["goods"], valid_until: day(700) };
  const { request: { id } } = await replacementDraft(request, driver, "foreign", { foreign });
  await signInDriver(page, driver);
  const steps = ["qualification", "justificatifs", "photo-et-signature", "adresses", "recapitulatif"];
  await lookAt(
    page,
    axe,
    ["/mes-demandes/remplacement", ...steps.map((step) => `/mes-demandes/remplacement/${id}/${step}`)],
  );
});

test("the correction of an account", async ({ page, request, axe }) => {
  const driver = stranger();
  await register(request, driver);
  await decide(request, driver, {
    decision: "errors",
    errors: [{ field: "birth_place", reason: "mismatch", comment: "La commune ne correspond pas à votre permis." }],
  });
  await setPassword(request, driver);
  await signInDriver(page, driver);
  await lookAt(page, axe, ["/corriger-mes-informations", "/accueil"]);
});

test("the staff's pages", async ({ page, request, axe }) => {
  const driver = stranger();
  await register(request, driver);
  const { id } = await sentRequest(page, request);
  const headers = await bearer(request, staff.agent);
  const queue = await request.post("/api/v1/staff/account-reviews/search", { headers, data: { q: driver.surname } });
  const [review] = ((await queue.json()) as { items: { id: string }[] }).items;
  await page.goto("/staff/connexion");
  await lookAt(page, axe, ["/staff/connexion"]);
  await page.evaluate(() => localStorage.clear());
  await signInStaff(page, staff.agent);
  await lookAt(
    page,
    axe,
    [
      "/staff/",
      "/staff/comptes",
      `/staff/comptes/${review!.id}`,
      "/staff/formations",
      "/staff/demandes",
      `/staff/demandes/${id}`,
      "/staff/remboursements",
      "/staff/fabrication",
    ],
  );
});

test("the pages of production and administration", async ({ page, newPage, axe }) => {
  await signInStaff(page, staff.production);
  await lookAt(
    page,
    axe,
    [
      "/staff/",
      "/staff/fabrication",
      "/staff/fabrication?etape=in_production",
      "/staff/fabrication?etape=ready",
      "/staff/fabrication?etape=shipped",
      "/staff/fabrication?etape=batches",
      "/staff/retours",
    ],
  );
  const supervisor = await newPage();
  await signInStaff(supervisor, staff.supervisor);
  await lookAt(supervisor, () => axe(supervisor), ["/staff/", "/staff/comptabilite", "/staff/comptabilite?volet=exports"]);
  const admin = await newPage();
  await signInStaff(admin, staff.administrator);
  await lookAt(admin, () => axe(admin), ["/staff/", "/staff/travaux"]);
});

test.describe("where there is nothing", () => {
  test.use({ allowedErrors: [/404/] });

  test("unknown paths and files of others", async ({ page, request, axe }) => {
    await lookAt(page, axe, ["/nulle-part", "/staff/nulle-part"], false);
    const { id } = await sentRequest(page, request);
    // The sign-in is found by its French labels.
    await page.evaluate(() => localStorage.clear());
    await signInDriver(page, await newDriver(request));
    await lookAt(page, axe, [`/mes-demandes/${id}`, "/nulle-part"], false);
    await expect(page.getByText(/CQC-\d/)).toHaveCount(0);
  });
});
