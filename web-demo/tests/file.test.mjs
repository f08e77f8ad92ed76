// Evidence files: chosen, dropped, and all that is not one.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { init, scoreEvidence } from "rugrisk";
import { openBrowser } from "./browser.mjs";
import { evidencePath, evidenceText } from "./bundled.mjs";
import { assertShown } from "./shown.mjs";

let browser;
before(async () => {
  await init();
  browser = await openBrowser();
});
after(() => browser?.close());

const FILE = "shadow-owner.json";

async function choose(visit, file) {
  await visit.page.getByRole("radio", { name: "File" }).press("Space");
  await visit.page.getByLabel("Evidence file").setInputFiles(file);
}

test("a chosen evidence file is scored", async () => {
  const visit = await browser.visit();
  await choose(visit, fileURLToPath(evidencePath(FILE)));
  await assertShown(visit.page, scoreEvidence(JSON.parse(evidenceText(FILE))));
  await visit.leave();
});

test("a dropped evidence file is scored", async () => {
  const visit = await browser.visit();
  const transfer = await visit.page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], "dropped.json", { type: "application/json" }));
    return transfer;
  }, evidenceText(FILE));
  await visit.page.dispatchEvent("body", "drop", { dataTransfer: transfer });
  await assertShown(visit.page, scoreEvidence(JSON.parse(evidenceText(FILE))));
  assert.match(await visit.page.locator("rug-risk-report [slot=subject]").textContent(), /dropped\.json/);
  await visit.leave();
});

for (const [name, text, said] of [
  ["no JSON", "not json", /not JSON/],
  ["another JSON", '{"hello":1}', /not an evidence file/],
  ["a report", '{"schema":"rugrisk/report/1"}', /a report, not evidence/],
  ["evidence of a later version", JSON.stringify({ ...JSON.parse(evidenceText(FILE)), schema: "rugrisk/evidence/99" }), /rugrisk\/evidence\/99/],
  ["evidence cut short", '{"schema":"rugrisk/evidence/1"}', /`target` is missing/],
]) {
  test(`a file that is ${name} is refused in words`, async () => {
    const visit = await browser.visit();
    await choose(visit, { name: "given.json", mimeType: "application/json", buffer: Buffer.from(text) });
    const alert = visit.page.getByRole("alert");
    await alert.waitFor();
    assert.match(await alert.textContent(), said);
    assert.equal(await visit.page.locator(".verdict, .gauge").count(), 0);
    await visit.leave();
  });
}
