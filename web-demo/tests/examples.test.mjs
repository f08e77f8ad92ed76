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

test("giving up the key changes the verdict of the same code", async () => {
  const held = scoreEvidence(JSON.parse(evidenceText("minting-owner.json")));
  const renounced = scoreEvidence(JSON.parse(evidenceText("minting-renounced.json")));
  assert.equal(held.target.codeHash, renounced.target.codeHash);
  assert.ok(held.score > renounced.score, `${held.score} against ${renounced.score}`);
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
