import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { en, explain, scoreEvidence, zhCn } from 'rugrisk';

const schema = JSON.parse(await readFile(new URL('../dist/report.schema.json', import.meta.url), 'utf8'));
const CASES = new URL('../../../web-demo/public/cases/', import.meta.url);
const reportOf = async (name) => scoreEvidence(await readFile(new URL(`${name}.json`, CASES), 'utf8'));

/** The values of an enumeration, as Rust's documentation of them became part of the schema. */
function values(name) {
  const { enum: listed, oneOf = [] } = schema.$defs[name];
  return listed ?? oneOf.flatMap((each) => each.const ?? each.enum);
}

test('the catalogues say everything that the library can say, and nothing else', () => {
  for (const catalogue of [en, zhCn]) {
    for (const [part, name] of [
      ['level', 'Level'],
      ['severity', 'Severity'],
      ['state', 'State'],
      ['confidence', 'Confidence'],
      ['reason', 'Reason'],
      ['kind', 'ContractKind'],
    ]) {
      assert.deepEqual(Object.keys(catalogue[part]).sort(), values(name).sort(), `${catalogue.locale} ${part}`);
    }
  }
  assert.equal(en.finding, null);
  assert.deepEqual(Object.keys(zhCn.finding).sort(), values('FindingId').sort());
  assert.deepEqual(Object.keys(zhCn.view).sort(), Object.keys(en.view).sort());
});

test('in English a finding is said in the words of the report', async () => {
  const report = await reportOf('shadow-owner');
  const { findings, unknowns, level } = explain(report);
  assert.equal(level, report.level);
  assert.deepEqual(findings.map(({ id, title, detail, advice }) => ({ id, title, detail, advice })), 
    report.findings.map(({ id, title, detail, advice }) => ({ id, title, detail, advice })));
  assert.equal(unknowns.length, report.unknowns.length);
});

test('in another language the title, the holder, the bound and the advice are translated', async () => {
  const { locale, word, aboveAll, findings } = explain(await reportOf('minting-owner'), { locale: 'zh-CN' });
  assert.equal(locale, 'zh-CN');
  const mint = findings.find(({ id }) => id === 'mint-unbounded');
  assert.equal(mint.title, zhCn.finding['mint-unbounded'].title);
  assert.equal(mint.holder, zhCn.holder.eoa);
  for (const text of [word, aboveAll, mint.title, mint.holder, mint.advice]) assert.match(text, /\p{Script=Han}/u);
});

test('a language of one\'s own is a catalogue, and one that is not there is refused', async () => {
  const report = await reportOf('plain-token');
  const loud = { ...en, locale: 'en-x-loud', level: { ...en.level, [report.level]: { word: 'HEY', meaning: '' } } };
  assert.equal(explain(report, { catalogue: loud }).word, 'HEY');
  for (const locale of ['tlh', 'toString']) {
    assert.throws(() => explain(report, { locale }), { code: 'INVALID_INPUT' });
  }
});

test('what nobody can use any more is never the worst of a report', async () => {
  const { aboveAll, findings } = explain(await reportOf('minting-renounced'));
  assert.ok(findings.some(({ inert }) => inert));
  assert.notEqual(aboveAll, findings.find(({ inert }) => inert).title);
});
