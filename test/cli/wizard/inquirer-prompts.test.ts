import { describe, expect, it } from 'vitest';
import { Asking, handshake, type Step } from './asking.js';

const code: Step = { ask: 'text', question: 'Which code does the answer give?', asides: ['back', 'paste'] };
const secret: Step = { ask: 'secret', question: 'What is the secret?', asides: ['back'] };
const paste: Step = { ask: 'paste', question: 'Paste the answer.', asides: ['back'] };
const providers: Step = {
  ask: 'choose',
  question: 'Whose API was called?',
  choices: Array.from({ length: 60 }, (_, at) => ({ value: `p${at}`, label: `Provider ${at}` })),
  asides: ['unknown', 'quit'],
};

/** A terminal that shows the end of a question. */
async function asked(step: Step, shown: string, setting = {}): Promise<Asking> {
  const terminal = new Asking('inquirer', [step], setting);
  await terminal.shows(shown);
  return terminal;
}

describe('a short list', () => {
  it.each([
    ['Enter', '\r', 'yes'],
    ['an arrow and Enter', '\x1b[B\r', 'no'],
    ['j, k and Enter', 'jjk\r', 'no'],
    ['End and Enter', '\x1b[F\r', 'slow'],
    ['a number', '2', 'no'],
    ['the key of a choice', 'n', 'no'],
  ])('is answered with %s', async (_, keys, value) => {
    const terminal = await asked(handshake, 'q quit');
    terminal.type(keys);
    expect(await terminal.ended()).toBe(0);
    expect(terminal.replies()).toEqual([{ is: 'answer', value }]);
  });

  it.each([
    ['?', 'why'],
    ['d', 'unknown'],
    ['b', 'back'],
    ['Q', 'quit'],
  ])('takes %s at once', async (key, is) => {
    const terminal = await asked(handshake, 'q quit');
    terminal.type(key);
    expect(await terminal.ended()).toBe(0);
    expect(terminal.replies()).toEqual([{ is }]);
  });

  it('shows what can be pressed, and leaves one line when it is answered', async () => {
    const terminal = await asked(handshake, 'q quit');
    expect(terminal.screen()).toEqual([
      'Did the TLS handshake complete?',
      '> y Yes',
      '  n No, it failed',
      '  3 It took too long',
      '    curl -v printed "SSL connection using"',
      '',
      "d don't know   ? why do you ask   b back   q quit",
    ]);
    expect(terminal.cursorVisible).toBe(false);
    terminal.type('n');
    await terminal.ended();
    expect(terminal.screen()).toEqual(['Did the TLS handshake complete? No, it failed', 'All was asked.']);
    expect(terminal.cursorVisible).toBe(true);
  });

  it.each([40, 20])('stays whole at %i columns, also while the window is pulled', async (columns) => {
    const terminal = await asked(handshake, 'q quit');
    terminal.type('j');
    await terminal.shows('> n No');
    terminal.resize(columns, 24);
    await terminal.shows(columns === 40 ? 'b back   q quit' : "d don't know\n? why");
    const narrow = terminal.screen();
    expect(narrow.filter((line) => line.includes('Did the TLS'))).toHaveLength(1);
    expect(narrow.join(' ')).toContain('> n No, it failed');
    expect(Math.max(...narrow.map((line) => line.length))).toBeLessThan(columns);
    terminal.resize(80, 24);
    await terminal.shows("d don't know   ? why do you ask   b back   q quit");
    expect(terminal.screen()[0]).toBe('Did the TLS handshake complete?');
    terminal.type('\r');
    await terminal.ended();
    expect(terminal.screen()).toEqual(['Did the TLS handshake complete? No, it failed', 'All was asked.']);
  });

  it('scrolls where the screen is low', async () => {
    const choices = Array.from({ length: 9 }, (_, at) => ({ value: `${at}`, label: `Answer ${at + 1}` }));
    const terminal = await asked({ ask: 'choose', question: 'Which?', choices }, '> 1 Answer 1', { rows: 6 });
    expect(terminal.screen().length).toBeLessThanOrEqual(6);
    terminal.type('\x1b[F');
    await terminal.shows('> 9 Answer 9');
    expect(terminal.screen()[0]).toBe('Which?');
    terminal.type('\r');
    expect(await terminal.ended()).toBe(0);
    expect(terminal.screen()).toEqual(['Which? Answer 9', 'All was asked.']);
  });

  it('is not left without a cursor by Ctrl-Z', async () => {
    const terminal = await asked(handshake, 'q quit');
    terminal.type('\x1aj\r');
    expect(await terminal.ended()).toBe(0);
    expect(terminal.replies()).toEqual([{ is: 'answer', value: 'no' }]);
  });

  it('is not answered by what was pasted into it', async () => {
    const terminal = await asked(handshake, 'q quit');
    terminal.paste('bind: 2\nq\n');
    terminal.type('j\r');
    await terminal.ended();
    expect(terminal.replies()).toEqual([{ is: 'answer', value: 'no' }]);
  });

  it('gives no choice a key that means something in every list', async () => {
    const choices = [
      { value: 'b', label: 'Basic', key: 'b' },
      { value: 'k', label: 'Key', key: 'k' },
    ];
    const terminal = await asked({ ask: 'choose', question: 'How?', choices, asides: ['back'] }, 'b back');
    expect(terminal.screen().slice(1, 3)).toEqual(['> 1 Basic', '  2 Key']);
    terminal.type('b');
    await terminal.ended();
    expect(terminal.replies()).toEqual([{ is: 'back' }]);
  });

  it('takes out of labels what would steer the terminal', async () => {
    const choices = [{ value: 'a', label: 'Clear \x1b[2J\x1b]0;title\x07me' }];
    const terminal = await asked({ ask: 'choose', question: 'A\x1b[31mnd?', choices }, 'Clear');
    expect(terminal.screen().slice(0, 2)).toEqual(['And?', '> 1 Clear me']);
    expect(terminal.bytes).not.toContain('title');
    expect(terminal.bytes).not.toContain('\x1b[31m');
  });
});

