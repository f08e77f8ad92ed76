// The Snap in MetaMask's own sandbox and simulation, with a real node behind its provider.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { installSnap } from "@metamask/snaps-simulation";
import { deploy } from "../../tests/e2e/contracts.mjs";
import { deployer, startNode, stranger, victim as me } from "../../tests/e2e/node.mjs";

const word = (value) => BigInt(value).toString(16).padStart(64, "0");
const UNLIMITED = (1n << 256n) - 1n;

let files;
before(async () => {
  files = createServer(async ({ url }, response) => {
    const body = await readFile(new URL(`dist/${url === "/snap.manifest.json" ? "snap.manifest.json" : "bundle.js"}`, import.meta.url));
    response.end(body);
  });
  await new Promise((resolve) => files.listen(0, "127.0.0.1", resolve));
});
after(() => files?.close());

/** Installs the Snap, with this node behind MetaMask; `asked` keeps what is asked of it. */
async function installed(t, node) {
  const snap = await installSnap(`local:http://127.0.0.1:${files.address().port}`);
  t.after(() => snap.executionService.terminateAllSnaps());
  const asked = new Set();
  snap.mockJsonRpc(async ({ method, params }) => {
    if (!method.startsWith("eth_")) return undefined;
    asked.add(method);
    return node.rpc(method, ...(params ?? []));
  });
  return { snap, asked };
}

/** All that an interface says, and how loud. */
function said(element) {
  const texts = [];
  const severities = [];
  const walk = (each) => {
    if (typeof each === "string") texts.push(each);
    if (Array.isArray(each)) each.forEach(walk);
    if (typeof each !== "object" || each === null) return;
    if (each.type === "Banner") {
      texts.push(each.props.title);
      severities.push(each.props.severity);
    }
    walk(each.props?.children);
  };
  walk(element);
  return { text: texts.join("\n"), severities };
}

const approve = (token, spender, amount) => ({ from: me, to: token.address, data: `0x095ea7b3${word(spender)}${word(amount)}`, value: "0x0", chainId: "eip155:31337" });

test("an approval without limit interrupts, with the sentence that says why", async (t) => {
  const node = await startNode(t);
  const token = await deploy(node, "PlainToken");
  const { snap, asked } = await installed(t, node);
  const response = await snap.onTransaction(approve(token, stranger, UNLIMITED));
  const { text, severities } = said(response.getInterface().content);
  assert.match(text, /You let 0x709979…dc79c8 take any amount of your 0x.*until you revoke it/);
  assert.deepEqual(severities, ["danger"]);
  assert.equal(response.response.result.severity, "critical");
  assert.deepEqual([...asked].filter((method) => !/^eth_(call|chainId|get)/.test(method)), []);
});

test("a deposit into a vault whose chief withdraws for anybody is told, and the way out is not", async (t) => {
  const node = await startNode(t);
  const token = await deploy(node, "PlainToken");
  const vault = await deploy(node, "ChiefVault", { args: [token.address] });
  const { snap } = await installed(t, node);
  const call = (method) => ({ ...approve(vault, me, 1n), data: vault.selectors[method] + word(me) + word(5) });
  const paying = said((await snap.onTransaction(call("deposit(address,uint256)"))).getInterface().content);
  assert.match(paying.text, /An operator can withdraw other people's deposits/);
  assert.deepEqual(paying.severities, ["danger"]);
  const leaving = said((await snap.onTransaction(call("withdraw(address,uint256)"))).getInterface().content);
  assert.match(leaving.text, /Nobody gets a power by this/);
  assert.deepEqual(leaving.severities, []);
});

test("a permit is looked at before it is signed, and a text is none of its business", async (t) => {
  const node = await startNode(t);
  const token = await deploy(node, "PlainToken");
  const { snap } = await installed(t, node);
  const message = { owner: me, spender: deployer, value: `${UNLIMITED}`, nonce: 0, deadline: 1 };
  const data = { types: {}, domain: { chainId: 31337, verifyingContract: token.address }, primaryType: "Permit", message };
  const permit = await snap.onSignature({ from: me, data, signatureMethod: "eth_signTypedData_v4" });
  assert.match(said(permit.getInterface().content).text, /take any amount of your/);
  // The simulation insists on content where there is none to show.
  await assert.rejects(snap.onSignature({ from: me, data: "0x68656c6c6f", signatureMethod: "personal_sign" }), /getInterface/);
});

test("a node that says nothing is told as not checked, and never as harmless", async (t) => {
  const node = { rpc: () => Promise.reject(new Error("gone")) };
  const { snap } = await installed(t, node);
  const { text, severities } = said((await snap.onTransaction(approve({ address: stranger }, stranger, UNLIMITED))).getInterface().content);
  assert.match(text, /Not checked/);
  assert.deepEqual(severities, ["warning"]);
});
