import { delimiter } from 'node:path';
import type { Runtime } from '../runtime.js';

const php: Runtime = {
  name: 'PHP',
  commands: /^(?:php[\d.]*|php-fpm[\d.]*|composer|artisan|phpunit)$/,
  // An empty part stands for the folder that PHP was built with.
  variables: ({ phpFolder, env }) => ({
    PHP_INI_SCAN_DIR: `${env.PHP_INI_SCAN_DIR ?? ''}${delimiter}${phpFolder}`,
  }),
  goesPast:
    'The curl extension, and with it Guzzle and Laravel, goes through the proxy; streams (file_get_contents, SoapClient) do after stream_context_set_default(["http" => ["proxy" => str_replace("http:", "tcp:", getenv("HTTP_PROXY"))]]). A php-fpm that runs already has its own environment: run php -S behind errdoctor.',
  refuses: 'leave out CURLOPT_CAINFO ("verify" of Guzzle), or set it to getenv("SSL_CERT_FILE").',
};

export default php;
