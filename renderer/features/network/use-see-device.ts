import { useAppStore } from '../../context.tsx';

/** Opens the details of a device on the Devices page. */
export function useSeeDevice(): (deviceId: string) => void {
  const store = useAppStore();
  return (openDeviceId) => store.setState({ page: 'devices', openDeviceId });
}
