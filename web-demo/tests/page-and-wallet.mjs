// A page with a wallet, as a person has them: the wallet's keys and node are those of a real node on this machine.
import { createServer } from "node:http";

const HTML = `<!doctype html><html lang="en"><title>A page</title><h1>A page that wants something</h1><script src="page.js"></script></html>`;

/**
 * The wallet stands at window.ethereum and announces itself, as wallets do, and keeps what reached it. Nothing of it
 * knows of rugrisk.
 */
const script = (node) => `
const reached = [];
const wallet = Object.freeze({
  isTest: true,
  sendAsync: ({ id, method, params }, done) => wallet.request({ method, params }).then((result) => done(null, { id, result }), done),
  async request({ method, params = [] }) {
    if (!/^eth_(chainId|call|get|block)/.test(method)) reached.push({ method, params });
    if (/^eth_signTypedData/.test(method)) return "0x5167";
    // A wallet says how much gas there may be.
    if (method === "eth_sendTransaction") params = [{ gas: "0xf42400", ...params[0] }];
    if (globalThis.page?.silent?.test(method)) await globalThis.page.spoken;
    if (globalThis.page?.isCutOff) throw { code: -32603, message: "the node is gone" };
    const reply = await fetch(${JSON.stringify(node)}, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }) });
    const { result, error } = await reply.json();
    if (error) throw error;
    return result;
  },
});
const info = Object.freeze({ uuid: "350670db-19fa-4704-a166-e52e178b59d2", name: "A wallet", icon: "data:,", rdns: "example.wallet" });
const announce = () => dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail: Object.freeze({ info, provider: wallet }) }));
addEventListener("eip6963:requestProvider", announce);
announce();
window.ethereum = wallet;

// From here on it is the page, which takes what it is given.
const announced = [];
addEventListener("eip6963:announceProvider", ({ detail }) => announced.push(detail));
dispatchEvent(new Event("eip6963:requestProvider"));
globalThis.page = {
  reached,
  isCutOff: false,
  /** From now on the wallet does not answer what is asked by such a name, until it speaks again. */
  hush(names) {
    this.silent = new RegExp(names);
    this.spoken = new Promise((speak) => (this.speak = speak));
  },
  ask: { announced: (call) => announced[0].provider.request(call), old: (call) => window.ethereum.request(call), oldest: ({ method, params }) => new Promise((resolve, reject) => window.ethereum.sendAsync({ id: 7, method, params }, (error, reply) => (error ? reject(error) : resolve(reply.result)))) },
};
`;

/** Serves the page; the node's own headers let it be asked. */
export async function servePage({ url }) {
  const server = createServer((request, response) => {
    const isScript = request.url === "/page.js";
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
    response.end(isScript ? script(url) : HTML);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}
