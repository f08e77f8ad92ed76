// The two elements in a real Chromium: each state, both schemes, both directions, without an axe violation.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { executablePath, FLAGS, serve } from './chromium.mjs';
import { pack } from './packed.mjs';
import { REPORTS, reportOf } from './reports.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SCREENS = fileURLToPath(new URL('../../../web-demo/test-results/elements/', import.meta.url));
const LEVELS = ['unknown', 'low', 'medium', 'high', 'critical'];
/** Reports that have the pictures which not every report has. */
const PICTURES = { tree: 'timelock-of-a-safe.json', locks: 'uncx-near.json', holders: 'few-hands.json' };

let packed;
let browser;
let server;
before(async () => {
  packed = await pack();
  const folder = await packed.project('elements', {
    'dist/index.html': '<!doctype html><html lang="en"><meta name="color-scheme" content="light dark"><title>Elements</title><script type="module" src="./main.js"></script><main></main></html>',
    'main.js': `import 'rugrisk/element'; import { addCatalogue } from 'rugrisk/element'; import { en, zhCn } from 'rugrisk/slim'; addCatalogue(zhCn);
      // A language from right to left: English in Hebrew letters.
      const turned = (words) => {
        if (typeof words === 'function') return (...given) => turned(words(...given));
        if (typeof words === 'string') return words.replace(/[a-z]/gi, (letter) => String.fromCharCode(0x5d0 + (letter.toLowerCase().charCodeAt(0) - 97)));
        return words && Object.fromEntries(Object.entries(words).map(([key, value]) => [key, turned(value)]));
      };
      addCatalogue({ ...turned(en), locale: 'he' });
      globalThis.ready = true;`,
  });
  await build({ entryPoints: [join(folder, 'main.js')], bundle: true, format: 'esm', outfile: join(folder, 'dist/main.js') });
  server = await serve(join(folder, 'dist'));
  browser = await chromium.launch({ executablePath, args: FLAGS });
  mkdirSync(SCREENS, { recursive: true });
});
after(async () => {
  await browser?.close();
  await server?.close();
  await packed?.remove();
});

