// The part to copy: a swap that is looked at before the wallet is asked for it.
import { scoreTransaction, type TransactionRisk } from "rugrisk";
import { encodeFunctionData, parseAbi, type Account, type Address, type Chain, type Client, type Hex, type PublicActions, type Transport, type WalletActions } from "viem";

/** https://docs.uniswap.org/contracts/v2/reference/smart-contracts/v2-deployments */
const ROUTER = "0x7a250d5630B4cF539739dF2C5dAcb4c659F2488D";
const ABI = parseAbi([
  "function WETH() view returns (address)",
  "function getAmountsOut(uint256 amountIn, address[] path) view returns (uint256[])",
  "function swapExactETHForTokens(uint256 amountOutMin, address[] path, address to, uint256 deadline) payable returns (uint256[])",
]);
const SLIPPAGE_PERCENT = 1n;
const MINUTES_20 = 1200n;

/** A client of viem over the person's wallet, with what reads and what sends. */
export type Wallet = Client<Transport, Chain, Account, undefined, PublicActions<Transport, Chain, Account> & WalletActions<Chain, Account>>;

export interface Swap {
  to: Address;
  data: Hex;
  value: bigint;
}

/** Prepares a purchase of `token` for `value` wei. */
export async function prepare(wallet: Wallet, token: Address, value: bigint): Promise<Swap> {
  const weth = await wallet.readContract({ address: ROUTER, abi: ABI, functionName: "WETH" });
  const path = [weth, token];
  const amounts = await wallet.readContract({ address: ROUTER, abi: ABI, functionName: "getAmountsOut", args: [value, path] });
  const least = ((amounts.at(-1) ?? 0n) * (100n - SLIPPAGE_PERCENT)) / 100n;
  const { timestamp } = await wallet.getBlock();
  const args = [least, path, wallet.account.address, timestamp + MINUTES_20] as const;
  return { to: ROUTER, value, data: encodeFunctionData({ abi: ABI, functionName: "swapExactETHForTokens", args }) };
}

/**
 * Looks at the swap, and sends it: at once where nothing is to be said, and otherwise if the person says so. An error of
 * the look is for the person too.
 */
export async function swap(wallet: Wallet, swap: Swap, confirm: (risk: TransactionRisk | Error) => Promise<boolean>): Promise<Hex | null> {
  const risk = await scoreTransaction(wallet, { from: wallet.account.address, ...swap }).catch((error: Error) => error);
  const isQuiet = !(risk instanceof Error) && (risk.level === "low" || risk.level === "medium");
  if (!isQuiet && !(await confirm(risk))) return null;
  return wallet.sendTransaction(swap);
}
