import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Branch } from '../../src/report/flow/flow.js';
import { flowCharts } from '../../src/report/flow/mermaid.js';
import { flowOf } from '../support/flows.js';
import { compiled } from '../support/packs.js';

/** What the real Mermaid makes of a chart, in a real browser. */
interface Drawn {
  readonly error?: string;
  readonly text: string;
  readonly nodes: number;
  /** Elements that no label may bring along. */
  readonly foreign: number;
}

const folder = mkdtempSync(join(tmpdir(), 'errdoctor-mermaid-'));
/** Whichever there is, of Debian's or Google's packages. */
const browser = process.env.CHROMIUM ?? 'chromium';
const evil = `"] --> x[\`**a**\`] %%{init} <img src=x onerror=y> <a href="https://evil.example">_a_ *b*</a> &lt; #35; - 1. $$x$$`;
const hostile: Branch = {
  holds: evil,
  asks: evil,
  branches: ['1. one', '- two', '# three', '> four', `style: see:#35;${evil}`].map((holds) => ({
    holds,
    asks: '',
    branches: [],
    causes: [{ id: evil, title: holds, first: evil, again: evil, apart: [] }],
  })),
  causes: [],
};
const flows = new Map([
  ...Object.keys(compiled.packs).map((pack) => [pack, flowOf(pack)] as const),
  ['a stranger', hostile] as const,
]);
const drawn = new Map<string, readonly Drawn[]>();

beforeAll(() => {
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent', '--prefix', folder, 'mermaid@^11']);
  const library = join(folder, 'node_modules/mermaid/dist/mermaid.min.js');
  const charts = [...flows].flatMap(([pack, flow]) =>
    flowCharts(flow).map(({ lines }) => [pack, lines.join('\n')] as const),
  );
  const page = join(folder, 'page.html');
  writeFileSync(page, pageOf(library, charts));
  const dom = execFileSync(
    browser,
    ['--headless', '--no-sandbox', '--disable-gpu', '--timeout=240000', '--dump-dom', `file://${page}`],
    { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const encoded = /<pre id="result">([^<]*)<\/pre>/.exec(dom)?.[1] ?? '[]';
  const results = JSON.parse(decodeURIComponent(encoded)) as [string, Drawn][];
  for (const [pack, one] of results) drawn.set(pack, [...(drawn.get(pack) ?? []), one]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each([...flows.keys()])('the charts of %s', (pack) => {
  it('are drawn by Mermaid, with every word as it was written', () => {
    const flow = flows.get(pack) as Branch;
    const results = drawn.get(pack) ?? [];
    expect(results.length).toBe(flowCharts(flow).length);
    for (const { error, nodes, foreign } of results) {
      expect(error).toBeUndefined();
      expect(nodes).toBeGreaterThan(1);
      expect(foreign).toBe(0);
    }
    const text = results.map((one) => one.text).join(' ');
    for (const words of wordsOf(flow)) expect(text).toContain(bare(words));
  });
});

it('keeps GitHub’s limits: that of Mermaid for text and edges', () => {
  for (const flow of flows.values())
    for (const { lines } of flowCharts(flow)) {
      expect(lines.join('\n').length).toBeLessThan(50_000);
      expect(lines.length).toBeLessThan(500);
    }
});

/** Titles and ids of all causes; labels of all branches that are drawn. */
function wordsOf({ causes, branches }: Branch): string[] {
  return [
    ...causes.flatMap(({ id, title }) => [id, title]),
    ...branches.flatMap((branch) => [branch.holds, ...wordsOf(branch)]),
  ];
}

/** Mermaid breaks lines where it likes. */
function bare(text: string): string {
  return text.replace(/\s+/g, '');
}

function pageOf(library: string, charts: readonly (readonly [string, string])[]): string {
  const data = encodeURIComponent(JSON.stringify(charts));
  return `<!doctype html><meta charset="utf-8"><div id="stage"></div>
<script>${readFileSync(library, 'utf8').replaceAll('</script', '<\\/script')}</script>
<script>
(async () => {
  mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' });
  const results = [];
  for (const [index, [pack, chart]] of JSON.parse(decodeURIComponent("${data}")).entries()) {
    const stage = document.getElementById('stage');
    try {
      stage.innerHTML = (await mermaid.render('chart' + index, chart)).svg;
      results.push([pack, {
        text: stage.textContent.replace(/[\\s\\u200b]+/g, ''),
        nodes: stage.querySelectorAll('.node').length,
        foreign: stage.querySelectorAll('img, script, a, iframe, em, code, math, .katex').length,
      }]);
    } catch (error) {
      results.push([pack, { error: String(error.message), text: '', nodes: 0, foreign: 0 }]);
    }
    stage.innerHTML = '';
  }
  const done = document.createElement('pre');
  done.id = 'result';
  done.textContent = encodeURIComponent(JSON.stringify(results));
  document.body.replaceChildren(done);
})();
</script>`;
}
