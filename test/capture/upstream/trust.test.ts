import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { trustVariables } from '../../../src/capture/program/trust-variables.js';
import { variablesFor } from '../../../src/capture/program/variables.js';
import { trustedAuthorities } from '../../../src/capture/upstream/trust.js';
import { type Certificates, makeCertificates } from '../../support/certificates.js';

let certificates: Certificates;
beforeAll(() => {
  certificates = makeCertificates();
});
afterAll(() => certificates.remove());

it('is that of every variable whose value a program loses', () => {
  const { certFile } = certificates.ca;
  const authority = readFileSync(certFile, 'utf8').trim();
  const bundle = '/own/ca.pem';
  const proxy = new URL('http://127.0.0.1:1');
  const files = { bundle, extra: bundle, trustStore: '', phpFolder: '', nodeHook: undefined };
  const taken = Object.entries(variablesFor({ ...files, proxy, env: {} }));
  const names = taken.flatMap(([name, value]) => (value === bundle ? name : []));
  expect(names).toEqual(expect.arrayContaining(['SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS', 'AWS_CA_BUNDLE']));
  expect(names.sort()).toEqual(trustVariables().sort());
  for (const name of names) expect(trustedAuthorities({ [name]: certFile })).toContain(authority);
});

it('leaves out files that cannot be read', () => {
  expect(trustedAuthorities({ SSL_CERT_FILE: '/nowhere', DENO_CERT: '/' })).toEqual(trustedAuthorities({}));
});
