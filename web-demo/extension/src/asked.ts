// Which calls are looked at, and what each asks for.
import { scoreTransaction, scoreTypedData, type Provider, type Transaction, type TransactionRisk } from "rugrisk/inline";
import type { Call } from "./messages.ts";

/** Looks at one thing that a call asks for; what is not known after that many milliseconds stays unknown. */
export type Look = (provider: Provider, timeoutMs: number) => Promise<TransactionRisk>;

/**
 * What a call asks for, each to be looked at; a call of EIP-5792 asks for many at once.
 *
 * @throws {TypeError} where its parameters are none
 */
export function asked({ method, params }: Call): Look[] {
  switch (method) {
    case "eth_sendTransaction":
    case "eth_signTransaction":
      return [transaction(object(params[0]) as Transaction)];
    case "wallet_sendCalls": {
      const { calls, from, chainId } = object(params[0]) as { calls: Partial<Transaction>[]; from?: string; chainId?: string };
      return calls.map(object).map(({ to, data, value }: Partial<Transaction>) => transaction({ from: from ?? NOBODY, to, data, value, chainId }));
    }
    case "eth_signTypedData_v3":
    case "eth_signTypedData_v4":
      return [typedData(params)];
    default:
      return [];
  }
}

function object(value: unknown): object {
  if (typeof value !== "object" || value === null) throw new TypeError("not an object");
  return value;
}

/** Some wallets fill in who signs. */
const NOBODY = `0x${"0".repeat(40)}`;

function transaction(given: Transaction): Look {
  return (provider, timeoutMs) => scoreTransaction(provider, { ...given, from: given.from ?? NOBODY }, { timeoutMs });
}

/** The account and the message; some pages give them the other way round. */
function typedData(params: unknown[]): Look {
  const isAccount = (value: unknown) => typeof value === "string" && /^0x[0-9a-f]{40}$/i.test(value);
  const from = params.find(isAccount) as string | undefined;
  const message = params.find((value) => !isAccount(value)) as string;
  return (provider, timeoutMs) => scoreTypedData(provider, message, { timeoutMs, ...(from === undefined ? {} : { from }) });
}
