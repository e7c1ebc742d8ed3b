import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Lead } from '../../../src/capture/program/runtime.js';
import { runtimes } from '../../../src/capture/program/runtimes.generated.js';
import { variablesFor } from '../../../src/capture/program/variables.js';
import { ran } from './ran.js';

const lead: Lead = {
  proxy: new URL('http://127.0.0.1:41234'),
  bundle: '/own folder/ca.pem',
  extra: '/own folder/node.pem',
  trustStore: '/own folder/java.jks',
  phpFolder: '/own folder/php',
  nodeHook: '/own folder/node-hook.cjs',
  env: {
    NO_PROXY: 'localhost',
    https_proxy: 'http://own:1',
    NODE_OPTIONS: '--max-old-space-size=100',
    JAVA_TOOL_OPTIONS: '-Xmx1g',
    PHP_INI_SCAN_DIR: '/own/php',
    OTHER: 'kept',
  },
};

it('leads to the proxy, with no exceptions, and keeps what is the user’s', () => {
  expect(variablesFor(lead)).toMatchObject({
    HTTP_PROXY: 'http://127.0.0.1:41234',
    https_proxy: 'http://127.0.0.1:41234',
    NO_PROXY: undefined,
    no_proxy: undefined,
    SSL_CERT_FILE: '/own folder/ca.pem',
    REQUESTS_CA_BUNDLE: '/own folder/ca.pem',
    NODE_OPTIONS: '--max-old-space-size=100 --require "/own folder/node-hook.cjs"',
    NODE_EXTRA_CA_CERTS: '/own folder/node.pem',
    JAVA_TOOL_OPTIONS:
      '-Xmx1g -Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=41234 -Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=41234 ' +
      '-Dhttp.nonProxyHosts= -Djavax.net.ssl.trustStore="/own folder/java.jks" -Djavax.net.ssl.trustStorePassword=changeit',
    PHP_INI_SCAN_DIR: '/own/php:/own folder/php',
    OTHER: 'kept',
  });
});

it('lets PHP read its own folder where the user named none', () => {
  expect(variablesFor({ ...lead, env: {} }).PHP_INI_SCAN_DIR).toBe(':/own folder/php');
});

it('hands Node a path with spaces so that it finds the file', async () => {
  const { stderr } = await ran([process.execPath, '-e', '0'], {
    NODE_OPTIONS: variablesFor({ ...lead, env: {} }).NODE_OPTIONS ?? '',
  });
  expect(existsSync(`${lead.nodeHook}`)).toBe(false);
  expect(stderr).toContain("Cannot find module '/own folder/node-hook.cjs'");
});

it('knows each program by one runtime alone', () => {
  const names = [
    'node',
    'npx',
    'python3.11',
    'php8.2',
    'java',
    'gradlew',
    'go',
    'ruby',
    'dotnet',
    'deno',
    'curl',
  ];
  for (const name of names) expect(runtimes.filter(({ commands }) => commands.test(name))).toHaveLength(1);
});

it('docs/capture.md has a row for each runtime, with its variables', () => {
  const page = readFileSync(new URL('../../../docs/capture.md', import.meta.url), 'utf8');
  for (const { name, authorities = [], variables } of runtimes) {
    const row = page.split('\n').find((line) => line.startsWith(`| ${name} |`));
    const names = [...authorities, ...Object.keys(variables?.(lead) ?? {})];
    for (const one of names.filter((variable) => variable !== 'ERRDOCTOR_PROXY')) expect(row).toContain(one);
    expect(row).toBeDefined();
  }
});
