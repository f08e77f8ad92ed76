// A JSON-RPC node of our own, answering from one of the examples' small chains.
import { createServer } from "node:http";

/**
 * Starts a node over one of the examples' chains. `hangs` names methods that are never answered, `changes` what it
 * says instead of the truth, by method.
 */
export async function startNode(chain, { hangs = [], changes = {} } = {}) {
  const asked = [];
  let abandon;
  const abandoned = new Promise((resolve) => (abandon = resolve));
  const server = createServer((request, response) => {
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-allow-headers", "content-type");
    if (request.method === "OPTIONS") return void response.writeHead(204).end();
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", async () => {
      const { id, method, params } = JSON.parse(body);
      asked.push(method);
      if (hangs.includes(method)) return void response.on("close", abandon);
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ jsonrpc: "2.0", id, ...(await reply(method, params)) }));
    });
  });
  const reply = async (method, params = []) => {
    if (method in changes) return { result: changes[method] };
    try {
      return { result: await chain.answer(method, params) };
    } catch (error) {
      return { error: { code: -32000, message: error.message } };
    }
  };
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    /** The methods that were asked, in order. */
    asked,
    /** Comes true when a question that hangs is given up by the one who asked. */
    abandoned,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
