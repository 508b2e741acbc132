import type { StartTrouble } from '../contract/start-trouble.ts';
import { backupList } from './backup-list.ts';
import { START_EMPTY } from './restore-flag.ts';
import type { Surroundings } from './surroundings.ts';
import { words } from './words.ts';

/** Where a service finds flags for its next start alone (resources/linux/porchlight.service). */
export const ONCE_FILE = '/run/porchlight.once';

export interface TroubleNeeds {
  surroundings: Surroundings;
  /** The command that starts this program as it was started, and with this flag too. */
  startedWith(flag: string): string;
}

/** What keeps the hub from starting, and what its person can do about it: for a console, in lines. */
export function troubleText({ cause, folder, detail, backups = [] }: StartTrouble, needs: TroubleNeeds): string {
  const said = [detail, words.trouble[cause](folder)].filter(Boolean).join(' ');
  if (cause !== 'damaged') return said;
  const { damage } = words;
  const [newest] = backups;
  if (!newest) {
    const lead = { service: damage.noneService, other: damage.none };
    return [`${said} ${damage.stands}`, wayOut(START_EMPTY, lead, needs), damage.noneOutcome(folder)].join('\n\n');
  }
  const lead = { service: damage.service, other: damage.command };
  return [
    `${said} ${damage.stands}`,
    `${damage.checked}\n${backupList(backups)}`,
    wayOut(newest.id, lead, needs),
    damage.outcome(folder),
  ].join('\n\n');
}

/** The lines that a person copies. */
function wayOut(id: string, lead: { service: string; other: string }, { surroundings, startedWith }: TroubleNeeds): string {
  const flag = `--restore-backup=${id}`;
  if (surroundings === 'service')
    return `${lead.service}\n  echo ONCE=${flag} | sudo tee ${ONCE_FILE} && sudo systemctl restart porchlight`;
  const command = `${lead.other}\n  ${startedWith(flag)}`;
  return surroundings === 'container' ? `${command}\n${words.damage.container(flag)}` : command;
}
