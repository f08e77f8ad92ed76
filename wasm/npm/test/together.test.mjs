import assert from 'node:assert/strict';
import { test } from 'node:test';

import { score } from 'rugrisk';

import { hang, scriptedChain, TOKEN } from './scripted-chain.mjs';

const count = ({ calls }) => calls.filter(({ method }) => method === 'eth_getCode').length;

test('who asks for the same while it is read shares the reading, each with a report of their own', async () => {
  const alone = scriptedChain();
  await score(alone, TOKEN);
  const chain = scriptedChain();
  const [one, other] = await Promise.all([score(chain, TOKEN), score(chain, TOKEN.toUpperCase().replace('X', 'x'))]);
  assert.equal(count(chain), count(alone));
  assert.deepEqual(one, other);
  one.findings.length = 0;
  assert.notEqual(other.findings.length, 0);
});

test('another question is another reading, and so is a later one', async () => {
  const chain = scriptedChain();
  await Promise.all([score(chain, TOKEN), score(chain, TOKEN, { depth: 'static' })]);
  const twice = count(chain);
  await score(chain, TOKEN);
  assert.ok(count(chain) > twice);
  const other = scriptedChain();
  await Promise.all([score(chain, TOKEN), score(other, TOKEN)]);
  assert.ok(count(other) > 0);
});

test('everybody is told how far it is, and in between', async () => {
  const told = [[], []];
  const chain = scriptedChain();
  const ask = (seen) =>
    score(chain, TOKEN, {
      onProgress: ({ done }) => seen.push(done),
      onReport: ({ schema }) => seen.push(schema),
    });
  await Promise.all(told.map(ask));
  assert.ok(told[0].includes('rugrisk/report/1'));
  assert.deepEqual(told[0], told[1]);
});

test('the first report is of the code alone, and those after it know more', async () => {
  const reports = [];
  const last = await score(scriptedChain(), TOKEN, { onReport: (report) => reports.push(report) });
  const found = ({ findings }) => findings.find(({ id }) => id === 'selfdestruct-reachable');
  assert.equal(found(reports[0]).state, 'possible');
  assert.equal(found(reports[0]).controller.kind, 'unknown');
  assert.equal(found(last).controller.kind, 'eoa');
  assert.ok(reports[0].coverage < last.coverage);
});

test('who aborts leaves alone; the last one ends the reading', async () => {
  const mine = new AbortController();
  const theirs = new AbortController();
  let given;
  const asked = new Promise((resolve) => (given = resolve));
  const chain = scriptedChain({
    eth_getCode: () => {
      given();
      return hang();
    },
  });
  const one = score(chain, TOKEN, { signal: mine.signal });
  const other = score(chain, TOKEN, { signal: theirs.signal });
  await asked;
  mine.abort();
  await assert.rejects(one, { code: 'ABORTED' });
  const before = chain.calls.length;
  theirs.abort();
  await assert.rejects(other, { code: 'ABORTED' });
  assert.equal(chain.calls.length, before);
  await score(Object.assign(chain, scriptedChain()), TOKEN);
});

test('a callback that throws ends the wait of its own caller only', async () => {
  const chain = scriptedChain();
  const mine = new Error('mine');
  const onProgress = () => {
    throw mine;
  };
  const [bad, good] = await Promise.allSettled([score(chain, TOKEN, { onProgress }), score(chain, TOKEN)]);
  assert.equal(bad.reason, mine);
  assert.equal(good.status, 'fulfilled');
});
