/** What the vault seals the secrets of an issuer as. */
export const sealedAs = (id: string): string => `token-issuer:${id}`;
