import type { SecretSettings } from '../exchange/secret.js';
import { UnreadableInput } from '../input/format.js';
import type { Input } from '../input/input.js';
import { redactInput } from '../redact/redact-input.js';
import { substitute } from '../redact/substitute.js';
import { Unredactable } from '../redact/unredactable.js';
import type { Mask } from '../report/mask.js';
import { hidesCharacters, stripControls } from '../report/strip-controls.js';
import { secretsGiven } from '../signing/given.js';
import { version } from '../version.generated.js';
import type { Recording } from './case.js';
import type { Session } from './session.js';
import { isSecretFact } from './told-secrets.js';

/** What is known of secrets. */
export interface Masking {
  readonly mask: Mask;
  /** What the packs know of credentials. */
  readonly settings: SecretSettings;
}

/** What repeats the diagnosis, and why something that would is not in it. */
export interface FrontMatter {
  readonly members: Readonly<Record<string, unknown>>;
  readonly left: readonly string[];
}

/** A conversation as the data that `readAnswers` reads. Secrets are replaced as in a redacted copy, which leads to the same diagnosis. */
export function frontMatterOf(session: Session, masking: Masking): FrontMatter {
  const { one, capture, finished } = session;
  const { answers = {}, byHand = new Set(), probed = [], provider, env, now } = one.options;
  const left: string[] = [];
  const clean = cleaner(masking);
  const keep = (recording: Omit<Recording, 'exchange'>) => {
    try {
      return { ...kept(recording.input, session, masking), entry: recording.entry };
    } catch (error) {
      if (!(error instanceof Unredactable || error instanceof UnreadableInput)) throw error;
      left.push(`${recording.input.name} is not in this file. ${error.message}`);
      return undefined;
    }
  };
  const found = new Set(probed.flatMap(({ facts }) => Object.keys(facts)));
  const isTold = (fact: string) => byHand.has(fact) || !found.has(fact);
  const facts = (names: readonly string[], member: string) => {
    const absent = names.filter((name) => answers[name] === undefined);
    const known = names.filter((name) => answers[name] !== undefined);
    const values = known.map((name) => [name, clean(answers[name], name)] as const);
    return {
      ...(values.length > 0 && { [member]: Object.fromEntries(values) }),
      ...(absent.length > 0 && { absent }),
    };
  };
  const told = Object.keys(answers).filter(isTold);
  const settled = [...one.settled].filter((id) => !told.includes(id));
  return {
    left,
    members: {
      errdoctor: version,
      finished,
      capture:
        capture &&
        (capture.isFile
          ? { file: stripControls(capture.input.name, 'join'), entry: capture.entry }
          : keep(capture)),
      ...some(
        'pasted',
        one.pasted.flatMap((recording) => keep(recording) ?? []),
      ),
      provider,
      env,
      now: now === undefined ? undefined : new Date(now).toISOString(),
      ...(Object.keys(one.statement).length > 0 && { call: clean(one.statement) }),
      ...facts(told, 'answers'),
      ...some(
        'probes',
        probed.map(({ probe, target, seen, gaveUpAfterSeconds, facts: learnt }) => ({
          probe,
          target: clean(target),
          seen: clean(seen),
          gaveUpAfterSeconds,
          ...facts(
            Object.keys(learnt).filter((name) => Object.hasOwn(answers, name) && !isTold(name)),
            'facts',
          ),
        })),
      ),
      ...some('settled', clean(settled) as string[]),
    },
  };
}

function some(name: string, list: readonly unknown[]): object {
  return list.length > 0 ? { [name]: list } : {};
}

/** The redacted bytes; as text where every character of it shows. */
function kept(input: Input, { one }: Session, { settings }: Masking): object {
  const given = secretsGiven(one.options.signing?.secrets ?? [], settings);
  const bytes = Buffer.from(redactInput(input, settings, given));
  const text = bytes.toString();
  const shows = Buffer.from(text).equals(bytes) && !text.includes('\r') && !hidesCharacters(text);
  return shows ? { text } : { base64: bytes.toString('base64') };
}

/** Values without what steers a terminal and without secrets, whole where a name says that they are one. */
function cleaner({ mask, settings }: Masking): (value: unknown, name?: string) => unknown {
  const replaced = (text: string) => {
    let result = '';
    let from = 0;
    for (const { start, end } of mask.find(text)) {
      result += text.slice(from, start) + substitute(text.slice(start, end), settings.prefixes);
      from = end;
    }
    return result + text.slice(from);
  };
  const clean = (value: unknown, name = ''): unknown => {
    if (typeof value === 'string') {
      const text = stripControls(value);
      return isSecretFact(name) ? substitute(text, settings.prefixes) : replaced(text);
    }
    if (typeof value === 'number') return Number(replaced(String(value)));
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((one) => clean(one, name));
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, one]) => one !== undefined)
        .map(([key, one]) => [replaced(stripControls(key, 'join')), clean(one, `${name}.${key}`)]),
    );
  };
  return clean;
}
