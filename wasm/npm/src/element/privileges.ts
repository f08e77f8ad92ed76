// Who rules the contract: from the guard to the keys at the end, as a tree that is also a list.
import { html, nothing, type TemplateResult } from 'lit';

import { holderInWords } from '../words/phrases.js';
import type { Controller, Report } from '../report.schema.js';
import type { Catalogue, ViewWords } from '../words/catalogue.js';
import { hex } from './hex.js';

/** An account in the tree, and what it is to the one above it. */
export interface Branch {
  relation: string;
  address: string | null;
  controller: Controller | null;
  below: Branch[];
}

/** The trees of everybody who holds a power that can still be used, each once. */
export function privileges({ findings, target }: Report, words: Catalogue): TemplateResult | typeof nothing {
  const trees = new Map<string, Branch>();
  for (const { controller, inert } of findings) {
    if (!controller || inert || controller.kind === 'unknown' || controller.kind === 'renounced') continue;
    trees.set(JSON.stringify(controller), branch('', controller, words.view));
  }
  if (trees.size === 0) return nothing;
  return html`
    <section class="privileges" aria-labelledby="privileges-title">
      <h3 id="privileges-title">${words.view.privileges}</h3>
      <ul class="tree">
        <li>
          <span class="account">${target.address === null ? words.view.about : hex(target.address)}</span>
          <ul>${[...trees.values()].map((tree) => shown(tree, words))}</ul>
        </li>
      </ul>
      ${asTable([...trees.values()], target.address, words)}
    </section>
  `;
}

/** The tree's branches as rows; each says to which account it belongs. */
function asTable(trees: Branch[], target: string | null, words: Catalogue): TemplateResult {
  const { view } = words;
  const rows = (above: string | null) => (each: Branch): TemplateResult[] => [
    html`<tr>
      <th scope="row">${each.address === null ? '–' : hex(each.address)}</th>
      <td>${each.relation || '–'}</td>
      <td>${above === null ? '–' : hex(above)}</td>
      <td>${each.controller ? holderInWords(each.controller, words) : ''}</td>
    </tr>`,
    ...each.below.flatMap(rows(each.address ?? above)),
  ];
  return html`
    <details>
      <summary>${view.asTable}</summary>
      <table>
        <thead>
          <tr>${[view.account, view.relation, view.relatedTo, view.who].map((title) => html`<th scope="col">${title}</th>`)}</tr>
        </thead>
        <tbody>${trees.flatMap(rows(target))}</tbody>
      </table>
    </details>
  `;
}

/** The accounts behind a holder, itself first. */
export function accountsOf(controller: Controller, view: ViewWords): { relation: string; address: string }[] {
  const flat = ({ relation, address, below }: Branch): { relation: string; address: string }[] => [
    ...(address === null ? [] : [{ relation, address }]),
    ...below.flatMap(flat),
  ];
  return flat(branch('', controller, view));
}

function shown({ relation, address, controller, below }: Branch, words: Catalogue): TemplateResult {
  return html`<li>
    ${relation ? html`<span class="relation">${relation}</span>` : nothing}
    ${controller ? html`<span class="who">${holderInWords(controller, words)}</span>` : nothing}
    ${address === null ? nothing : html`<span class="account">${hex(address)}</span>`}
    ${below.length === 0 ? nothing : html`<ul>${below.map((each) => shown(each, words))}</ul>`}
  </li>`;
}

function branch(relation: string, controller: Controller, view: ViewWords): Branch {
  const address = 'address' in controller ? controller.address : null;
  return { relation, address, controller, below: below(controller, view) };
}

function below(controller: Controller, view: ViewWords): Branch[] {
  const leaf = (relation: string) => (address: string): Branch => ({ relation, address, controller: null, below: [] });
  const as = (relation: string) => (each: Controller) => branch(relation, each, view);
  switch (controller.kind) {
    case 'eoa':
      return controller.delegate === null ? [] : [leaf(view.delegate)(controller.delegate)];
    case 'safe':
      return [...controller.owners.map(leaf(view.key)), ...(controller.modules ?? []).map(leaf(view.module))];
    case 'timelock':
      return [...controller.proposers.map(as(view.proposes)), ...controller.executors.map(as(view.executes))];
    case 'members':
      return [...controller.members.map(as(view.member)), ...controller.admins.map(as(view.appoints))];
    case 'contract':
      return controller.owner === null ? [] : [as(view.owns)(controller.owner)];
    default:
      return [];
  }
}