describe('colour', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control sequences are what is looked for
  const colors = /\x1b\[[\d;]*m/;

  it('marks the choice on a terminal, and nothing with NO_COLOR', async () => {
    expect((await asked(handshake, 'q quit')).bytes).toMatch(colors);
    const terminal = await asked(handshake, 'q quit', { env: { NO_COLOR: '1' } });
    terminal.type('q');
    await terminal.ended();
    expect(terminal.bytes).not.toMatch(colors);
  });
});

describe('a long list', () => {
  it('is narrowed by what is typed', async () => {
    const terminal = await asked(providers, 'Search:');
    expect(terminal.screen()).toContain('60 of 60 choices');
    terminal.type('der 4');
    await terminal.shows('15 of 60 choices');
    terminal.type('\x1b[B');
    await terminal.shows('> Provider 14');
    terminal.type('\r');
    await terminal.ended();
    expect(terminal.replies()).toEqual([{ is: 'answer', value: 'p14' }]);
  });

  it('says when nothing is found, and takes letters for text until Tab is pressed', async () => {
    const terminal = await asked(providers, 'Search:');
    terminal.type('qqq');
    await terminal.shows('0 of 60');
    terminal.type('\r');
    await terminal.shows(/Nothing of that name.*\nSearch: qqq$/);
    terminal.type('\t');
    await terminal.shows("Press: d don't know");
    terminal.type('d');
    await terminal.ended();
    expect(terminal.replies()).toEqual([{ is: 'unknown' }]);
  });
});

