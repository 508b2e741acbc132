import { arch, cpus, freemem, homedir, hostname, platform, release, totalmem, userInfo } from 'node:os';

/** What the machine and the program are. */
export interface SystemFacts {
  platform: string;
  release: string;
  arch: string;
  processors: number;
  memoryBytes: number;
  freeMemoryBytes: number;
  /** Of this process. */
  residentBytes: number;
  heapBytes: number;
  versions: { node: string; electron: string; openssl: string; sqlite: string };
  /** What names the person or the machine, and so must not be told. */
  hostName: string;
  userName: string;
  home: string;
}

/** What the operating system says at this moment. */
export function systemFacts(): SystemFacts {
  const { rss, heapUsed } = process.memoryUsage();
  const { node, electron = 'none', openssl = 'unknown', sqlite = 'unknown' } = process.versions;
  return {
    platform: platform(),
    release: release(),
    arch: arch(),
    processors: cpus().length,
    memoryBytes: totalmem(),
    freeMemoryBytes: freemem(),
    residentBytes: rss,
    heapBytes: heapUsed,
    versions: { node, electron, openssl, sqlite },
    hostName: hostname(),
    userName: userName(),
    home: homedir(),
  };
}

/** Some containers run as a user that the system has no name for. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
