import { describe, expect, it } from 'vitest';
import type { Branch } from '../../src/report/flow/flow.js';
import { flowCharts } from '../../src/report/flow/mermaid.js';
import { flowOf, pagesOf, way } from '../support/flows.js';
import { compiled } from '../support/packs.js';

const packs = Object.keys(compiled.packs);

/** Everything that a line of a chart may be; a label holds nothing that would end it or be read as markup. */
const LABEL = /"(?:<b>[^"<>`\n]*<\/b><br>)?(?:[^"<>`\n%[\]{}|;&]|#\d+;|<br>)*"/.source;
const LINE = new RegExp(
  `^n[\\d_]*(?: -->(?:\\|${LABEL}\\|)? n[\\d_]+)?(?:\\{\\{${LABEL}\\}\\}|\\[${LABEL}\\]|\\(${LABEL}\\))$`,
);

describe.each(packs)('the flow of %s', (pack) => {
  const flow = flowOf(pack);

  it('holds every cause, each at a way’s end', () => {
    const ids = (branch: Branch): string[] => [
      ...branch.causes.map(({ id }) => id),
      ...branch.branches.flatMap(ids),
    ];
    const notes = new Set(
      [...(compiled.packs[pack]?.match.rules ?? [])].flatMap(({ id, note }) => (note ? [id] : [])),
    );
    const causes = pagesOf(pack).flatMap(({ id }) => (notes.has(id) ? [] : [id]));
    expect([...new Set(ids(flow))].sort()).toEqual(causes.sort());
  });

  it('never asks where there is one way, and never leaves a question without an answer', () => {
    const check = (branch: Branch) => {
      expect(branch.causes.length === 0 || branch.branches.length === 0, branch.holds).toBe(true);
      expect(branch.causes.length + branch.branches.length, branch.holds).toBeGreaterThan(0);
      expect(branch.asks !== '', branch.holds).toBe(branch.branches.length > 0);
      expect(new Set(branch.branches.map(({ holds }) => holds)).size).toBe(branch.branches.length);
      branch.branches.forEach(check);
    };
    check(flow);
  });

  it('is drawn as charts of a size that can be read', () => {
    for (const { lines } of flowCharts(flow)) {
      const [settings, kind, ...rest] = lines;
      expect(settings).toMatch(/^%%\{init: .*\}%%$/);
      expect(kind).toBe('flowchart LR');
      for (const line of rest) expect(line).toMatch(LINE);
      const named = rest.map((line) => line.match(/(?:^| )(n[\d_]*)["{[(]/)?.[1]);
      expect(new Set(named).size).toBe(rest.length);
      expect(lines.join('\n').length).toBeLessThan(50_000);
    }
  });
});

describe('a chart', () => {
  it('shows words of a stranger as words', () => {
    const evil = '"] --> x[`**a**`] %%{init} <img src=x> :::c; click n "javascript#58;" $$x$$ &amp; A|B';
    const leaf = { id: 'acmepay/evil', title: evil, first: `1. ${evil}`, again: evil, apart: [evil] };
    const end = { holds: evil, asks: '', branches: [], causes: [leaf, { ...leaf, title: '- x' }] };
    const [chart] = flowCharts({ holds: evil, asks: evil, branches: [end, end], causes: [] });
    for (const line of chart?.lines.slice(2) ?? []) expect(line).toMatch(LINE);
  });

  it('is split where there are many causes, with an overview first', () => {
    const flow = flowOf('pandabase');
    const [overview, ...parts] = flowCharts(flow);
    expect(overview?.heading).toBe('');
    expect(overview?.lines.filter((line) => line.includes('see below')).length).toBe(parts.length);
    expect(parts.map(({ heading }) => heading)).toContain('Which status does the answer have? 401');
  });
});

it('tells answers with the same words apart by the call', () => {
  const signature = way(flowOf('pandabase'), ['Yes', '401', 'code SIGNATURE_MISMATCH']);
  expect(signature.branches.map(({ holds }) => holds)).toEqual(['/v2/core/stores/{rest...}', 'otherwise']);
  expect(signature.branches[1]?.causes[0]?.id).toBe('pandabase/signature-mismatch');
});

it('puts what only restates the status last', () => {
  const forbidden = way(flowOf('pandabase'), ['Yes', '403']).branches.at(-1);
  expect(forbidden).toMatchObject({ holds: 'otherwise', causes: [{ id: 'pandabase/http-403' }] });
});