describe('a line', () => {
  it('is checked and can be mended', async () => {
    const terminal = await asked(code, '\n>');
    terminal.type('wrong\r');
    await terminal.shows('That is wrong.');
    terminal.type('\x7f\x7f\x7f\x7f\x7f');
    await terminal.shows(/\n>$/);
    terminal.type('\r');
    await terminal.shows('Nothing was typed.');
    terminal.type(' E_42 \r');
    await terminal.ended();
    expect(terminal.replies()).toEqual([{ is: 'answer', value: 'E_42' }]);
    expect(terminal.screen()).toEqual(['Which code does the answer give? E_42', 'All was asked.']);
  });

  it('can begin with a text, and be longer than the terminal is wide', async () => {
    const initial = 'https://api.shop.example/v1/orders?with=lines';
    const terminal = await asked({ ask: 'text', question: 'Which URL?', initial }, 'lines', { columns: 20 });
    terminal.type(`${'&more=1'.repeat(8)}!\r`);
    await terminal.ended();
    expect(terminal.replies()).toEqual([{ is: 'answer', value: `${initial}${'&more=1'.repeat(8)}!` }]);
    expect(terminal.screen().filter((line) => line.startsWith('Which URL?'))).toHaveLength(1);
  });

  it('stays whole while the window is pulled', async () => {
    const initial = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
    const terminal = await asked({ ...code, initial } as Step, `> ${initial}`);
    terminal.resize(20, 24);
    await terminal.shows('Tab, then: b back\np paste more\n> ABCDEFGHIJKLMNOPQR\nSTUVWXYZ');
    expect(terminal.screen().slice(0, 2)).toEqual(['Which code does the', 'answer give?']);
    terminal.resize(60, 24);
    await terminal.shows(`Tab, then: b back   p paste more\n> ${initial}`);
    expect(terminal.screen()[0]).toBe('Which code does the answer give?');
    expect(terminal.screen()).toHaveLength(3);
  });

  it('goes back with Tab and b, and on with any other key', async () => {
    const terminal = await asked(code, 'Tab, then: b back   p paste more');
    terminal.type('ab\t');
    await terminal.shows('Press: b back');
    terminal.type('x');
    await terminal.shows('Tab, then');
    terminal.type('c\t');
    await terminal.shows('Press: b back');
    expect(terminal.screen().at(-1)).toBe('> abc');
    terminal.type('b');
    await terminal.ended();
    expect(terminal.replies()).toEqual([{ is: 'back' }]);
  });

  it('takes one pasted line, and refuses several and a megabyte', async () => {
    const terminal = await asked(code, '\n>');
    terminal.paste('HTTP/1.1 403 Forbidden\nX: y\n\n');
    await terminal.shows('One line is asked for, not 2. To paste more: Tab, then p.');
    terminal.paste('x'.repeat(100_000));
    await terminal.shows('100000 characters are too many.');
    terminal.paste('E_42\n');
    await terminal.shows('> E_42');
    terminal.type('\r');
    await terminal.ended();
    expect(terminal.replies()).toEqual([{ is: 'answer', value: 'E_42' }]);
  });
});

describe('a secret', () => {
  it('is never shown, typed or pasted', async () => {
    const terminal = await asked(secret, '\n>');
    terminal.type('example');
    await terminal.shows('> (7 characters, not shown)');
    terminal.paste('-of-errdoctor \n');
    await terminal.shows('> (21 characters, not shown)');
    terminal.type('é\x7f\x7f\x7f');
    await terminal.shows('> (19 characters, not shown)');
    terminal.type('\x15');
    await terminal.shows(/\n>$/);
    terminal.type('\r');
    await terminal.shows('Nothing was typed.');
    terminal.paste(' example-of-errdoctor ');
    await terminal.shows('> (22 characters, not shown)');
    terminal.type('\r');
    await terminal.ended();
    expect(terminal.replies()).toEqual([{ is: 'answer', value: ' example-of-errdoctor ' }]);
    expect(terminal.bytes).not.toMatch(/example|errdoct/);
  });
});

