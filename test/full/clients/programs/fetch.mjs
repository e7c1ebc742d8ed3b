const { method, url, headers, body } = JSON.parse(process.env.CALL);
try {
  const response = await fetch(url, { method, headers, body, signal: AbortSignal.timeout(500) });
  console.error(response);
} catch (error) {
  console.error(error);
}
