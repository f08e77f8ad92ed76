import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

import binaryen from 'binaryen';

// In Node, the browser's entry takes the module that it is given.
import { analyzeBytecode, init, score, scoreEvidence } from '../dist/index.js';
import { DESTRUCTIBLE, scriptedChain, TOKEN } from './scripted-chain.mjs';

/** Scoring evidence traps, and leaves an instance in which every later analysis would trap too. */
async function defective() {
  const bytes = await readFile(new URL('../dist/rugrisk_bg.wasm', import.meta.url));
  const module = binaryen.readBinary(bytes);
  const { BulkMemory, BulkMemoryOpt, NontrappingFPToInt, ReferenceTypes, SignExt } = binaryen.Features;
  module.setFeatures(BulkMemory | BulkMemoryOpt | NontrappingFPToInt | ReferenceTypes | SignExt);
  module.addGlobal('defect', binaryen.i32, true, module.i32.const(0));
  const trap = module.block(null, [
    module.global.set('defect', module.i32.const(1)),
    module.unreachable(),
  ]);
  replaceBody(module, 'scoreEvidence', () => trap);
  replaceBody(module, 'analyzeHex', (body) => {
    const broken = module.global.get('defect', binaryen.i32);
    return module.block(null, [module.if(broken, module.unreachable()), body]);
  });
  return module.emitBinary();
}

function replaceBody(module, exported, change) {
  const { value } = binaryen.getExportInfo(module.getExport(exported));
  const target = module.getFunction(value);
  binaryen.Function.setBody(target, change(binaryen.Function.getBody(target)));
}

test('an instance that trapped is replaced, and its conversations end', async () => {
  await init(await defective());
  const before = JSON.stringify(analyzeBytecode(DESTRUCTIBLE));

  const stopped = { code: 'WASM_UNAVAILABLE', reason: 'TRAPPED' };
  const chain = scriptedChain({
    eth_getCode: () => {
      assert.throws(() => scoreEvidence('{}'), stopped);
      return DESTRUCTIBLE;
    },
  });
  const orphaned = { code: 'WASM_UNAVAILABLE', reason: 'REPLACED' };
  await assert.rejects(score(chain, TOKEN), orphaned);

  assert.equal(JSON.stringify(analyzeBytecode(DESTRUCTIBLE)), before);
  await score(scriptedChain(), TOKEN);
});
