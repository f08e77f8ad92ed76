// An address read through a node: honest, silent, lying, gone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { init, score, scoreEvidence } from "rugrisk";
import { TOKEN, WORLDS } from "../cases-src/worlds.mjs";
import { announceWallet } from "./announced-wallet.mjs";
import { openBrowser } from "./browser.mjs";
import { evidenceText } from "./bundled.mjs";
import { startNode } from "./scripted-node.mjs";
import { assertShown } from "./shown.mjs";

let browser;
before(async () => {
  await init();
  browser = await openBrowser();
});
after(() => browser?.close());

/** Fills the form about a node and submits it. */
async function read(visit, { address = TOKEN, rpc, chain = "", patience = "30" }) {
  const { page } = visit;
  if (URL.canParse(rpc)) visit.allow(rpc);
  await page.getByRole("radio", { name: "Address" }).press("Space");
  await page.getByLabel("Contract address").fill(address);
  await page.getByLabel("Node (RPC URL)").fill(rpc);
  await page.getByLabel("Chain id (optional)").fill(chain);
  await page.getByLabel("Time limit (s)").fill(patience);
  await page.getByLabel("Time limit (s)").press("Enter");
}

async function withNode(chain, behaviour, body) {
  const node = await startNode(chain, behaviour);
  const visit = await browser.visit();
  try {
    await body(visit, node);
    await visit.leave();
  } finally {
    await node.close();
  }
}

async function refusing(...refuses) {
  return Object.assign(await WORLDS["minting-owner"](), { refuses });
}

async function assertFails(page, ...words) {
  const alert = page.getByRole("alert");
  await alert.waitFor();
  const text = await alert.textContent();
  for (const word of words) assert.match(text, word);
  assert.equal(await page.locator(".verdict, .gauge").count(), 0);
}

test("an honest node gives the report of the recorded evidence", async () => {
  await withNode(await WORLDS["minting-owner"](), {}, async (visit, node) => {
    await read(visit, { rpc: node.url });
    await assertShown(visit.page, scoreEvidence(JSON.parse(evidenceText("minting-owner.json"))));
    assert.ok(node.asked.every((method) => /^eth_(call|chainId|get|block)/.test(method)), node.asked.join());
  });
});

test("a wallet that announces itself is read through, and asked for nothing but to read", async () => {
  const chain = await WORLDS["minting-owner"]();
  let asked;
  const visit = await browser.visit({ prepare: async (context) => (asked = await announceWallet(context, (method, params) => chain.answer(method, params))) });
  const { page } = visit;
  await page.getByRole("radio", { name: "Address" }).press("Space");
  assert.equal(await page.getByLabel("Read through").locator("option:checked").innerText(), "A wallet");
  assert.equal(await page.getByLabel("Node (RPC URL)").count(), 0);
  await page.getByLabel("Contract address").fill(TOKEN);
  await page.getByRole("button", { name: "Read and score" }).click();
  await assertShown(page, scoreEvidence(JSON.parse(evidenceText("minting-owner.json"))));
  assert.ok(asked.length > 0 && asked.every((method) => /^eth_(call|chainId|get|block)/.test(method)), asked.join());
  await visit.picture("wallet");

  await page.getByLabel("Read through").selectOption("A node that I name");
  await page.getByLabel("Node (RPC URL)").waitFor();
  await visit.leave();
});

test("the chain id is taken when it is the node's", async () => {
  await withNode(await WORLDS["plain-token"](), {}, async (visit, node) => {
    await read(visit, { rpc: node.url, chain: "31337" });
    await visit.page.locator(".verdict").waitFor();
  });
});

test("a node on another chain is refused", async () => {
  await withNode(await WORLDS["minting-owner"](), { changes: { eth_chainId: "0x1" } }, async (visit, node) => {
    await read(visit, { rpc: node.url, chain: "31337" });
    await assertFails(visit.page, /another chain/, /chain 1\b/, /31337/);
  });
});

test("a node that never answers ends in an error that says so", async () => {
  await withNode(await WORLDS["minting-owner"](), { hangs: ["eth_chainId", "eth_getBlockByNumber"] }, async (visit, node) => {
    await read(visit, { rpc: node.url, patience: "3" });
    await assertFails(visit.page, /no usable answer/, /in time/);
  });
});

