// Pasted runtime code: good, and every way in which it can be wrong.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { analyzeBytecode, init } from "rugrisk";
import { runtimeCode } from "../cases-src/compile.mjs";
import { openBrowser } from "./browser.mjs";
import { assertShown } from "./shown.mjs";

let browser;
before(async () => {
  await init();
  browser = await openBrowser();
});
after(() => browser?.close());

const GOOD = runtimeCode("MintingToken");

async function paste(code) {
  const visit = await browser.visit();
  await visit.page.getByRole("radio", { name: "Code" }).press("Space");
  await visit.page.getByLabel("Runtime code").fill(code);
  await visit.page.getByRole("button", { name: "Analyse the code" }).click();
  return visit;
}

for (const [name, code] of [
  ["with 0x", GOOD],
  ["without 0x", GOOD.slice(2)],
  ["with space around it", `\n  ${GOOD}  \n`],
]) {
  test(`code ${name} is analysed as Node analyses it`, async () => {
    const visit = await paste(code);
    await assertShown(visit.page, analyzeBytecode(GOOD));
    await visit.leave();
  });
}

for (const [name, code, said] of [
  ["empty", "", /empty/],
  ["only 0x", "0x", /empty/],
  ["an odd number of digits", "0x600", /odd number of digits/],
  ["not hex", "0x60zz", /not hex/],
  ["more than is analysed", `0x${"00".repeat(70_000)}`, /bytes/],
]) {
  test(`code that is ${name} is refused in words, with no level`, async () => {
    const visit = await paste(code);
    const { page } = visit;
    const alert = page.getByRole("alert");
    await alert.waitFor();
    assert.match(await alert.textContent(), said);
    assert.match(await alert.textContent(), /Not checked/);
    assert.equal(await page.locator(".verdict, .gauge").count(), 0);
    assert.equal(await page.getByLabel("Runtime code").getAttribute("aria-invalid"), "true");
    await visit.leave();
  });
}

test("what follows a mistake is a fresh result", async () => {
  const visit = await paste("0x600");
  await visit.page.getByRole("alert").waitFor();
  await visit.page.getByLabel("Runtime code").fill(GOOD);
  await visit.page.getByRole("button", { name: "Analyse the code" }).click();
  await assertShown(visit.page, analyzeBytecode(GOOD));
  assert.equal(await visit.page.getByRole("alert").count(), 0);
  await visit.leave();
});
