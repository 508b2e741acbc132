/** The package has no types of its own; these are of the part that the tests use. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http';

  export interface GrantContext {
    body: object;
    oidc: { client: { clientId: string }; params: { username?: string; password?: string } };
  }
  export interface Token {
    resourceServer: object;
    expiration: number;
    tokenType: string;
    save(): Promise<string>;
  }
  export default class Provider {
    constructor(issuer: string, configuration: object);
    AccessToken: new (
      fields: object,
    ) => Token & { accountId: string };
    ResourceServer: new (
      identifier: string,
      data: object,
    ) => object;
    registerGrantType(name: string, handler: (ctx: GrantContext) => Promise<void>, parameters: string[]): void;
    callback(): RequestListener;
  }
  export const errors: { InvalidGrant: new (detail: string) => Error };
}
