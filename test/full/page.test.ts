import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import html from '../../src/report/formats/html.js';
import type { TriageReport } from '../../src/report/triage-report.js';
import { type BrowserPage, startBrowser } from '../support/chromium.js';
import { reportOn } from '../support/diagnose.js';
import { emptyFolder } from '../support/empty-folder.js';
import { planted, triageContext, triageOfExamples } from '../support/triage.js';

const folder = emptyFolder();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const evil = `</script><script>alert(1)</script><img src="https://evil.example/x.png" onerror=alert(2)>"><svg onload=alert(3)> javascript:alert(4)`;

let browser: Awaited<ReturnType<typeof startBrowser>>;
let page: BrowserPage;
const addresses = { triage: '', hostile: '', analysis: '' };

beforeAll(async () => {
  const examples = await triageOfExamples(60);
  const pattern = { kind: 'since', says: 'The key fails since noon.', fix: 'Look at the key.', count: 3 };
  const report: TriageReport = {
    ...examples,
    patterns: [{ ...pattern, groups: examples.groups.slice(20, 22).map(({ id }) => id) }],
    problems: [{ says: 'The line is no JSON', count: 3, first: { file: 'app.log', line: 1 } }],
  };
  addresses.triage = save('triage', await html.renderTriage?.(report, triageContext()));
  addresses.hostile = save('hostile', await html.renderTriage?.(planted(report, evil), triageContext()));
  const session = await reportOn('session.har');
  addresses.analysis = save('analysis', await html.render(session.report, session.context));
  browser = await startBrowser();
  page = browser.page;
});
afterAll(() => browser.close());

function save(name: string, text = ''): string {
  const path = join(folder, `${name}.html`);
  writeFileSync(path, text);
  return `file://${path}`;
}

async function show(address: string, width = 1280, scheme = 'light', media = 'screen'): Promise<void> {
  const size = { width, height: 900, deviceScaleFactor: 1, mobile: false };
  await page.send('Emulation.setDeviceMetricsOverride', size);
  const features = [{ name: 'prefers-color-scheme', value: scheme }];
  await page.send('Emulation.setEmulatedMedia', { media, features });
  await page.open(address);
}

const OPEN_ALL = `document.querySelectorAll('details').forEach((one) => { one.open = true; })`;
const SHOWN = `[...document.querySelectorAll('.groups > li')].filter((one) => one.checkVisibility())`;
const shown = () => page.evaluate<number>(`${SHOWN}.length`);
const isVisible = (selector: string) =>
  page.evaluate<boolean>(
    `[...document.querySelectorAll('${selector}')].every((one) => one.checkVisibility() && one.getBoundingClientRect().height > 0)`,
  );

const looks = ['light', 'dark'].flatMap((scheme) =>
  [1280, 400].flatMap((width) =>
    (['triage', 'analysis'] as const).map((name) => [name, width, scheme] as const),
  ),
);

describe.each(looks)('the page of the %s, %i pixels wide, %s', (name, width, scheme) => {
  beforeAll(async () => {
    await show(addresses[name], width, scheme);
    await page.evaluate(OPEN_ALL);
  });

  it('has no fault that axe knows', async () => {
    await page.evaluate(axe);
    const { violations } = await page.evaluate<{ violations: object[] }>(
      `axe.run().then(({ violations }) => ({ violations: violations.map(({ id, nodes }) => ({ id, html: nodes.map((node) => node.html.slice(0, 200)).slice(0, 3), why: nodes[0].failureSummary })) }))`,
    );
    expect(violations).toEqual([]);
  });

  it('is no wider than the screen', async () => {
    expect(await page.evaluate(`document.documentElement.scrollWidth`)).toBeLessThanOrEqual(width);
  });
});

describe('the page of a triage in a browser', () => {
  it.each(['triage', 'hostile'] as const)('asks for nothing, and runs nothing of the %s', async (name) => {
    await show(addresses[name]);
    await page.evaluate(OPEN_ALL);
    const asked = page
      .seen('Network.requestWillBeSent')
      .map(({ request }) => (request as { url: string }).url);
    expect(asked).toEqual([addresses[name]]);
    expect(page.seen('Page.javascriptDialogOpening')).toEqual([]);
    expect(page.seen('Log.entryAdded')).toEqual([]);
    expect(page.seen('Runtime.exceptionThrown')).toEqual([]);
    expect(await page.evaluate(`document.querySelectorAll('script').length`)).toBe(1);
    expect(await page.evaluate(`document.querySelectorAll('img, iframe, [onload], [onerror]').length`)).toBe(
      0,
    );
  });

  it('filters by text, cause, provider and status', async () => {
    await show(addresses.triage);
    expect(await shown()).toBe(60);
    const set = (name: string, value: string) =>
      page.evaluate(
        `{ const field = document.querySelector('#filter [name=${name}]'); field.value = '${value}'; field.dispatchEvent(new Event('input', { bubbles: true })); }`,
      );
    for (const name of ['cause', 'provider', 'status']) {
      const value = await page.evaluate<string>(
        `document.querySelector('#filter [name=${name}]').options[1].value`,
      );
      await set(name, value);
      const left = await shown();
      expect(left).toBeGreaterThan(0);
      expect(left).toBeLessThan(60);
      expect(await page.evaluate(`${SHOWN}.every((one) => one.dataset.${name} === '${value}')`)).toBe(true);
      expect(await page.evaluate(`document.querySelector('#filter output').textContent`)).toBe(
        `${left} of 60`,
      );
      await set(name, '');
    }
    await set('text', 'rate-limited  TOO MANY');
    expect(await shown()).toBeGreaterThan(0);
    expect(await page.evaluate(`${SHOWN}.every((one) => one.textContent.includes('rate-limited'))`)).toBe(
      true,
    );
    await set('text', 'nothing holds this');
    expect(await shown()).toBe(0);
    await set('text', '');
    expect(await shown()).toBe(60);
  });

  it('opens the group that a link leads to, and each by the keyboard', async () => {
    await show(addresses.triage);
    await page.evaluate(`document.querySelector('.patterns a').click()`);
    await page.evaluate(`new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))`);
    expect(await page.evaluate(`document.querySelector('.groups > li:target > details').open`)).toBe(true);
    await page.evaluate(`document.querySelector('.groups summary').focus()`);
    const key = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' };
    await page.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key });
    await page.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key });
    expect(await page.evaluate(`document.querySelector('.groups details').open`)).toBe(true);
  });

  it('is whole without its script, but for the filters', async () => {
    await page.send('Emulation.setScriptExecutionDisabled', { value: true });
    await show(addresses.triage);
    await page.send('Emulation.setScriptExecutionDisabled', { value: false });
    expect(await isVisible('figure svg[role=img]')).toBe(true);
    expect(await shown()).toBe(60);
    expect(await isVisible('#filter')).toBe(false);
    expect(
      await page.evaluate(
        `[...document.querySelectorAll('figure .plot path')].every((one) => one.getAttribute('d') !== '')`,
      ),
    ).toBe(true);
  });

  it('prints with all its samples, without what paper cannot do', async () => {
    await show(addresses.triage, 1280, 'dark', 'print');
    expect(await isVisible('.card')).toBe(true);
    expect(await isVisible('#filter')).toBe(false);
    expect(await page.evaluate(`getComputedStyle(document.body).backgroundColor`)).toBe('rgb(255, 255, 255)');
    const { data } = await page.send('Page.printToPDF', { printBackground: true });
    const pdf = Buffer.from(data as string, 'base64').toString('latin1');
    expect(pdf.startsWith('%PDF-')).toBe(true);
    expect(pdf.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(20);
  });
});
