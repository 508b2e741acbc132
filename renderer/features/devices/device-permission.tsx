import { type FormEvent, useState } from 'react';
import type { Denial, Device, Permission } from '../../../electron/contract/model.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { FormFoot } from '../../components/dialog-feet.tsx';
import text from '../../components/text.module.css';
import { useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import { draftOf, permissionOf } from '../access/permission-draft.ts';
import { PermissionEditor } from '../access/permission-editor.tsx';
import { PermissionSummary } from '../access/permission-summary.tsx';
import { ownTopics } from '../access/presets.ts';
import styles from './device-access.module.css';
import dialogs from './dialogs.module.css';

type Proposal = Pick<Denial, 'action' | 'topic'>;

interface DevicePermissionProps {
  device: Device;
  /** The permission is to be changed at once; `propose`: what is to be allowed as well. */
  task: { propose: Proposal | null } | null;
}

/** What a device may do, and the way to change it. */
export function DevicePermission({ device, task }: DevicePermissionProps) {
  const [isChanging, setChanging] = useState(task !== null);
  const [proposal, setProposal] = useState(task?.propose ?? null);
  const close = () => {
    setChanging(false);
    setProposal(null);
  };
  const words = strings.access.permission;
  return (
    <section className={styles.part}>
      <div className={styles.head}>
        <h3>{words.title}</h3>
        <Button small onClick={() => setChanging(true)}>
          {words.change}
        </Button>
      </div>
      <PermissionSummary permission={device.permission} />
      {isChanging && <PermissionDialog device={device} proposal={proposal} onClose={close} />}
    </section>
  );
}

function PermissionDialog({ device, proposal, onClose }: { device: Device; proposal: Proposal | null; onClose: () => void }) {
  const client = useClient();
  const save = useAction();
  const [draft, setDraft] = useState(() => draftOf(withProposal(device.permission, proposal)));
  const words = strings.access.permission;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const permission = permissionOf(draft);
    if (!permission || save.busy) return;
    if (await save.run(() => client.call('devices.setPermission', { id: device.id, permission }))) onClose();
  };

  return (
    <Dialog title={words.changeTitle(device.name)} onClose={onClose}>
      <p className={dialogs.once}>{words.atOnce}</p>
      {proposal && <p className={text.warning}>{strings.help.proposed[proposal.action](proposal.topic)}</p>}
      <form className={dialogs.form} onSubmit={submit} noValidate>
        <PermissionEditor draft={draft} own={ownTopics(device)} onChange={setDraft} />
        <FormFoot problem={save.problem} action={words.save} disabled={permissionOf(draft) === null} busy={save.busy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

/** What was denied is added as it was asked for. */
function withProposal(permission: Permission, proposal: Proposal | null): Permission {
  if (!proposal || permission[proposal.action].includes(proposal.topic)) return permission;
  return { ...permission, [proposal.action]: [...permission[proposal.action], proposal.topic] };
}
