import { describe, expect, it } from 'vitest';
import { type CompiledCondition, factsOf } from '../../src/causes/condition.js';
import type { PackSettings } from '../../src/causes/pack.js';
import type { Exchange, RequestMessage, TransportKind } from '../../src/exchange/exchange.js';
import { Headers } from '../../src/exchange/headers.js';
import { isSecretHeader, isSecretMember, isSecretParameter } from '../../src/exchange/secret-names.js';
import { factCatalogue, Facts, findFact } from '../../src/facts/facts.js';
import { askedFacts, wordsFor } from '../../src/wizard/question-words.js';
import { loaded } from '../support/packs.js';

/** Facts that rules read and nobody is asked for, or families of them, with the reason. */
const NOT_ASKED: Readonly<Record<string, string>> = {
  'error.code': 'the answer is asked for as a whole',
  'error.message': 'the answer is asked for as a whole',
  'error.value': 'speaks of each fault of an answer apart; a told value would count for all',
  'error.valueType': 'speaks of each fault of an answer apart; a told value would count for all',
  'response.status': 'the answer is asked for as a whole',
  'page.text': 'the answer is asked for as a whole',
  'page.says.*': 'follows from page.statement',
  'request.method': 'the endpoint is asked for as a whole',
  'request.methodAsSent': 'the endpoint is asked for as a whole',
  'request.isWrite': 'follows from the method',
  'request.path': 'the endpoint is asked for as a whole',
  'request.url': 'the endpoint is asked for as a whole',
  'request.host': 'the endpoint is asked for as a whole',
  'request.scheme': 'the endpoint is asked for as a whole',
  'destination.local': 'follows from the host',
  'request.header.x-envoy-attempt-count': 'a proxy counts; history.failuresInRow asks',
  'request.header.x-retry-attempt': 'a client counts; history.failuresInRow asks',
  'request.header.x-retry-count': 'a client counts; history.failuresInRow asks',
  'request.header.x-stainless-retry-count': 'a client counts; history.failuresInRow asks',
  'request.body.exact': 'tells how a body was captured, and there is none',
  'token.expiredForAtLeast': 'measures what proves; token.expired asks',
  'token.early': 'rare; clock.thisMachineWrong asks for what leads to it',
  'token.earlyByAtLeast': 'rare; clock.thisMachineWrong asks for what leads to it',
  'history.credentialWorkedUntil': 'packs ask whether the key works elsewhere',
  'history.otherCredentialWorks': 'packs ask whether the key works elsewhere',
  'history.keyReusedField': 'follows from history.keyReused',
  'limits.*': 'computed from the request',
  'openapi.*': 'computed from an API description',
  'experiment.*': 'found out by sending requests',
};

/** Values that stand for what a capture lacks: no answer of a person. */
const OF_CAPTURES = new Set(['not-in-headers']);

/** Every condition on one fact in the rules, with the settings of the pack that reads it. */
const leaves = [...loaded.packs.values()].flatMap(({ settings, rules }) =>
  [...rules].flatMap((rule) =>
    [...rule.clues.map((clue) => clue.if), ...rule.unless, ...(rule.proven ?? [])]
      .flatMap(leavesOf)
      .map((leaf) => ({ settings, leaf })),
  ),
);

function leavesOf(condition: CompiledCondition): readonly Extract<CompiledCondition, { fact: string }>[] {
  if ('all' in condition) return condition.all.flatMap(leavesOf);
  if ('any' in condition) return condition.any.flatMap(leavesOf);
  return [condition];
}

/** Captures that hold little: how each fact may come to be unknown. */
const bare: readonly Exchange[] = [401, 403, 400, 404, 409, 422, 429, 500, undefined].flatMap((status) =>
  [undefined, 'GET', 'POST'].flatMap((method) =>
    (['tls', 'timeout', undefined] as const)
      .filter((kind) => (status === undefined) === (kind !== undefined) || method === undefined)
      .map((kind) => exchange(status, method, kind)),
  ),
);

function exchange(
  status: number | undefined,
  method: string | undefined,
  kind: TransportKind | undefined,
): Exchange {
  const unseen = { headers: Headers.notCaptured, body: { is: 'not-captured' } } as const;
  const request: RequestMessage = { ...unseen, method, url: 'https://api.shop.example/v1/orders' };
  return {
    hops: [],
    recorder: { name: 'nobody' },
    at: { spans: [] },
    ...(method && { request }),
    ...(status && { response: { ...unseen, status } }),
    ...(kind && { transport: { kind, says: 'it failed' } }),
  };
}

function factsOfBare(settings: PackSettings): readonly Facts[] {
  return bare.map((one) => new Facts(one, settings, {}));
}

function isNotAsked(name: string): boolean {
  return Object.keys(NOT_ASKED).some((key) =>
    key.endsWith('.*') ? name.startsWith(key.slice(0, -1)) : name === key,
  );
}

