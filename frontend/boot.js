// Starts the application. Trunk would write this into the page itself, which a
// Content-Security-Policy without 'unsafe-inline' refuses; it writes the names
// of the two files into a <meta> instead (`pattern_script` in Trunk.toml).
const loading = document.getElementById("loading");
const files = document.querySelector('meta[name="application-files"]').dataset;
try {
  const bindings = await import(files.js);
  await bindings.default({ module_or_path: files.wasm });
  loading.remove();
} catch (error) {
  document.getElementById("start-failed").hidden = false;
  loading.remove();
  throw error;
}
