// Writes a `.br` and a `.gz` beside each text file of the built site, so that
// the server sends the best compression at no cost. Results are kept by content
// hash in `<site>/../site-compressed`: unchanged files are not compressed again.
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { extname, join, resolve } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const COMPRESSIBLE = new Set([".wasm", ".js", ".mjs", ".css", ".html", ".svg", ".json", ".webmanifest", ".txt"]);
const METHODS = {
  br: (data) =>
    brotliCompressSync(data, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_LGWIN]: 24,
        [constants.BROTLI_PARAM_SIZE_HINT]: data.length,
      },
    }),
  gz: (data) => gzipSync(data, { level: 9 }),
};

const site = resolve(process.argv[2] ?? "../target/site");
const kept = resolve(site, "../site-compressed");
mkdirSync(kept, { recursive: true });

for (const entry of readdirSync(site, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !COMPRESSIBLE.has(extname(entry.name))) continue;
  const path = join(entry.parentPath ?? entry.path, entry.name);
  const data = readFileSync(path);
  const hash = createHash("sha256").update(data).digest("hex");
  for (const [suffix, compress] of Object.entries(METHODS)) {
    const copy = join(kept, `${hash}.${suffix}`);
    if (!existsSync(copy)) {
      writeFileSync(`${copy}.part`, compress(data));
      renameSync(`${copy}.part`, copy);
    }
    copyFileSync(copy, `${path}.${suffix}`);
  }
}
