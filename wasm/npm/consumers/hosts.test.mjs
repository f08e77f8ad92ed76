import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { build } from 'esbuild';
import { toSecurityAlertResponse, toTokenScanResult } from 'rugrisk/metamask';
import { rugRiskRules, toSwapContext } from 'rugrisk/rabby';
import { toInsight } from 'rugrisk/snap';
import { annotate } from 'rugrisk/tokenlist';
import { toTokenFees, toTokenSafety, toWarningSeverity } from 'rugrisk/uniswap';
import { FAILURE, REPORTS, reportOf } from './reports.mjs';

const require = createRequire(import.meta.url);
const SEVERITIES = ['None', 'Low', 'Medium', 'High'];
const { Engine } = await rabby();

test('the kept evidence has every level', () => {
  for (const level of ['unknown', 'low', 'medium', 'high', 'critical']) reportOf(level);
});

test('only what was read well and found low looks harmless, in every host', async () => {
  for (const [name, report] of REPORTS) {
    const isClear = report.level === 'low' && report.coverage >= 0.75;
    assert.equal(toSecurityAlertResponse(report).result_type === 'Benign', isClear, name);
    if (report.target.address) {
      assert.equal(toTokenScanResult(report).result_type === 'Benign', isClear, name);
    }
    assert.equal(toInsight(report).banner.severity === 'info', isClear, name);
    assert.equal(toTokenSafety(report).verdict === 'BENIGN', isClear, name);
    assert.equal(toWarningSeverity(report) === 'None', isClear, name);
    const results = await new Engine(rugRiskRules(), null).run({ swap: {}, rugRisk: report });
    assert.equal(results.length === 0, isClear, `${name}: ${JSON.stringify(results)}`);
    assert.ok(results.every(({ level }) => level === 'warning' || level === 'danger'), name);
  }
});

test('the same report with less coverage is never milder', () => {
  for (const [name, report] of REPORTS) {
    const thin = { ...report, coverage: 0.6 };
    const worse = (map) => assert.ok(SEVERITIES.indexOf(map(thin)) >= SEVERITIES.indexOf(map(report)), name);
    worse(toWarningSeverity);
    assert.notEqual(toSecurityAlertResponse(thin).result_type, 'Benign');
    assert.notEqual(toTokenSafety(thin).verdict, 'BENIGN');
  }
});

test('MetaMask: an unknown and an error are errors, and a critical report is malicious with its reasons', () => {
  for (const outcome of [reportOf('unknown'), FAILURE]) {
    assert.equal(toSecurityAlertResponse(outcome).result_type, 'Error');
  }
  assert.match(toSecurityAlertResponse(FAILURE).description, /Not checked: the node gave no chain id/);
  const critical = reportOf('critical');
  const response = toSecurityAlertResponse(critical);
  assert.equal(response.result_type, 'Malicious');
  assert.equal(response.description, critical.findings[0].detail);
  assert.deepEqual(response.providerRequestsCount, critical.requests);
});

test('MetaMask: scans of tokens name chain and address, and code alone is none', () => {
  const { target, ...report } = reportOf('high');
  const scan = toTokenScanResult({ target, ...report });
  assert.deepEqual(scan, { result_type: 'Warning', chain: `0x${target.chainId.toString(16)}`, address: target.address });
  assert.equal(toTokenScanResult({ target, ...report }, 'ethereum').chain, 'ethereum');
  assert.throws(() => toTokenScanResult({ ...report, target: { ...target, address: null } }), TypeError);
});

test('Snap: only critical reports interrupt, in the language of the wallet; an error is a warning', () => {
  for (const report of REPORTS.values()) {
    assert.equal(toInsight(report).severity, report.level === 'critical' ? 'critical' : undefined);
    assert.notEqual(toInsight(report).banner.severity, 'success');
  }
  assert.match(toInsight(reportOf('critical'), { locale: 'zh-CN' }).banner.title, /\p{Script=Han}/u);
  const { banner, severity } = toInsight(FAILURE);
  assert.deepEqual([banner.severity, severity], ['warning', undefined]);
});

test("Rabby: the engine itself takes the rules, the person's thresholds, and a missing report for an error", async () => {
  const run = (rules, context) => new Engine(rules, null).run(context);
  const high = { swap: {}, rugRisk: reportOf('high') };
  const levelOf = async (rules, context) => (await run(rules, context)).find(({ id }) => id === 'rugrisk-score')?.level;
  assert.equal(await levelOf(rugRiskRules(), high), 'danger');
  const patient = rugRiskRules();
  patient[0].customThreshold = { danger: { min: 99, minIncluded: true, max: 100, maxIncluded: true } };
  assert.notEqual(await levelOf(patient, high), 'danger');
  for (const context of [{ swap: {} }, { swap: {}, rugRisk: FAILURE }]) {
    const results = await run(rugRiskRules(), context);
    assert.deepEqual(results.map(({ level }) => level), ['error', 'error', 'error']);
  }
  assert.deepEqual(await run(rugRiskRules(), { revokeApprove: {}, rugRisk: reportOf('critical') }), []);
});

