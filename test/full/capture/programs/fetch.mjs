const answer = await fetch(process.argv[2], { method: 'POST', body: '{"amount":1}' });
console.log(answer.status, await answer.text());
