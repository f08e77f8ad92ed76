// Wallets that announce themselves by EIP-6963, and what a page reads through: one of them, or a node that is named.
import type { Provider, RequestProvider } from "rugrisk";

export interface Wallet {
  uuid: string;
  name: string;
  provider: RequestProvider;
}

const wallets = new Map<string, Wallet>();

/** Calls back with every wallet so far, now and whenever there is another. */
export function watchWallets(show: (wallets: readonly Wallet[]) => void): void {
  addEventListener("eip6963:announceProvider", (event) => {
    const { info, provider } = (event as CustomEvent<{ info?: { uuid?: unknown; name?: unknown }; provider?: RequestProvider }>).detail ?? {};
    if (typeof info?.uuid !== "string" || typeof provider?.request !== "function") return;
    wallets.set(info.uuid, { uuid: info.uuid, name: String(info.name ?? "A wallet"), provider });
    show([...wallets.values()]);
  });
  dispatchEvent(new Event("eip6963:requestProvider"));
}

/** The wallet of this number, or the node at this address. */
export function providerOf(uuid: string, url: string): Provider {
  return wallets.get(uuid)?.provider ?? url;
}
