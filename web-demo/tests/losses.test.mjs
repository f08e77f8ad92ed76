// The incident record: every loss is there, offline, with its story and the report on the state before it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { init, scoreEvidence } from "rugrisk";
import { openBrowser } from "./browser.mjs";
import { assertShown } from "./shown.mjs";

const INCIDENTS = JSON.parse(readFileSync(new URL("../src/incidents.json", import.meta.url), "utf8"));
const evidenceText = ({ evidence }) => readFileSync(new URL(`../../tests/evidence/${evidence}.json`, import.meta.url), "utf8");

let browser;
before(async () => {
  await init();
  browser = await openBrowser();
});
after(() => browser?.close());

test("every loss is told, with the report that Node gives, without a network", async () => {
  const visit = await browser.visit();
  const { page, context } = visit;
  await page.locator("body[data-losses]").waitFor();
  await context.setOffline(true);
  await page.getByRole("radio", { name: "Losses" }).press("Space");
  assert.equal(await page.locator(".examples li").count(), INCIDENTS.length);
  for (const incident of INCIDENTS) {
    await page.locator(".examples button").filter({ has: page.getByText(incident.name, { exact: true }) }).click();
    const report = scoreEvidence(evidenceText(incident));
    await page.locator(".loss", { hasText: incident.mechanism }).waitFor();
    await page.locator("rug-risk-report", { hasText: `before ${incident.name}` }).waitFor();
    await assertShown(page, report);
  }
  await page.locator(".examples rug-risk-badge").nth(INCIDENTS.length - 1).waitFor();
  const levels = await page.locator(".examples rug-risk-badge").evaluateAll((all) => all.map((badge) => badge.level));
  assert.deepEqual(levels, INCIDENTS.map((incident) => scoreEvidence(evidenceText(incident)).level));
  await visit.picture("losses");
  await visit.leave();
});

test("the address of a loss opens it, and its evidence replays to the same report", async () => {
  const visit = await browser.visit({ path: "index.html#loss=kannagi" });
  const { page } = visit;
  await page.getByRole("heading", { name: "Kannagi Finance" }).waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download evidence" }).click()]);
  const kept = await readFile(await download.path());
  const shown = await page.locator("rug-risk-report").evaluate((element) => JSON.stringify(element.report));
  await page.getByRole("radio", { name: "File" }).press("Space");
  await page.getByLabel("Evidence file").setInputFiles({ name: "handed-on.json", mimeType: "application/json", buffer: kept });
  await page.locator("rug-risk-report", { hasText: "handed-on.json" }).waitFor();
  assert.equal(await page.locator("rug-risk-report").evaluate((element) => JSON.stringify(element.report)), shown);
  assert.equal(await page.locator(".loss").count(), 0);
  await page.getByRole("radio", { name: "Losses" }).press("Space");
  await page.locator(".examples button", { hasText: "Merlin" }).click();
  assert.equal(await page.getByRole("link", { name: "Link to this loss" }).getAttribute("href"), "#loss=merlin");
  await visit.leave();
});

for (const colorScheme of ["light", "dark"]) {
  test(`a report is saved as a picture, in the colours that it has: ${colorScheme}`, async () => {
    const visit = await browser.visit({ path: "index.html#loss=syncdex", colorScheme });
    const { page } = visit;
    const saved = async (name) => {
      const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name, exact: true }).click()]);
      await download.saveAs(`${browser.screens}export-${colorScheme}.${name.toLowerCase()}`);
      return readFile(await download.path());
    };
    const report = await page.locator("rug-risk-report").evaluate((element) => element.report);
    const svg = (await saved("SVG")).toString();
    for (const words of [report.target.address, "Critical risk", report.findings[0].title, `>${report.score}<`]) assert.ok(svg.includes(words), words);
    assert.doesNotMatch(svg, /var\(|light-dark|color-mix|class=/, "it needs no style sheet");
    const png = await saved("PNG");
    assert.deepEqual([...png.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
    const { width, height } = { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
    assert.ok(width === 1440 && height > 400, `${width} by ${height}`);
    // The picture stands on its own, and its text stays inside it.
    const alone = await visit.context.newPage();
    await alone.goto(`data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`);
    const outside = await alone.evaluate(() => {
      const { left, right } = document.documentElement.getBoundingClientRect();
      const boxes = [...document.querySelectorAll("text")].map((text) => [text.textContent, text.getBoundingClientRect()]);
      return boxes.filter(([, box]) => box.left < left || box.right > right || box.width === 0).map(([words]) => words);
    });
    assert.deepEqual(outside, []);
    await visit.leave();
  });
}
