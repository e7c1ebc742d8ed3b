import { inside } from '../../exchange/place.js';
import { factsThatNeed, type Fact, type FactContext, known } from '../fact.js';
import { missing, placeOfBody, show } from '../message-facts.js';
import { statementOf, visibleText } from '../page-statement.js';
import { XML_CODE, XML_MESSAGE, xmlText } from '../xml-reading.js';

/** A failing answer in HTML, XML or plain text: what it says to a person, since it holds no JSON for a program. */
export default factsThatNeed('page', {
  'page.title': {
    means: 'title, or else first heading, of a failing HTML answer',
    get: (context) =>
      view(context, (text) => {
        const found =
          /<title[^>]{0,200}>([^<]{1,300})</i.exec(text) ?? /<h1[^>]{0,200}>([^<]{1,300})</i.exec(text);
        return found?.[1] && visibleText(found[1]);
      }),
    says: (value) => (value === undefined ? 'the page has no title' : `the page is titled ${show(value)}`),
  },
  'page.text': {
    means: 'what a person reads on a failing answer that is not JSON, its first 300 characters',
    get: (context) =>
      view(context, (text) => {
        const visible = visibleText(text);
        return visible === '' ? undefined : visible.slice(0, 300);
      }),
    says: (value) => (value === undefined ? 'the answer has no text' : `the page says ${show(value)}`),
  },
  'page.statement': {
    means:
      'what a gateway says in an answer of its own: `plain-http-to-tls-port`, `client-certificate-missing`, `client-certificate-refused`, `header-too-large`, `rate-limited`, `bot-challenge`, `firewall-block`, `host-unknown`, `proxy-refusal`; absent when it says none of these',
    get: (context) => {
      const { response } = context.exchange;
      const body = response && isFailing(context) ? context.body('response') : undefined;
      if (!response || !body || body.is === 'json') return known(undefined);
      const statement = statementOf(response, body.is === 'not-json' ? visibleText(body.text) : '');
      return statement === undefined && body.is === 'not-captured'
        ? missing(context.exchange, 'the response body')
        : known(statement, placeOfBody(context, 'response') ?? response.at);
    },
    says: (value, context) => {
      if (value === undefined) return 'the answer is no page of a gateway';
      const title = context.fact('page.title');
      const text = context.fact('page.text');
      const said = [title, text].find((fact) => fact.is === 'known' && fact.value !== undefined);
      return said?.is === 'known' ? `the page says ${show(said.value)}` : `the answer is a ${value}`;
    },
  },
  'page.says.*': {
    means: 'whether `page.statement` is this',
    get: (context, statement) => {
      const found = context.fact('page.statement');
      return found.is === 'known' ? known(found.value === statement, found.at) : found;
    },
    says: (_value, context) => {
      const text = context.fact('page.text');
      return text.is === 'known' && text.value !== undefined
        ? `the answer says ${show(text.value)}`
        : 'a header of the answer says so';
    },
  },
  'page.reference': {
    means: "the gateway's own id of the refusal, which its operator needs to find it",
    get: (context) => {
      const headers = context.exchange.response?.headers;
      const header =
        headers &&
        ['cf-ray', 'x-amz-cf-id', 'x-iinfo', 'x-sucuri-id'].map((name) => headers.get(name)).find(Boolean);
      if (header) return known(header.value, header.at);
      return view(
        context,
        (text) =>
          /(?:ray id|reference|incident id|support id|request id)(?: is)?\s*[#:]*\s*([0-9a-z][\w.=-]{7,80})/i.exec(
            visibleText(text),
          )?.[1],
      );
    },
    says: (value) =>
      value === undefined ? 'the page names no reference' : `the gateway's reference is ${value}`,
  },
  'page.xmlCode': {
    means: 'the code of a failure told in XML (`Code`, `code`, `faultcode`, `errorCode`)',
    get: (context) => element(context, XML_CODE),
    says: (value) => (value === undefined ? 'the XML names no code' : `the XML's code is ${value}`),
  },
  'page.xmlMessage': {
    means: 'the message of a failure told in XML (`Message`, `faultstring`, `description`)',
    get: (context) => element(context, XML_MESSAGE),
    says: (value) => (value === undefined ? 'the XML has no message' : `the XML says ${show(value)}`),
  },
  'page.isXml': {
    means: 'whether a failure is told in XML',
    get: (context) => {
      const body = isFailing(context) ? context.body('response') : undefined;
      const place = placeOfBody(context, 'response');
      return known(body?.is === 'not-json' && body.looksLike === 'xml', place);
    },
    says: () => 'the answer is XML',
  },
});

function isFailing({ exchange }: FactContext): boolean {
  const status = exchange.response?.status;
  return exchange.response !== undefined && (status === undefined || status >= 400);
}

/** The text of a failing answer that is not JSON; a JSON answer is absent here. */
function view(context: FactContext, read: (text: string) => unknown): Fact {
  if (!isFailing(context)) return known(undefined);
  const body = context.body('response');
  if (body.is === 'not-captured') return missing(context.exchange, 'the response body');
  if (body.is === 'json') return known(undefined);
  return known(read(body.text), placeOfBody(context, 'response'));
}

function element(context: FactContext, names: string): Fact {
  const body = isFailing(context) ? context.body('response') : undefined;
  if (body?.is !== 'not-json' || body.looksLike !== 'xml') return known(undefined);
  const found = xmlText(body.text, names);
  const place = placeOfBody(context, 'response');
  return known(found?.text, place && found && inside(place, found));
}