test("Rabby: the engine's own rules warn of what the report says about a swap", async () => {
  const { defaultRules } = await rabby();
  const rules = defaultRules.filter(({ id }) => id === '1008' || id === '1009');
  const idsFor = async (report) => {
    const results = await new Engine(rules, null).run({ swap: toSwapContext(report) });
    return results.map(({ id }) => id).sort();
  };
  const fake = [...REPORTS.values()].find(({ findings }) => findings.some(({ id, severity, state }) => id === 'impersonator' && severity === 'high' && state === 'likely'));
  assert.ok((await idsFor(fake)).includes('1008'));
  assert.deepEqual(await idsFor(reportOf('unknown')), ['1009']);
  assert.deepEqual(await idsFor(REPORTS.get('burnt.json')), []);
});

test('Uniswap: fees are fractions of one, in its bands, and what was not measured is not zero', () => {
  assert.deepEqual(toTokenFees({}), { buyFee: null, sellFee: null });
  assert.deepEqual(toTokenFees({ buyFeeBps: 1_500, sellFeeBps: 20_000 }), { buyFee: 0.15, sellFee: 1 });
  const clear = REPORTS.get('burnt.json');
  const severityAt = (sellFeeBps) => toWarningSeverity(clear, toTokenFees({ sellFeeBps }));
  assert.deepEqual([0, 1, 1_500, 8_000, 10_000].map(severityAt), ['None', 'Low', 'Medium', 'High', 'High']);
  assert.deepEqual(toTokenSafety(clear, toTokenFees({ sellFeeBps: 10_000 })).features, ['HONEYPOT', 'HIGH_SELL_FEE']);
  assert.equal(toTokenSafety(clear, toTokenFees({ sellFeeBps: 10_000 })).verdict, 'MALICIOUS');
});

test('Uniswap: nothing is ever verified or blocked by a report', () => {
  for (const report of REPORTS.values()) {
    const { isVerified, isBlocked } = toTokenSafety(report);
    assert.deepEqual([isVerified, isBlocked], [false, false]);
  }
});

test('token list: every report fits the published schema, beside what is there already', () => {
  const ajv = addFormats(new Ajv({ allErrors: true }));
  const valid = ajv.compile(JSON.parse(readFileSync(require.resolve('@uniswap/token-lists/src/tokenlist.schema.json'), 'utf8')));
  const reports = ['unknown', 'low', 'medium', 'high', 'critical'].map((level, index) => {
    const report = reportOf(level);
    return { ...report, target: { ...report.target, chainId: 1, address: address(index) } };
  });
  const list = {
    name: 'A list',
    timestamp: '2026-11-01T00:00:00Z',
    version: { major: 1, minor: 0, patch: 0 },
    tags: { mine: { name: 'Mine', description: 'A tag of the list.' } },
    tokens: [...reports, {}].map((_, index) => ({
      chainId: 1,
      address: address(index).toUpperCase().replace('X', 'x'),
      name: 'Token',
      symbol: 'TKN',
      decimals: 18,
      tags: ['mine'],
      extensions: Object.fromEntries(Array.from({ length: index === 0 ? 10 : 9 }, (_, key) => [`key${key}`, key])),
    })),
  };
  const once = annotate(list, reports);
  assert.ok(valid(once), JSON.stringify(valid.errors));
  assert.deepEqual(once.tokens.map(({ tags }) => tags.slice(1)), [['rugunknown'], ['ruglow'], ['rugmed'], ['rughigh'], ['rugcrit'], []]);
  assert.equal(once.tokens[0].extensions.rugRisk, undefined, 'there was no room');
  assert.equal(once.tokens[4].extensions.rugRisk.band, 'critical');
  assert.equal(once.tokens[5], list.tokens[5]);
  assert.deepEqual(annotate(once, reports), once);
  assert.deepEqual(list.tokens[1].tags, ['mine']);
});

function address(index) {
  return `0x${String(index).padStart(40, 'ab')}`;
}

/** The engine as it is published: its files import each other without extensions. */
async function rabby() {
  const main = require.resolve('@rabby-wallet/rabby-security-engine');
  const rules = main.replace('index.js', 'rules/index.js');
  const contents = `export { default as Engine } from ${JSON.stringify(main)};\nexport { defaultRules } from ${JSON.stringify(rules)};`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
    external: ['@debank/common', '@rabby-wallet/rabby-api'],
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
