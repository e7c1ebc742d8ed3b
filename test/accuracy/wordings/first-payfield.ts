import type { Wordings } from './wordings.js';

const respelled = (text: string) => ({ fixed: [`${text}.`, text.toLowerCase()] });

export const firstPayfield: Wordings = {
  'api-key-missing': respelled('API key required'),
  'api-key-invalid': respelled('Invalid API key'),
  'timestamp-missing': respelled('Timestamp required'),
  'timestamp-format-invalid': respelled('Invalid timestamp format'),
  'timestamp-window-exceeded': respelled('Timestamp window exceeded'),
  'signature-invalid': respelled('Invalid signature'),
  'unauthorized-other': { vague: ['Merchant is blocked', 'Authentication failed', 'Unknown merchant'] },
  'external-id-missing': respelled('external_id is required'),
  'amount-missing': respelled('amount must be a positive decimal string'),
  'amount-not-string': respelled('amount must be a positive decimal string'),
  'amount-not-positive': respelled('amount must be a positive decimal string'),
  'amount-format-invalid': respelled('amount must be a positive decimal string'),
  'currency-missing': respelled('currency is required'),
  'card-number-missing': respelled('card_number is required'),
  'merchant-user-missing': respelled('merchant_user_ip is required'),
  'callback-url-invalid': respelled('callback_url must be a valid URL'),
  'shop-currency-mismatch': {
    fixed: ['Shop currency mismatch. Expected ARS.', 'shop currency mismatch. Expected INR'],
  },
  'insufficient-balance': {
    fixed: ['Insufficient balance: available 120.00 BDT', 'Insufficient balance for payout'],
  },
  'validation-error-other': {
    vague: ['Payment method is disabled for this shop', 'Daily payout limit reached'],
  },
  'payout-not-found': respelled('Payout not found'),
  'payin-not-found': respelled('PayIn not found'),
  'access-denied': { vague: ['Access denied', 'Forbidden'] },
  'server-error': { vague: ['Internal server error', 'Something went wrong'] },
};
