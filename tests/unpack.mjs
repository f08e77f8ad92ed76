// Brings the contracts of packages that nobody should install for them: they depend on hundreds of
// others to deploy what is wanted here alone. Each is pinned by its hash, as a lock file would.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const target = join(dirname(fileURLToPath(import.meta.url)), 'node_modules/.published');

const packages = [
  // The reference diamond, and a transparent proxy whose admin is a constant.
  {
    name: 'hardhat-deploy',
    version: '0.11.45',
    folder: 'package/extendedArtifacts',
    integrity: 'sha512-aC8UNaq3JcORnEUIwV945iJuvBwi65tjHVDU3v6mOcqik7WAzHVCJ7cwmkkipsHrWysrB5YvGF1q9S1vIph83w==',
  },
  // The proxies of 2018, in the slots of org.zeppelinos.
  {
    name: '@openzeppelin/upgrades',
    version: '2.8.0',
    folder: 'package/build/contracts',
    integrity: 'sha512-LzjTQPeljPsgHDPdZyH9cMCbIHZILgd2cpNcYEkdsC2IylBYRHShlbEDXJV9snnqg9JWfzPiKIqyj3XVliwtqQ==',
  },
  // The router that most swaps of V2 go through; it asks for an older pair, whose code is the same.
  {
    name: '@uniswap/v2-periphery',
    version: '1.1.0-beta.0',
    folder: 'package/build',
    integrity: 'sha512-6dkwAMKza8nzqYiXEr2D86dgW3TTavUvCR0w2Tu33bAbM8Ah43LKAzH7oKKPRT5VJQaMi1jtkGs1E8JPor1n5g==',
  },
  // What the Universal Router says of its own calls.
  {
    name: '@uniswap/universal-router',
    version: '2.1.0',
    folder: 'package/artifacts/contracts',
    integrity: 'sha512-rt18RUsZd9xDfyVfIONJo+TEQ8w+olOYxu9+A1g4Thil1R7IMa+8mnyVQjdLPK2REhejScDwjYbOGpeaAce0hg==',
  },
];

for (const each of packages) {
  const folder = join(target, `${each.name}@${each.version}`);
  if (!existsSync(folder)) unpack(each, folder);
}

function unpack({ name, version, folder, integrity }, into) {
  const scratch = mkdtempSync(join(tmpdir(), 'rugrisk-'));
  try {
    const packed = execFileSync('npm', ['pack', `${name}@${version}`, '--json', '--pack-destination', scratch]);
    const file = join(scratch, JSON.parse(packed)[0].filename);
    const actual = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
    if (actual !== integrity) throw new Error(`${name}@${version} is ${actual}, and should be ${integrity}`);
    execFileSync('tar', ['-xzf', file, '-C', scratch, folder]);
    mkdirSync(dirname(into), { recursive: true });
    renameSync(join(scratch, folder), into);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
