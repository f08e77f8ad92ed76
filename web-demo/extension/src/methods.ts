// The calls that give something away. All others pass untouched.

export const LOOKED_AT: ReadonlySet<string> = new Set([
  "eth_sendTransaction",
  "eth_signTransaction",
  "wallet_sendCalls",
  "eth_signTypedData_v3",
  "eth_signTypedData_v4",
]);
