import { expect, it } from 'vitest';
import { visibleText } from '../../src/facts/page-statement.js';
import { XML_CODE, xmlText } from '../../src/facts/xml-reading.js';

it.each([
  ['<Code>A</Code>', 'A'],
  ['<s:code>A</s:code>', 'A'],
  ['<ErrorCode kind="x">A</ErrorCode>', 'A'],
  ['<faultcode>\n  s:Client\n</faultcode>', 's:Client'],
  ['<Code>ü &lt; A</Code>', 'ü < A'],
  ['<Code> </Code>', undefined],
  ['<Code></Code>', undefined],
  ['<MyCode>A</MyCode>', undefined],
  ['<Code>A', undefined],
  [`<Code>${'a'.repeat(500)}</Code>`, 'a'.repeat(500)],
  [`<Code>${'a'.repeat(501)}</Code>`, undefined],
  [`${' '.repeat(11_991)}<Code>A</`, 'A'],
  [`${' '.repeat(11_992)}<Code>A</`, undefined],
])('the code of %j is %j', (document, code) => {
  expect(xmlText(document, XML_CODE)?.text).toBe(code);
});

it('stands at its bytes, without the blanks around it', () => {
  const document = '<Error><Name>ü</Name><Code>\n  ä b </Code></Error>';
  const found = xmlText(document, XML_CODE);
  expect(Buffer.from(document).subarray(found?.from, found?.to).toString()).toBe('ä b');
});

it.each([
  ['<p>one</p><p>two</p>', 'one two'],
  ['<script type="a">x < y</script>seen', 'seen'],
  ['seen<style>never closed', 'seen'],
  ['<SCRIPT>x</script>seen', 'seen'],
  ['<scripted>seen', 'seen'],
  ['seen<!-- not --><!-- never closed', 'seen'],
  ['seen<b never closed', 'seen'],
  ['a&nbsp;&amp;&#38;b', 'a &&b'],
  ['&lt;&#60;&gt;&#62;', '<<>>'],
  ['&quot;&#34;&#39;&apos;&rsquo;', `""'''`],
  ['&#46;&#x2E;&#47;&#x2f;', '..//'],
  ['a&#32;b&#35;&#x23;', 'a b##'],
  ['  a \n\t b  ', 'a b'],
  [`${'a'.repeat(12_000)}b`, 'a'.repeat(12_000)],
])('a person reads %j as %j', (page, text) => expect(visibleText(page)).toBe(text));