describe('a paste', () => {
  const answer = 'HTTP/1.1 403 Forbidden\nX-Id: errdoctor\n\n\n{"código":"café ☕"}\n';

  it('is counted, not shown, and ended with two empty lines', async () => {
    const terminal = await asked(paste, '\n>');
    expect(terminal.bracketedPaste).toBe(true);
    terminal.paste(answer);
    await terminal.shows('5 lines, 65 bytes >');
    terminal.type('\r');
    await terminal.shows('Enter again ends it');
    terminal.type('\r');
    expect(await terminal.ended()).toBe(0);
    expect(terminal.replies()).toEqual([{ is: 'answer', value: answer }]);
    expect(terminal.bytes).not.toContain('errdoctor');
    expect(terminal.screen()).toEqual([
      'Paste the answer.',
      'Ctrl-D, or Enter on two empty lines, ends it.',
      'Tab, then: b back',
      '5 lines, 65 bytes',
      'All was asked.',
    ]);
    expect(terminal.bracketedPaste).toBe(false);
  });

  it('takes a megabyte of one line and one of many, byte by byte', async () => {
    const long = `{"data":"${'é\x1b[2Jx'.repeat(140_000)}"}`;
    const many = 'key: value of a field ☕\n'.repeat(30_000);
    const terminal = new Asking('inquirer', [paste, paste]);
    await terminal.shows('\n>');
    terminal.paste(long);
    await terminal.shows('1 line, 980 kB >');
    terminal.type('\x04');
    await terminal.shows(/980 kB\n(?:.*\n){3}>$/);
    terminal.paste(many);
    await terminal.shows('30000 lines, 780 kB >');
    expect(terminal.bytes).not.toContain('\x1b[2J');
    terminal.type('\x04');
    await terminal.ended();
    expect(terminal.replies()).toEqual([
      { is: 'answer', value: long },
      { is: 'answer', value: many },
    ]);
  });

  it('can be typed, at a narrow terminal too', async () => {
    const terminal = await asked(paste, '\n>', { columns: 20 });
    terminal.type('GET /v1/orders/of/errdoctor HTTP/1.1');
    await terminal.shows('rdoctor HTTP/1.1');
    terminal.type('\r');
    await terminal.shows('bytes >');
    terminal.type('\r');
    await terminal.shows('Enter again ends it');
    terminal.type('Host: shop.example');
    await terminal.shows('> Host: shop.example'.slice(-19));
    terminal.type('\x04');
    await terminal.ended();
    expect(terminal.replies()).toEqual([
      { is: 'answer', value: 'GET /v1/orders/of/errdoctor HTTP/1.1\n\nHost: shop.example' },
    ]);
  });

  it('goes back with Tab and b, and wants something', async () => {
    const terminal = await asked(paste, '\n>');
    terminal.type('\x04');
    await terminal.shows('Nothing was pasted yet.');
    terminal.type('\t');
    await terminal.shows('Press b:');
    terminal.type('b');
    await terminal.ended();
    expect(terminal.replies()).toEqual([{ is: 'back' }]);
  });
});

describe('whoever leaves', () => {
  const leaving: [string, (terminal: Asking) => void][] = [
    ['Ctrl-C', (terminal) => terminal.type('\x03')],
    ['Ctrl-D', (terminal) => terminal.type('\x04')],
    ['SIGTERM', (terminal) => terminal.kill('SIGTERM')],
  ];
  const steps: [string, Step, string][] = [
    ['a list', handshake, 'q quit'],
    ['a search', providers, 'Search:'],
    ['a line', code, '\n>'],
    ['a secret', secret, '\n>'],
    ['a paste', paste, '\n>'],
  ];
  it.each(
    leaving.flatMap(([by, leave]) =>
      steps
        .filter(([name]) => name !== 'a paste' || by !== 'Ctrl-D')
        .map(([name, ...step]) => [name, by, leave, step] as const),
    ),
  )('finds the terminal clean after %s and %s', async (_, __, leave, [step, shown]) => {
    const terminal = await asked(step, shown);
    leave(terminal);
    expect(await terminal.ended()).toBe(130);
    expect(terminal.screen().at(-1)).toBe('Interrupted.');
    if (step !== paste) expect(terminal.screen()).toHaveLength(1);
    expect(terminal.cursorVisible).toBe(true);
    expect(terminal.bracketedPaste).toBe(false);
    expect(terminal.leftSettings()).toEqual(expect.arrayContaining(['icanon', 'echo', 'isig', 'icrnl']));
  });
});
