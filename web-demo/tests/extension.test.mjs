// The extension, loaded into a real Chromium as people load it, between a page and a wallet on a real node.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { encodeFunctionData, maxUint256, parseAbi } from "viem";
import { deploy } from "../../tests/e2e/contracts.mjs";
import { buy, ether, openPool, startExchange } from "../../tests/e2e/exchanges.mjs";
import { deployer, stranger, victim as me } from "../../tests/e2e/node.mjs";
import { abiOf, publish } from "../../tests/e2e/published.mjs";
import { chromiumPath, FLAGS, SCREENS } from "./browser.mjs";
import { servePage } from "./page-and-wallet.mjs";

const EXTENSION = fileURLToPath(new URL("../extension/dist", import.meta.url));
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WETH = "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2";
const DEAD = "0x000000000000000000000000000000000000dead";
const LATER = 1n << 40n;
const WAYS = ["announced", "old", "oldest"];
const ERC20 = parseAbi(["function approve(address spender, uint256 amount) returns (bool)"]);
const FARM = parseAbi(["function deposit(address user, uint256 amount)", "function withdraw(address user, uint256 amount)"]);

let profile;
let context;
const strayed = [];
before(async () => {
  mkdirSync(SCREENS, { recursive: true });
  profile = mkdtempSync(join(tmpdir(), "rugrisk-profile-"));
  context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    headless: false,
    reducedMotion: "reduce",
    // Windows are as large as they open.
    viewport: null,
    args: [...FLAGS, "--headless=new", `--load-extension=${EXTENSION}`, `--disable-extensions-except=${EXTENSION}`],
    ignoreDefaultArgs: ["--disable-extensions"],
  });
  context.on("request", (request) => {
    if (!/^(chrome-extension|http:\/\/127\.0\.0\.1)/.test(request.url())) strayed.push(request.url());
  });
});
after(async () => {
  await context?.close();
  if (profile) rmSync(profile, { recursive: true, force: true });
});

/** A page with a wallet on this node, for as long as the test runs. */
async function visit(t, node) {
  const served = await servePage(node);
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  await page.goto(`${served.origin}/`);
  t.after(async () => {
    await page.close();
    await served.close();
  });
  return {
    origin: served.origin,
    /** What went wrong in the page or beside it. */
    faults,
    /** Leaves it before the test is over. */
    close: () => page.close(),
    /** Asks the wallet for something, in one of the ways in which pages do; what comes of it. */
    ask: (method, params, way = "announced") =>
      page.evaluate(
        async ({ method, params, way }) => {
          const { ask } = globalThis.page;
          return ask[way]({ method, params }).then((result) => ({ result }), ({ code, message }) => ({ code, message }));
        },
        { method, params, way },
      ),
    /** Takes the wallet's node away, or gives it back. */
    cutOff: (isCutOff) => page.evaluate((isCutOff) => (globalThis.page.isCutOff = isCutOff), isCutOff),
    /** Has the wallet leave questions of such a name without an answer. */
    hush: (names) => page.evaluate((names) => globalThis.page.hush(names), names),
    /** Has it answer them after all. */
    speak: () => page.evaluate(() => globalThis.page.speak()),
    /** What has reached the wallet. */
    reached: () => page.evaluate(() => globalThis.page.reached),
  };
}

/** The window that warns, when it is there and says something: within the time that the extension promises. */
async function warning() {
  const window = await context.waitForEvent("page", { timeout: 30_000 });
  await window.locator("h1").waitFor();
  return window;
}

/** The window closes as soon as it is pressed, which Playwright may take for a failed click. */
async function press(window, name) {
  const closed = window.waitForEvent("close");
  await window.getByRole("button", { name }).evaluate((button) => setTimeout(() => button.click()));
  await closed;
}

const transaction = (to, abi, functionName, args, value = 0n) => ({
  from: me, to, value: `0x${value.toString(16)}`, data: encodeFunctionData({ abi, functionName, args }),
});
const bought = (router, token) => transaction(router.address, abiOf("UniswapV2Router02"), "swapExactETHForTokens", [1n, [WETH, token.address], me, LATER], ether);

/** The wallet gives a hash before there is a block. */
async function mined(node, hash) {
  assert.match(hash ?? "", /^0x[0-9a-f]{64}$/);
  let receipt = null;
  while (receipt === null) receipt = await node.rpc("eth_getTransactionReceipt", hash);
  assert.equal(receipt.status, "0x1");
}

/** A token that whoever bought it cannot sell, with its pool. */
async function honeypot(node) {
  const token = await deploy(node, "SellersToken");
  const pair = await openPool(node, token, { tokens: 900_000n * ether });
  await token.must(deployer, "setPool(address)", pair.address);
  await buy(node, pair, stranger, ether);
  assert.equal(await token.send(stranger, "transfer(address,uint256)", pair.address, 1), false, "it cannot be sold");
  return token;
}

