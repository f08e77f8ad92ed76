// What somebody is asked to sign, looked at in a real Chromium: every end that it can have.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { announceWallet } from "./announced-wallet.mjs";
import { openBrowser } from "./browser.mjs";
import { startNode } from "./scripted-node.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const me = `0x${"aa".repeat(20)}`;
const token = `0x${"cc".repeat(20)}`;
const spender = "bb".repeat(20);
const word = (digits) => digits.padStart(64, "0");
const approve = (amount) => `0x095ea7b3${word(spender)}${amount}`;

/** A chain on which nobody has code. */
const empty = {
  answer(method) {
    const block = { number: "0x10", hash: `0x${word("1")}`, timestamp: "0x65000000" };
    const answers = { eth_chainId: "0x1", eth_getBlockByNumber: block, eth_getCode: "0x", eth_getLogs: [], eth_call: "0x" };
    return answers[method] ?? `0x${word("0")}`;
  },
};

let browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

async function look(name, fields, body, options) {
  const node = await startNode(empty);
  const visit = await browser.visit(options);
  const { page } = visit;
  try {
    await page.getByRole("link", { name: "Before you sign" }).click();
    await page.waitForURL(/sign/);
    await page.locator("body[data-ready]").waitFor();
    visit.allow(node.url);
    await page.getByLabel("Node (RPC URL)").fill(node.url);
    for (const [label, text] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(text);
    await page.getByRole("button", { name: "Look before signing" }).click();
    await page.locator("#result :is([data-risk], .said)").first().waitFor();
    await body(page, node);
    await visit.picture(`sign-${name}`);
    // As the browser's own tools do it: the page's policy holds for its scripts.
    const session = await visit.context.newCDPSession(page);
    await session.send("Runtime.evaluate", { expression: axe });
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes[0].html]), []);
    await visit.leave();
  } finally {
    await node.close();
  }
}

test("an approval without limit for a key is critical, in words and in the dark", async () => {
  const fields = { "Your account": me, To: token, Data: approve("f".repeat(64)) };
  for (const colorScheme of ["light", "dark"]) {
    await look(`approve-${colorScheme}`, fields, async (page, node) => {
      await page.getByRole("heading", { name: "Critical risk" }).waitFor();
      assert.match(await page.locator(".exposures").innerText(), /You let 0xbbbbbb…bbbbbb take any amount of your 0xcccccc…cccccc/);
      assert.ok(node.asked.every((method) => /^eth_(call|chainId|get|block)/.test(method)), node.asked.join());
    }, { colorScheme });
  }
});

test("taking an approval back is no risk", async () => {
  await look("revoke", { "Your account": me, To: token, Data: approve(word("0")) }, async (page) => {
    await page.getByRole("heading", { name: "Low risk" }).waitFor();
    assert.match(await page.locator("#result").innerText(), /Nobody gets a power by this/);
  });
});

test("what is not understood is unknown, on a telephone too", async () => {
  const fields = { "Your account": me, To: token, Data: "0xdeadbeef" };
  await look("unknown", fields, async (page) => {
    await page.getByRole("heading", { name: "Unknown risk" }).waitFor();
    const sticksOut = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(sticksOut, 0);
  }, { viewport: { width: 360, height: 740 } });
});

test("a permit by signature", async () => {
  const message = { owner: me, spender: `0x${spender}`, value: "5", nonce: 0, deadline: 1 };
  const typed = JSON.stringify({ domain: { chainId: 1, verifyingContract: token }, primaryType: "Permit", message });
  await look("permit", { "Or typed data, as JSON": typed }, async (page) => {
    await page.getByRole("heading", { name: "High risk" }).waitFor();
    assert.match(await page.locator(".exposures").innerText(), /take 5 units/);
  });
});

test("a wallet that announces itself is read through", async () => {
  let asked;
  const visit = await browser.visit({ path: "sign.html", prepare: async (context) => (asked = await announceWallet(context, (method) => empty.answer(method))) });
  const { page } = visit;
  await page.getByLabel("Your account").fill(me);
  await page.getByLabel("To", { exact: true }).fill(token);
  await page.getByLabel("Data", { exact: true }).fill(approve("f".repeat(64)));
  await page.getByRole("button", { name: "Look before signing" }).click();
  await page.getByRole("heading", { name: "Critical risk" }).waitFor();
  assert.ok(asked.length > 0 && asked.every((method) => /^eth_(call|chainId|get|block)/.test(method)), asked.join());
  await visit.leave();
});

test("what is no transaction is an error and no verdict", async () => {
  await look("error", { "Your account": "me", To: token, Data: "0x" }, async (page) => {
    assert.match(await page.getByRole("alert").innerText(), /Not checked: this says nothing about the transaction/);
    assert.equal(await page.locator("#result [data-risk]").count(), 0);
  });
});
