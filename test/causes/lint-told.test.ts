import { describe, expect, it } from 'vitest';
import { lintAnswers, lintTold } from '../../src/causes/lint-told.js';

const questions = {
  'key-listed': { ask: 'Is it listed?', look: 'dashboard', answers: { active: 'yes', gone: 'no' } },
  'id-worked': { ask: 'Did it work?', look: 'records' },
} as const;

describe('what rules read of the answers of people', () => {
  it('is asked, with the answers that they compare it with', () => {
    expect(lintTold({ fact: 'told.key-listed', in: ['active', 'gone'] }, questions)).toEqual([]);
    expect(lintTold({ fact: 'told.key-listed', present: true }, questions)).toEqual([]);
    expect(lintTold({ fact: 'told.id-worked', is: false }, questions)).toEqual([]);
  });

  it('has no answers that the question does not offer', () => {
    const both = {
      any: [
        { fact: 'told.key-listed', isnt: 'absent' },
        { fact: 'told.id-worked', is: 'yes' },
      ],
    };
    expect(lintTold(both, questions)).toEqual([
      'the question key-listed has no answer absent',
      'the question id-worked has no answer yes',
    ]);
  });

  it('is not of a question that nobody puts', () => {
    expect(lintAnswers('told.anything', [], questions)).toEqual([
      'neither the pack nor http has a question named anything',
    ]);
    expect(lintAnswers('request.method', ['GET'], questions)).toEqual([]);
  });
});
