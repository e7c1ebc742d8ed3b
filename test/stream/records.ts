const record = (number: number) => {
  const request = { method: 'POST', url: `https://api.example.com/v1/payouts/${number}` };
  return JSON.stringify({ request, response: { status: number % 3 === 0 ? 500 : 200 } });
};

/** A log of so many calls, a line each. */
export const records = (count: number, end = '\n') =>
  Array.from({ length: count }, (_, number) => record(number) + end);
