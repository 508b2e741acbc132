import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { remarkBook } from '../../../electron/hub/mosquitto/remarks.ts';

/** Writes files into a folder of their own. */
export function folderOf(files: Record<string, string | Uint8Array>): (name: string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-mosquitto-'));
  const path = (name: string) => join(folder, name);
  for (const [name, content] of Object.entries(files)) writeFileSync(path(name), content);
  return path;
}

/** Runs a reader on a text, and hands out what it gave and its remarks, each as "kind line: text | reason". */
export function readText<T>(read: (file: string, bytes: Uint8Array, remark: ReturnType<typeof remarkBook>['note']) => T, text: string) {
  const book = remarkBook();
  const result = read('/etc/mosquitto/file', Buffer.from(text), book.note);
  return { result, remarks: book.told().remarks.map(({ kind, line, text: shown, reason }) => `${kind} ${line}: ${shown} | ${reason}`) };
}

/** Made by mosquitto_passwd 2.0: anna has the password "secret1", bert "pa:ss$x", and carl "old". */
export const ANNA = 'anna:$7$101$Z3Mvokx3+yWepudf$AzmQcmD6nC/K4699AQfJPMAu1P0FYKcs4+Vt+JrqESxI+ybRPf7Hc3b4WBlL6SlpcjhGgnlPF8fZnne1ghgy9A==';
export const BERT = 'bert:$7$101$XZGHYHiO68Ibwn8G$5+ToypyFDQwxW2NxREWswNn0nR5LLQ9QQXrdpbVITuwmCmUdIVMzbY4NEbD/Gkx+YuyglhAXSGsr461bHrvGlQ==';
export const CARL = 'carl:$6$+kwjANxm/cz0INwD$2AesUyrRIhNa95bkhl5J9zcp5J0nSb6MOQ6TvvMqAI8I0YLqFnXdnLZy0LCA9eLzlQwe6tqoPv7NBU4/7zk6BA==';
/** The same with an empty password. */
export const EMPTY =
  'emma:$7$101$6ngWIYL+MRUMhFNy$z2u2lSGVPJsEKnCSpqGGV+ZKnfzCT/VjDqyXQp6GECPNuqbPEavcoTQzCm1o2DAiv9ajVnoiwsoEXM19bNbRbg==';
export const hashOf = (line: string): string => line.slice(line.indexOf(':') + 1);
