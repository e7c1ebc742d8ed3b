import { Agent, interceptors, request } from 'undici';

const { method, url, headers, body } = JSON.parse(process.env.CALL);
const dispatcher = new Agent({ headersTimeout: 500 }).compose(interceptors.responseError());
try {
  await request(url, { method, headers, body, dispatcher });
} catch (error) {
  console.error(error);
}
