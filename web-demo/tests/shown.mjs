// Whether the page says everything that a report says.
import assert from "node:assert/strict";

/** Every finding, place, unknown and figure of the report is on the page, as text. */
export async function assertShown(page, report) {
  await page.locator(`.verdict[data-level="${report.level}"]`).waitFor();
  const text = (selector) => page.locator(selector).evaluateAll((all) => all.map((one) => one.textContent.replace(/\s+/g, " ").trim()));
  assert.deepEqual(await text(".gauge .number"), [report.score === null ? "?" : String(report.score)]);
  assert.deepEqual(await text("[data-figure=interval]"), [report.interval.join(" to ")]);
  assert.deepEqual(await text("[data-figure=coverage]"), [`${Math.round(report.coverage * 100)} %`]);

  const shown = await text(".finding");
  assert.equal(shown.length, report.findings.length);
  report.findings.forEach((finding, index) => {
    const expected = [finding.id, finding.title, finding.detail, finding.advice, ...held(finding), ...finding.citations.flatMap(placed)];
    for (const words of expected) assert.ok(shown[index].includes(collapse(words)), `${finding.id} shows ${words}\n${shown[index]}`);
  });

  const alike = await text(".resembles li");
  assert.equal(alike.length, report.resembles.length);
  report.resembles.forEach(({ text, matched }, index) => {
    for (const words of [text, ...matched]) assert.ok(alike[index].includes(collapse(words)), words);
  });

  const unknowns = await text(".unknowns li");
  assert.equal(unknowns.length, report.unknowns.length);
  report.unknowns.forEach(({ what }, index) => assert.ok(unknowns[index].startsWith(collapse(what)), what));
  assert.equal((await text(".contributions tbody tr")).length, report.contributions.length + report.exitContributions.length);
}

function held({ controller }) {
  return controller && "address" in controller ? [controller.address] : [];
}

function placed(citation) {
  switch (citation.kind) {
    case "code":
      return [citation.note, citation.selector ?? "fallback", `byte ${citation.offset}`];
    case "storage":
      return [citation.note, `slot ${citation.slot}`, citation.value === null ? "not read" : `= ${citation.value}`];
    default:
      return [citation.note];
  }
}

/** The page sets `code` in another face instead of ticks. */
const collapse = (words) => words.replace(/`/g, "").replace(/\s+/g, " ").trim();
