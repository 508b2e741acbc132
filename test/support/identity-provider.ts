import { generateKeyPairSync } from 'node:crypto';
import type { RequestListener } from 'node:http';
import Provider, { errors } from 'oidc-provider';

export const CLIENT_SECRET = 'the secret of the hub: 100 % & more';
const CLIENT_ID = 'porchlight:hub';
const signingKey = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey.export({ format: 'jwk' });

/** Where the provider would keep sessions and tokens. Signed tokens need no keeping. */
class Nothing {
  async find() {}
  async upsert() {}
}

export interface Account {
  password: string;
  /** Of the access token, besides those that the provider makes. */
  claims: object;
}

/** A web server that listens, and what it does. */
export interface AnyServer {
  url: string;
  answer: RequestListener;
}

/** oidc-provider with the grant type `password`, on a server that can be made to do other things meanwhile. `format`: what its access tokens are. */
export function identityProviderOn<S extends AnyServer>(server: S, accounts: Record<string, Account>, format: 'jwt' | 'opaque' = 'jwt') {
  const seen: string[] = [];
  const provider = new Provider(server.url, {
    clients: [{ client_id: CLIENT_ID, client_secret: CLIENT_SECRET, grant_types: ['password'], redirect_uris: [], response_types: [] }],
    adapter: Nothing,
    cookies: { keys: ['only for tests'] },
    jwks: { keys: [{ ...signingKey, kid: 'sig-1', use: 'sig', alg: 'RS256' }] },
    features: { devInteractions: { enabled: false } },
    extraTokenClaims: (_: unknown, token: { accountId: string }) => accounts[token.accountId]?.claims,
    ttl: { AccessToken: 600 },
  });
  const target = { audience: 'porchlight', scope: '', accessTokenFormat: format, jwt: { sign: { alg: 'RS256' } } };
  provider.registerGrantType(
    'password',
    async (ctx) => {
      const { username = '', password } = ctx.oidc.params;
      seen.push(username);
      if (!Object.hasOwn(accounts, username) || accounts[username]?.password !== password) throw new errors.InvalidGrant('wrong');
      const token = new provider.AccessToken({ client: ctx.oidc.client, accountId: username, gty: 'password' });
      token.resourceServer = new provider.ResourceServer('urn:porchlight', target);
      ctx.body = { access_token: await token.save(), expires_in: token.expiration, token_type: token.tokenType };
    },
    ['username', 'password', 'scope', 'audience'],
  );
  const answer = provider.callback();
  server.answer = answer;
  return {
    server,
    /** User names that it was asked about. */
    seen,
    /** Makes it work again. */
    mend: () => {
      server.answer = answer;
    },
    /** What a person enters to have the hub ask it. */
    settings: {
      name: 'House accounts',
      algorithm: 'RS256',
      key: { kind: 'jwks', url: `${server.url}/jwks` },
      issuer: server.url,
      audience: 'porchlight',
      clockSkewSeconds: 60,
      userName: 'JWT',
      passwordGrant: { endpoint: `${server.url}/token`, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, scope: null, audience: null },
    } as const,
  };
}
