import got from 'got';

const { method, url, headers, body } = JSON.parse(process.env.CALL);
try {
  await got(url, { method, headers, body, timeout: { request: 500 }, retry: { limit: 0 } });
} catch (error) {
  if (process.env.FORM === 'json') console.log(JSON.stringify(error));
  else console.error(error);
}
