import { LIMITS } from '../limits.ts';

/** The session's cookie of one hub: those of other hubs on the same machine, at other ports, are not told apart by browsers. */
export class SessionCookie {
  private name: string;
  private isSecure: boolean;

  /** `isSecure`: over HTTPS, where the prefix `__Host-` binds it to this very host (RFC 6265bis, 4.1.3.2). */
  constructor(hubId: string, isSecure: boolean) {
    this.isSecure = isSecure;
    this.name = `${isSecure ? '__Host-' : ''}porchlight-${hubId.slice(0, 8)}`;
  }

  /** The secret in a `Cookie` header. */
  read(header: string | undefined): string | undefined {
    const pairs = (header ?? '').split(';').map((pair) => pair.trim());
    return pairs.find((pair) => pair.startsWith(`${this.name}=`))?.slice(this.name.length + 1);
  }

  /** For `Set-Cookie`. */
  set(secret: string): string {
    return this.line(secret, Math.floor(LIMITS.webSessionMs / 1_000));
  }

  /** For `Set-Cookie`, to have it forgotten. */
  clear(): string {
    return this.line('', 0);
  }

  private line(value: string, maxAge: number): string {
    const flags = ['Path=/', `Max-Age=${maxAge}`, 'HttpOnly', 'SameSite=Strict', ...(this.isSecure ? ['Secure'] : [])];
    return [`${this.name}=${value}`, ...flags].join('; ');
  }
}
