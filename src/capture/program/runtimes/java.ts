import { STORE_PASSWORD } from '../trust-files.js';
import { quoted, type Runtime } from '../runtime.js';

const java: Runtime = {
  name: 'Java',
  commands: /^(?:java|mvnw?|gradlew?|kotlin|scala|sbt|groovy|jshell|jbang)$/,
  variables({ proxy: { hostname, port }, trustStore, env }) {
    const own = ['http', 'https'].map(
      (scheme) => `-D${scheme}.proxyHost=${hostname} -D${scheme}.proxyPort=${port}`,
    );
    const trust = `-Djavax.net.ssl.trustStore=${quoted(trustStore)} -Djavax.net.ssl.trustStorePassword=${STORE_PASSWORD}`;
    return {
      JAVA_TOOL_OPTIONS: [env.JAVA_TOOL_OPTIONS ?? '', ...own, '-Dhttp.nonProxyHosts=', trust]
        .join(' ')
        .trim(),
    };
  },
  goesPast:
    'java.net.http, HttpURLConnection and OkHttp go through the proxy; Apache HttpClient does with useSystemProperties(), Reactor Netty (WebClient) with proxyWithSystemProperties().',
  refuses:
    'leave out an SSLContext and a javax.net.ssl.trustStore of its own, or let it trust the store that JAVA_TOOL_OPTIONS names.',
};

export default java;
