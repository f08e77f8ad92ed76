// Builds the extension into extension/dist, which Chrome loads as it is.
import { cp, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const ROOT = fileURLToPath(new URL(".", import.meta.url));
const DIST = `${ROOT}dist`;

/** Each part is one file, and nothing of it is fetched from elsewhere. */
const BASE = {
  root: ROOT,
  base: "./",
  configFile: false,
  logLevel: "warn",
  publicDir: false,
};
const OUT = { outDir: DIST, emptyOutDir: false, target: "chrome116", modulePreload: false, assetsInlineLimit: 0, copyPublicDir: false };

await rm(DIST, { recursive: true, force: true });
await build({ ...BASE, build: { ...OUT, rolldownOptions: { input: `${ROOT}warning.html` } } });
// Content scripts are no modules; the worker is one.
for (const [name, format] of [["page", "iife"], ["bridge", "iife"], ["worker", "es"]]) {
  const lib = { entry: `${ROOT}src/${name}.ts`, formats: [format], name: "rugrisk", fileName: () => `${name}.js` };
  await build({ ...BASE, build: { ...OUT, lib } });
}
await cp(`${ROOT}manifest.json`, `${DIST}/manifest.json`);
