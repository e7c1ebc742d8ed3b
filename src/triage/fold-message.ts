/** Longer messages are told by their beginning. */
const LONGEST = 200;

/**
 * A message without what differs from call to call: `card card_8fK2 not found` as `card {id} not found`, so that the
 * failures of one kind have one message.
 */
export function foldMessage(message: string): string {
  return message
    .slice(0, 4 * LONGEST)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(PARTS, (part, url, mail, time) =>
      url ? '{url}' : mail ? '{email}' : time ? '{time}' : NUMBER.test(part) ? '{number}' : '{id}',
    )
    .slice(0, LONGEST);
}

const PARTS =
  /(\bhttps?:\/\/[^\s"'<>)]+)|([\w.+-]+@[\w-]+\.[\w.-]+)|(\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?)|[\w.,-]*\d[\w,-]*(?:\.\w+)*/gi;
const NUMBER = /^[-.,]?\d[\d.,]*$/;
