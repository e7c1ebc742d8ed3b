import type { Random } from '../../accuracy/random.js';

export const requestId = (random: Random) => `req_${random.hex(16)}`;
export const amount = (random: Random) => `${random.between(1, 99_999)}.${random.digits(2)}`;
export const uuid = (random: Random) => [8, 4, 4, 4, 12].map((length) => random.hex(length)).join('-');
/** Whether calls are left decides how sure a refusal for their number is. */
export const wait = (random: Random) => ({
  'retry-after': String(random.between(1, 60)),
  'x-ratelimit-remaining': String(random.between(0, 2)),
});
/** Whether the parts add up decides what a refusal means. */
export const intentOf = (random: Random) => {
  const price = random.between(1, 90_000);
  return `{"amount":${random.chance(0.9) ? price : price + 1},"currency":"USD","lineItems":[{"name":"Widget","amount":${price},"quantity":1}]}`;
};
export const payoutOf = (random: Random) =>
  `{"external_id":"PAY-${random.digits(9)}","amount":"${random.chance(0.1) ? '-' : ''}${amount(random)}","currency":"BDT","card_number":"01700000077","merchant_user_id":"user-${random.digits(2)}","merchant_user_ip":"203.0.113.${random.between(1, 254)}"}`;
export const depositOf = (random: Random) =>
  `{"transactionAmount":${random.pick(['2500', '25.5', '"2500"'])},"currency":${random.between(0, 5)}}`;
export const intents = () => '/v2/platforms/intents';
export const intent = (random: Random) => `/v2/platforms/intents/int_${random.hex(12)}`;
export const controCard = (random: Random) => `/v1/partner/cards/card_${random.hex(10)}`;
export const axysCard = (random: Random) => `/v2/cards/${random.between(10_000, 99_999)}/bank-deposit`;
export const order = (random: Random) => `/v3/orders/${uuid(random)}`;
