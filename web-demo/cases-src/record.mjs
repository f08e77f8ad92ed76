// Records the bundled evidence files: compiles our contracts, lets the package read their
// made-up chains as it reads a node, and keeps what it saw.
// `--check` writes nothing and fails where a file is stale.
import { readFileSync, writeFileSync } from "node:fs";
import { collectEvidence, init } from "rugrisk";
import { TOKEN, WORLDS } from "./worlds.mjs";

const check = process.argv.includes("--check");
const stale = [];

await init();
for (const [name, build] of Object.entries(WORLDS)) {
  const chain = await build();
  const provider = { request: ({ method, params = [] }) => chain.answer(method, params) };
  const evidence = await collectEvidence(provider, TOKEN);
  const text = `${JSON.stringify(evidence)}\n`;
  const file = new URL(`../public/cases/${name}.json`, import.meta.url);
  if (!check) writeFileSync(file, text);
  else if (text !== read(file)) stale.push(name);
}

if (stale.length > 0) {
  console.error(`stale examples: ${stale.join(", ")}. Run \`npm run cases\` in web-demo and commit the result.`);
  process.exitCode = 1;
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
