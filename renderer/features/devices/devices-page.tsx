import { Cpu, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { SplitView } from '../../components/split-view.tsx';
import { useApp, useAppStore } from '../../context.tsx';
import { sortedDevices } from '../../selectors.ts';
import { strings } from '../../strings/index.ts';
import { MosquittoPage } from '../mosquitto/mosquitto-page.tsx';
import { AddDeviceDialog } from './add-device-dialog.tsx';
import { CredentialDialog, type FreshCredential } from './credential-dialog.tsx';
import { DeviceDetails } from './device-details.tsx';
import { DeviceList } from './device-list.tsx';

/** Everyone who has a credential. */
export function DevicesPage() {
  const store = useAppStore();
  const devices = useApp((state) => state.devices);
  const openId = useApp((state) => state.openDeviceId);
  const isAdding = useApp((state) => state.isAddingDevice);
  const [credential, setCredential] = useState<FreshCredential | null>(null);
  const [isImporting, setImporting] = useState(false);
  const words = strings.devices;
  const sorted = sortedDevices(devices);
  const open = devices.find((device) => device.id === openId);
  const setOpen = (id: string | null) => store.setState({ openDeviceId: id });
  const setAdding = (value: boolean) => store.setState({ isAddingDevice: value });

  if (isImporting) return <MosquittoPage onClose={() => setImporting(false)} />;
  return (
    <Page
      fill
      title={strings.pages.devices}
      intro={devices.length > 0 && words.intro(devices.length, devices.filter((device) => device.connected).length)}
      actions={
        <Button look="primary" icon={<Plus size={16} />} onClick={() => setAdding(true)}>
          {words.add}
        </Button>
      }
    >
      <SplitView
        sideLabel={words.details}
        closeLabel={words.closeDetails}
        onClose={() => setOpen(null)}
        side={open && <DeviceDetails key={open.id} device={open} onCredential={setCredential} />}
      >
        {sorted.length === 0 ? (
          <EmptyState icon={<Cpu size={24} />} title={words.emptyTitle} text={words.emptyText}>
            <Button onClick={() => setImporting(true)}>{strings.mosquitto.open}</Button>
          </EmptyState>
        ) : (
          <DeviceList devices={sorted} openId={openId} onOpen={setOpen} />
        )}
      </SplitView>
      {isAdding && (
        <AddDeviceDialog
          onClose={() => setAdding(false)}
          onAdded={(fresh) => {
            setAdding(false);
            setCredential({ ...fresh, isNew: true });
          }}
        />
      )}
      {credential && (
        <CredentialDialog
          credential={credential}
          onClose={() => {
            if (credential.isNew) setOpen(credential.device.id);
            setCredential(null);
          }}
        />
      )}
    </Page>
  );
}
