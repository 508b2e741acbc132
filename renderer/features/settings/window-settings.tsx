import card from '../../components/card.module.css';
import { RadioGroup } from '../../components/radio-group.tsx';
import { Switch } from '../../components/switch.tsx';
import text from '../../components/text.module.css';
import { useApp, useClient } from '../../context.tsx';
import { strings } from '../../strings/index.ts';
import styles from './settings.module.css';
import { useSaved } from './use-saved.ts';

const themes = ['system', 'light', 'dark'] as const;

/** What this person prefers on this computer; the hub knows nothing of it. */
export function WindowSettings() {
  const { theme, notifications } = useApp((state) => state.preferences);
  const client = useClient();
  const themeSave = useSaved();
  const notificationsSave = useSaved();
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
      <div className={styles.switchRow}>
        <div>
          <span id="notifications-label" className={styles.label}>
            {words.notifications}
          </span>{' '}
          <span role="status" className={styles.note}>
            {notificationsSave.note}
          </span>
          <p id="notifications-hint" className={text.hint}>
            {words.notificationsHint}
          </p>
          {notificationsSave.problem && (
            <p role="alert" className={styles.problem}>
              {notificationsSave.problem}
            </p>
          )}
        </div>
        <Switch
          on={notifications}
          labelledBy="notifications-label"
          describedBy="notifications-hint"
          onChange={(on) => notificationsSave.save(() => client.call('desktop.setPreferences', { notifications: on }))}
        />
      </div>
    </section>
  );
}
