// In the page's own world, before its scripts: every wallet that the page meets is one that asks first.
import { LOOKED_AT } from "./methods.ts";
import { QUESTION, READING, type Answer, type Call, type FromPage, type ToPage } from "./messages.ts";

interface Wallet {
  request(call: unknown): Promise<unknown>;
  [key: PropertyKey]: unknown;
}

/** As EIP-1193 names them. */
const USER_REJECTED = 4001;
const DISCONNECTED = 4900;

const channel = new MessageChannel();
postMessage(QUESTION, "*", [channel.port2]);

const guards = new WeakMap<object, Wallet>();
guardAnnounced();
guardEthereum();

/** Wallets of EIP-6963: the page hears of the guarded one instead. */
function guardAnnounced(): void {
  const ours = new WeakSet<Event>();
  const name = "eip6963:announceProvider";
  addEventListener(
    name,
    (event) => {
      const { detail } = event as CustomEvent<{ info: unknown; provider: unknown } | undefined>;
      if (ours.has(event) || !isWallet(detail?.provider)) return;
      event.stopImmediatePropagation();
      const guarded = new CustomEvent(name, { detail: Object.freeze({ ...detail, provider: guard(detail.provider) }) });
      ours.add(guarded);
      dispatchEvent(guarded);
    },
    true,
  );
}

/** The one wallet of old pages. Wallets put it there at any time, and in any way. */
function guardEthereum(): void {
  let held: unknown = (window as { ethereum?: unknown }).ethereum;
  const get = () => (isWallet(held) ? guard(held) : held);
  const stand = () => {
    const there = Object.getOwnPropertyDescriptor(window, "ethereum");
    if (there?.get === get) return;
    if (there !== undefined) held = (window as { ethereum?: unknown }).ethereum;
    if (there === undefined || there.configurable) {
      const set = (value: unknown) => void (held = value);
      Object.defineProperty(window, "ethereum", { get, set, configurable: true, enumerable: there?.enumerable ?? false });
    } else if (isWallet(held)) {
      // It cannot be replaced, so that what it does is.
      try {
        Object.assign(held, methodsOf({ ...held, request: held.request.bind(held) }));
      } catch {
        console.warn("rugrisk: window.ethereum can be neither replaced nor changed; calls through it are not looked at");
      }
    }
  };
  stand();
  addEventListener("ethereum#initialized", stand, true);
  document.addEventListener("DOMContentLoaded", stand, true);
}

function isWallet(value: unknown): value is Wallet {
  return typeof value === "object" && value !== null && typeof (value as Wallet).request === "function";
}

/** The same wallet, except that what gives something away is looked at first. */
function guard(wallet: Wallet): Wallet {
  const known = guards.get(wallet);
  if (known) return known;
  const methods = methodsOf(wallet);
  const bound = new Map<unknown, unknown>();
  // Over an empty object: a frozen wallet would insist on its own methods.
  const guarded: Wallet = new Proxy({} as Wallet, {
    get(_, key) {
      if (Object.hasOwn(methods, key) && key in wallet) return methods[key as keyof typeof methods];
      const value = Reflect.get(wallet, key, wallet);
      if (Array.isArray(value)) return value.map((each) => (isWallet(each) ? guard(each) : each));
      if (isWallet(value)) return guard(value);
      if (typeof value !== "function") return value;
      if (!bound.has(value)) bound.set(value, value.bind(wallet));
      return bound.get(value);
    },
    set: (_, key, value) => Reflect.set(wallet, key, value, wallet),
    has: (_, key) => Reflect.has(wallet, key),
    deleteProperty: (_, key) => Reflect.deleteProperty(wallet, key),
    getPrototypeOf: () => Reflect.getPrototypeOf(wallet),
    ownKeys: () => Reflect.ownKeys(wallet),
    getOwnPropertyDescriptor: (_, key) => {
      const there = Reflect.getOwnPropertyDescriptor(wallet, key);
      return there && { value: Reflect.get(guarded, key), writable: true, enumerable: there.enumerable ?? false, configurable: true };
    },
  });
  guards.set(wallet, guarded);
  guards.set(guarded, guarded);
  return guarded;
}

/** The ways to call a wallet, the two of old pages among them. */
function methodsOf(wallet: Wallet) {
  const request = async (given: unknown): Promise<unknown> => {
    // A copy, so that what was looked at is what the wallet gets.
    const call = JSON.parse(JSON.stringify(given)) as Partial<Call> | null;
    if (call === null || typeof call.method !== "string" || !LOOKED_AT.has(call.method)) return wallet.request(given);
    await decided(wallet, { method: call.method, params: call.params ?? [] });
    return wallet.request(call);
  };
  const sendAsync = (payload: { id?: unknown; method: string; params?: unknown[] }, done: (error: unknown, reply?: unknown) => void): void => {
    request({ method: payload.method, params: payload.params ?? [] }).then(
      (result) => done(null, { id: payload.id, jsonrpc: "2.0", result }),
      (error: unknown) => done(error),
    );
  };
  const send = (first: unknown, second?: unknown): unknown => {
    if (typeof first === "string") return request({ method: first, params: second ?? [] });
    if (typeof second === "function") return sendAsync(first as Parameters<typeof sendAsync>[0], second as Parameters<typeof sendAsync>[1]);
    return request(first);
  };
  return { request, send, sendAsync };
}

/** Comes true when the call may go on, and fails when the person stopped it. */
function decided(wallet: Wallet, call: Call): Promise<void> {
  return new Promise((goOn, fail) => {
    const { port1: mine, port2: theirs } = new MessageChannel();
    const end = (outcome: () => void) => {
      mine.close();
      outcome();
    };
    mine.onmessage = async ({ data }: MessageEvent<ToPage | null>) => {
      if (data === null) {
        return end(() => fail(refusal(DISCONNECTED, "rugrisk ended before it had looked at this: nothing was sent, try again")));
      }
      if (data.kind === "read") {
        return mine.postMessage({ kind: "answer", id: data.id, answer: await answer(wallet, data.call) } satisfies FromPage);
      }
      if (data.decision === "go-on") end(goOn);
      else end(() => fail(refusal(USER_REJECTED, "stopped by the user after a warning")));
    };
    channel.port1.postMessage({ kind: "ask", call } satisfies FromPage, [theirs]);
  });
}

/** Reads through the wallet that the call was meant for: nobody else learns what is looked at. */
async function answer(wallet: Wallet, { method, params }: Call): Promise<Answer> {
  try {
    if (!READING.includes(method)) throw refusal(-32601, `${method} does not only read`);
    return { result: plain(await wallet.request({ method, params })) };
  } catch (error) {
    const { code, message, data } = (error ?? {}) as { code?: unknown; message?: unknown; data?: unknown };
    return { error: { code: Number(code) || 0, message: String(message ?? error), data: plain(data) } };
  }
}

/** Only data can be sent on; nothing where it is none. */
function plain(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value) ?? "null");
  } catch {
    return null;
  }
}

function refusal(code: number, message: string): Error {
  return Object.assign(new Error(message), { code });
}
