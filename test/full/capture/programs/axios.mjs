import { createRequire } from 'node:module';

const axios = createRequire(process.env.MODULES)('axios');
const answer = await axios.post(process.argv[2], '{"amount":1}', {
  validateStatus: null,
  responseType: 'text',
});
console.log(answer.status, JSON.stringify(answer.data));
