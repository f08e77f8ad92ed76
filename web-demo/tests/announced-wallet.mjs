// A wallet that announces itself to a page by EIP-6963, as one of an extension does.

/** Puts the wallet into every page of the context; `answer` answers its requests. Gives the methods that were asked. */
export async function announceWallet(context, answer, name = "A wallet") {
  const asked = [];
  await context.exposeFunction("walletAnswers", async (method, params) => {
    asked.push(method);
    return answer(method, params);
  });
  await context.addInitScript((name) => {
    const provider = { request: ({ method, params = [] }) => globalThis.walletAnswers(method, params) };
    const detail = Object.freeze({ info: Object.freeze({ uuid: crypto.randomUUID(), name, icon: "data:,", rdns: "example.wallet" }), provider });
    const announce = () => dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));
    addEventListener("eip6963:requestProvider", announce);
    announce();
  }, name);
  return asked;
}
