import type { PlannedCertificate } from '../../contract/mosquitto.ts';
import { type ImportedFiles, readImported } from '../certificates/imported-files.ts';
import { LIMITS } from '../limits.ts';
import { words } from '../words/index.ts';
import type { Conf } from './conf.ts';
import { resolvedFrom } from './files.ts';
import type { Remarks } from './remarks.ts';

/** The server certificates of all listeners that can be used as they are; a remark for each that cannot. */
export async function planCertificates(
  conf: Conf,
  imported: readonly string[],
  now: number,
  remark: Remarks,
): Promise<PlannedCertificate[]> {
  const planned: PlannedCertificate[] = [];
  for (const { settings } of conf.listeners) {
    const [certificate, key, authority] = ['certfile', 'keyfile', 'cafile'].map((name) => settings.get(name));
    if (!certificate || !key) continue;
    const pathOf = ({ at, value }: typeof certificate) => resolvedFrom(at.file, value);
    const certificateFile = pathOf(certificate);
    if (planned.some((other) => other.certificateFile === certificateFile)) continue;
    const left = (reason: string) => remark('left', certificate.at, certificate.at.text, reason);
    if (imported.includes(certificateFile)) {
      left(words.mosquitto.certificates.again);
      continue;
    }
    if (imported.length + planned.length >= LIMITS.importedCertificates) {
      left(words.mosquitto.certificates.full(LIMITS.importedCertificates));
      continue;
    }
    const result = await usable({ certificateFile, chainFile: null, keyFile: pathOf(key) }, authority ? pathOf(authority) : null, now);
    if ('problem' in result) left(words.mosquitto.certificates.notUsable(result.problem));
    else {
      planned.push(result);
      remark('differs', certificate.at, certificate.at.text, words.mosquitto.certificates.shownTo(result.names));
    }
  }
  return planned;
}

/** Mosquitto finds what signed a certificate also among the authorities of clients. */
async function usable(files: ImportedFiles, authorityFile: string | null, now: number): Promise<PlannedCertificate | { problem: string }> {
  const alone = await readImported(files, now);
  if (alone.ok) return { ...files, names: alone.usable.served };
  if (authorityFile === null) return alone;
  const withChain = { ...files, chainFile: authorityFile };
  const result = await readImported(withChain, now);
  return result.ok ? { ...withChain, names: result.usable.served } : alone;
}
