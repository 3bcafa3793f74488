// graphql-request: queries by POST and GET, and what it makes of a mistake.
const { GraphQLClient } = require('graphql-request');

const [url, declaration] = process.argv.slice(2);
const query = `query V($key: String!) {
  verdict(subject: { declaration: $key }) { conclusion lawfulKg }
}`;

(async () => {
  const said = {};
  for (const method of ['POST', 'GET']) {
    const client = new GraphQLClient(url, { method });
    const { verdict } = await client.request(query, { key: declaration });
    said[method.toLowerCase()] = [verdict.conclusion, verdict.lawfulKg];
  }
  try {
    await new GraphQLClient(url).request('{ lotz }');
  } catch (error) {
    said.mistake = [error.response.errors[0].extensions.code];
  }
  console.log(JSON.stringify(said));
})();