test("a node that keeps the code to itself gives unknown, never low", async () => {
  await withNode(await WORLDS["minting-owner"](), { hangs: ["eth_getCode"] }, async (visit, node) => {
    await read(visit, { rpc: node.url, patience: "3" });
    await visit.page.locator('.verdict[data-level="unknown"]').waitFor();
    assert.match(await visit.page.locator(".unknowns").textContent(), /did not answer in time/);
  });
});

test("a node that answers with errors gives unknown, never low", async () => {
  await withNode(await refusing("eth_getCode", "eth_getStorageAt", "eth_call"), {}, async (visit, node) => {
    await read(visit, { rpc: node.url });
    await visit.page.locator('.verdict[data-level="unknown"]').waitFor();
  });
});

test("an address without code is what Node says it is, never low", async () => {
  const nobody = "0x00000000000000000000000000000000000000aa";
  const chain = await WORLDS["plain-token"]();
  const expected = await score({ request: ({ method, params = [] }) => chain.answer(method, params) }, nobody);
  assert.notEqual(expected.level, "low");
  await withNode(chain, {}, async (visit, node) => {
    await read(visit, { rpc: node.url, address: nobody });
    await assertShown(visit.page, expected);
  });
});

test("a reading can be cancelled, and another begun", async () => {
  await withNode(await WORLDS["minting-owner"](), { hangs: ["eth_getCode"] }, async (visit, node) => {
    await read(visit, { rpc: node.url });
    await visit.page.getByText("questions answered").waitFor();
    assert.equal(await visit.page.locator(".verdict, .gauge").count(), 0);
    await visit.picture("reading");
    await visit.page.getByRole("button", { name: "Cancel" }).click();
    await assertFails(visit.page, /Stopped/);
    await node.abandoned;
    await visit.page.getByRole("radio", { name: "Example" }).press("Space");
    await visit.page.getByRole("button", { name: "A plain token" }).click();
    await visit.page.locator(".verdict").waitFor();
  });
});

test("a choice made while a node is read wins over it", async () => {
  await withNode(await WORLDS["minting-owner"](), { hangs: ["eth_getCode"] }, async (visit, node) => {
    await read(visit, { rpc: node.url });
    await visit.page.getByText("questions answered").waitFor();
    await visit.page.getByRole("radio", { name: "Example" }).press("Space");
    await visit.page.getByRole("button", { name: "A plain token" }).click();
    const about = visit.page.locator("rug-risk-report [slot=subject]");
    await about.waitFor();
    await node.abandoned;
    assert.match(await about.textContent(), /A plain token/);
  });
});

test("a node that is not there is named as the trouble", async () => {
  const node = await startNode(await WORLDS["plain-token"]());
  await node.close();
  const visit = await browser.visit();
  await read(visit, { rpc: node.url });
  await assertFails(visit.page, /no usable answer/, /CORS/);
  visit.forgive(/ERR_CONNECTION_REFUSED/);
  await visit.leave();
});

for (const [name, input, field, said] of [
  ["no address", { address: "" }, "Contract address", /not an address/],
  ["a short address", { address: "0x1234" }, "Contract address", /not an address/],
  ["no node", { rpc: "" }, "Node (RPC URL)", /not the address of a node/],
  ["a socket", { rpc: "wss://node.example/" }, "Node (RPC URL)", /not the address of a node/],
  ["an unencrypted node elsewhere", { rpc: "http://node.example/" }, "Node (RPC URL)", /not encrypted/],
  ["a chain id in words", { chain: "mainnet" }, "Chain id (optional)", /not a chain id/],
  ["no time", { patience: "0" }, "Time limit (s)", /not a time/],
]) {
  test(`${name} is a mistake at its field, and nothing is asked`, async () => {
    const visit = await browser.visit();
    await read(visit, { rpc: "https://node.example/", ...input });
    await assertFails(visit.page, said);
    assert.equal(await visit.page.getByLabel(field).getAttribute("aria-invalid"), "true");
    assert.ok(await visit.page.getByLabel(field).evaluate((input) => document.getElementById(input.getAttribute("aria-describedby")) !== null));
    await visit.leave();
  });
}
