// Everybody can use the page: axe finds nothing, the keyboard is enough, nothing overflows.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { init, scoreEvidence } from "rugrisk";
import { openBrowser } from "./browser.mjs";
import { EXAMPLES, evidenceText } from "./bundled.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

let browser;
before(async () => {
  await init();
  browser = await openBrowser();
});
after(() => browser?.close());

/** The states worth looking at, and how a person comes to them. */
const STATES = {
  idle: async () => {},
  ...Object.fromEntries(
    EXAMPLES.map(({ file, title }) => [
      file.replace(".json", ""),
      async (page) => {
        await page.getByRole("button", { name: title }).click();
        await page.locator(".verdict").waitFor();
        await page.locator(".proof details").evaluateAll((all) => all.forEach((one) => (one.open = true)));
      },
    ]),
  ),
  "code-refused": async (page) => {
    await page.getByRole("radio", { name: "Code" }).press("Space");
    await page.getByLabel("Runtime code").fill("0x600");
    await page.getByRole("button", { name: "Analyse the code" }).click();
    await page.getByRole("alert").waitFor();
  },
  loss: async (page) => {
    await page.getByRole("radio", { name: "Losses" }).press("Space");
    await page.getByRole("button", { name: "Kannagi Finance" }).click();
    await page.locator(".loss").waitFor();
    await page.locator(".verdict").waitFor();
  },
  address: (page) => page.getByRole("radio", { name: "Address" }).press("Space"),
  file: (page) => page.getByRole("radio", { name: "File" }).press("Space"),
};

for (const colorScheme of ["light", "dark"]) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    test(`no accessibility fault and no overflow, ${size}, ${colorScheme}`, async () => {
      for (const [name, reach] of Object.entries(STATES)) {
        const visit = await browser.visit({ viewport, colorScheme });
        await reach(visit.page);
        await visit.picture(`${name}-${size}-${colorScheme}`);
        await visit.page.evaluate(AXE);
        const { violations } = await visit.page.evaluate(() => globalThis.axe.run());
        const faults = violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`));
        assert.deepEqual(faults, [], name);
        const wide = await visit.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(wide, 0, `${name} is wider than the window`);
        await visit.leave();
      }
    });
  }
}

test("the keyboard alone reaches an example, its proof and its files", async () => {
  const visit = await browser.visit();
  const { page } = visit;
  const focused = () => page.evaluate(() => document.activeElement.textContent.replace(/\s+/g, " ").trim());
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "Skip to the result");
  await page.keyboard.press("Tab");
  assert.match(await focused(), /sign/);
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  await page.getByRole("button", { name: "Kannagi Finance" }).waitFor();
  await page.keyboard.press("ArrowRight");
  await page.getByLabel("Contract address").waitFor();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  assert.match(await focused(), new RegExp(`^${EXAMPLES[1].title}`));
  await page.keyboard.press("Enter");
  await page.locator(".verdict").waitFor();
  await page.waitForFunction(() => document.activeElement.shadowRoot?.activeElement?.id === "result-title");
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "Download report");
  await visit.leave();
});

test("the verdict is said aloud", async () => {
  const visit = await browser.visit();
  const { file, title } = EXAMPLES[1];
  const { score, findings } = scoreEvidence(evidenceText(file));
  await visit.page.getByRole("button", { name: title }).click();
  const word = await visit.page.locator(".verdict h2").textContent();
  const spoken = score === null ? "no score" : `score ${score} of 100`;
  assert.equal(await visit.page.getByRole("status").textContent(), `${word.trim()}, ${spoken}, ${findings.length} findings.`);
  await visit.leave();
});

test("levels, reading and failure differ in shape and words, not only in colour", async () => {
  const visit = await browser.visit();
  const shapes = await visit.page.locator(".legend li .icon").evaluateAll((all) => all.map((one) => one.innerHTML));
  assert.equal(new Set(shapes).size, 5);
  const words = await visit.page.locator(".legend li .badge").allTextContents();
  assert.equal(new Set(words).size, 5);
  await visit.leave();
});
