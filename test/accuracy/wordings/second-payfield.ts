import type { Wordings } from './wordings.js';

const AMOUNT = [
  'amount must be a positive decimal string.',
  'Amount must be a positive decimal string',
  'amount must be a positive decimal string (e.g. "100.00")',
  'AMOUNT MUST BE A POSITIVE DECIMAL STRING',
];

/** The merchant API: nearly every message is documented; these say the same in other spellings. */
export const payfield: Wordings = {
  'payfield/api-key-missing': {
    fixed: ['API key required.', 'api key required', 'API Key Required', 'API key required (X-API-Key)'],
  },
  'payfield/api-key-invalid': {
    fixed: ['Invalid API key.', 'invalid api key', 'Invalid API Key', 'INVALID API KEY'],
  },
  'payfield/timestamp-missing': {
    fixed: [
      'Timestamp required.',
      'timestamp required',
      'Timestamp Required',
      'Timestamp required: X-Timestamp',
    ],
  },
  'payfield/timestamp-format-invalid': {
    fixed: [
      'Invalid timestamp format.',
      'invalid timestamp format',
      'Invalid Timestamp Format',
      'Invalid timestamp format, use ISO-8601 UTC or Unix seconds',
    ],
  },
  'payfield/timestamp-window-exceeded': {
    fixed: [
      'Timestamp window exceeded.',
      'timestamp window exceeded',
      'Timestamp Window Exceeded',
      'Timestamp window exceeded (60s)',
    ],
  },
  'payfield/signature-invalid': {
    fixed: ['Invalid signature.', 'invalid signature', 'Invalid Signature', 'INVALID SIGNATURE'],
  },
  'payfield/unauthorized-other': {
    telling: [
      'Merchant account is blocked',
      'This request was already received (replay)',
      'Merchant not found',
      'Authentication method not accepted',
    ],
    vague: [
      'Unauthorized',
      'Authentication failed',
      'Unauthenticated.',
      'Could not authenticate the request',
    ],
  },
  'payfield/external-id-missing': {
    fixed: ['external_id is required.', 'External_id is required', 'external_id is required!'],
  },
  'payfield/amount-missing': { fixed: AMOUNT },
  'payfield/amount-not-string': { fixed: AMOUNT },
  'payfield/amount-not-positive': { fixed: AMOUNT },
  'payfield/amount-format-invalid': { fixed: AMOUNT },
  'payfield/currency-missing': {
    fixed: ['currency is required.', 'Currency is required', 'currency is required (3-letter code)'],
  },
  'payfield/card-number-missing': {
    fixed: ['card_number is required.', 'Card_number is required', 'card_number is required for payouts'],
  },
  'payfield/merchant-user-missing': {
    fixed: ['merchant_user_ip is required.', 'Merchant_user_ip is required', 'MERCHANT_USER_IP is required'],
  },
  'payfield/callback-url-invalid': {
    fixed: [
      'callback_url must be a valid URL.',
      'callback_url must be a valid url',
      'callback_url must be a valid URL (including scheme)',
    ],
  },
  'payfield/shop-currency-mismatch': {
    fixed: [
      'Shop currency mismatch. Expected BDT',
      'shop currency mismatch. expected BDT.',
      'Shop currency mismatch. Expected BDT, got USD.',
    ],
  },
  'payfield/insufficient-balance': {
    fixed: [
      'Insufficient balance.',
      'insufficient balance',
      'Insufficient balance. Available: 12.50 BDT',
      'Insufficient balance for this payout',
    ],
  },
  'payfield/validation-error-other': {
    telling: [
      'Payments are disabled for this shop',
      'Daily limit of the shop reached',
      'Operation type is not enabled for this merchant',
      'User is blacklisted',
    ],
    vague: ['Validation error', 'The given data was invalid.', 'Validation failed', 'Unprocessable Entity'],
  },
  'payfield/payout-not-found': {
    fixed: ['Payout not found.', 'payout not found', 'Payout Not Found', 'PAYOUT NOT FOUND'],
  },
  'payfield/payin-not-found': {
    fixed: ['PayIn not found.', 'Payin not found', 'payin not found', 'PAYIN NOT FOUND'],
  },
  'payfield/access-denied': {
    telling: [
      'Access denied',
      'Access is denied',
      'Your account is not permitted to use this API.',
      'IP address not allowed',
      'You do not have permission to perform this action.',
    ],
    vague: ['Forbidden', 'Not allowed', 'This action is unauthorized.'],
  },
  'payfield/server-error': {
    telling: [
      'Internal server error',
      'Server Error',
      'Unexpected server error',
      'An internal error occurred.',
    ],
    vague: [
      'Something went wrong',
      'Whoops, looks like something went wrong.',
      'SQLSTATE[HY000]: General error',
      'Unknown error',
      'runtime error: invalid memory address or nil pointer dereference',
    ],
  },
};
