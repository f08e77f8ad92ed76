// Each bundled example is shown in full, offline, and as the very bytes that Node gives.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { init, scoreEvidence } from "rugrisk";
import { openBrowser } from "./browser.mjs";
import { EXAMPLES, FILES, evidenceText } from "./bundled.mjs";
import { assertShown } from "./shown.mjs";

let browser;
before(async () => {
  await init();
  browser = await openBrowser();
});
after(() => browser?.close());

test("the index lists exactly the files that are there", () => {
  assert.deepEqual(EXAMPLES.map(({ file }) => file).sort(), FILES.sort());
});

for (const { file, title } of EXAMPLES) {
  test(`${file} is shown with its proof and gives Node's bytes, without a network`, async () => {
    const report = scoreEvidence(JSON.parse(evidenceText(file)));
    const visit = await browser.visit();
    const { page, context } = visit;
    await context.setOffline(true);
    await page.getByRole("button", { name: title }).click();
    await assertShown(page, report);
    assert.equal(await page.getByRole("button", { name: title }).getAttribute("aria-pressed"), "true");
    assert.equal(await saved(page, "Download report"), JSON.stringify(report));
    assert.equal(await saved(page, "Download evidence"), JSON.stringify(JSON.parse(evidenceText(file))));
    await visit.leave();
  });
}

test("giving up the key makes the same power inert, and the page says so", async () => {
  const reports = {};
  for (const [file, title, inert] of [
    ["minting-owner.json", "An owner who can mint", false],
    ["minting-renounced.json", "The same token, given up", true],
  ]) {
    const report = scoreEvidence(JSON.parse(evidenceText(file)));
    assert.equal(report.findings.find(({ id }) => id === "mint-unbounded").inert, inert);
    const visit = await browser.visit();
    await visit.page.getByRole("button", { name: title }).click();
    const mint = visit.page.locator('[data-id="mint-unbounded"]');
    assert.equal((await mint.textContent()).includes("nobody can use it"), inert);
    await visit.leave();
    reports[file] = report;
  }
  const [held, renounced] = Object.values(reports);
  assert.equal(held.target.codeHash, renounced.target.codeHash);
  assert.ok(held.interval[1] >= renounced.interval[1], `${held.interval} against ${renounced.interval}`);
});

test("the rebuilt vault names the loss that it is like", async () => {
  const report = scoreEvidence(JSON.parse(evidenceText("chief-vault.json")));
  const [alike] = report.resembles;
  assert.deepEqual([alike.incident, alike.label], ["kannagi", "rug"]);
  assert.equal(report.findings[0].severity, "critical");
});

test("every example whose key is held is above low", () => {
  for (const file of ["minting-owner.json", "shadow-owner.json", "gated-token.json", "upgradeable-proxy.json", "chief-vault.json"]) {
    assert.notEqual(scoreEvidence(JSON.parse(evidenceText(file))).level, "low", file);
  }
});

test("an example whose code could not be read is unknown, never low", async () => {
  const visit = await browser.visit();
  await visit.page.getByRole("button", { name: "A node that will not say" }).click();
  await visit.page.getByRole("heading", { level: 2, name: "Unknown" }).waitFor();
  assert.equal(await visit.page.locator(".gauge .number").textContent(), "?");
  await visit.leave();
});

async function saved(page, button) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: button }).click()]);
  return readFile(await download.path(), "utf8");
}
