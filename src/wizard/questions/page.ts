import { defineQuestions } from '../fact-question.js';

export default defineQuestions({
  'page.statement': {
    ask: 'What does the page say that came as the answer?',
    look: 'call',
    answers: [
      [undefined, 'it is JSON, or says none of these'],
      ['plain-http-to-tls-port', 'plain HTTP was sent to an HTTPS port'],
      ['client-certificate-missing', 'a client certificate is required'],
      ['client-certificate-refused', 'the client certificate is not accepted'],
      ['header-too-large', 'a header, or all of them, are too large'],
      ['rate-limited', 'too many requests'],
      ['bot-challenge', 'prove that you are no robot, or wait while the browser is checked'],
      ['firewall-block', 'access was blocked or denied by a firewall'],
      ['host-unknown', 'no such host, site or application is known here'],
      ['proxy-refusal', 'a proxy does not allow this address'],
    ],
  },
});