/** A token of which nobody can take anything back, with its pool. */
async function honest(node) {
  const token = await deploy(node, "Oz5Fixed");
  const pair = await openPool(node, token);
  await pair.must(deployer, "transfer(address,uint256)", DEAD, await pair.read("balanceOf(address)", deployer));
  return token;
}

async function exchange(t) {
  const node = await startExchange(t);
  return { node, router: await publish(node, "UniswapV2Router02", { args: [node.factory.address, WETH] }) };
}

test("a honeypot is warned of before the wallet hears of it, and whoever stops has sent nothing", async (t) => {
  const { node, router } = await exchange(t);
  const token = await honeypot(node);
  const { ask, reached, origin } = await visit(t, node);
  for (const way of WAYS) {
    const [, outcome] = await Promise.all([
      warning().then(async (window) => {
        assert.deepEqual(await reached(), []);
        assert.match(await window.locator("h1").innerText(), new RegExp(`^${origin} asks you to send a transaction$`));
        await window.getByRole("heading", { name: "Critical risk" }).or(window.getByRole("heading", { name: "High risk" })).waitFor();
        if (way === "announced") await look(window, "honeypot");
        await window.locator("summary", { hasText: token.address }).click();
        await window.locator('[data-id="whitelist-gate"]').waitFor();
        if (way === "announced") await look(window, "honeypot-in-full");
        await press(window, "Stop");
      }),
      ask("eth_sendTransaction", [bought(router, token)], way),
    ]);
    assert.equal(outcome.code, 4001, JSON.stringify(outcome));
  }
  assert.deepEqual(await reached(), []);
});

test("a vault whose chief withdraws for anybody is warned of; whoever goes on is not kept", async (t) => {
  const { node } = await exchange(t);
  const token = await deploy(node, "PlainToken");
  const vault = await deploy(node, "ChiefVault", { args: [token.address] });
  const { ask, reached } = await visit(t, node);
  const deposit = transaction(vault.address, FARM, "deposit", [me, ether]);
  const [, outcome] = await Promise.all([
    warning().then(async (window) => {
      assert.match(await window.locator(".exposures").innerText(), /will keep .* for you/);
      await window.locator("summary", { hasText: vault.address }).click();
      await window.locator(".why", { hasText: "Like Kannagi Finance before its rug" }).waitFor();
      await look(window, "vault");
      await press(window, "Go on to the wallet");
    }),
    ask("eth_sendTransaction", [deposit]),
  ]);
  assert.match(outcome.result ?? "", /^0x[0-9a-f]{64}$/);
  assert.deepEqual(await reached(), [{ method: "eth_sendTransaction", params: [deposit] }]);

  const left = await ask("eth_sendTransaction", [transaction(vault.address, FARM, "withdraw", [me, ether])]);
  assert.equal((await reached()).length, 2, `out is never warned of: ${JSON.stringify(left)}`);
});

test("an honest swap, and taking a right back, go through without a word", async (t) => {
  const { node, router } = await exchange(t);
  const token = await honest(node);
  const { ask, reached } = await visit(t, node);
  const opened = [];
  const note = (window) => opened.push(window.url());
  context.on("page", note);
  for (const way of WAYS) {
    const outcome = await ask("eth_sendTransaction", [bought(router, token)], way);
    await mined(node, outcome.result);
  }
  assert.ok((await token.read("balanceOf(address)", me)) > 0n);
  await ask("eth_sendTransaction", [transaction(token.address, ERC20, "approve", [stranger, 0n])]);
  assert.deepEqual(await ask("eth_chainId", []), { result: "0x1" });
  context.off("page", note);
  assert.deepEqual([opened, (await reached()).length], [[], 4]);
});

test("a permit is looked at before it is signed, and an approval in the midst of other calls", async (t) => {
  const { node } = await exchange(t);
  const token = await deploy(node, "PlainToken");
  const { ask, reached } = await visit(t, node);
  const message = { owner: me, spender: stranger, value: `${maxUint256}`, nonce: 0, deadline: 1 };
  const typed = JSON.stringify({ domain: { chainId: 1, verifyingContract: token.address }, primaryType: "Permit", message });
  const calls = [0n, maxUint256].map((amount) => {
    const { to, data } = transaction(token.address, ERC20, "approve", [stranger, amount]);
    return { to, data };
  });
  for (const [method, params, name] of [
    ["eth_signTypedData_v4", [me, typed], "permit"],
    ["wallet_sendCalls", [{ version: "2.0.0", from: me, chainId: "0x1", atomicRequired: true, calls }], "calls"],
  ]) {
    const [, outcome] = await Promise.all([
      warning().then(async (window) => {
        await window.getByRole("heading", { name: "Critical risk" }).waitFor();
        assert.equal(await window.locator("h2").first().innerText(), "Critical risk", "the worst comes first");
        await look(window, name);
        // Closing the window sends nothing.
        await window.close();
      }),
      ask(method, params),
    ]);
    assert.equal(outcome.code, 4001);
  }
  assert.deepEqual(await reached(), []);
});