/** A page that has the elements; what must not happen there is a failure. */
async function open(options = {}) {
  const context = await browser.newContext({ viewport: { width: 900, height: 700 }, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text());
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(server.origin)) faults.push(request.url());
  });
  await page.goto(`${server.origin}/`);
  await page.waitForFunction(() => globalThis.ready);
  return {
    page,
    /** Puts an element on the page, in a state; more than one, one below the other. */
    async show(tag, states, { dir = 'ltr', lang = 'en', thresholds } = {}) {
      await page.evaluate(
        async ({ tag, states, dir, lang, thresholds }) => {
          document.documentElement.dir = dir;
          document.documentElement.lang = lang;
          const main = document.querySelector('main');
          main.replaceChildren();
          for (const { kind, report } of states) {
            const element = document.createElement(tag);
            const failed = Promise.reject(new Error('the node gave no answer'));
            failed.catch(() => {});
            const subjects = { report, loading: new Promise(() => {}), error: new Error('the node gave no answer'), rejected: failed };
            element.thresholds = thresholds;
            element.report = subjects[kind];
            main.append(element, document.createElement('br'));
            await element.updateComplete;
            await element.updateComplete;
          }
        },
        { tag, states: [states].flat(), dir, lang, thresholds },
      );
    },
    async assertAccessible(name) {
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => globalThis.axe.run({ rules: { 'page-has-heading-one': { enabled: false } } }));
      const told = violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`));
      assert.deepEqual(told, [], name);
    },
    picture: (name) => page.screenshot({ path: `${SCREENS}${name}.png`, fullPage: true }),
    async leave() {
      await context.close();
      assert.deepEqual(faults, []);
    },
  };
}

const STATES = {
  loading: { kind: 'loading' },
  error: { kind: 'error' },
  rejected: { kind: 'rejected' },
  ...Object.fromEntries(LEVELS.map((level) => [level, { kind: 'report', report: reportOf(level) }])),
  ...Object.fromEntries(Object.entries(PICTURES).map(([name, file]) => [name, { kind: 'report', report: REPORTS.get(file) }])),
};

for (const [scheme, options, words] of [
  ['light', {}, {}],
  ['dark', { colorScheme: 'dark' }, {}],
  ['forced colours', { forcedColors: 'active' }, {}],
  ['right to left', {}, { dir: 'rtl', lang: 'he' }],
  ['English in a page from right to left', {}, { dir: 'rtl', lang: 'ar' }],
  ['Chinese on a phone', { viewport: { width: 390, height: 800 } }, { lang: 'zh-CN' }],
]) {
  test(`no accessibility fault and no overflow in any state: ${scheme}`, async () => {
    const visit = await open(options);
    const assertFits = async (name) => {
      await visit.assertAccessible(name);
      const wide = await visit.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wide, 0, `${name} is wider than the window`);
      await visit.picture(`${name}-${scheme}`.replaceAll(' ', '-'));
    };
    await visit.show('rug-risk-badge', Object.values(STATES), words);
    await assertFits('badges');
    for (const [name, state] of Object.entries(STATES)) {
      await visit.show('rug-risk-report', state, words);
      await assertFits(name);
      const table = visit.page.locator('.privileges summary');
      if ((await table.count()) === 0) continue;
      await table.click();
      await assertFits(`${name}-as-table`);
    }
    await visit.leave();
  });
}

test('no two states of the badge have the same shape or the same words', async () => {
  const visit = await open();
  const shapes = new Set();
  const words = new Set();
  const states = ['loading', 'error', ...LEVELS];
  for (const name of states) {
    await visit.show('rug-risk-badge', STATES[name]);
    const badge = visit.page.locator('.badge');
    shapes.add(await badge.locator('.icon, .ring').evaluate((one) => one.outerHTML));
    words.add((await badge.innerText()).replace(/\d+/, '').trim());
  }
  assert.equal(shapes.size, states.length);
  assert.equal(words.size, states.length, [...words].join());
  await visit.leave();
});

test('the badge says its level and score aloud, a promise that fails is "not checked", and a newer one wins', async () => {
  const visit = await open();
  const report = reportOf('high');
  await visit.show('rug-risk-badge', { kind: 'report', report });
  const spoken = await visit.page.getByRole('img').getAttribute('aria-label');
  assert.match(spoken, new RegExp(`^High risk. Score ${report.score} of 100.`));
  await visit.show('rug-risk-badge', { kind: 'rejected' });
  await visit.page.getByRole('status').getByText('Not checked').waitFor();
  await visit.page.evaluate(async (report) => {
    const badge = document.querySelector('rug-risk-badge');
    let late;
    badge.report = new Promise((resolve) => (late = resolve));
    await badge.updateComplete;
    badge.report = report;
    late({ ...report, level: 'low' });
    await badge.updateComplete;
  }, report);
  assert.equal(await visit.page.locator('.badge').getAttribute('data-level'), 'high');
  await visit.leave();
});

test('thresholds move the level that is shown', async () => {
  const visit = await open();
  await visit.show('rug-risk-badge', STATES.high, { thresholds: { high: 50, critical: 50 } });
  assert.equal(await visit.page.locator('.badge').getAttribute('data-level'), 'critical');
  await visit.leave();
});

test('the report shows who rules, what is locked and who holds, each as text in a list or a table', async () => {
  const visit = await open();
  await visit.show('rug-risk-report', STATES.tree);
  const branches = await visit.page.locator('.privileges li li').count();
  assert.ok((await visit.page.locator('.privileges li li li').count()) > 1);
  await visit.page.locator('.privileges summary').click();
  assert.equal(await visit.page.locator('.privileges tbody tr').count(), branches);
  assert.match(await visit.page.locator('.privileges tbody tr').nth(1).innerText(), /(proposes|carries).*0x/s);
  await visit.show('rug-risk-report', STATES.locks);
  assert.match(await visit.page.locator('.locks tbody tr').first().textContent(), /a known locker.*99\.\d\d %.*2\d\d\d \(\d days?\)/s);
  await visit.show('rug-risk-report', { kind: 'report', report: REPORTS.get('burnt.json') });
  assert.match(await visit.page.locator('.locks tbody tr').first().textContent(), /given up.*never/s);
  await visit.show('rug-risk-report', STATES.holders);
  assert.match(await visit.page.locator('.holders tbody tr td').first().textContent(), /^\d+\.\d\d %$/);
  assert.match(await visit.page.locator('.provenance').textContent(), /What it is\s*token/);
  for (const name of LEVELS) {
    await visit.show('rug-risk-report', STATES[name]);
    const { contributions } = STATES[name].report;
    assert.equal(await visit.page.locator('section[aria-labelledby=contributions-title] tbody tr').count(), contributions.length);
  }
  await visit.leave();
});

test('each of many reports is whole in the end, and a newer one takes the place of the sections that are there', async () => {
  const visit = await open();
  const reports = Object.values(STATES).flatMap(({ report }) => (report?.findings.some(({ citations }) => citations.length > 1) ? [report] : []));
  const shown = await visit.page.evaluate(async (reports) => {
    const sections = (element) => [...element.shadowRoot.querySelectorAll('section')].map((section) => section.className);
    const elements = reports.map((report) => Object.assign(document.createElement('rug-risk-report'), { report }));
    document.querySelector('main').replaceChildren(...elements);
    await Promise.all(elements.map((element) => element.updateComplete));
    const one = elements.at(-1);
    const before = sections(one);
    const details = one.shadowRoot.querySelector('details');
    details.open = true;
    one.report = { ...reports.at(-1), level: 'unknown' };
    await one.updateComplete;
    return { all: elements.map(sections), before, after: sections(one), stays: details.isConnected && details.open };
  }, reports);
  for (const sections of shown.all) assert.deepEqual([sections[0], sections.at(-1)], ['verdict', 'provenance']);
  assert.deepEqual(shown.after, shown.before);
  assert.ok(shown.stays, 'what was opened is closed');
  await visit.leave();
});

test('the keyboard opens the proof, and the words are those of the page', async () => {
  const visit = await open();
  await visit.show('rug-risk-report', STATES.critical, { lang: 'zh-Hans' });
  assert.match(await visit.page.getByRole('heading', { level: 2 }).innerText(), /极高风险/);
  const report = visit.page.locator('rug-risk-report');
  await report.evaluate((element) => element.focus());
  await visit.page.keyboard.press('Tab');
  await visit.page.keyboard.press('Enter');
  assert.equal(await report.locator('details').first().evaluate((one) => one.open), true);
  await visit.leave();
});
