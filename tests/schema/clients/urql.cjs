// urql: queries, persisted or not, by POST and GET, and what it makes of a mistake.
const { Client, fetchExchange } = require('@urql/core');
const { persistedExchange } = require('@urql/exchange-persisted');

const [url, declaration] = process.argv.slice(2);
const query = `query V($key: String!) {
  verdict(subject: { declaration: $key }) { conclusion lawfulKg }
}`;
const persisted = persistedExchange({ preferGetForPersistedQueries: false });
const persistedByGet = persistedExchange({ preferGetForPersistedQueries: true });
const clients = {
  post: new Client({ url, exchanges: [fetchExchange], preferGetMethod: false }),
  get: new Client({ url, exchanges: [fetchExchange], preferGetMethod: 'force' }),
  persisted: new Client({ url, exchanges: [persisted, fetchExchange], preferGetMethod: false }),
  'persisted, by GET': new Client({ url, exchanges: [persistedByGet, fetchExchange] }),
};

(async () => {
  const said = {};
  for (const [name, client] of Object.entries(clients)) {
    const { data, error } = await client.query(query, { key: declaration }).toPromise();
    said[name] = error ? String(error) : [data.verdict.conclusion, data.verdict.lawfulKg];
  }
  const { error } = await clients.post.query('{ lotz }', {}).toPromise();
  said.mistake = [error.name, error.graphQLErrors[0]?.extensions?.code];
  console.log(JSON.stringify(said));
})();
