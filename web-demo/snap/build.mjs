// Builds the Snap into dist: one script, and the manifest with its checksum and the registry that MetaMask takes.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { DEFAULT_NPM_REGISTRY } from "@metamask/snaps-controllers/node";
import { getSnapChecksum, NpmSnapFileNames, VirtualFile } from "@metamask/snaps-utils";
import { build } from "esbuild";

const at = (path) => new URL(path, import.meta.url);

await mkdir(at("dist"), { recursive: true });
await build({
  entryPoints: [at("src/index.jsx").pathname],
  outfile: at("dist/bundle.js").pathname,
  bundle: true,
  minify: true,
  format: "cjs",
  target: "es2022",
  jsx: "automatic",
  jsxImportSource: "@metamask/snaps-sdk",
  legalComments: "none",
});

const manifest = JSON.parse(await readFile(at("snap.manifest.json"), "utf8"));
const file = (path, value, result) => new VirtualFile({ path, value, ...(result && { result }) });
manifest.source.location.npm.registry = DEFAULT_NPM_REGISTRY.href;
manifest.source.shasum = await getSnapChecksum({
  manifest: file(NpmSnapFileNames.Manifest, JSON.stringify(manifest), manifest),
  sourceCode: file("dist/bundle.js", await readFile(at("dist/bundle.js"), "utf8")),
  auxiliaryFiles: [],
  localizationFiles: [],
});
await writeFile(at("dist/snap.manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
