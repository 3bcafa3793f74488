// Apollo Client: queries, persisted or not, by POST and GET, and what it makes of a mistake.
const { createHash } = require('crypto');
const { ApolloClient, HttpLink, InMemoryCache, from, gql } = require('@apollo/client/core');
const { createPersistedQueryLink } = require('@apollo/client/link/persisted-queries');

const [uri, declaration] = process.argv.slice(2);
const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const query = gql`query V($key: String!) {
  verdict(subject: { declaration: $key }) { conclusion lawfulKg }
}`;
const http = () => new HttpLink({ uri });
const links = {
  post: http(),
  get: new HttpLink({ uri, useGETForQueries: true }),
  persisted: from([createPersistedQueryLink({ sha256 }), http()]),
  'persisted, by GET': from([
    createPersistedQueryLink({ sha256, useGETForHashedQueries: true }),
    http(),
  ]),
};

(async () => {
  const said = {};
  for (const [name, link] of Object.entries(links)) {
    const client = new ApolloClient({ cache: new InMemoryCache(), link });
    const { data } = await client.query({ query, variables: { key: declaration } });
    said[name] = [data.verdict.conclusion, data.verdict.lawfulKg];
  }
  const client = new ApolloClient({ cache: new InMemoryCache(), link: http() });
  try {
    await client.query({ query: gql`{ lotz }` });
  } catch (error) {
    said.mistake = [error.name, error.errors?.[0]?.extensions?.code];
  }
  console.log(JSON.stringify(said));
})();
