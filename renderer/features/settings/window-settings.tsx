import card from '../../components/card.module.css';
import { RadioGroup } from '../../components/radio-group.tsx';
import { useApp, useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import { SavedSwitch } from './saved-switch.tsx';
import { useSaved } from './use-saved.ts';

const themes = ['system', 'light', 'dark'] as const;

/** What this person prefers on this computer; the hub knows nothing of it. */
export function WindowSettings() {
  const { theme, notifications } = useApp((state) => state.preferences);
  const client = useClient();
  const themeSave = useSaved();
  const words = strings.settings;
  return (
    <section className={card.section} aria-labelledby="settings-window">
      <h2 id="settings-window">{words.sections.appearance}</h2>
      <RadioGroup
        label={words.theme}
        hint={words.themeHint}
        value={theme}
        options={themes.map((value) => ({ value, label: words.themes[value] }))}
        onChange={(value) => themeSave.save(() => client.call('desktop.setPreferences', { theme: value }))}
        note={themeSave.note}
        problem={themeSave.problem}
      />
      <SavedSwitch
        label={words.notifications}
        hint={words.notificationsHint}
        on={notifications}
        save={(on) => client.call('desktop.setPreferences', { notifications: on })}
      />
    </section>
  );
}
