// Starts a chain with tokens of several kinds, each with one Uniswap V2 pool, and has the command `requests` count what a
// score asks of the node: `npm run requests`.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { deploy } from './e2e/contracts.mjs';
import { openPool, startExchange } from './e2e/exchanges.mjs';

const tokens = ['Oz5Fixed', 'Oz5Mint', 'Oz5Pausable', 'Oz5RoleMint', 'Oz5Blacklist', 'Oz5Capped', 'Oz5Votes'];

const endings = [];
const node = await startExchange({ after: (ending) => endings.push(ending) });
try {
  const addresses = [];
  for (const name of tokens) {
    const token = await deploy(node, name);
    await openPool(node, token, { tokens: 1000n });
    addresses.push(token.address);
  }
  const root = fileURLToPath(new URL('..', import.meta.url));
  const args = ['run', '--quiet', '--locked', '--release', '--package', 'rugrisk-tests', '--bin', 'requests', '--'];
  const { status } = spawnSync('cargo', [...args, '--check', '--rpc', node.url, ...addresses], { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
} finally {
  for (const ending of endings) await ending();
}
