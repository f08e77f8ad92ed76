// A real Chromium on the built page, with everything that must not happen counted as a failure.
import assert from "node:assert/strict";
import { existsSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { preview } from "vite";

const CHROMIUMS = [
  process.env.RUGRISK_CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/opt/google/chrome/chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** For a browser without a display, and without errands of its own. */
export const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const ROOT = fileURLToPath(new URL("..", import.meta.url));
export const SCREENS = fileURLToPath(new URL("../test-results/screens/", import.meta.url));

/** Where Chromium is. */
export function chromiumPath() {
  const path = CHROMIUMS.find((path) => path && existsSync(path));
  if (path === undefined) {
    throw new Error("no Chromium found: install one (Debian: apt-get install chromium) or set RUGRISK_CHROMIUM to its path");
  }
  return path;
}

/** Serves `dist` and starts a browser. */
export async function openBrowser() {
  const server = await preview({ root: ROOT, preview: { port: 0, host: "127.0.0.1" }, logLevel: "warn" });
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: FLAGS });
  const origin = new URL(server.resolvedUrls.local[0]).origin;
  return {
    /** Where pictures are kept. */
    screens: SCREENS,
    /** A loaded page in a fresh context. */
    visit: (options) => visit(browser, origin, options),
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/**
 * A page that records what must not happen: console errors, uncaught errors, policy violations,
 * and requests to anywhere but the page's own origin. `prepare` gets the context before the page is there.
 */
async function visit(browser, origin, { viewport = { width: 1280, height: 900 }, colorScheme = "light", path = "", prepare, ...rest } = {}) {
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce", ...rest });
  const page = await context.newPage();
  const faults = [];
  const allowed = new Set([origin]);
  page.on("pageerror", (error) => faults.push(`uncaught: ${error.message}`));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (!["blob:", "data:"].includes(url.protocol) && !allowed.has(url.origin)) faults.push(`request to ${request.url()}`);
  });
  await page.addInitScript(() => {
    globalThis.violations = [];
    document.addEventListener("securitypolicyviolation", (event) =>
      globalThis.violations.push(`${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  await prepare?.(context);
  await page.goto(`${origin}/${path}`);
  await page.locator("body[data-ready]").waitFor();
  return {
    page,
    context,
    /** Lets the page ask this origin, as a person does by naming it. */
    allow: (url) => allowed.add(new URL(url).origin),
    /** Drops faults that a test has provoked and looked at. */
    forgive: (pattern) => faults.splice(0, faults.length, ...faults.filter((fault) => !pattern.test(fault))),
    /** Fails if anything happened that must not. */
    async leave() {
      const violations = await page.evaluate(() => globalThis.violations);
      await context.close();
      assert.deepEqual([...faults, ...violations], []);
    },
    /** Keeps a picture for people to look at. */
    async picture(name) {
      mkdirSync(SCREENS, { recursive: true });
      await page.evaluate(() => Promise.all([...document.querySelectorAll("rug-risk-report")].map((report) => report.updateComplete)));
      await page.screenshot({ path: `${SCREENS}${name}.png`, fullPage: true });
    },
  };
}
