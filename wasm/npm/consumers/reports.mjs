// Real reports of each level, and what can go wrong instead.
import { readFileSync, readdirSync } from 'node:fs';
import { RugRiskError, scoreEvidence } from 'rugrisk';

const FOLDERS = ['../../../web-demo/public/cases/', ...['liquidity', 'identity', 'control', 'distribution'].map((area) => `../../../tests/evidence/${area}/`)];

/** Every report of the kept evidence, by file. */
export const REPORTS = new Map(
  FOLDERS.flatMap((folder) => {
    const url = new URL(folder, import.meta.url);
    const files = readdirSync(url).filter((name) => name.endsWith('.json') && name !== 'index.json');
    return files.map((name) => [name, scoreEvidence(readFileSync(new URL(name, url), 'utf8'))]);
  }),
);

export const FAILURE = new RugRiskError('PROVIDER', 'the node gave no chain id');

/** The first report of a level. */
export function reportOf(level) {
  for (const report of REPORTS.values()) if (report.level === level) return report;
  throw new Error(`no kept evidence is ${level}`);
}
