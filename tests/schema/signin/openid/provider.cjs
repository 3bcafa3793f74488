// An identity provider on a port of this machine, until its standard input ends.
// argv: what it is to be like, as JSON: port, back (where it sends people), audience, alg, key
// (private, as JWK: Node.js 20 now and then hangs as it exports one), lean (tells claims at
// userinfo alone), secret.
const { createServer } = require('node:http')
const { join } = require('node:path')
const { pathToFileURL } = require('node:url')

const asked = JSON.parse(process.argv[2])
const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519']
const people = {
  li: { name: '李娜', provenance_role: 'regulator', provenance_region: '150000' },
  zhao: { name: '赵', provenance_role: 'owner' },
  qian: { name: '钱' },
}

async function main() {
  const { default: Provider } = await import(
    pathToFileURL(join(process.env.NODE_PATH, 'oidc-provider', 'lib', 'index.js')))
  const server = createServer()
  await new Promise((ready) => server.listen(asked.port, '127.0.0.1', ready))
  const issuer = `http://127.0.0.1:${server.address().port}`
  const told = ['name', 'provenance_role', 'provenance_region']
  const client = asked.secret
    ? { client_secret: asked.secret }
    : { token_endpoint_auth_method: 'none' }
  const provider = new Provider(issuer, {
    clients: [
      { client_id: 'provenance', redirect_uris: [asked.back], response_types: ['code'],
        id_token_signed_response_alg: asked.alg, ...client },
      { client_id: 'robot', client_secret: 's'.repeat(32), redirect_uris: [], response_types: [],
        grant_types: ['client_credentials'], id_token_signed_response_alg: asked.alg },
    ],
    claims: { openid: ['sub'], profile: told },
    conformIdTokenClaims: asked.lean,
    cookies: { keys: ['a test'] },
    enabledJWA: { idTokenSigningAlgValues: algorithms },
    extraTokenClaims: () => people.li,
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
    features: {
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: () => ({ scope: '', audience: asked.audience,
          accessTokenFormat: 'jwt', accessTokenTTL: 600, jwt: { sign: { alg: asked.alg } } }),
      },
    },
    jwks: { keys: [{ ...asked.key, use: 'sig', alg: asked.alg }] },
    pkce: { required: () => true },
    ttl: { Session: 600, Interaction: 600, Grant: 600, IdToken: 600, AccessToken: 600 },
  })
  server.on('request', provider.callback())
  console.log(issuer)
}

process.stdin.resume()
process.stdin.on('end', () => process.exit(0))
main()
