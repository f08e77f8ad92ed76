#!/usr/bin/env node
// The command line tool's verbs for those who have Node and no Rust; `--format json` prints the same bytes.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import {
  analyzeBytecode,
  collectEvidence,
  en,
  explain,
  RugRiskError,
  scoreEvidence,
  scoreTransaction,
  scoreTypedData,
  type Evidence,
  type Level,
  type Report,
  type TransactionRisk,
  type Weights,
} from './index.node.js';

const USAGE = `What the people behind a contract can do to a holder's money.

  rugrisk code FILE|HEX|-            runtime code alone, as eth_getCode returns it
  rugrisk score ADDRESS --rpc URL    what is on chain, at one block
      [--chain-id N] [--block N] [--max-requests N] [--depth static|quick|full]
      [--deadline SECONDS]           for everything, 30 unless given: the rest is unknown then
      [--timeout SECONDS]            for one request, 10 unless given
      [--deployer ADDRESS] [--holder ADDRESS]...
  rugrisk tx --rpc URL --from ADDRESS [--to ADDRESS] [--data HEX] [--value WEI] | --typed-data FILE|-
                                     what it would expose to sign this; options as above
  rugrisk record ADDRESS --rpc URL --out FILE|-    keep the evidence; options as above
  rugrisk replay EVIDENCE.json|-     score kept evidence again, offline

  --format table|json|ndjson         table unless given
  --fail-on low|medium|high|critical exit code 1 at or above it
  --code-weights FILE, --exit-weights FILE    models of your own, for code, score and replay
  --locale en|zh-CN                  the words of the table

Exit code 0: done. 1: at or above --fail-on. 2: wrong use. 3: evidence could not be had.
The node may also be given as RUGRISK_RPC.
`;

const LEVELS: Level[] = ['unknown', 'low', 'medium', 'high', 'critical'];
const FORMATS = ['table', 'json', 'ndjson'];

