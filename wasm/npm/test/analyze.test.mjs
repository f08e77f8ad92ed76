import assert from 'node:assert/strict';
import { test } from 'node:test';

import { analyzeBytecode, RugRiskError, version } from 'rugrisk';

import * as glue from '../dist/rugrisk.js';
import { DESTRUCTIBLE } from './scripted-chain.mjs';

const bytes = Uint8Array.from(Buffer.from(DESTRUCTIBLE.slice(2), 'hex'));

function throwsInvalid(work, reason) {
  assert.throws(work, (error) => {
    assert.ok(error instanceof RugRiskError);
    assert.equal(error.code, 'INVALID_INPUT');
    assert.equal(error.reason, reason);
    assert.notEqual(error.message, '');
    return true;
  });
}

test('a report says what made it and what it is about', () => {
  const report = analyzeBytecode(DESTRUCTIBLE);
  assert.equal(report.schema, 'rugrisk/report/1');
  assert.equal(report.engine.version, version());
  assert.equal(report.target.chainId, null);
  assert.match(report.target.codeHash, /^0x[0-9a-f]{64}$/);
});

test('hex with and without 0x, white space, and bytes are the same code', () => {
  const expected = JSON.stringify(analyzeBytecode(DESTRUCTIBLE));
  for (const code of [DESTRUCTIBLE.slice(2), ` ${DESTRUCTIBLE}\n`, bytes, Buffer.from(bytes)]) {
    assert.equal(JSON.stringify(analyzeBytecode(code)), expected);
  }
});

test('JSON.stringify of a report is the very text that the core wrote', () => {
  const text = glue.analyzeHex(DESTRUCTIBLE);
  assert.equal(JSON.stringify(analyzeBytecode(DESTRUCTIBLE)), text);
});

test('input that is no code is refused, and says why', () => {
  throwsInvalid(() => analyzeBytecode(''), 'EMPTY_CODE');
  throwsInvalid(() => analyzeBytecode('0x'), 'EMPTY_CODE');
  throwsInvalid(() => analyzeBytecode(new Uint8Array()), 'EMPTY_CODE');
  throwsInvalid(() => analyzeBytecode('0x600'), 'ODD_HEX');
  throwsInvalid(() => analyzeBytecode('0x60zz'), 'NOT_HEX');
  throwsInvalid(() => analyzeBytecode('0x60\u{1F4A3}'), 'NOT_HEX');
  throwsInvalid(() => analyzeBytecode('00'.repeat(70_000)), 'CODE_TOO_LARGE');
  throwsInvalid(() => analyzeBytecode(new Uint8Array(70_000)), 'CODE_TOO_LARGE');
  for (const value of [undefined, null, 5, {}, [0x60, 0x00]]) {
    throwsInvalid(() => analyzeBytecode(value), 'NOT_CODE');
  }
});

test('an error leaves the module usable', () => {
  const before = JSON.stringify(analyzeBytecode(bytes));
  throwsInvalid(() => analyzeBytecode('0x6'), 'ODD_HEX');
  assert.equal(JSON.stringify(analyzeBytecode(bytes)), before);
});