test("what is not understood, what cannot be read and a node that is gone are no silence", async (t) => {
  const { node } = await exchange(t);
  const token = await deploy(node, "PlainToken");
  const { ask, reached, cutOff } = await visit(t, node);
  for (const [params, said, name] of [
    [[transaction(token.address, ERC20, "approve", [stranger, 5n])], "The node gave no usable answer", "cut-off"],
    [[{ from: me, to: token.address, data: "0xdeadbeef" }], "Unknown risk", "unknown"],
    [[{ from: "me", to: "nobody" }], "This cannot be analysed", "unreadable"],
    [[], "This cannot be analysed", "nothing"],
  ]) {
    await cutOff(name === "cut-off");
    const [, outcome] = await Promise.all([
      warning().then(async (window) => {
        await window.getByRole("heading", { name: said }).waitFor();
        await look(window, name);
        await press(window, "Stop");
      }),
      ask("eth_sendTransaction", params),
    ]);
    assert.equal(outcome.code, 4001, JSON.stringify(outcome));
  }
  assert.deepEqual(await reached(), []);
});

test("a node that is silent is said in time, however much is asked for; late answers change nothing, and the next call is looked at", { timeout: 180_000 }, async (t) => {
  const { node, router } = await exchange(t);
  const [token, tradable] = [await deploy(node, "PlainToken"), await honest(node)];
  const approvals = [1n, 2n, 3n, 4n].map((amount) => transaction(token.address, ERC20, "approve", [stranger, amount]));
  const calls = { version: "2.0.0", from: me, chainId: "0x1", atomicRequired: true, calls: approvals.map(({ to, data }) => ({ to, data })) };
  const left = await visit(t, node);
  const { ask, reached, hush, speak, faults } = await visit(t, node);
  const opened = [];
  context.on("page", (window) => opened.push(window));
  // Nobody is asked about the call of a page that is closed while it is looked at.
  await left.hush("^eth_");
  void left.ask("eth_sendTransaction", [approvals[0]]).catch(() => {});
  await left.close();
  for (const [name, silent, method, params, heading, choice] of [
    ["silent", "^eth_(chainId|call|get)", "eth_sendTransaction", [approvals[0]], "The node gave no usable answer", "Stop"],
    // Wallets know their chain and the newest block without asking anybody.
    ["silent-on-code", "^eth_(call|get(?!Block))", "eth_sendTransaction", [approvals[0]], "Unknown risk", "Stop"],
    ["silent-on-many", "^eth_(call|get)", "wallet_sendCalls", [calls], "The node gave no usable answer", "Go on to the wallet"],
  ]) {
    await hush(silent);
    const [, outcome] = await Promise.all([
      warning().then(async (window) => {
        await window.locator("section").nth(params[0].calls ? 3 : 0).getByRole("heading", { name: heading }).waitFor();
        if (name === "silent-on-code") await window.locator(".why", { hasText: "the node did not answer in time" }).waitFor();
        await look(window, name);
        await speak();
        assert.ok(await window.getByRole("heading", { name: heading }).first().isVisible());
        await press(window, choice);
      }),
      ask(method, params),
    ]);
    if (choice === "Stop") assert.equal(outcome.code, 4001, JSON.stringify(outcome));
  }
  assert.deepEqual(await reached(), [{ method: "wallet_sendCalls", params: [calls] }]);
  await mined(node, (await ask("eth_sendTransaction", [bought(router, tradable)])).result);
  assert.deepEqual([opened.length, faults], [3, []]);
});

test("nothing has left for anywhere but this machine", () => {
  assert.deepEqual(strayed, []);
});

/** Keeps pictures for people to look at, in both schemes, and lets axe look too. */
async function look(window, name) {
  for (const colorScheme of ["light", "dark"]) {
    await window.emulateMedia({ colorScheme });
    await window.screenshot({ path: `${SCREENS}extension-${name}-${colorScheme}.png` });
    // As the browser's own tools do it: the page's policy holds for its scripts.
    const session = await context.newCDPSession(window);
    await session.send("Runtime.evaluate", { expression: AXE });
    const { violations } = await window.evaluate(() => globalThis.axe.run());
    assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes[0].html]), [], `${name}, ${colorScheme}`);
  }
  const wide = await window.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wide, 0, `${name} is wider than the window`);
}
