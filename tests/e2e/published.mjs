// Contracts as their authors published them, from npm: their own bytecode, not ours of their source.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

import { at, encode, transact } from './contracts.mjs';
import { deployer } from './node.mjs';

const require = createRequire(import.meta.url);
const safe = (path) => `@safe-global/safe-smart-account/build/artifacts/contracts/${path}.json`;
const governance = (name) => `@uniswap/governance/build/${name}.json`;
// Unpacked by unpack.mjs, without what these packages depend on.
const unpacked = (name) => fileURLToPath(new URL(`../node_modules/.published/${name}.json`, import.meta.url));
const reference = (name) => unpacked(`hardhat-deploy@0.11.45/${name}`);
const zeppelinos = (name) => unpacked(`@openzeppelin/upgrades@2.8.0/${name}`);
const uniswap = (name) => `@uniswap/v2-core/build/${name}.json`;
const v3 = (part, path) => `@uniswap/v3-${part}/artifacts/contracts/${path}.json`;
const openzeppelin2 = (name) => `openzeppelin-2/build/contracts/${name}.json`;
const openzeppelin = (name) => `openzeppelin-5/build/contracts/${name}.json`;

const artifacts = {
  Safe: safe('Safe.sol/Safe'),
  SafeProxy: safe('proxies/SafeProxy.sol/SafeProxy'),
  TimelockController: openzeppelin('TimelockController'),
  TransparentUpgradeableProxy: openzeppelin('TransparentUpgradeableProxy'),
  UpgradeableBeacon: openzeppelin('UpgradeableBeacon'),
  BeaconProxy: openzeppelin('BeaconProxy'),
  ProxyAdmin: openzeppelin('ProxyAdmin'),
  ERC1967Proxy: openzeppelin('ERC1967Proxy'),
  Crowdsale: openzeppelin2('Crowdsale'),
  MintedCrowdsale: openzeppelin2('MintedCrowdsaleImpl'),
  CompoundTimelock: governance('Timelock'),
  GovernorAlpha: governance('GovernorAlpha'),
  ConstantAdminProxy: reference('OptimizedTransparentUpgradeableProxy'),
  Eip173Proxy: reference('EIP173Proxy'),
  Diamond: reference('Diamond'),
  DiamondCutFacet: reference('DiamondCutFacet'),
  DiamondLoupeFacet: reference('DiamondLoupeFacet'),
  OwnershipFacet: reference('OwnershipFacet'),
  ZosAdminProxy: zeppelinos('ZosAdminUpgradeabilityProxy'),
  ZosProxy: zeppelinos('ZosUpgradeabilityProxy'),
  ZosInitializableProxy: zeppelinos('ZosInitializableAdminUpgradeabilityProxy'),
  UniswapV2Factory: uniswap('UniswapV2Factory'),
  UniswapV2Pair: uniswap('UniswapV2Pair'),
  UniswapV2Router02: unpacked('@uniswap/v2-periphery@1.1.0-beta.0/UniswapV2Router02'),
  SwapRouter: v3('periphery', 'SwapRouter.sol/SwapRouter'),
  UniversalRouter: unpacked('@uniswap/universal-router@2.1.0/UniversalRouter.sol/UniversalRouter'),
  UniswapV3Factory: v3('core', 'UniswapV3Factory.sol/UniswapV3Factory'),
  NonfungiblePositionManager: v3('periphery', 'NonfungiblePositionManager.sol/NonfungiblePositionManager'),
};

/** Deploys a published contract; arguments as `encode` takes them. */
export async function publish(node, name, { args = [], from = deployer } = {}) {
  const data = creation(name, args);
  const { status, contractAddress } = await transact(node.rpc, { from, data });
  if (status !== '0x1') throw new Error(`${name} was not deployed`);
  return speak(node, name, contractAddress);
}

/**
 * Lets a published contract stand where it is known to be: what creates it runs as the account's
 * own code, which leaves the storage there, and what that returns becomes the code.
 */
export async function publishAt(node, name, address, args = []) {
  const data = creation(name, args);
  await node.rpc('anvil_setCode', address, data);
  const code = await node.rpc('eth_call', { from: deployer, to: address }, 'latest');
  await transact(node.rpc, { from: deployer, to: address });
  await node.rpc('anvil_setCode', address, code);
  return speak(node, name, address);
}

/** A published contract that stands at an address, to speak with. */
export async function speak(node, name, address) {
  return at(node, address, await methods(node, artifact(name).abi));
}

/** What a published contract says of its calls. */
export function abiOf(name) {
  return artifact(name).abi;
}

/** A Safe of these owners; the deployer of everything pays for it. */
export async function newSafe(node, owners, threshold) {
  const singleton = await publish(node, 'Safe');
  const { address } = await publish(node, 'SafeProxy', { args: [singleton.address] });
  const opened = await speak(node, 'Safe', address);
  await opened.must(
    deployer, 'setup(address[],uint256,address,bytes,address,address,uint256,address)',
    owners, threshold, 0, [], 0, 0, 0, 0,
  );
  return opened;
}

/** A timelock; without an admin it rules itself. */
export function newTimelock(node, delay, proposers, admin = 0) {
  return publish(node, 'TimelockController', { args: [delay, proposers, [], admin] });
}

/** Lets a contract act as if it had a key. */
export async function act(node, address) {
  await node.rpc('anvil_impersonateAccount', address);
  await node.rpc('anvil_setBalance', address, '0xde0b6b3a7640000');
}

/** What creates a contract; some packages leave `0x` out. */
function creation(name, args) {
  return `0x${artifact(name).bytecode.replace(/^0x/, '')}${encode(args)}`;
}

function artifact(name) {
  const { abi, bytecode, evm } = JSON.parse(readFileSync(require.resolve(artifacts[name]), 'utf8'));
  return { abi, bytecode: bytecode ?? `0x${evm.bytecode.object}` };
}

async function methods({ rpc }, abi) {
  const typeOf = ({ type, components }) =>
    components ? type.replace('tuple', `(${components.map(typeOf).join(',')})`) : type;
  const signatures = abi
    .filter(({ type }) => type === 'function')
    .map(({ name, inputs }) => `${name}(${inputs.map(typeOf).join(',')})`);
  const hash = async (signature) => [signature, (await rpc('web3_sha3', hex(signature))).slice(0, 10)];
  return Object.fromEntries(await Promise.all(signatures.map(hash)));
}

function hex(text) {
  return `0x${Buffer.from(text).toString('hex')}`;
}
