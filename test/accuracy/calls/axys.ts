import type { AnyOf } from '../exchange.js';
import type { Random } from '../random.js';
import { answered, type Draft, someMoment } from './draft.js';

/** Sound calls of the card platform: a client certificate below HTTP and one key header. */

export const HOSTS = ['production.api.axyscards.com', 'staging.api.axyscards.com'] as const;

/** No header or code is its own: the host names it. */
export const NAMED: AnyOf = [['line']];

function call(random: Random, method: string, path: string, json?: Draft['json']): Draft {
  return {
    method,
    scheme: 'https',
    host: random.pick(HOSTS),
    path: `/v2${path}`,
    query: {},
    headers: [
      ['X-API-Key', `errdoctor-example-${random.hex(24)}`],
      ...(json ? [['Content-Type', 'application/json'] as [string, string]] : []),
    ],
    json,
    now: someMoment(random),
  };
}

const number = (random: Random) => random.between(101, 99_999);

export const routes = {
  createCardholder: (random: Random) =>
    call(random, 'POST', '/cardholders', {
      firstName: 'Errdoctor',
      lastName: 'Example',
      emailAdr: 'errdoctor@mail.example.com',
      gender: random.between(0, 1),
      nationality: 'US',
      placeOfBirth: 'USA',
      dob: '1988-04-12',
      adrLine1: '1 Example Street',
      city: 'Springfield',
      state: 'IL',
      country: 'US',
      zipCode: '62701',
      callingCode: '001',
      cellNum: '5550100',
    }),
  updateCardholder: (random: Random) =>
    call(random, 'PUT', `/cardholders/${number(random)}`, { firstName: 'Errdoctor', city: 'Shelbyville' }),
  readCardholder: (random: Random) => call(random, 'GET', `/cardholders/${number(random)}`),
  readCard: (random: Random) => call(random, 'GET', `/cards/${number(random)}`),
  readWallet: (random: Random) => call(random, 'GET', `/wallets/${number(random)}`),
  createCard: (random: Random) =>
    call(random, 'POST', `/cards/virtual/${number(random)}`, {
      alias: 'travel',
      preferredName: 'E EXAMPLE',
      transactionLimit: random.between(10, 900) * 100,
    }),
  activateCard: (random: Random) => call(random, 'POST', `/cards/${number(random)}/activate`),
  createWallet: (random: Random) => call(random, 'POST', '/wallets', { name: 'errdoctor example' }),
  cardDeposit: (random: Random) =>
    call(random, 'POST', `/cards/${number(random)}/bank-deposit`, {
      transactionAmount: random.between(1, 900) * 100,
      transactionReference: `INV-${random.digits(4)}`,
    }),
  walletDeposit: (random: Random) =>
    call(random, 'POST', `/wallets/${number(random)}/bank-deposit`, {
      transactionAmount: random.between(1, 900) * 100,
    }),
  walletTransfer: (random: Random) =>
    call(random, 'POST', '/wallets/transfer', {
      sourceWalletId: number(random),
      destinationWalletId: number(random),
      amount: random.between(1, 900) * 100,
    }),
  listen: (random: Random) => call(random, 'POST', '/otp/listeners', { cardId: number(random) }),
  readOtp: (random: Random) => call(random, 'GET', `/otp/errdoctor-${random.hex(20)}`),
  deleteOtp: (random: Random) => call(random, 'DELETE', `/otp/errdoctor-${random.hex(20)}`),
  transactions(random: Random): Draft {
    const draft = call(random, 'GET', '/cards/transactions');
    draft.query = { limit: '50', offset: '0', orderBy: 'date' };
    return draft;
  },
} as const;

/** The envelope has a documented `status` and an undocumented place for words. */
export function refusal(draft: Draft, random: Random, status: number, words: string | undefined) {
  const member = random.pick(['message', 'message', 'message', 'error', 'detail']);
  return answered(draft, random, status, {
    status: 'error',
    ...(words !== undefined && { [member]: words }),
  });
}
