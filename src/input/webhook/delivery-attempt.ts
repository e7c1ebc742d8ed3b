import { isText, type Members } from '../json/members.js';

const EVENT = ['event', 'eventtype', 'eventname', 'topic', 'trigger', 'type'];
const DELIVERY_ID = ['deliveryid', 'webhookid', 'webhook', 'endpointid', 'eventid', 'subscriptionid'];
export const ATTEMPTS = ['attempts', 'deliveryattempts', 'deliveries', 'tries', 'history'];
const COUNTS = ['attempt', 'attemptcount', 'attemptnumber', 'retrycount'];

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
 * logged. Loggers name their message `event` as well, but count no attempts.
 */
export function isDeliveryAttempt(record: Members): boolean {
  return namesDelivery(record) && countsAttempts(record);
}
