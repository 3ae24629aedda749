// Starts the application. Trunk would write this into the page itself, which a
// Content-Security-Policy without 'unsafe-inline' refuses; it writes the names
// of the two files into a <meta> instead (`pattern_script` in Trunk.toml).
const files = document.querySelector('meta[name="application-files"]').dataset;

// The program asks for the part of the page once it runs; named here, the part
// comes beside it (`split.mjs` writes the lists).
for (const { dataset } of document.querySelectorAll('meta[name="page-part"]')) {
  if (dataset.path !== location.pathname) continue;
  for (const file of dataset.files.split(" ")) {
    const link = { rel: "preload", as: "fetch", crossOrigin: "", href: new URL(file, new URL(files.js, location.href)) };
    document.head.append(Object.assign(document.createElement("link"), link));
  }
}

// The program takes `loading` away once it shows itself.
function failed() {
  const loading = document.getElementById("loading");
  if (!loading) return;
  loading.remove();
  document.getElementById("start-failed").hidden = false;
}
addEventListener("error", failed);

try {
  const bindings = await import(files.js);
  await bindings.default({ module_or_path: files.wasm });
} catch (error) {
  failed();
  throw error;
}
