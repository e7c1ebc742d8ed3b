import { isText, type Members } from '../json/members.js';

const EVENT = ['event', 'eventtype', 'eventname', 'topic', 'trigger', 'type'];
const DELIVERY_ID = ['deliveryid', 'webhookid', 'webhook', 'endpointid', 'eventid', 'subscriptionid'];
export const ATTEMPTS = ['attempts', 'deliveryattempts', 'deliveries', 'tries', 'history'];
const COUNTS = ['attempt', 'attempts', 'attemptcount', 'attemptnumber', 'retrycount'];
const VERDICTS = ['delivered', 'isdelivered', 'success', 'succeeded'];
const STATES = ['status', 'state', 'result', 'outcome', 'deliverystatus'];
const FAILED = /^(?:failed|failure|error|exhausted|undeliverable|dead|disabled)$/i;
const DELIVERED = /^(?:delivered|success|succeeded|ok|completed)$/i;

/** Whether an object names the event or the endpoint of a webhook. */
export function namesDelivery(record: Members): boolean {
  return (record.find(EVENT, isText) ?? record.find(DELIVERY_ID) ?? record.members(EVENT)) !== undefined;
}

/** Whether an object lists or counts attempts. */
export function countsAttempts(record: Members): boolean {
  return (
    (record.find(ATTEMPTS, Array.isArray) ?? record.find(COUNTS, (value) => typeof value === 'number')) !==
    undefined
  );
}

/**
 * Whether an object with an address and a status is an attempt to deliver an event, and not a call that a program
 * logged. Loggers name their message `event` as well, but count no attempts and say nothing of delivery.
 */
export function isDeliveryAttempt(record: Members): boolean {
  return (
    namesDelivery(record) &&
    (countsAttempts(record) || record.find(['delivered', 'isdelivered'], isBoolean) !== undefined)
  );
}

/** The record's own word on whether the event was delivered; undefined when it has none. */
export function saysDelivered(record: Members): boolean | undefined {
  const verdict = record.find(VERDICTS, isBoolean)?.value as boolean | undefined;
  if (verdict !== undefined) return verdict;
  const state = record.find(
    STATES,
    (value) => isText(value) && (FAILED.test(value) || DELIVERED.test(value)),
  );
  return state && DELIVERED.test(state.value as string);
}

function isBoolean(value: unknown): boolean {
  return typeof value === 'boolean';
}
