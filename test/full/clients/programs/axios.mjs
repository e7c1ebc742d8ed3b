import axios from 'axios';

const { method, url, headers, body } = JSON.parse(process.env.CALL);
try {
  await axios({ method, url, headers, data: body, timeout: 500 });
} catch (error) {
  const { response } = error;
  const forms = {
    print: () => console.error(error),
    json: () => console.log(JSON.stringify(error)),
    pretty: () => console.log(JSON.stringify(error, null, 2)),
    response: () => console.log(response),
    whole: () =>
      console.log(
        JSON.stringify({
          ...error.toJSON(),
          response: { status: response?.status, headers: response?.headers, data: response?.data },
        }),
      ),
  };
  forms[process.env.FORM]();
}
