import { type Account, identityProviderOn } from '../../support/identity-provider.ts';
import { webServer } from './web-server.ts';

export { CLIENT_SECRET } from '../../support/identity-provider.ts';

/** An identity provider of its own for one test. */
export async function identityProvider(accounts: Record<string, Account>, format?: 'jwt' | 'opaque') {
  return identityProviderOn(await webServer(() => {}), accounts, format);
}
