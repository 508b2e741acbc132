import { type FormEvent, useState } from 'react';
import type { Device } from '../../../electron/contract/model.ts';
import { Dialog } from '../../components/dialog.tsx';
import { FormFoot } from '../../components/dialog-feet.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useClient } from '../../context.tsx';
import { isWholeNumber } from '../../numbers.ts';
import { strings } from '../../strings/index.ts';
import { useAction } from '../../use-action.ts';
import dialogs from './dialogs.module.css';
import type { IssuedCertificate } from './issued-certificate.ts';

const MOST_DAYS = 3_650;

interface IssueCertificateDialogProps {
  device: Device;
  onIssued: (certificate: IssuedCertificate) => void;
  onClose: () => void;
}

/** Asks how long a new certificate is to be good. */
export function IssueCertificateDialog({ device, onIssued, onClose }: IssueCertificateDialogProps) {
  const client = useClient();
  const issue = useAction();
  const [days, setDays] = useState('365');
  const words = strings.access.certificates;
  const isGood = isWholeNumber(days, 1, MOST_DAYS);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isGood || issue.busy) return;
    const done = await issue.run(async () => {
      onIssued(await client.call('devices.issueCertificate', { id: device.id, days: Number(days) }));
    });
    if (done) onClose();
  };

  return (
    <Dialog title={words.issueTitle(device.name)} onClose={onClose}>
      <p className={dialogs.once}>{words.issueText}</p>
      <form className={dialogs.form} onSubmit={submit} noValidate>
        <TextField
          data-autofocus
          label={words.days}
          value={days}
          onText={setDays}
          inputMode="numeric"
          maxLength={4}
          problem={isGood ? null : words.daysWrong}
        />
        <FormFoot problem={issue.problem} action={words.issue} disabled={!isGood} busy={issue.busy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
