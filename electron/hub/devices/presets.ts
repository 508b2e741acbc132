import type { Preset } from '../../contract/calls.ts';

/** What a device that was added by hand may do. Its own topics are under `porchlight/<user name>`. */
export function presetTopics(preset: Preset, userName: string): { baseTopic: string; publish: string[]; subscribe: string[] } {
  const baseTopic = `porchlight/${userName}`;
  const own = `${baseTopic}/#`;
  switch (preset) {
    case 'own':
      return { baseTopic, publish: [own], subscribe: [own] };
    case 'sensor':
      return { baseTopic, publish: [own], subscribe: [] };
    case 'reader':
      return { baseTopic, publish: [own], subscribe: ['#'] };
    case 'all':
      return { baseTopic, publish: ['#'], subscribe: ['#'] };
  }
}
