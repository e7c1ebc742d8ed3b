import { describe, expect, it } from 'vitest';
import { Asking, handshake, type Step } from './asking.js';

const code: Step = { ask: 'text', question: 'Which code does the answer give?', asides: ['unknown', 'back'] };
const secret: Step = { ask: 'secret', question: 'What is the secret?', asides: ['back'] };
const paste: Step = { ask: 'paste', question: 'Paste the answer.', asides: ['back'] };
const providers: Step = {
  ask: 'choose',
  question: 'Whose API was called?',
  choices: Array.from({ length: 60 }, (_, at) => ({ value: `p${at}`, label: `Provider ${at}` })),
  asides: ['unknown', 'quit'],
};

/** Neither colours nor movements, and no character that only draws. */
const plainBytes = /^[\r\n -~]*$/;

/** A terminal that shows where the first answer is typed. */
async function asked(steps: Step[], shown: string, setting = {}): Promise<Asking> {
  const terminal = new Asking('plain', steps, setting);
  await terminal.shows(shown);
  return terminal;
}

/** Types lines, each when the place for it is there. */
async function type(terminal: Asking, lines: readonly string[], shown: string): Promise<void> {
  for (const [at, line] of lines.entries()) {
    const places = new RegExp(`(?:${shown}[\\s\\S]*){${at + 1}}`);
    await terminal.shows(places);
    terminal.type(`${line}\n`);
  }
}

