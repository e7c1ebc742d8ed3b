import type { Runtime } from '../runtime.js';

const python: Runtime = {
  name: 'Python',
  commands: /^(?:python[\d.]*|uv|uvicorn|gunicorn|poetry|pip\d*|pytest|http|https)$/,
  authorities: ['REQUESTS_CA_BUNDLE', 'AWS_CA_BUNDLE', 'PIP_CERT', 'HTTPLIB2_CA_CERTS'],
  goesPast:
    'requests, httpx and urllib go through the proxy; aiohttp does with ClientSession(trust_env=True), http.client and urllib3 where they are told.',
  refuses: 'give verify=os.environ["SSL_CERT_FILE"] in place of a list of its own.',
};

export default python;
