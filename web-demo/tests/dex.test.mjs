// The example for exchanges' pages, in a real Chromium, swapping on a real node.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { deploy } from "../../tests/e2e/contracts.mjs";
import { ether, openPool, startExchange } from "../../tests/e2e/exchanges.mjs";
import { deployer, victim as me } from "../../tests/e2e/node.mjs";
import { publishAt } from "../../tests/e2e/published.mjs";
import { announceWallet } from "./announced-wallet.mjs";
import { openBrowser } from "./browser.mjs";

const ROUTER = "0x7a250d5630b4cf539739df2c5dacb4c659f2488d";
const WETH = "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2";
const DEAD = "0x000000000000000000000000000000000000dead";

let browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

/** The page, with a wallet on this node, a token named and the swap asked for. */
async function swapping(node, token) {
  const sent = [];
  const answer = async (method, params) => {
    if (method === "eth_requestAccounts") return [me];
    if (method !== "eth_sendTransaction") return node.rpc(method, ...params);
    sent.push(params[0]);
    // A wallet says how much gas there may be, and answers when there is a block.
    const { transactionHash, status } = await node.rpc("eth_sendTransactionSync", { gas: "0xf42400", ...params[0] });
    assert.equal(status, "0x1");
    return transactionHash;
  };
  const visit = await browser.visit({ path: "dex/index.html", prepare: (context) => announceWallet(context, answer) });
  const { page } = visit;
  await page.getByRole("button", { name: "Connect A wallet" }).click();
  await page.getByText(me).waitFor();
  await page.getByLabel("Token to buy").fill(token.address);
  await page.getByLabel("Token to buy").press("Tab");
  await page.locator(".badge[data-level]").waitFor();
  await page.getByRole("button", { name: "Swap", exact: true }).click();
  return { visit, page, sent };
}

async function exchange(t) {
  const node = await startExchange(t);
  await publishAt(node, "UniswapV2Router02", ROUTER, [node.factory.address, WETH]);
  return node;
}

test("an honest swap goes to the wallet without a word", async (t) => {
  const node = await exchange(t);
  const token = await deploy(node, "Oz5Fixed");
  const pair = await openPool(node, token);
  await pair.must(deployer, "transfer(address,uint256)", DEAD, await pair.read("balanceOf(address)", deployer));
  const { visit, page, sent } = await swapping(node, token);
  await page.getByRole("heading", { name: "Sent" }).waitFor();
  assert.equal(sent.length, 1);
  assert.ok((await token.read("balanceOf(address)", me)) > 0n);
  await visit.picture("dex-honest");
  await visit.leave();
});

test("a token that whoever bought it cannot sell is warned of, and the person decides", async (t) => {
  const node = await exchange(t);
  const token = await deploy(node, "SellersToken");
  const pair = await openPool(node, token, { tokens: 900_000n * ether });
  await token.must(deployer, "setPool(address)", pair.address);
  const { visit, page, sent } = await swapping(node, token);
  await page.getByRole("heading", { name: "High risk" }).waitFor();
  assert.match(await page.locator(".why").first().innerText(), /Only listed accounts can transfer/);
  await visit.picture("dex-honeypot");
  assert.deepEqual(sent, []);
  await page.getByRole("button", { name: "Do not swap" }).click();
  await page.getByRole("heading", { name: "Nothing was sent" }).waitFor();
  assert.deepEqual(sent, []);

  await page.getByRole("button", { name: "Swap", exact: true }).click();
  await page.getByRole("button", { name: "Swap anyway" }).click();
  await page.getByRole("heading", { name: "Sent" }).waitFor();
  assert.equal(sent.length, 1);
  await visit.leave();
});