/** A name that says that the value may be a secret. */
function mayBeSecret(name: string): boolean {
  const [, , , rest = ''] = /^(request|response)\.(header|json|query)\.(.+)$/.exec(name) ?? [];
  if (!rest) return false;
  return name.includes('.header.')
    ? isSecretHeader(rest)
    : name.includes('.query.')
      ? isSecretParameter(rest)
      : isSecretMember(rest);
}

const used = [...new Map(leaves.map((one) => [`${one.settings.id} ${one.leaf.fact}`, one] as const)).values()]
  .map(({ settings, leaf }) => ({ settings, name: leaf.fact }))
  // Packs put these questions in words of their own.
  .filter(({ name }) => !name.startsWith('told.'));

const questions = used.flatMap(({ settings, name }) =>
  factsOfBare(settings).flatMap((facts) => {
    if (facts.fact(name).is !== 'not-collected') return [];
    return [{ name, settings, question: wordsFor(name, facts, []) }];
  }),
);

describe('the words for facts', () => {
  it('belong to facts that exist', () => {
    const catalogue = factCatalogue();
    expect(askedFacts().filter((name) => !catalogue.has(name))).toEqual([]);
  });

  it('exist for every fact that rules read and a capture can lack', () => {
    const asked = new Set(questions.flatMap(({ name, question }) => (question ? [name] : [])));
    const without = questions
      .map(({ name }) => name)
      .filter((name) => !asked.has(name) && !isNotAsked(name) && !mayBeSecret(name));
    expect([...new Set(without)]).toEqual([]);
  });

  it('never ask for what may be a secret', () => {
    const secret = questions.filter(
      ({ name, question }) => question?.typed !== undefined && mayBeSecret(name),
    );
    expect(secret.map(({ name }) => name)).toEqual([]);
  });

  it('are one sentence that a developer understands without our names for things', () => {
    const odd = questions.flatMap(({ name, question }) => {
      if (!question) return [];
      const { ask, how = 'A sentence.' } = question;
      const isPlain = /^[A-Z][^?\n]{10,180}\?$/.test(ask) && !/undefined|\[object/.test(ask + how);
      const own = findFact(name)?.definition && new RegExp(`\\b${name.replaceAll('.', '\\.')}\\b`).test(ask);
      return isPlain && !own && how !== '' ? [] : [`${name}: ${ask} ${how}`];
    });
    expect([...new Set(odd)]).toEqual([]);
  });

  it('list answers that differ in value and label', () => {
    const doubled = questions.filter(({ question }) => {
      const answers = question?.answers;
      if (!answers) return false;
      return (
        answers.length < 2 ||
        question.typed !== undefined ||
        new Set(answers.map(([value]) => value)).size < answers.length ||
        new Set(answers.map(([, label]) => label)).size < answers.length
      );
    });
    expect([...new Set(doubled.map(({ name, settings }) => `${settings.id} ${name}`))]).toEqual([]);
  });

  it('list every value for which a rule looks', () => {
    const missing = leaves.flatMap(({ settings, leaf }) => {
      const answers = factsOfBare(settings)
        .map((facts) => wordsFor(leaf.fact, facts, [])?.answers)
        .find(Boolean);
      if (!answers) return [];
      const values = new Set(
        answers.flatMap(([value]) => (value === undefined ? [value, 'absent'] : [value])),
      );
      return leaf.tests
        .flatMap(([operator, operand]) =>
          operator === 'is' || operator === 'isnt'
            ? [operand]
            : operator === 'in' || operator === 'notIn'
              ? (operand as readonly unknown[])
              : [],
        )
        .filter((value) => !values.has(value) && !OF_CAPTURES.has(String(value)))
        .map((value) => `${settings.id}: ${leaf.fact} ${value}`);
    });
    expect([...new Set(missing)]).toEqual([]);
  });

  it('have answers that evidence can say', () => {
    const odd = questions.flatMap(({ name, settings, question }) =>
      (question?.answers ?? []).flatMap(([value]) => {
        const facts = new Facts(bare[0] as Exchange, settings, { answers: { [name]: value } });
        const found = findFact(name);
        const says = found?.definition.says?.(value, facts, found.rest) ?? '';
        return says.length < 5 || /undefined|NaN|\[object| {2}/.test(says)
          ? [`${name} ${value}: ${says}`]
          : [];
      }),
    );
    expect([...new Set(odd)]).toEqual([]);
  });

  it('are not asked for facts that stand in the list without need', () => {
    const known = new Set(leaves.flatMap(({ leaf }) => factsOf(leaf)));
    const idle = Object.keys(NOT_ASKED).filter((key) =>
      key.endsWith('.*')
        ? ![...known].some((name) => name.startsWith(key.slice(0, -1)))
        : !known.has(key) || askedFacts().includes(key),
    );
    expect(idle).toEqual([]);
  });
});