describe('plain questions', () => {
  it('are lines alone: a question, its answers, and what else can be typed', async () => {
    const terminal = await asked([handshake], 'Number:');
    expect(terminal.screen()).toEqual([
      'Did the TLS handshake complete?',
      '1. Yes (curl -v printed "SSL connection using")',
      '2. No, it failed',
      '3. It took too long',
      "Or type: d don't know, ? why do you ask, b back, q quit.",
      'Number:',
    ]);
    terminal.type('2\n');
    expect(await terminal.ended()).toBe(0);
    expect(terminal.replies()).toEqual([{ is: 'answer', value: 'no' }]);
    expect(terminal.bytes).toMatch(plainBytes);
  });

  it.each([
    ['3', { is: 'answer', value: 'slow' }],
    ['y', { is: 'answer', value: 'yes' }],
    ['no, it failed', { is: 'answer', value: 'no' }],
    [' ? ', { is: 'why' }],
    ['Q', { is: 'quit' }],
  ])('take %j', async (line, reply) => {
    const terminal = await asked([handshake], 'Number:');
    terminal.type(`${line}\n`);
    await terminal.ended();
    expect(terminal.replies()).toEqual([reply]);
  });

  it('say what is wrong with an answer, and ask again', async () => {
    const terminal = await asked([handshake, code], 'Number:');
    await type(terminal, ['4', '', 'b'], 'Number:');
    await type(terminal, ['', 'wrong', 'E_42'], 'Answer:');
    await terminal.ended();
    expect(terminal.screen().filter((line) => line.startsWith('Type a number from 1 to 3'))).toHaveLength(2);
    expect(terminal.screen()).toEqual(expect.arrayContaining(['Nothing was typed.', 'That is wrong.']));
    expect(terminal.replies()).toEqual([{ is: 'back' }, { is: 'answer', value: 'E_42' }]);
  });

  it('take no letter for text that may be meant as a key', async () => {
    const terminal = await asked([code, code], 'Answer:');
    expect(terminal.screen()).toContain("Or type: :d don't know, :b back.");
    await type(terminal, ['d', '"d"', ':d'], 'Answer:');
    await terminal.ended();
    expect(terminal.screen()).toContain('Type :d for that, or "d" in quotes for the letter itself.');
    expect(terminal.replies()).toEqual([{ is: 'answer', value: 'd' }, { is: 'unknown' }]);
  });

  it('offer what stands there already', async () => {
    const terminal = await asked(
      [{ ask: 'text', question: 'Which?', initial: 'GET' }],
      'Answer (Enter for GET):',
    );
    terminal.type('\n');
    await terminal.ended();
    expect(terminal.replies()).toEqual([{ is: 'answer', value: 'GET' }]);
  });

  it('search a long list instead of reading it out', async () => {
    const terminal = await asked([providers], 'Part of the name:');
    expect(terminal.screen()).toContain('There are 60 choices.');
    await type(terminal, ['elsewhere', 'provider 5', '59'], 'Part of the name:');
    await terminal.shows(/1 choice found\.[\s\S]*Number:/);
    terminal.type('b\n');
    await terminal.shows(/Number: b\nOr type: :d don't know, :q quit\.\nPart of the name:/);
    terminal.type('der 42\n');
    await terminal.shows(/1\. Provider 42[\s\S]*Number:/);
    terminal.type('1\n');
    await terminal.ended();
    expect(terminal.screen()).toEqual(
      expect.arrayContaining([
        'Nothing of that name. Type a part of it.',
        '15 have that. Type more of the name.',
      ]),
    );
    expect(terminal.replies()).toEqual([{ is: 'answer', value: 'p42' }]);
  });
});

describe('a plain paste', () => {
  const answer = 'HTTP/1.1 403 Forbidden\n\n\n{"código":"café"}\n';

  it('is ended with a dot', async () => {
    const terminal = await asked([paste], 'ends it.');
    terminal.paste(`${answer}.\n`);
    expect(await terminal.ended()).toBe(0);
    expect(terminal.replies()).toEqual([{ is: 'answer', value: answer }]);
  });

  it('is ended with Ctrl-D, after which more can be asked', async () => {
    const terminal = await asked([paste, paste, handshake], 'ends it.');
    terminal.paste(answer);
    terminal.type('\x04');
    await terminal.shows(/(?:ends it\.[\s\S]*){2}/);
    terminal.paste('more');
    terminal.type('\x04\x04');
    await terminal.shows('Number:');
    terminal.type('1\n');
    expect(await terminal.ended()).toBe(0);
    expect(terminal.replies()).toEqual([
      { is: 'answer', value: answer },
      { is: 'answer', value: 'more\n' },
      { is: 'answer', value: 'yes' },
    ]);
  });

  it('says when the terminal has cut a line, and what to do', async () => {
    const terminal = await asked([paste], 'ends it.');
    terminal.paste(`${'x'.repeat(5000)}\n.\n`);
    await terminal.shows('The terminal cuts lines at 4095 bytes');
    terminal.type(':b\n');
    await terminal.ended();
    expect(terminal.replies()).toEqual([{ is: 'back' }]);
  });

  it('wants something', async () => {
    const terminal = await asked([paste], 'ends it.');
    terminal.type('\n.\n');
    await terminal.shows('Nothing was pasted.');
    terminal.type('a\n.\n');
    await terminal.ended();
    expect(terminal.replies()).toEqual([{ is: 'answer', value: 'a\n' }]);
  });
});

describe('a plain secret', () => {
  it('is not shown, and the next answer is', async () => {
    const terminal = await asked([secret, code], 'Secret:');
    terminal.type('example-of-errdoctorr\x7f\r');
    await terminal.shows('Answer:');
    terminal.type('visible\n');
    await terminal.ended();
    expect(terminal.bytes).not.toMatch(/example|errdoctor/);
    expect(terminal.bytes).toContain('visible');
    expect(terminal.replies()).toEqual([
      { is: 'answer', value: 'example-of-errdoctor' },
      { is: 'answer', value: 'visible' },
    ]);
  });

  it('of several lines is refused, and none of them shown', async () => {
    const terminal = await asked([secret], 'Secret:');
    terminal.paste('BEGIN of errdoctor\nexample\n');
    await terminal.shows('Several lines were pasted.');
    terminal.type(':b\r');
    await terminal.ended();
    expect(terminal.bytes).not.toMatch(/BEGIN|example/);
    expect(terminal.replies()).toEqual([{ is: 'back' }]);
  });
});

describe('whoever leaves plain questions', () => {
  const leaving: [string, (terminal: Asking) => void][] = [
    ['Ctrl-C', (terminal) => terminal.type('\x03')],
    ['Ctrl-D', (terminal) => terminal.type('\x04')],
    ['SIGTERM', (terminal) => terminal.kill('SIGTERM')],
  ];
  const steps: [string, Step, string][] = [
    ['a list', handshake, 'Number:'],
    ['a line', code, 'Answer:'],
    ['a secret', secret, 'Secret:'],
    ['a paste', paste, 'ends it.'],
  ];
  it.each(leaving.flatMap(([by, leave]) => steps.map(([name, ...step]) => [name, by, leave, step] as const)))(
    'finds the terminal clean after %s and %s',
    async (_, __, leave, [step, shown]) => {
      const terminal = await asked([step], shown);
      leave(terminal);
      expect(await terminal.ended()).toBe(130);
      expect(terminal.screen().at(-1)).toBe('Interrupted.');
      expect(terminal.leftSettings()).toEqual(expect.arrayContaining(['icanon', 'echo', 'isig', 'icrnl']));
    },
  );
});

describe('a terminal that cannot move its cursor', () => {
  it('is asked plainly', async () => {
    const terminal = new Asking('inquirer', [handshake], { env: { TERM: 'dumb' } });
    await terminal.shows('Number:');
    terminal.type('1\n');
    await terminal.ended();
    expect(terminal.bytes).toMatch(plainBytes);
  });
});
