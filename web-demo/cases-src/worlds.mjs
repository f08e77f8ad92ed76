// The small worlds of the examples: who made our contracts, and what they did with them since.
import { Chain } from "./chain.mjs";
import { call, creationCode } from "./compile.mjs";

/** Where every example's contract stands. */
export const TOKEN = "0x70ce00000000000000000000000000000000a001";
const IMPLEMENTATION = "0x70ce00000000000000000000000000000000b002";
const ASSET = "0x70ce00000000000000000000000000000000d004";
/** One person's key: an account without code. */
export const KEY = "0x5e1f00000000000000000000000000000000c0de";
const CHIEF = "0x5e1f00000000000000000000000000000000c41f";

const SUPPLY = 1_000_000n * 10n ** 18n;

/** The chain behind each bundled example, by the name of its file. */
export const WORLDS = {
  "plain-token": () => world("PlainToken", [SUPPLY]),
  "minting-owner": () => minting(),
  "minting-renounced": async () => {
    const chain = await minting();
    await chain.send(KEY, TOKEN, call("MintingToken", "renounceOwnership"));
    return chain;
  },
  "shadow-owner": async () => {
    const chain = await world("ShadowToken", [SUPPLY]);
    await chain.send(KEY, TOKEN, call("ShadowToken", "renounceOwnership"));
    return chain;
  },
  "gated-token": async () => {
    const chain = await world("GatedToken", [SUPPLY]);
    await chain.send(KEY, TOKEN, call("GatedToken", "setFee", [300n]));
    return chain;
  },
  "upgradeable-proxy": async () => {
    const chain = await Chain.start();
    await chain.deploy(IMPLEMENTATION, KEY, creationCode("PlainToken", [0n]));
    await chain.deploy(TOKEN, KEY, creationCode("UpgradeableProxy", [IMPLEMENTATION]));
    return chain;
  },
  "chief-vault": async () => {
    const chain = await Chain.start();
    await chain.deploy(ASSET, CHIEF, creationCode("PlainToken", [SUPPLY]));
    await chain.deploy(TOKEN, KEY, creationCode("ChiefVault", [ASSET]));
    await chain.send(KEY, TOKEN, call("ChiefVault", "setChief", [CHIEF]));
    await chain.send(CHIEF, ASSET, call("PlainToken", "approve", [TOKEN, SUPPLY]));
    await chain.send(CHIEF, TOKEN, call("ChiefVault", "deposit", [CHIEF, SUPPLY]));
    return chain;
  },
  "silent-node": async () => Object.assign(await minting(), { refuses: ["eth_getCode"] }),
};

async function world(contract, values) {
  const chain = await Chain.start();
  await chain.deploy(TOKEN, KEY, creationCode(contract, values));
  return chain;
}

async function minting() {
  const chain = await world("MintingToken", []);
  await chain.send(KEY, TOKEN, call("MintingToken", "mint", [KEY, SUPPLY]));
  return chain;
}
