import type { Language } from '../../contract/language.ts';
import { speak } from '../words/index.ts';
import type { WebPreferences } from './web-preferences.ts';

/** From now on the hub speaks what the household chose in a browser; where it chose nothing, `system`. */
export function speakAsChosen(preferences: WebPreferences, system: Language): void {
  const follow = () => {
    const { language } = preferences.get();
    speak(language === 'system' ? system : language);
  };
  follow();
  preferences.onChange(follow);
}
