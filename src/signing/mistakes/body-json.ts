import { languageForms } from '../json/language-forms.js';
import { readJsonBytes } from '../json/read-json.js';
import { javaScriptNumbers, pythonNumbers } from '../json/number-styles.js';
import { type Change, reprint } from '../json/reprint.js';
import {
  defineMistakes,
  type Frequency,
  type Mistake,
  type MistakeContext,
  type Variant,
} from '../mistake.js';

const ONCE = 'Serialise the body once, and sign, send and verify exactly those bytes.';

const mistakes = {
  'body-two-serialisers': {
    often: 'high',
    done: 'over the body as {detail} prints it, not as it was sent',
    fix: ONCE,
  },
  'body-parsed': {
    often: 'high',
    done: 'over the body as {detail} prints it, not as it was captured',
    fix: 'Take the raw bytes of the delivery before any parser reads them, and verify those.',
  },
  'body-whitespace': { often: 'high', done: 'over the body with the white space of {detail}', fix: ONCE },
  'body-key-order': { often: 'medium', done: 'over the body with the key order of {detail}', fix: ONCE },
  'body-slash-escape': {
    often: 'medium',
    done: 'over the body with characters such as / and & written as {detail} writes them',
    fix: ONCE,
  },
  'body-unicode-escape': {
    often: 'high',
    done: 'over the body with characters beyond ASCII written as {detail} writes them',
    fix: ONCE,
  },
  'body-repr': {
    often: 'low',
    done: 'over the body as {detail} shows the parsed object, which is no JSON',
    fix: "Sign the JSON text that is sent, not the text form of the program's own object.",
  },
  'num-format': {
    often: 'medium',
    done: 'with numbers as {detail} writes them',
    fix: 'Sign each number in the very digits that are sent.',
  },
} as const satisfies Readonly<Record<string, Mistake>>;

const IDS: Readonly<Partial<Record<Change, keyof typeof mistakes>>> = {
  space: 'body-whitespace',
  order: 'body-key-order',
  'ascii-escapes': 'body-slash-escape',
  'unicode-escapes': 'body-unicode-escape',
  numbers: 'num-format',
};

/** Numbers that were turned into others before a printer saw them, and the whole text otherwise as it was sent. */
const NUMBERS = [
  ['JavaScript', javaScriptNumbers],
  ['Python', pythonNumbers],
] as const;

/** The JSON body printed anew, by the language's own printer, between signing and sending or before verifying. */
export default defineMistakes({
  mistakes,
  atoms: { body: printed, raw: printed, field: number, param: number, form: number },
});

function* printed(value: string, { scheme }: MistakeContext): Iterable<Variant> {
  const json = readJsonBytes(value);
  if (!json) return;
  const several = scheme.by === 'provider' ? 'body-parsed' : 'body-two-serialisers';
  const bytes = (text: string) => Buffer.from(text).toString('latin1');
  const seen = new Set([value]);
  for (const { printer, changes, text } of reprint(json)) {
    const [change] = changes;
    const id = (changes.size === 1 && IDS[change as Change]) || several;
    const printed = bytes(text);
    seen.add(printed);
    yield { id, detail: printer.name, often: rarer(mistakes[id].often, printer.often), value: printed };
  }
  for (const [detail, { write }] of NUMBERS) {
    const printed = withNumbers(value, write);
    if (!seen.has(printed)) yield { id: 'num-format', detail, often: 'low', value: printed };
    seen.add(printed);
  }
  for (const [detail, text] of languageForms(json)) yield { id: 'body-repr', detail, value: bytes(text) };
}

function* number(value: string): Iterable<Variant> {
  // Longer ones are timestamps and ids.
  if (!/^-?\d{1,9}(?:\.\d{1,9})?$/.test(value)) return;
  const shortest = String(Number(value));
  const decimals = Math.max(value.split('.')[1]?.length ?? 0, 2);
  const id = 'num-format';
  yield { id, detail: 'JavaScript', value: shortest };
  yield { id, detail: 'Python', value: shortest.includes('.') ? shortest : `${shortest}.0` };
  yield { id, detail: 'a fixed format', value: Number(value).toFixed(decimals) };
  yield { id, detail: 'a locale with decimal commas', value: value.replace('.', ',') };
}

function rarer(a: Frequency, b: Frequency): Frequency {
  return (['low', 'medium'] as const).find((frequency) => frequency === a || frequency === b) ?? 'high';
}

/** With each number written anew and everything else as it stands. */
function withNumbers(json: string, write: (token: string) => string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    token.startsWith('"') ? token : write(token),
  );
}
