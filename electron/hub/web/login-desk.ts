import type { WebState } from '../../contract/web.ts';
import type { Report } from '../activity/report.ts';
import { countedAs } from '../broker/listeners/counted-as.ts';
import type { RandomBytes } from '../clock.ts';
import { TooBusy } from '../devices/passwords.ts';
import { LIMITS } from '../limits.ts';
import { troubleOf } from '../storage/trouble.ts';
import { words } from '../words/index.ts';
import type { LoginPace } from './login-pace.ts';
import { type Refusal, refusals } from './problems.ts';
import type { Sessions, Visit } from './sessions.ts';
import type { SetupLink } from './setup-link.ts';
import type { WebPassword } from './web-password.ts';

export interface LoginDeskNeeds {
  password: WebPassword;
  link: SetupLink;
  pace: LoginPace;
  sessions: Sessions;
  random: RandomBytes;
  report: Report;
  /** How a try to log in ended, to be counted. */
  tried(outcome: 'accepted' | 'refused'): void;
}

/** Who asks, as far as it can be known. */
export interface Caller {
  address: string;
  /** See {@link browserName}. */
  browser: string;
}

/** A new session, or why there is none. */
export type Admission = { secret: string; visit: Visit } | { refusal: Refusal };

/** Lets browsers in: by the one-time link, by the password. Every try and every change is told to the activity log, with its address. */
export class LoginDesk {
  private needs: LoginDeskNeeds;

  constructor(needs: LoginDeskNeeds) {
    this.needs = needs;
  }

  state(visit: Visit | null): WebState {
    if (visit) return { state: 'in', csrf: visit.csrf };
    return { state: this.needs.password.isSet ? 'out' : 'setup' };
  }

  /** The first password, or another one where it was forgotten. Whoever was logged in before is not any more. */
  setUp(caller: Caller, token: string, password: string): Promise<Admission> {
    return this.paced(caller, async () => {
      const { link } = this.needs;
      if (!link.isGood(token)) return this.refused(caller, words.web.linkOver, refusals.link());
      await this.needs.password.set(password, () => {
        // Another browser may have come by the same link meanwhile.
        if (!link.isGood(token)) throw new LinkTaken();
        link.end();
        this.needs.sessions.endAll();
      });
      return this.letIn(caller, words.web.passwordSet);
    });
  }

  logIn(caller: Caller, password: string): Promise<Admission> {
    return this.paced(caller, async () => {
      if (await this.needs.password.matches(password)) return this.letIn(caller, words.web.loggedIn);
      return this.refused(caller, words.web.wrongPassword, refusals.password());
    });
  }

  /** Ends all sessions, that of the caller too, which gets a new one. */
  change(caller: Caller, old: string, password: string): Promise<Admission> {
    return this.paced(caller, async () => {
      if (!(await this.needs.password.matches(old))) {
        return this.refused(caller, words.web.wrongOldPassword, refusals.password());
      }
      await this.needs.password.set(password, () => this.needs.sessions.endAll());
      return this.letIn(caller, words.web.passwordChanged);
    });
  }

  logOut({ address }: Caller, { number }: Visit): void {
    this.needs.sessions.end(number);
    this.needs.report({ kind: 'connection', text: words.web.loggedOut, address });
  }

  /** Logs another browser out. Does nothing if it is out already. */
  endOther({ address }: Caller, number: number): void {
    this.needs.sessions.end(number);
    this.needs.report({ kind: 'connection', text: words.web.loggedOutByOther, address });
  }

  private async paced(caller: Caller, check: () => Promise<Admission>): Promise<Admission> {
    const source = countedAs(caller.address);
    const wait = this.needs.pace.begin(source);
    if (wait > 0) {
      const text = words.web.tooMany;
      return this.refused(caller, text, refusals.tooMany(Math.ceil(wait / 1_000)));
    }
    try {
      const admission = await check();
      if ('visit' in admission) this.needs.pace.right(source);
      return admission;
    } catch (error) {
      if (error instanceof LinkTaken) return this.refused(caller, words.web.linkOver, refusals.link());
      if (error instanceof TooBusy) return { refusal: refusals.tooMany(LIMITS.webBusySeconds) };
      if (troubleOf(error) !== null) return { refusal: refusals.storage() };
      throw error;
    }
  }

  private letIn({ address, browser }: Caller, text: string): Admission {
    const admission = this.needs.sessions.begin(address, browser);
    this.needs.tried('accepted');
    this.needs.report({ kind: 'connection', text, address });
    return admission;
  }

  private refused({ address }: Caller, text: string, refusal: Refusal): Admission {
    this.needs.tried('refused');
    this.needs.report({ kind: 'refusal', text, address, refusal: { cause: 'browser-login' } });
    return { refusal };
  }
}

/** Somebody else was faster with the same link. */
class LinkTaken extends Error {}