const OPTIONS = {
  rpc: { type: 'string' },
  'chain-id': { type: 'string' },
  block: { type: 'string' },
  'max-requests': { type: 'string' },
  depth: { type: 'string' },
  deadline: { type: 'string' },
  timeout: { type: 'string' },
  deployer: { type: 'string' },
  holder: { type: 'string', multiple: true },
  out: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  data: { type: 'string' },
  value: { type: 'string' },
  'typed-data': { type: 'string' },
  format: { type: 'string', default: 'table' },
  'code-weights': { type: 'string' },
  'exit-weights': { type: 'string' },
  'fail-on': { type: 'string' },
  locale: { type: 'string', default: 'en' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** How the process ends. */
const FINE = 0;
const AT_OR_ABOVE = 1;
const BAD_INPUT = 2;
const NO_EVIDENCE = 3;

type Values = ReturnType<typeof read>['values'];

process.exitCode = await run().catch((error: unknown) => {
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  const hasNone = error instanceof RugRiskError && error.code !== 'INVALID_INPUT';
  return hasNone ? NO_EVIDENCE : BAD_INPUT;
});

async function run(): Promise<number> {
  const { values, positionals } = read();
  const [verb, subject, ...rest] = positionals;
  if (values.help || verb === undefined) {
    process.stdout.write(USAGE);
    return values.help ? FINE : BAD_INPUT;
  }
  if (!FORMATS.includes(values.format)) throw new Error(`--format is one of ${FORMATS.join(', ')}`);
  if (verb === 'tx' && subject === undefined) return concludeTx(await exposedBy(values), values);
  if (subject === undefined || rest.length > 0) throw new Error(`${verb} takes one argument; see --help`);
  switch (verb) {
    case 'code':
      return conclude(analyzeBytecode(codeOf(subject), { weights: weightsOf(values) }), values);
    case 'replay':
      return conclude(scoreEvidence(text(subject), { weights: weightsOf(values) }), values);
    case 'score':
      return conclude(
        scoreEvidence(await evidenceOf(subject, values), { weights: weightsOf(values) }),
        values,
      );
    case 'record': {
      if (values.out === undefined) throw new Error('record needs --out FILE|-');
      const document = `${JSON.stringify(await evidenceOf(subject, values))}\n`;
      if (values.out === '-') process.stdout.write(document);
      else writeFileSync(values.out, document);
      return FINE;
    }
    default:
      throw new Error(`there is no verb ${verb}; see --help`);
  }
}

function read() {
  return parseArgs({ options: OPTIONS, allowPositionals: true });
}

async function evidenceOf(address: string, values: Values): Promise<Evidence> {
  const { deployer, holder = [] } = values;
  return collectEvidence(nodeOf(values), address, {
    ...reading(values),
    hints: { deployer, holders: holder },
  });
}

function weightsOf({ 'code-weights': code, 'exit-weights': exit }: Values): Weights {
  return { code: code && text(code), exit: exit && text(exit) };
}

async function exposedBy(values: Values): Promise<TransactionRisk> {
  const { from, to, data, value, 'typed-data': typedData } = values;
  if (typedData !== undefined) {
    if (to ?? data ?? value) throw new Error('--typed-data is signed instead of a transaction');
    return scoreTypedData(nodeOf(values), text(typedData), { ...reading(values), from });
  }
  if (from === undefined) throw new Error('who would sign? Give --from ADDRESS');
  return scoreTransaction(nodeOf(values), { from, to, data, value }, reading(values));
}

function nodeOf({ rpc = process.env['RUGRISK_RPC'] }: Values): string {
  if (rpc === undefined) throw new Error('which node? Give --rpc URL, or RUGRISK_RPC');
  return rpc;
}

function reading(values: Values) {
  return {
    chainId: number(values, 'chain-id'),
    block: number(values, 'block'),
    maxRequests: number(values, 'max-requests'),
    requestTimeoutMs: milliseconds(values, 'timeout'),
    timeoutMs: milliseconds(values, 'deadline'),
    depth: values.depth as 'static' | 'quick' | 'full' | undefined,
  };
}

/** What is left out is what the package waits by itself. */
function milliseconds(values: Values, name: 'timeout' | 'deadline'): number | undefined {
  const seconds = number(values, name);
  return seconds === undefined ? undefined : seconds * 1000;
}

/** A whole number in decimal or in hex, as nodes write it. */
function number(
  values: Values,
  name: 'chain-id' | 'block' | 'max-requests' | 'timeout' | 'deadline',
): number | undefined {
  const given = values[name];
  if (given === undefined) return undefined;
  if (!/^(0x[0-9a-f]+|[0-9]+)$/i.test(given)) throw new Error(`--${name} is a whole number, not ${given}`);
  return Number(given);
}

function codeOf(argument: string): string {
  return argument === '-' || existsSync(argument) ? text(argument) : argument;
}

/** A file's text, or that of the standard input. */
function text(file: string): string {
  return readFileSync(file === '-' ? 0 : file, 'utf8');
}

/** Prints the report; the exit code. */
function conclude(report: Report, values: Values): number {
  const hasCode = report.target.codeHash !== null && !report.findings.some(({ id }) => id === 'code-missing');
  return end(report, values, hasCode, () => table(report, values.locale));
}

/** Prints what a transaction would expose; the exit code. */
function concludeTx(risk: TransactionRisk, values: Values): number {
  return end(risk, values, true, () => {
    const lines = risk.exposures.map(({ level, sentence }) => `${level.padEnd(9)}${sentence}`);
    const unknowns = risk.unknowns.map(({ what, reason }) => `?        ${what}: ${en.reason[reason]}`);
    return [en.level[risk.level].word, '', ...lines, ...unknowns];
  });
}

function end(
  document: Report | TransactionRisk,
  values: Values,
  isKnown: boolean,
  lines: () => string[],
): number {
  const failOn = values['fail-on'] as Level | undefined;
  const threshold = failOn === undefined ? undefined : LEVELS.indexOf(failOn);
  if (threshold !== undefined && threshold < 1) {
    throw new Error('--fail-on is low, medium, high or critical');
  }
  const text = values.format === 'table' ? lines().map(printable).join('\n') : JSON.stringify(document);
  process.stdout.write(`${text}\n`);
  if (threshold !== undefined && LEVELS.indexOf(document.level) >= threshold) return AT_OR_ABOVE;
  return isKnown && (threshold === undefined || document.level !== 'unknown') ? FINE : NO_EVIDENCE;
}

/** The report for people, in a few lines. */
function table(report: Report, locale: string): string[] {
  const { word, meaning, findings, unknowns } = explain(report, { locale: locale as 'en' });
  const score = report.score === null ? '' : ` ${report.score}/100`;
  const lines = [`${word}${score} [${report.interval.join('–')}]`, meaning, ''];
  for (const { severity, title, detail, holder, bound, advice, id } of findings) {
    lines.push(`${severity.toUpperCase().padEnd(9)}${title} (${id})`);
    for (const each of [detail, holder, bound, advice]) if (each) lines.push(`         ${each}`);
  }
  for (const { what, reason } of unknowns) lines.push(`?        ${what}: ${reason}`);
  return lines;
}

/** A contract chooses its name: nothing of it may speak to the terminal. */
function printable(line: string): string {
  return line.replace(/\p{C}/gu, '');
}
