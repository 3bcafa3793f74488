// The audits of GraphQL over HTTP by those who wrote its specification: how each ended.
const { serverAudits } = require('graphql-http');

(async () => {
  const ended = [];
  for (const audit of serverAudits({ url: process.argv[2], fetchFn: fetch })) {
    const { status, reason } = await audit.fn();
    ended.push({ audit: `${audit.id} ${audit.name}`, status, reason });
  }
  console.log(JSON.stringify(ended));
})();
