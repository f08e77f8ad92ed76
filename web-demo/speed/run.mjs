// Prints how long the package takes in Chromium: `npm run speed`. Nothing here fails for being slow.
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { init, score, scoreEvidence } from "rugrisk";
import { build, preview } from "vite";
import { TOKEN, WORLDS } from "../cases-src/worlds.mjs";
import { chromiumPath, FLAGS } from "../tests/browser.mjs";

const TIMES = 5;
const MANY = 100;
const root = fileURLToPath(new URL(".", import.meta.url));
const evidence = fileURLToPath(new URL("../../tests/evidence/", import.meta.url));

const outDir = mkdtempSync(join(tmpdir(), "rugrisk-speed-"));
await build({ root, configFile: false, logLevel: "warn", build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } } });
const server = await preview({ root, configFile: false, logLevel: "warn", build: { outDir }, preview: { port: 0, host: "127.0.0.1" } });
const [url] = server.resolvedUrls.local;

await init();
const answers = await recorded(await WORLDS["gated-token"]());
try {
  const compiled = [];
  const first = [];
  const whole = [];
  for (let time = 0; time < TIMES; time += 1) {
    compiled.push(await inBrowser((page) => page.evaluate(() => globalThis.timed.compile())));
    const cold = await inBrowser((page) => page.evaluate(([address, answers]) => globalThis.timed.coldStart(address, answers), [TOKEN, answers]));
    first.push(cold.first);
    whole.push(cold.whole);
  }
  console.log(`cold start in ${await inBrowser(async (_, browser) => `Chromium ${browser.version()}`)}, median of ${TIMES} new browsers:`);
  console.log(`  the module alone, fetched and compiled   ${shown(compiled)}`);
  console.log(`  the same, and the report of the code     ${shown(first)}`);
  console.log(`  the same, and the whole report           ${shown(whole)}`);

  const reports = many();
  for (const tag of ["rug-risk-badge", "rug-risk-report"]) {
    const runs = [];
    for (let time = 0; time < TIMES; time += 1) {
      runs.push(await inBrowser((page) => page.evaluate(([tag, reports]) => globalThis.timed.show(tag, reports), [tag, reports])));
    }
    for (const run of runs) assert.equal(run.shown, MANY);
    console.log(`${MANY} <${tag}> shown at once, median of ${TIMES}:`);
    console.log(`  the page is blocked at a time, at most   ${shown(runs.map(({ blocked }) => blocked))}`);
    console.log(`  until all of them are there              ${shown(runs.map(({ whole }) => whole))}`);
  }
} finally {
  await server.close();
  rmSync(outDir, { recursive: true, force: true });
}

/** A browser that has kept nothing. */
async function inBrowser(work) {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: FLAGS });
  try {
    const page = await browser.newPage();
    await page.goto(url);
    await page.waitForFunction(() => globalThis.timed);
    return await work(page, browser);
  } finally {
    await browser.close();
  }
}

/** What a node says to each question that a score asks. */
async function recorded(chain) {
  const answers = {};
  const request = async ({ method, params = [] }) => {
    const answer = await chain.answer(method, params);
    answers[JSON.stringify({ method, params })] = answer;
    return answer;
  };
  await score({ request }, TOKEN);
  return answers;
}

/** Reports of everything that is frozen, as often as it takes. */
function many() {
  const files = readdirSync(evidence, { recursive: true }).filter((name) => name.endsWith(".json"));
  const reports = files.map((name) => scoreEvidence(readFileSync(join(evidence, name), "utf8")));
  return Array.from({ length: MANY }, (_, index) => reports[index % reports.length]);
}

function shown(milliseconds) {
  const sorted = milliseconds.toSorted((one, other) => one - other);
  const round = (value) => value.toFixed(1).padStart(7);
  return `${round(sorted[Math.floor(sorted.length / 2)])} ms  (${round(sorted[0]).trim()} to ${round(sorted.at(-1)).trim()})`;
}
