import { text } from 'node:stream/consumers';

const documents = JSON.parse(await text(process.stdin)).map((json) => JSON.parse(json));
const stringify = (indent) => documents.map((value) => JSON.stringify(value, undefined, indent));
console.log(
  JSON.stringify({
    "JavaScript's JSON.stringify": stringify(),
    'JSON.stringify with an indent of 2': stringify(2),
    'JSON.stringify with an indent of 4': stringify(4),
    'JSON.stringify with tabs': stringify('\t'),
  }),
);
