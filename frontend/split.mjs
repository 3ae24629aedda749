// Cuts a program into the part of the first visit and the parts that its
// `src/parts.rs` loads later. Trunk cannot do this; it runs this script
// after its own build (`post_build` hook), whose program is replaced here.
//
// wasm-split-cli separates the parts, wasm-bindgen writes the glue of the first,
// wasm-opt shrinks each. They name each other by relative paths, so all of them
// stand in one folder, whose name holds the hash of their content.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { tmpdir } from "node:os";

const [program] = process.argv.slice(2);
const staging = process.env.TRUNK_STAGING_DIR;
const release = process.env.TRUNK_PROFILE === "release";
const target = resolve(import.meta.dirname, "..", process.env.CARGO_TARGET_DIR ?? "target");
const built = join(target, "wasm32-unknown-unknown", release ? "wasm-release" : "debug", `${program}.wasm`);
// The features rustc turns on for wasm32, which every current browser has.
// --all-features would also write ones that no browser has yet.
const FEATURES = [
  "bulk-memory",
  "bulk-memory-opt",
  "call-indirect-overlong",
  "multivalue",
  "mutable-globals",
  "nontrapping-float-to-int",
  "reference-types",
  "sign-ext",
].map((feature) => `--enable-${feature}`);

// What a tool has to say is part of the error, should it fail.
const run = (tool, ...options) => execFileSync(tool, options, { stdio: ["ignore", "ignore", "pipe"] });

const work = mkdtempSync(join(tmpdir(), "cqc-hub-split-"));
const parts = join(work, "parts");
try {
  run("wasm-split-cli", built, parts, "--out-name", program, "--target", "web");
  run(
    "wasm-bindgen",
    ...["--target", "web", "--keep-lld-exports", "--no-demangle", "--no-typescript"],
    ...["--out-name", program, "--out-dir", parts, join(parts, `${program}.wasm`)],
  );
  rmSync(join(parts, `${program}.wasm`));
  if (release) shrink(parts);
  publish(parts);
} finally {
  rmSync(work, { recursive: true });
}

function shrink(folder) {
  for (const name of readdirSync(folder).filter((name) => name.endsWith(".wasm"))) {
    const path = join(folder, name);
    run("wasm-opt", "-Oz", "--strip-debug", ...FEATURES, path, "--output", path);
  }
}

// Puts the parts into the page in the place of the program that trunk built.
function publish(folder) {
  const hash = createHash("sha256");
  for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(join(folder, name)));
  const name = `parts-${hash.digest("hex").slice(0, 16)}`;
  mkdirSync(join(staging, name));
  for (const file of readdirSync(folder)) renameSync(join(folder, file), join(staging, name, file));

  const whole = new RegExp(`^${program}-[0-9a-f]+(\\.js|_bg\\.wasm|\\.d\\.ts)$`);
  const page = join(staging, "index.html");
  let html = readFileSync(page, "utf8");
  for (const file of readdirSync(staging).filter((file) => whole.test(file))) {
    html = html.replaceAll(file, `${name}/${file.replace(/-[0-9a-f]+/, "")}`);
    rmSync(join(staging, file));
  }
  // The glue imports it at once; named here, it is not waited for twice.
  const glue = html.match(new RegExp(`[^"'= ]*/${name}/`))[0] + "__wasm_split.js";
  const links = [`<link rel="modulepreload" href="${glue}" crossorigin>`, ...pageParts(join(staging, name))];
  writeFileSync(page, html.replace("</head>", `${links.join("")}</head>`));
}

// For `boot.js`: which files the pages of `page-parts.json` need beside the first
// part. The loader that wasm-split-cli wrote knows what belongs to a part.
function pageParts(folder) {
  const list = resolve(process.env.TRUNK_SOURCE_DIR, "page-parts.json");
  if (!existsSync(list)) return [];
  const loader = readFileSync(join(folder, "__wasm_split.js"), "utf8");
  return Object.entries(JSON.parse(readFileSync(list, "utf8"))).flatMap(([part, paths]) => {
    const found = loader.match(new RegExp(`__wasm_split_load_${part} = .*?split_${part}\\.wasm.*?\\[([^\\]]*)\\]\\)\\)`, "s"));
    if (!found) throw new Error(`${list}: the program has no part ${part}`);
    const chunks = found[1].match(/\d+/g) ?? [];
    const files = [`split_${part}.wasm`, ...chunks.map((number) => `chunk_${number}.wasm`)].join(" ");
    return paths.map((path) => `<meta name="page-part" data-path="${path}" data-files="${files}">`);
  });
}
