// Small made-up chains: what a node would answer about each of our contracts.
import { runtimeCode } from "./compile.mjs";

/** Where every example's contract stands. */
export const TOKEN = "0x70ce00000000000000000000000000000000a001";
const IMPLEMENTATION = "0x70ce00000000000000000000000000000000b002";
/** One person's key: an account without code. */
export const KEY = "0x5e1f00000000000000000000000000000000c0de";
const CHIEF = "0x5e1f00000000000000000000000000000000c41f";
const ASSET = "0x70ce00000000000000000000000000000000d004";

const BLOCK = {
  number: "0x1312d00",
  hash: "0x2f6b1c5e9d40a7738e11c4b05f92d6a8733e0b5dc4819f6a27d05e3cb81a94f7",
  timestamp: "0x6903e280",
};

// The two slots of EIP-1967, written out in UpgradeableProxy.sol.
const IMPLEMENTATION_SLOT = "0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc";
const ADMIN_SLOT = "0xb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103";

const word = (value) => `0x${value.replace(/^0x/, "").padStart(64, "0")}`;

/** The chain behind each bundled example, by the name of its file. */
export const WORLDS = {
  "plain-token": () => world({ [TOKEN]: { code: runtimeCode("PlainToken") } }),
  "minting-owner": () => minting(KEY),
  "minting-renounced": () => minting("0x0"),
  "shadow-owner": () =>
    world({ [TOKEN]: { code: runtimeCode("ShadowToken"), storage: { "0x0": word("0x0"), "0x4": word(KEY) } } }),
  "gated-token": () =>
    world({ [TOKEN]: { code: runtimeCode("GatedToken"), storage: { "0x0": word(KEY), "0x1": word("0x12c") } } }),
  "upgradeable-proxy": () =>
    world({
      [TOKEN]: {
        code: runtimeCode("UpgradeableProxy"),
        storage: { [IMPLEMENTATION_SLOT]: word(IMPLEMENTATION), [ADMIN_SLOT]: word(KEY) },
      },
      [IMPLEMENTATION]: { code: runtimeCode("PlainToken") },
    }),
  "chief-vault": () =>
    world({ [TOKEN]: { code: runtimeCode("ChiefVault"), storage: { "0x0": word(KEY), "0x1": word(CHIEF), "0x2": word(ASSET) } } }),
  "silent-node": () => ({ ...minting(KEY), refuses: ["eth_getCode"] }),
};

function minting(owner) {
  return world({ [TOKEN]: { code: runtimeCode("MintingToken"), storage: { "0x0": word(owner) } } });
}

function world(accounts) {
  return { chainId: "0x7a69", block: BLOCK, accounts, refuses: [] };
}

/** What the node answers; throws what it answers with an error. */
export function answer(world, method, params) {
  if (world.refuses.includes(method)) throw new Error(`${method} is refused`);
  const account = world.accounts[String(params[0]).toLowerCase()];
  switch (method) {
    case "eth_chainId":
      return world.chainId;
    case "eth_blockNumber":
      return world.block.number;
    case "eth_getBlockByNumber":
    case "eth_getBlockByHash":
      return world.block;
    case "eth_getCode":
      return account?.code ?? "0x";
    case "eth_getStorageAt":
      return account?.storage?.[params[1]] ?? word("0x0");
    default:
      throw new Error(`${method} is not answered in the examples' chain`);
  }
}
